package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// serveGloss starts gloss serve and returns the address of the edited essay.
func serveGloss(ctx context.Context, gloss, dir string) (string, error) {
	cmd := exec.CommandContext(ctx, gloss, "serve", "--port", "0", "--content", filepath.Join(dir, "gloss"))
	said, err := cmd.StderrPipe()
	if err != nil {
		return "", err
	}
	if err := cmd.Start(); err != nil {
		return "", err
	}
	lines := bufio.NewScanner(said)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if url, _, ok := strings.Cut(lines.Text(), " shows the site"); ok {
			go func() { _, _ = io.Copy(io.Discard, said) }()
			return url + "essay-00001/", nil
		}
	}
	return "", errors.Join(errors.New("gloss serve ended"), cmd.Wait())
}

// glossHTTP listens as the page does and asks for the page when it is told to.
func glossHTTP(ctx context.Context, gloss, dir string) (shown, error) {
	url, err := serveGloss(ctx, gloss, dir)
	if err != nil {
		return nil, err
	}
	site, _, _ := strings.Cut(url, "/essays/")
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, site+"/_gloss/events", nil)
	if err != nil {
		return nil, err
	}
	stream, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	told := make(chan struct{}, 100)
	go func() {
		defer stream.Body.Close()
		lines := bufio.NewScanner(stream.Body)
		for lines.Scan() {
			var news struct {
				Editions []string
			}
			data, ok := strings.CutPrefix(lines.Text(), "data: ")
			if ok && json.Unmarshal([]byte(data), &news) == nil && slices.Contains(news.Editions, "essay-00001") {
				told <- struct{}{}
			}
		}
	}()
	if _, err := fetch(ctx, url); err != nil { // somebody looks at it
		return nil, err
	}
	return func(ctx context.Context, words string) error {
		for {
			select {
			case <-told:
			case <-ctx.Done():
				return ctx.Err()
			}
			page, err := fetch(ctx, url)
			if err != nil || strings.Contains(page, words) {
				return err
			}
		}
	}, nil
}

func fetch(ctx context.Context, url string) (string, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return "", err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	return string(data), err
}

// hugoHTTP asks Hugo's server for the page until it has the words: its own
// stream is a WebSocket, which only makes pages load again.
func hugoHTTP(ctx context.Context, hugo, dir string) (shown, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	port := listener.Addr().(*net.TCPAddr).Port
	_ = listener.Close()
	cmd := exec.CommandContext(ctx, hugo, "server", "--port", fmt.Sprint(port), "--bind", "127.0.0.1",
		"--source", filepath.Join(dir, "hugo"), "--baseURL", fmt.Sprintf("http://127.0.0.1:%d/", port))
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	go func() { _ = cmd.Wait() }()
	url := fmt.Sprintf("http://127.0.0.1:%d/essays/essay-00001/", port)
	wait := func(ctx context.Context, words string) error {
		for ctx.Err() == nil {
			if page, err := fetch(ctx, url); err == nil && strings.Contains(page, words) {
				return nil
			}
			time.Sleep(time.Millisecond)
		}
		return ctx.Err()
	}
	first, cancel := context.WithTimeout(ctx, 3*time.Minute)
	defer cancel()
	return wait, wait(first, "<h1>")
}

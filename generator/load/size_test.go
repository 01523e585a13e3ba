package load

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"gloss/generator/edition"

	"gloss/generator/load/loadtest"
)

// encoded makes an image of 30 × 20 with one of the standard library's encoders.
func encoded(encode func(w io.Writer, m image.Image) error) string {
	var b bytes.Buffer
	if err := encode(&b, image.NewGray(image.Rect(0, 0, 30, 20))); err != nil {
		panic(err)
	}
	return b.String()
}

var (
	aPNG  = encoded(png.Encode)
	aJPEG = encoded(func(w io.Writer, m image.Image) error { return jpeg.Encode(w, m, nil) })
	aGIF  = encoded(func(w io.Writer, m image.Image) error { return gif.Encode(w, m, nil) })
)

// exif is a JPEG segment that states an orientation.
func exif(order binary.ByteOrder, mark string, orientation uint16) string {
	b := []byte("Exif\x00\x00" + mark)
	b = append(b, make([]byte, 24)...)
	t := b[6:]
	order.PutUint16(t[2:], 42)
	order.PutUint32(t[4:], 8)
	order.PutUint16(t[8:], 1)
	order.PutUint16(t[10:], 0x0112)
	order.PutUint16(t[12:], 3)
	order.PutUint32(t[14:], 1)
	order.PutUint16(t[18:], orientation)
	head := []byte{0xFF, 0xE1, 0, 0}
	binary.BigEndian.PutUint16(head[2:], uint16(len(b)+2))
	return string(head) + string(b)
}

func TestImageSize(t *testing.T) {
	wide, upright := edition.Size{Width: 30, Height: 20}, edition.Size{Width: 20, Height: 30}
	for name, c := range map[string]struct {
		data string
		want edition.Size
	}{
		"PNG":          {aPNG, wide},
		"GIF":          {aGIF, wide},
		"JPEG":         {aJPEG, wide},
		"JPEG upright": {aJPEG[:2] + exif(binary.BigEndian, "MM", 6) + aJPEG[2:], upright},
		"JPEG, Intel":  {aJPEG[:2] + exif(binary.LittleEndian, "II", 8) + aJPEG[2:], upright},
		"JPEG, upside": {aJPEG[:2] + exif(binary.LittleEndian, "II", 3) + aJPEG[2:], wide},
		"JPEG, filled": {aJPEG[:2] + "\xFF\xFF" + aJPEG[2:], wide},
		"WebP lossy":   {"RIFF\x00\x00\x00\x00WEBPVP8 \x00\x00\x00\x00\x00\x00\x00\x9d\x01\x2a\x1e\x00\x14\x40", wide},
		"WebP":         {"RIFF\x00\x00\x00\x00WEBPVP8L\x00\x00\x00\x00\x2f\x1d\xc0\x04\x00\x00\x00\x00\x00\x00", wide},
		"WebP, more":   {"RIFF\x00\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x00\x00\x00\x00\x1d\x00\x00\x13\x00\x00", wide},
		"AVIF":         {"\x00\x00\x00\x1cftypavif\x00\x00\x00\x00\x00\x00\x00\x14ispe\x00\x00\x00\x00\x00\x00\x00\x1e\x00\x00\x00\x14", wide},
		"AVIF turned":  {"\x00\x00\x00\x1cftypavif\x00\x00\x00\x14ispe\x00\x00\x00\x00\x00\x00\x00\x1e\x00\x00\x00\x14\x00\x00\x00\x09irot\x01", upright},
		"SVG":          {`<svg width="30" height="20px"/>`, wide},
		"SVG box":      {"\ufeff<?xml version='1.0' encoding='latin1'?>\n<!-- a > b -->\n<svg:svg xmlns:svg='x' viewBox='0,0 30 20'>", wide},
		"SVG relative": {`<svg width="100%" height="100%" viewBox="0 0 300 200"/>`, edition.Size{Width: 300, Height: 200}},
		"SVG half":     {`<svg width="60" viewBox="0 0 30 20"/>`, edition.Size{Width: 60, Height: 40}},
		"SVG inches":   {`<!DOCTYPE svg [<!ENTITY a "b">]><svg width=".5in" height="24pt"/>`, edition.Size{Width: 48, Height: 32}},
	} {
		got, err := imageSize(strings.NewReader(c.data))
		if err != nil || got != c.want {
			t.Errorf("%s: %v, %v, not %v", name, got, err, c.want)
		}
		for cut := range c.data {
			var no *refused
			if _, err := imageSize(strings.NewReader(c.data[:cut])); err != nil && !errors.As(err, &no) {
				t.Errorf("%s, cut at %d: %v", name, cut, err)
			}
		}
	}
	for _, data := range []string{
		"", "words", "<html></html>", "<svg", `<svg width="0" height="1"/>`, "<?xml version='1.0'?><x/>", `<svg width="NaN" height="Inf"/>`,
		"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\xff\xff\xff\xff\x00\x00\x00\x01", "\xff\xd8\xff\xd9", "\xff\xd8\xff\xe0\x00\x00",
		`<svg viewBox="0 0 1e9 1e9" width="1e30"/>`,
	} {
		var no *refused
		if got, err := imageSize(strings.NewReader(data)); !errors.As(err, &no) || no.hint == "" {
			t.Errorf("%q: %v, %v", data, got, err)
		}
	}
}

func FuzzImageSize(f *testing.F) {
	for _, s := range []string{
		aPNG, aJPEG[:2] + exif(binary.BigEndian, "MM", 6) + aJPEG[2:], aGIF, `<svg width="30" viewBox="0 0 30 20"/>`,
		"RIFF\x00\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x00\x00\x00\x00\x1d\x00\x00\x13\x00\x00",
		"\x00\x00\x00\x1cftypavif\x00\x00\x00\x14ispe\x00\x00\x00\x00\x00\x00\x00\x1e\x00\x00\x00\x14\x00\x00\x00\x09irot\x01",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		size, err := imageSize(bytes.NewReader(data))
		var no *refused
		if err != nil && !errors.As(err, &no) || err == nil && (size.Width < 1 || size.Height < 1) {
			t.Errorf("%v, %v", size, err)
		}
	})
}

// FuzzContent reads a small tree of which one file is anything.
func FuzzContent(f *testing.F) {
	files := []string{"site.yaml", "war/essay.md", "war/annotations.yaml", "war/sources.json"}
	trees, _ := filepath.Glob("testdata/*/*.txtar")
	for _, name := range trees {
		a, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, c := range a.Files {
			for i, name := range files {
				if c.Name == name && len(c.Data) < 10_000 {
					f.Add(i, loadtest.Unescape(c.Data))
				}
			}
		}
	}
	f.Fuzz(func(t *testing.T, which int, data []byte) {
		dir := t.TempDir()
		if err := os.Mkdir(filepath.Join(dir, "war"), 0o777); err != nil {
			t.Fatal(err)
		}
		for i, name := range files {
			content := []byte("[]")
			if i == which {
				content = data
			}
			if err := os.WriteFile(filepath.Join(dir, name), content, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		c, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		readAll(t, c)
	})
}

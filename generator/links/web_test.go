package links

import (
	"bufio"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/textproto"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// web is a made-up web on loopback: one server speaks for all hosts, so that
// nothing that a test does can leave the machine. Hosts named down.test and
// gone.test are not there; the certificates of expired.test, other.test and
// self.test are bad.
type web struct {
	t     *testing.T
	plain *httptest.Server
	tls   *httptest.Server

	mu      sync.Mutex
	replies map[string][]string // by method and address: what is answered, one after the other, the last for ever
	handler http.HandlerFunc    // instead of replies
	now     time.Time
	log     []string // requests and waits
}

// newWeb makes a web of lines such as
//
//	GET http://a.test/page 200 ETag: "1"; Content-Type: text/html | <p id="x">
//	* https://b.test/ drop
//
// with * for any method. What has no line is answered with 404. Instead of a
// status there may be drop (the connection is closed), half (it is closed within
// the body), garbage, slow (nothing comes), endless (the body never ends).
func newWeb(t *testing.T, lines string) *web {
	w := &web{t: t, replies: map[string][]string{}, now: time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)}
	for line := range strings.Lines(lines) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		method, rest, _ := strings.Cut(line, " ")
		address, reply, ok := strings.Cut(rest, " ")
		if !ok {
			t.Fatalf("the web has a line %q", line)
		}
		w.replies[method+" "+address] = append(w.replies[method+" "+address], reply)
	}
	quiet := log.New(io.Discard, "", 0) // of handshakes that fail on purpose
	w.plain = httptest.NewUnstartedServer(http.HandlerFunc(w.answer))
	w.plain.Config.ErrorLog = quiet
	w.plain.Start()
	t.Cleanup(w.plain.Close)
	w.tls = httptest.NewUnstartedServer(http.HandlerFunc(w.answer))
	w.tls.Config.ErrorLog = quiet
	w.tls.TLS = &tls.Config{GetCertificate: func(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
		return authorityOf(t).certify(hello.ServerName)
	}}
	w.tls.StartTLS()
	t.Cleanup(w.tls.Close)
	return w
}

// options are those of a checker that sees nothing but this web, in a time of its
// own: to wait is to move the clock.
func (w *web) options() Options {
	o := DefaultOptions()
	tr := transport()
	tr.Proxy = nil
	tr.DialContext = w.dial
	tr.TLSClientConfig = &tls.Config{RootCAs: authorityOf(w.t).pool}
	w.t.Cleanup(tr.CloseIdleConnections)
	o.Transport = tr
	o.Timeout = time.Minute // on a busy machine much takes long
	o.Agent = "gloss (+https://example.org/)"
	o.Now = func() time.Time {
		w.mu.Lock()
		defer w.mu.Unlock()
		return w.now
	}
	o.Wait = func(ctx context.Context, d time.Duration) error {
		if d > 0 {
			w.mu.Lock()
			w.now = w.now.Add(d)
			w.log = append(w.log, fmt.Sprint("wait ", d.Round(time.Second)))
			w.mu.Unlock()
		}
		return ctx.Err()
	}
	return o
}

// dial connects every host to this web.
func (w *web) dial(ctx context.Context, network, address string) (net.Conn, error) {
	host, port, _ := net.SplitHostPort(address)
	switch {
	case host == "gone.test":
		return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
	case host == "unknown.test":
		return nil, &net.DNSError{Err: "server misbehaving", Name: host, IsTemporary: true}
	case host == "down.test":
		return nil, &net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}
	case !strings.HasSuffix(host, ".test") && host != "doi.org" && host != "archive.org":
		w.t.Errorf("a test wants to connect to %s", address)
		return nil, &net.OpError{Op: "dial", Err: syscall.ENETUNREACH}
	}
	to := w.plain
	if port == "443" {
		to = w.tls
	}
	var d net.Dialer
	return d.DialContext(ctx, network, to.Listener.Addr().String())
}

func (w *web) answer(out http.ResponseWriter, in *http.Request) {
	if w.handler != nil {
		w.handler(out, in)
		return
	}
	scheme := "http"
	if in.TLS != nil {
		scheme = "https"
	}
	address := scheme + "://" + in.Host + in.URL.RequestURI()
	reply := w.next(in.Method, address)
	what, body, _ := strings.Cut(reply, " | ")
	status, headers, _ := strings.Cut(what, " ")
	header, err := textproto.NewReader(bufio.NewReader(strings.NewReader(strings.ReplaceAll(headers, "; ", "\r\n") + "\r\n\r\n"))).ReadMIMEHeader()
	if err != nil {
		w.t.Errorf("%s: %v", reply, err)
	}
	for key, values := range header {
		out.Header()[key] = values
	}
	w.note(in, address)
	switch status {
	case "slow":
		<-in.Context().Done()
	case "drop", "garbage", "half":
		w.breakOff(out, status)
	case "endless":
		for err := error(nil); err == nil; {
			_, err = io.WriteString(out, "<p>"+strings.Repeat("and so on ", 5000))
		}
	case "cookie": // a page that lets nobody in without the cookie that it sets
		if _, err := in.Cookie("seen"); err == nil {
			return
		}
		http.SetCookie(out, &http.Cookie{Name: "seen", Value: "1"})
		out.Header().Set("Location", in.URL.RequestURI())
		out.WriteHeader(http.StatusFound)
	default:
		var code int
		_, _ = fmt.Sscan(status, &code)
		if etag := header.Get("ETag"); etag != "" && in.Header.Get("If-None-Match") == etag ||
			header.Get("Last-Modified") != "" && in.Header.Get("If-Modified-Since") == header.Get("Last-Modified") {
			code, body = http.StatusNotModified, ""
		}
		out.WriteHeader(code)
		_, _ = io.WriteString(out, strings.ReplaceAll(body, "%0A", "\n"))
	}
}

// next is the next answer to a request.
func (w *web) next(method, address string) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, key := range []string{method + " " + address, "* " + address} {
		if list := w.replies[key]; len(list) > 0 {
			if len(list) > 1 {
				w.replies[key] = list[1:]
			}
			return list[0]
		}
	}
	return "404"
}

// note writes a request into the log, but those for a robots.txt that nobody
// wrote.
func (w *web) note(in *http.Request, address string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if in.URL.Path == "/robots.txt" && len(w.replies["GET "+address])+len(w.replies["* "+address]) == 0 {
		return
	}
	line := in.Method + " " + address
	for _, key := range []string{"If-None-Match", "If-Modified-Since", "Accept-Datetime"} {
		if v := in.Header.Get(key); v != "" {
			line += ", " + key + ": " + v
		}
	}
	if in.Header.Get("User-Agent") != "gloss (+https://example.org/)" {
		line += ", as " + in.Header.Get("User-Agent")
	}
	w.log = append(w.log, line)
}

// breakOff answers as a broken server does.
func (w *web) breakOff(out http.ResponseWriter, how string) {
	conn, _, err := http.NewResponseController(out).Hijack()
	if err != nil {
		w.t.Error(err)
		return
	}
	switch how {
	case "garbage":
		_, _ = io.WriteString(conn, "\x00\x01 220 mail.test ESMTP\r\n\r\n")
	case "half":
		_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\n<p>half")
	}
	_ = conn.Close()
}

// testAuthority signs the certificates of the web.
type testAuthority struct {
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
	pool *x509.CertPool

	mu   sync.Mutex
	made map[string]*tls.Certificate
}

var (
	makeAuthority sync.Once
	theAuthority  *testAuthority
)

func authorityOf(t *testing.T) *testAuthority {
	makeAuthority.Do(func() {
		key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		template := &x509.Certificate{
			SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "the tests"}, IsCA: true, BasicConstraintsValid: true,
			NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), KeyUsage: x509.KeyUsageCertSign,
		}
		der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
		if err != nil {
			t.Fatal(err)
		}
		cert, err := x509.ParseCertificate(der)
		if err != nil {
			t.Fatal(err)
		}
		theAuthority = &testAuthority{cert: cert, key: key, pool: x509.NewCertPool(), made: map[string]*tls.Certificate{}}
		theAuthority.pool.AddCert(cert)
	})
	return theAuthority
}

// certify makes the certificate of a host, good or bad as its name says.
func (a *testAuthority) certify(host string) (*tls.Certificate, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if c := a.made[host]; c != nil {
		return c, nil
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: host}, DNSNames: []string{host},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
	}
	parent, key := a.cert, a.key
	own, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	switch host {
	case "expired.test":
		template.NotBefore, template.NotAfter = time.Date(2018, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2019, 1, 1, 0, 0, 0, 0, time.UTC)
	case "other.test":
		template.DNSNames = []string{"another.test"}
	case "self.test":
		parent, key = template, own
	}
	der, err := x509.CreateCertificate(rand.Reader, template, parent, &own.PublicKey, key)
	if err != nil {
		return nil, err
	}
	a.made[host] = &tls.Certificate{Certificate: [][]byte{der}, PrivateKey: own}
	return a.made[host], nil
}

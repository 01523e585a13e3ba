package links

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"

	"gloss/generator/edition"
)

// verdict is what an answer, or its failing, means.
type verdict struct {
	outcome edition.Outcome
	why     string
	again   bool // it may be otherwise in a while
}

// refusals are the statuses by which a server says that it wants to see somebody
// else: they tell nothing about the page. 999 is LinkedIn's. What has had too many
// requests may answer another time.
var refusals = map[int]bool{
	http.StatusUnauthorized: true, http.StatusPaymentRequired: true, http.StatusForbidden: true, http.StatusNotAcceptable: true,
	http.StatusProxyAuthRequired: true, http.StatusTooManyRequests: true, http.StatusUnavailableForLegalReasons: true, 999: true,
}

// passing are the statuses below 500 that may be otherwise in a while.
var passing = map[int]bool{http.StatusRequestTimeout: true, http.StatusTooEarly: true}

// judge says what came of a walk to a page.
func (c *Checker) judge(p *page, w walk, err error) verdict {
	v := judgeStatus(w.status)
	if err != nil {
		v = c.judgeError(err)
	} else if w.status == http.StatusNotModified && !p.knows() {
		v = verdict{edition.Failing, "it answers 304 Not Modified to somebody who knows nothing", true}
	}
	switch {
	case v.outcome == edition.Reached:
	case w.hops > 0 && isDOI(p.url) && (v.outcome == edition.Refused || v.outcome == edition.Unasked):
		// Its resolver knows it. What the publisher's server thinks of
		// programs does not make it a worse DOI.
		return verdict{outcome: edition.Reached}
	case w.hops > 0 && !errors.As(err, new(badRedirect)):
		v.why += ", after a redirect to " + w.at.Redacted()
	}
	return v
}

func isDOI(address string) bool { return strings.HasPrefix(address, edition.DOIAddress("10.")) }

func judgeStatus(status int) verdict {
	why := "it answers " + statusText(status)
	switch {
	case status >= 200 && status < 300, status == http.StatusNotModified:
		return verdict{outcome: edition.Reached}
	case refusals[status]:
		return verdict{edition.Refused, why, busy(status)}
	case passing[status], status >= 500:
		return verdict{edition.Failing, why, true}
	}
	return verdict{edition.Dead, why, false}
}

// statusText is a status with its name: 404 Not Found.
func statusText(status int) string {
	return strings.TrimSpace(strconv.Itoa(status) + " " + http.StatusText(status))
}

// judgeError says what an error of the net means.
func (c *Checker) judgeError(err error) verdict {
	var redirect badRedirect
	var robots errRobots
	var name *net.DNSError
	var timeout net.Error
	var record tls.RecordHeaderError
	switch {
	case errors.Is(err, errForbidden):
		return verdict{edition.Unasked, err.Error(), false}
	case errors.As(err, &redirect):
		return verdict{edition.Dead, redirect.Error(), false}
	case errors.As(err, &robots):
		return verdict{edition.Failing, robots.Error(), true}
	case errors.As(err, &name) && name.IsNotFound:
		return verdict{edition.Dead, "there is no host “" + name.Name + "”", false}
	case errors.As(err, &name):
		return verdict{edition.Failing, "the name of its host, “" + name.Name + "”, cannot be looked up", true}
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, os.ErrDeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return verdict{edition.Failing, "there is no answer within " + c.Timeout.String(), true}
	case errors.Is(err, syscall.ECONNREFUSED):
		return verdict{edition.Failing, "the host refuses the connection", true}
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return verdict{edition.Failing, "the host breaks the connection off", true}
	case errors.As(err, &record):
		return verdict{edition.Failing, "the host does not speak TLS there", false}
	}
	if why := certificate(err, c.Now()); why != "" {
		return verdict{edition.Failing, why, false}
	}
	return verdict{edition.Failing, "there is no answer that can be read (" + oneLine(err.Error()) + ")", true}
}

// certificate says what is wrong with a server's certificate; empty when that is
// not the matter. An owner mends it as a rule, and so it counts as passing.
func certificate(err error, now time.Time) string {
	var host x509.HostnameError
	var invalid x509.CertificateInvalidError
	var unknown x509.UnknownAuthorityError
	var other *tls.CertificateVerificationError
	switch {
	case errors.As(err, &host):
		return "its certificate is for other names than “" + host.Host + "”"
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired && invalid.Cert != nil && now.Before(invalid.Cert.NotBefore):
		return "its certificate is not valid before " + invalid.Cert.NotBefore.UTC().Format(time.DateOnly)
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired && invalid.Cert != nil:
		return "its certificate has expired on " + invalid.Cert.NotAfter.UTC().Format(time.DateOnly)
	case errors.As(err, &unknown):
		return "its certificate is signed by nobody whom this machine knows"
	case errors.As(err, &other):
		return "its certificate does not hold (" + oneLine(other.Err.Error()) + ")"
	}
	return ""
}

// oneLine makes what a server may have had a hand in fit for a file and a
// terminal: one line without control characters, not longer than two of these.
func oneLine(s string) string {
	s = strings.ToValidUTF8(strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7F && r < 0xA0 {
			return ' '
		}
		return r
	}, s)), " "), "\uFFFD")
	if runes := []rune(s); len(runes) > 160 {
		return string(runes[:159]) + "…"
	}
	return s
}

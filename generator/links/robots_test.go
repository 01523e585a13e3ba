package links

import (
	"strings"
	"testing"
	"time"
)

func TestRobots(t *testing.T) {
	for _, c := range []struct{ name, file, allowed, forbidden string }{
		{"nothing", "", "/ /a", ""},
		{"everything", "User-agent: *\nDisallow: /", "", "/ /a /a?b"},
		{"an empty rule", "User-agent: *\nDisallow:", "/ /a", ""},
		{"capitals, spaces, comments, line ends", " USER-AGENT : * # all\r disallow:/a # not this\r\n\nDisallow : /b", "/ /c", "/a /a/b /b"},
		{"the longest rule", "User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /a/b/c", "/a/b /a/b/d /b", "/a /a/x /a/b/c"},
		{"of two as long, the one that allows", "User-agent: *\nDisallow: /a\nAllow: /a", "/a", ""},
		{"our own group", "User-agent: *\nDisallow: /\n\nUser-agent: Gloss/2.0\nDisallow: /a", "/ /b", "/a"},
		{"our own group, without rules", "User-agent: gloss\nAllow:\nUser-agent: *\nDisallow: /", "/a", ""},
		{"a group for several", "User-agent: other\nUser-agent: gloss\nDisallow: /a\nUser-agent: other\nDisallow: /b", "/b", "/a"},
		{"our group twice", "User-agent: gloss\nDisallow: /a\nUser-agent: x\nDisallow: /x\nUser-agent: gloss\nDisallow: /b", "/x", "/a /b"},
		{"names like ours", "User-agent: glossary\nDisallow: /\nUser-agent: my-gloss\nDisallow: /", "/a", ""},
		{"rules before any group", "Disallow: /a\nUser-agent: *\nDisallow: /b", "/a", "/b"},
		{"a site map between the lines of a group", "User-agent: gloss\nSitemap: /x.xml\nUser-agent: other\nDisallow: /a", "", "/a"},
		{"stars", "User-agent: *\nDisallow: /*/private/*.html\nDisallow: /x*y", "/private/a.html /a/private/b.htm /xz", "/a/private/b.html /a/b/private/c/d.html?e /xy /xzy/z"},
		{"the end", "User-agent: *\nDisallow: /*.pdf$\nDisallow: /a$", "/a.pdf?x /ab /", "/a.pdf /b/c.pdf /a"},
		{"percent signs", "User-agent: *\nDisallow: /caf%c3%a9\nDisallow: /%7Eme\nDisallow: /a%2Fb\nDisallow: /ü", "/a/b", "/caf%C3%A9 /~me /a%2fb /%C3%BC"},
		{"queries", "User-agent: *\nDisallow: /*?session=", "/a?b", "/a?session=1"},
		{"a byte order mark, and garbage", "\ufeffUser-agent: *\n<html>\x00:::\nDisallow: /a", "/b", "/a"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := readRobots([]byte(c.file))
			for path := range strings.FieldsSeq(c.allowed) {
				if !r.allows(path) {
					t.Errorf("%s is forbidden", path)
				}
			}
			for path := range strings.FieldsSeq(c.forbidden) {
				if r.allows(path) {
					t.Errorf("%s is allowed", path)
				}
			}
		})
	}
	for file, want := range map[string]time.Duration{
		"User-agent: *\nCrawl-delay: 2.5":    2500 * time.Millisecond,
		"User-agent: *\nCrawl-delay: 86400":  longestPause,
		"User-agent: *\nCrawl-delay: -1":     0,
		"User-agent: *\nCrawl-delay: NaN":    0,
		"User-agent: *\nCrawl-delay: 1e300":  longestPause,
		"User-agent: other\nCrawl-delay: 10": 0,
	} {
		if r := readRobots([]byte(file)); r.delay != want {
			t.Errorf("%q: %v, want %v", file, r.delay, want)
		}
	}
}

// A pattern fits as if it were tried in every way, and none takes long.
func FuzzRobots(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /*a*b$\nAllow: /a", "/xaxb")
	f.Add("User-agent: gloss\nDisallow: /%7e", "/~x")
	f.Add("User-agent: *\nDisallow: /"+strings.Repeat("*a", 100)+"b", "/"+strings.Repeat("a", 200))
	f.Fuzz(func(t *testing.T, file, path string) {
		r := readRobots([]byte(file))
		start := time.Now()
		r.allows(path)
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("it took %v", took)
		}
		if len(path) > 20 {
			return
		}
		for _, rule := range r.list[:min(len(r.list), 10)] {
			if len(rule.pattern) > 20 || strings.Count(rule.pattern, "*") > 3 {
				continue // too many ways
			}
			if p := plainPath(path); fits(rule.pattern, p) != fitsSomehow(rule.pattern, p) {
				t.Errorf("%q fits %q: %v", rule.pattern, p, fits(rule.pattern, p))
			}
		}
		if p := plainPath(path); plainPath(p) != p {
			t.Errorf("%q becomes %q and then %q", path, p, plainPath(p))
		}
	})
}

// fitsSomehow is what fits means, tried in every way.
func fitsSomehow(pattern, path string) bool {
	switch {
	case pattern == "":
		return true
	case pattern == "$":
		return path == ""
	case pattern[0] == '*':
		return fitsSomehow(pattern[1:], path) || path != "" && fitsSomehow(pattern, path[1:])
	}
	return path != "" && path[0] == pattern[0] && fitsSomehow(pattern[1:], path[1:])
}

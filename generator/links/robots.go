package links

import (
	"bytes"
	"strconv"
	"strings"
	"time"
)

// rules are what a robots.txt says to one program (RFC 9309).
type rules struct {
	list  []rule
	delay time.Duration // Crawl-delay, which no standard has, but many files
}

// rule allows or forbids the paths that begin with a pattern, in which * stands
// for anything and $ at its end for the end of the path.
type rule struct {
	allow   bool
	pattern string
}

// readRobots reads the rules for this program: those of the groups that name it, or
// else those for everybody.
func readRobots(data []byte) rules {
	var named, everybody rules
	var here []*rules // those that the group being read is for
	found, open := false, false
	for line := range bytes.Lines(bytes.ReplaceAll(bytes.TrimPrefix(data, []byte("\ufeff")), []byte{'\r'}, []byte{'\n'})) {
		text, _, _ := strings.Cut(string(line), "#")
		key, value, _ := strings.Cut(text, ":")
		key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
		if key == "user-agent" {
			if !open { // the first line of a group
				here, open = nil, true
			}
			switch {
			case value == "*":
				here = append(here, &everybody)
			case strings.EqualFold(productOf(value), Program):
				here, found = append(here, &named), true
			}
			continue
		}
		read := rulesOf[key]
		if read == nil {
			continue
		}
		open = false
		for _, r := range here {
			read(r, value)
		}
	}
	if found {
		return named
	}
	return everybody
}

// rulesOf says what the lines of a group do to its rules. Others, such as Sitemap,
// belong to no group.
var rulesOf = map[string]func(r *rules, value string){
	"allow":    func(r *rules, value string) { r.add(true, value) },
	"disallow": func(r *rules, value string) { r.add(false, value) },
	"crawl-delay": func(r *rules, value string) {
		if seconds, err := strconv.ParseFloat(value, 64); err == nil && seconds > 0 {
			r.delay = time.Duration(min(seconds, longestPause.Seconds()) * float64(time.Second))
		}
	},
}

// longestPause is as long as a robots.txt can make the pause between two requests:
// a Crawl-delay is meant for programs that want the whole site.
const longestPause = 30 * time.Second

// add adds a rule. One without a pattern, as in “Disallow:”, says nothing.
func (r *rules) add(allow bool, pattern string) {
	if pattern != "" {
		r.list = append(r.list, rule{allow, plainPath(pattern)})
	}
}

// productOf is the name of a program without its version and remarks.
func productOf(agent string) string {
	end := strings.IndexFunc(agent, func(r rune) bool {
		return r != '-' && r != '_' && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
	})
	if end < 0 {
		return agent
	}
	return agent[:end]
}

// allows reports whether a path, with its query, may be asked for. The longest
// pattern decides; of two as long, the one that allows.
func (r *rules) allows(path string) bool {
	path = plainPath(path)
	best, allowed := -1, true
	for _, rule := range r.list {
		if n := len(rule.pattern); (n > best || n == best && rule.allow) && fits(rule.pattern, path) {
			best, allowed = n, rule.allow
		}
	}
	return allowed
}

// fits reports whether a path begins as a pattern says. It goes back only to the
// last *, so that no pattern takes longer than its length times the path's.
func fits(pattern, path string) bool {
	whole := strings.HasSuffix(pattern, "$")
	pattern = strings.TrimSuffix(pattern, "$")
	p, star, from := 0, -1, 0
	for i := 0; ; {
		switch {
		case p == len(pattern) && (!whole || i == len(path)):
			return true
		case p < len(pattern) && pattern[p] == '*':
			star, from = p, i
			p++
		case p < len(pattern) && i < len(path) && pattern[p] == path[i]:
			p++
			i++
		case star >= 0 && from < len(path):
			from++
			p, i = star+1, from
		default:
			return false
		}
	}
}

// plainPath writes a path in one way: what need not be percent-encoded is not,
// and what must be is, in capitals.
func plainPath(s string) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		encoded := c <= ' ' || c >= 0x7F
		if c == '%' && i+2 < len(s) {
			if n, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				c, encoded = byte(n), !unreserved(byte(n))
				i += 2
			}
		}
		if encoded {
			b.WriteString(string([]byte{'%', digits[c>>4], digits[c&15]}))
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// unreserved reports whether a character means the same encoded or not (RFC 3986,
// section 2.3).
func unreserved(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_' || c == '~'
}

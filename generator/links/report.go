package links

import (
	"fmt"
	"strings"
	"time"

	"gloss/generator/edition"
)

// Patience is how long a page may fail for reasons that may pass before that is
// an error.
const Patience = 7 * 24 * time.Hour

// State is all that is known of a site's links.
type State struct {
	Links   []Link
	Answers edition.Answers
	Copies  map[string]Copy // by page: those that were found
	Sought  bool            // copies were sought for every record that has none
	Now     time.Time       // what has been failing for long counts as dead
}

// Problems says what is wrong with links, each where it stands.
func (s *State) Problems() edition.Problems {
	var ps edition.Problems
	for i := range s.Links {
		l := &s.Links[i]
		a, known := s.Answers[l.Page]
		switch {
		case known && (a.Outcome == edition.Dead || a.Outcome == edition.Failing):
			s.reportLost(l, &a, &ps)
			continue
		case known && a.Outcome == edition.Reached:
			reportReached(l, &a, &ps)
		case known && a.Outcome == edition.Refused:
			ps.Warnf(l.At, "open it in a browser to see whether it is there", "“%s” does not show itself to programs: %s", l.address(), a.Why)
		}
		if s.Sought && l.Of != nil && l.Of.Archived == "" {
			s.reportUncopied(l, &ps)
		}
	}
	return ps
}

// reportReached says what an author should know of a page that is there.
func reportReached(l *Link, a *edition.Answer, ps *edition.Problems) {
	if a.MovedTo != "" {
		to := a.MovedTo
		if !strings.Contains(to, "#") {
			to += l.fragment()
		}
		ps.Warnf(l.At, "if that is the page that is meant, write its new address", "“%s” has moved for good to %s", l.address(), to)
	}
	id := idOf(l.Part)
	switch {
	case len(without([]string{id}, a.Lacks)) > 0:
	case a.TooLong:
		ps.Warnf(l.At, "look for it in a browser", "the page %s is so long that its part “#%s” was not seen", l.Page, id)
	default:
		ps.Warnf(l.At, "look for its new name, or link to the whole page", "the page %s has no part “#%s”", l.Page, id)
	}
}

// reportLost says that a page is not there. Where the record has a copy readers
// have that, and it is but a warning; so it is where the page may come back.
func (s *State) reportLost(l *Link, a *edition.Answer, ps *edition.Problems) {
	p := edition.Problem{
		Place: l.At, Text: "“" + l.address() + "” is dead: " + a.Why,
		Hint: "mend the address, or link to an archived copy",
	}
	if a.Outcome == edition.Failing {
		p.Text = "“" + l.address() + "” has not been reached since " + a.Since + ": " + a.Why
	}
	if !s.gone(a) {
		p.Severity, p.Hint = edition.Warning, fmt.Sprintf("it may pass; after %d days it is an error", int(Patience.Hours()/24))
	}
	copied, found := s.Copies[l.Page]
	switch {
	case l.Of != nil && l.Of.Archived != "":
		p.Severity, p.Hint = edition.Warning, "readers have the archived copy in its record: "+l.Of.Archived
	case found && l.Of != nil:
		p.Hint = "there is an archived copy" + copied.of() + "; " + l.howTo(copied)
	case found:
		p.Hint = "there is an archived copy" + copied.of() + ":\n" + l.Copied(copied)
	}
	*ps = append(*ps, p)
}

// gone reports whether a page is dead, or has been failing for so long that it
// may as well be.
func (s *State) gone(a *edition.Answer) bool {
	since, err := time.Parse(time.DateOnly, a.Since)
	return a.Outcome == edition.Dead || a.Outcome == edition.Failing && err == nil && s.Now.Sub(since) >= Patience
}

// reportUncopied says that a record has no archived copy, and what was found.
func (s *State) reportUncopied(l *Link, ps *edition.Problems) {
	if copied, ok := s.Copies[l.Page]; ok {
		ps.Warnf(l.At, l.howTo(copied), "the source “%s” has an archived copy%s", l.Of.Key, copied.of())
		return
	}
	ps.Warnf(l.At, "ask an archive to make one", "no archived copy of the source “%s” was found", l.Of.Key)
}

// of says when a copy was made.
func (c Copy) of() string {
	if c.Day == "" {
		return ""
	}
	return " of " + c.Day
}

// Copied is the address of a copy of the link's page, at the part that is linked
// to.
func (l *Link) Copied(c Copy) string { return c.URL + l.fragment() }

// Wants lists the pages whose copies are worth asking for: those that are gone
// and, when all copies are sought, those of every record that has none.
func (s *State) Wants() []Want {
	var wants []Want
	seen := map[string]bool{}
	for i := range s.Links {
		l := &s.Links[i]
		a := s.Answers[l.Page]
		switch {
		case seen[l.Page], l.Of != nil && l.Of.Archived != "":
		case s.gone(&a), s.Sought && l.Of != nil:
			seen[l.Page] = true
			wants = append(wants, Want{Page: l.Page, Day: l.wanted(&a)})
		}
	}
	return wants
}

// wanted is the day of which a copy should be: that on which the source was
// consulted, or else that on which its page was last reached.
func (l *Link) wanted(a *edition.Answer) string {
	if l.Of != nil {
		if d := l.Of.Dates["accessed"].From; d.Year > 0 && d.Year < 10_000 {
			return time.Date(d.Year, time.Month(max(d.Month, 1)), max(d.Day, 1), 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		}
	}
	return a.Reached
}

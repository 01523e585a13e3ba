package sidecar

import (
	"strconv"

	"gloss/generator/edition"
)

// leftUnread counts a field of records that a program has written and gloss does
// not read.
type leftUnread struct {
	name  string
	first edition.Place
	count int
}

// leaveUnread notes a field that is not read.
func (f *file) leaveUnread(name string, at edition.Place) {
	for i := range f.unread {
		if f.unread[i].name == name {
			f.unread[i].count++
			return
		}
	}
	if len(f.unread) < mostUnread {
		f.unread = append(f.unread, leftUnread{name, at, 1})
	}
}

// mostUnread is how many names of fields are told apart; more are no names.
const mostUnread = 100

// reportUnread says of each field that is not read where it first stands, and how
// often.
func (f *file) reportUnread() {
	for _, u := range f.unread {
		often := ""
		switch {
		case u.count == 2:
			often = ", here and in one more place"
		case u.count > 2:
			often = ", here and in " + strconv.Itoa(u.count-1) + " more places"
		}
		f.ps.Warnf(u.first, "if it belongs to the record, put it into a field that CSL has; else nothing needs to be done",
			"the field “%s” is not read%s", short(u.name), often)
	}
}

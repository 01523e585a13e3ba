package cite

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// label makes a citation label where the record has none: four letters of the
// authors' names and two figures of the year, Doe65, RoNo78.
func (it *Item) label() string {
	var names []Name
	for _, list := range it.names {
		if len(list) > 0 {
			names = list
			break
		}
	}
	if len(names) == 0 {
		return ""
	}
	shares := [...][]int{{4}, {2, 2}, {2, 1, 1}, {1, 1, 1, 1}}[min(len(names), 4)-1]
	var b strings.Builder
	for i, n := range shares {
		name := names[i].Family
		if name == "" {
			name = names[i].Literal
		}
		for ; n > 0 && name != ""; n-- {
			r, size := utf8.DecodeRuneInString(name)
			b.WriteRune(r)
			name = name[size:]
		}
	}
	if d := it.dates[vIssued-firstDate]; d != nil && d.From.Year > 0 {
		fmt.Fprintf(&b, "%02d", d.From.Year%100)
	}
	return b.String()
}

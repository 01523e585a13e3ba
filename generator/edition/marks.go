package edition

import (
	"strconv"
	"strings"
)

// Nth returns the n-th mark of the kind, n from 1.
func (m Marks) Nth(n int) string {
	switch m {
	case Letters:
		return letters(n)
	case Romans:
		return roman(n)
	case Symbols:
		return symbol(n)
	}
	return strconv.Itoa(n)
}

// letters counts a … z, aa, ab … as spreadsheets do.
func letters(n int) string {
	var out []byte
	for ; n > 0; n = (n - 1) / 26 {
		out = append([]byte{byte('a' + (n-1)%26)}, out...)
	}
	return string(out)
}

var romans = []struct {
	value  int
	digits string
}{
	{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"},
	{50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"},
}

func roman(n int) string {
	var b strings.Builder
	for _, r := range romans {
		for n >= r.value {
			b.WriteString(r.digits)
			n -= r.value
		}
	}
	return b.String()
}

var symbols = []string{"*", "†", "‡", "§", "‖", "¶"}

// symbol counts * † ‡ § ‖ ¶, then the same doubled, trebled …
func symbol(n int) string {
	return strings.Repeat(symbols[(n-1)%len(symbols)], (n-1)/len(symbols)+1)
}

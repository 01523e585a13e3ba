package sidecar

import "slices"

// batch makes changes of a file that are known by their number. Those that cannot be
// made are left out, and the others made all the same.
type batch struct {
	data []byte
	n    int
	// splices finds the bytes of a change, or says why it cannot be made. With
	// force every text it writes stands in double quotation marks on one line.
	splices func(i int, force bool) ([]splice, string)
	// reads says what is wrong with a file in which some changes have been made;
	// "" when they read as intended and everything else as before.
	reads func(out []byte, made []int) string
}

// make returns the changed file and, by its number, why a change is not in it.
func (b *batch) make() (out []byte, refused map[int]string) {
	refused = map[int]string{}
	splices := map[int][]splice{}
	var made []int
	for i := range b.n {
		s, why := b.splices(i, false)
		if why == "" && slices.ContainsFunc(made, func(k int) bool { return meet(s, splices[k]) }) {
			why = "two changes are wanted in one place"
		}
		if why != "" {
			refused[i] = why
			continue
		}
		splices[i] = s
		made = append(made, i)
	}
	apply := func(which ...int) []byte {
		var all []splice
		for _, i := range which {
			all = append(all, splices[i]...)
		}
		return apply(b.data, all)
	}
	if out = apply(made...); b.reads(out, made) == "" {
		return out, refused
	}
	// Something went wrong somewhere: each change shows by itself that it is
	// right, or is written in plain quotation marks, or is left out.
	var right []int
	for _, i := range made {
		why := b.reads(apply(i), []int{i})
		if why != "" {
			if quoted, no := b.splices(i, true); no == "" {
				splices[i] = quoted
				why = b.reads(apply(i), []int{i})
			}
		}
		if why != "" {
			refused[i] = why
			continue
		}
		right = append(right, i)
	}
	out = apply(right...)
	if why := b.reads(out, right); why != "" {
		for _, i := range right {
			refused[i] = why
		}
		return b.data, refused
	}
	return out, refused
}

// meet reports whether two changes touch the same bytes; both may put something in
// at one place.
func meet(a, b []splice) bool {
	for _, a := range a {
		for _, b := range b {
			if max(a.from, b.from) < min(a.to, b.to) || a.from < b.from && b.from < a.to || b.from < a.from && a.from < b.to {
				return true
			}
		}
	}
	return false
}

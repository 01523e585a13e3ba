package diff

import "testing"

func TestMerge(t *testing.T) {
	for _, c := range []struct{ name, old, a, b, want string }{
		{"both", "1\n2\n3\n4\n", "1\nzwei\n3\n4\n", "1\n2\n3\n", "1\nzwei\n3\n"},
		{"the same", "1\n2\n", "1\nzwei\n", "1\nzwei\n", "1\nzwei\n"},
		{"one place", "1\n2\n", "1\na\n2\n", "1\nb\n2\n", "1\na\nb\n2\n"},
		{"beside", "1\n2\n3\n", "1\nzwei\n3\n", "1\n2\ndrei\n", "1\nzwei\ndrei\n"},
		{"put in and taken out", "1\n2\n3\n", "1\nnew\n2\n3\n", "1\n3\n", "1\nnew\n3\n"},
		{"one line", "1\n2\n", "1\nzwei\n", "1\ndue\n", ""},
		{"no line end", "1\n2", "1\n2\n3", "0\n1\n2", "0\n1\n2\n3"},
		{"carriage returns", "1\r2\r3\r", "1\rzwei\r3\r", "0\r1\r2\r3\r", "0\r1\rzwei\r3\r"},
	} {
		got, ok := Merge(c.old, c.a, c.b)
		if got != c.want || ok != (c.want != "") {
			t.Errorf("%s: %q, %v, want %q", c.name, got, ok, c.want)
		}
	}
}

package edition

import "testing"

func TestBeyond(t *testing.T) {
	at := func(file string, line int) Place { return Place{File: file, Line: line} }
	var before, after Problems
	before.Errorf(at("a", 1), "", "two notes have the id “x”; the other stands at a:7")
	before.Warnf(at("a", 2), "", "the key is not known")
	before.Errorf(at("b", 1), "", "a mistake on line 3")
	after.Errorf(at("a", 9), "", "two notes have the id “x”; the other stands at a:12")
	after.Warnf(at("a", 3), "", "the key is not known")
	after.Warnf(at("a", 4), "", "the key is not known")
	after.Errorf(at("a", 2), "", "the key is not known")
	after.Errorf(at("b", 4), "", "a mistake on line 6")
	after.Errorf(at("c", 4), "", "a mistake on line 6")
	fresh := after.Beyond(before)
	if len(fresh) != 3 || fresh[0].Place != at("a", 4) || fresh[1].Place != at("a", 2) || fresh[2].Place != at("c", 4) {
		t.Errorf("%+v", fresh)
	}
}

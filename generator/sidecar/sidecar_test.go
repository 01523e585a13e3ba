package sidecar

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"gloss/generator/edition"
	"gloss/generator/load/loadtest"
)

var update = flag.Bool("update", false, "write what was read into the cases")

// TestCases reads each txtar file under testdata: pairs of a file as an author
// writes it and, under its name with .read, the problems and the values that
// come of it. The beginning of a file's name says what it is.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			want := map[string]string{}
			for _, f := range a.Files {
				want[f.Name] = string(f.Data)
			}
			out := &txtar.Archive{Comment: a.Comment}
			for _, f := range a.Files {
				if strings.HasSuffix(f.Name, ".read") {
					continue
				}
				got := reading(f.Name, loadtest.Unescape(f.Data))
				out.Files = append(out.Files, f, txtar.File{Name: f.Name + ".read", Data: []byte(got)})
				if diff := cmp.Diff(want[f.Name+".read"], got); diff != "" && !*update {
					t.Errorf("%s (-want +got):\n%s", f.Name, diff)
				}
			}
			writeCases(t, name, out)
		})
	}
}

// writeCases writes cases with what came of them, when asked to.
func writeCases(t *testing.T, name string, a *txtar.Archive) {
	if *update {
		if err := os.WriteFile(name, txtar.Format(a), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// reading reads a file by its name and writes down what came of it.
func reading(name string, data []byte) string {
	var b strings.Builder
	var ps edition.Problems
	switch {
	case strings.HasPrefix(name, "site"):
		var s edition.Settings
		s, ps = Settings(name, data)
		show(&b, "", reflect.ValueOf(s))
	case strings.HasPrefix(name, "annotations"):
		var notes []edition.Note
		notes, ps = Notes(name, data)
		show(&b, "", reflect.ValueOf(notes))
	case strings.HasPrefix(name, "sources"):
		var sources []edition.Source
		sources, ps = Sources(name, data)
		show(&b, "", reflect.ValueOf(sources))
	default:
		var front edition.Front
		var body int
		front, body, ps = FrontMatter(name, data)
		show(&b, "", reflect.ValueOf(front))
		fmt.Fprintf(&b, "markdown: %q\n", data[body:])
	}
	var out strings.Builder
	for _, p := range ps.Sorted() {
		fmt.Fprintf(&out, "%s:%d:%d: %s: %s\n", p.File, p.Line, p.Column, p.Severity, p.Text)
		if p.Hint != "" {
			fmt.Fprintf(&out, "\t%s\n", p.Hint)
		}
	}
	out.WriteString(b.String())
	return out.String()
}

// show writes a value as indented text, leaving out what is empty and writing
// places as line:column.
func show(b *strings.Builder, indent string, v reflect.Value) {
	switch v.Kind() {
	case reflect.Slice:
		for i := range v.Len() {
			fmt.Fprintf(b, "%s-%s", indent, inline(v.Index(i)))
			show(b, indent+"  ", v.Index(i))
		}
	case reflect.Map:
		keys := v.MapKeys()
		for _, k := range sortedKeys(keys) {
			fmt.Fprintf(b, "%s%s:%s", indent, k, inline(v.MapIndex(k)))
			show(b, indent+"  ", v.MapIndex(k))
		}
	case reflect.Pointer:
		if !v.IsNil() {
			show(b, indent, v.Elem())
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[edition.Place]() || v.Type() == reflect.TypeFor[edition.Day]() {
			return
		}
		for i := range v.NumField() {
			if f := v.Field(i); !f.IsZero() {
				fmt.Fprintf(b, "%s%s:%s", indent, v.Type().Field(i).Name, inline(f))
				show(b, indent+"  ", f)
			}
		}
	}
}

func sortedKeys(keys []reflect.Value) []reflect.Value {
	for i := range keys {
		for j := i; j > 0 && keys[j].String() < keys[j-1].String(); j-- {
			keys[j], keys[j-1] = keys[j-1], keys[j]
		}
	}
	return keys
}

func inline(v reflect.Value) string {
	if v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	switch x := v.Interface().(type) {
	case edition.Place:
		return fmt.Sprintf(" %d:%d\n", x.Line, x.Column)
	case edition.Day:
		return fmt.Sprintf(" %d-%d-%d\n", x.Year, x.Month, x.Day)
	}
	switch v.Kind() {
	case reflect.Slice, reflect.Map, reflect.Struct:
		return "\n"
	case reflect.String:
		return fmt.Sprintf(" %q\n", v.String())
	}
	return fmt.Sprintf(" %v\n", v.Interface())
}

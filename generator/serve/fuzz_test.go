package serve

import (
	"encoding/json"
	"math"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// FuzzCalls sends numbers in all the calls that take any: each is answered, and
// what makes no sense is refused.
func FuzzCalls(f *testing.F) {
	s, _ := testServer(f, small)
	odd := []int{0, 1, -1, -10, 5, 18, 19, 20, 1 << 40, math.MinInt, math.MaxInt}
	for i, a := range odd {
		for _, known := range []bool{true, false} {
			f.Add(a, odd[(i+1)%len(odd)], known)
			f.Add(a, a, known)
			f.Add(a, 7, known)
		}
	}
	f.Fuzz(func(t *testing.T, a, b int, known bool) {
		whole, err := s.preview.Edition(t.Context(), "my-essay")
		if err != nil {
			t.Fatal(err)
		}
		p := passage{Start: a, End: b}
		if known {
			p.Text = s.texts.name(whole.Edition.Text)
		}
		at := func(n int) point { return point{ID: "words-to-annotate", Text: "Words to annotate.", Offset: n} }
		for call, body := range map[string]object{
			"passage": {"from": at(a), "to": at(b)},
			"draft":   {"note": object{"body": "x"}, "passage": p},
			"save":    {"note": object{"body": ""}, "passage": p}, // which is refused in any case
			"attach":  {"id": "a", "n": b, "passage": passage{Text: p.Text, Start: a, End: b}},
			"open":    {"file": "site.yaml", "line": a, "column": b},
		} {
			if call != "open" {
				body["edition"] = "my-essay"
			}
			answered(t, s, call, body)
		}
	})
}

// answered makes a call, and fails where the answer is not the call's own.
func answered(t *testing.T, s *server, call string, body any) {
	t.Helper()
	data, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "http://localhost"+apiPath+call, strings.NewReader(string(data)))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set(tokenHeader, s.token)
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	if w.Code == http.StatusInternalServerError {
		t.Errorf("%s of %s: %s", call, data, w.Body)
	}
}

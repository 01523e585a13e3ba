package edition

import "testing"

func TestDirection(t *testing.T) {
	for tag, want := range map[string]string{
		"": "ltr", "en": "ltr", "fa": "rtl", "fa-IR": "rtl", "he": "rtl", "ar-Latn": "ltr", "az-Arab": "rtl",
		"uz-Arab-AF": "rtl", "EN-us": "ltr", "yi": "rtl",
	} {
		if got := Direction(tag); got != want {
			t.Errorf("Direction(%q) = %q, want %q", tag, got, want)
		}
	}
}

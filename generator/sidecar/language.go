package sidecar

import (
	"cmp"
	"regexp"
	"strings"

	"gloss/generator/edition"
)

// langtag is the grammar of a language tag (RFC 5646, section 2.1) without the
// grandfathered tags, and without languages of four letters and more, of which
// none is registered.
var langtag = regexp.MustCompile(`(?i)^(?:([a-z]{2,3}(?:-[a-z]{3}){0,3})(?:-([a-z]{4}))?(?:-([a-z]{2}|[0-9]{3}))?` +
	`((?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)((?:-[0-9a-wyz](?:-[a-z0-9]{2,8})+)*)(?:-x(?:-[a-z0-9]{1,8})+)?|x(?:-[a-z0-9]{1,8})+)$`)

// languages holds what people write instead of a tag.
var languages = map[string]string{
	"english": "en", "german": "de", "deutsch": "de", "french": "fr", "français": "fr", "francais": "fr", "spanish": "es",
	"español": "es", "italian": "it", "italiano": "it", "portuguese": "pt", "português": "pt", "dutch": "nl", "nederlands": "nl",
	"latin": "la", "greek": "el", "hebrew": "he", "arabic": "ar", "persian": "fa", "farsi": "fa", "russian": "ru",
	"chinese": "zh", "japanese": "ja", "korean": "ko", "turkish": "tr", "polish": "pl", "swedish": "sv", "danish": "da",
	"norwegian": "no", "finnish": "fi", "czech": "cs", "hungarian": "hu", "ukrainian": "uk", "hindi": "hi", "welsh": "cy",
	"irish": "ga", "british": "en-GB", "american": "en-US", "eng": "en", "ger": "de", "deu": "de", "fre": "fr", "fra": "fr",
}

// language reads a BCP 47 tag and gives it the usual capitals: en-GB,
// zh-Hant-TW.
func (v value) language() string {
	s := v.text()
	if s == "" {
		return ""
	}
	if hint := languageHint(s); hint != "" {
		v.errorf(hint, "“%s” is not a language tag", short(s))
		return ""
	}
	return canonicalLanguage(s)
}

// languageHint says what to write instead of a tag that is none; "" when it is
// one.
func languageHint(s string) string {
	if tag, ok := languages[strings.ToLower(s)]; ok && (len(s) > 3 || len(tag) == 2) {
		return "write " + tag
	}
	if !langtag.MatchString(s) {
		if t := strings.NewReplacer("_", "-", ".utf8", "", ".UTF-8", "").Replace(s); t != s && langtag.MatchString(t) {
			return cmp.Or(languageHint(t), "write "+canonicalLanguage(t))
		}
		return "write a BCP 47 tag: en, en-GB, de, fa, zh-Hant"
	}
	if parts := strings.Split(strings.ToUpper(s), "-"); len(parts) > 1 && parts[len(parts)-1] == "UK" {
		return "the country's code is GB: write " + canonicalLanguage(s[:len(s)-2]+"GB")
	}
	return ""
}

// canonicalLanguage writes a tag in the case that RFC 5646, section 2.1.1,
// recommends.
func canonicalLanguage(tag string) string {
	parts := strings.Split(strings.ToLower(tag), "-")
	for i, p := range parts {
		switch {
		case i == 0:
		case len(p) == 2:
			parts[i] = strings.ToUpper(p)
		case len(p) == 4 && p[0] > '9':
			parts[i] = strings.ToUpper(p[:1]) + p[1:]
		}
		if len(p) == 1 { // an extension or private use: all in lower case from here on
			break
		}
	}
	return strings.Join(parts, "-")
}

// direction reads ltr or rtl.
func (v value) direction() string {
	s := strings.ToLower(v.text())
	if s == "" || s == "ltr" || s == "rtl" {
		return s
	}
	hint := edition.DidYouMean(s, []string{"ltr", "rtl"})
	if hint == "" {
		hint = "write ltr (left to right) or rtl (right to left), or leave it to the language"
	}
	v.errorf(hint, "“%s” is not a direction of writing", short(s))
	return ""
}

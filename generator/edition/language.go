package edition

import "strings"

// rightToLeft holds the languages and scripts that are written from right to
// left, by BCP 47 subtag.
var rightToLeft = map[string]bool{
	"ar": true, "arc": true, "ckb": true, "dv": true, "fa": true, "he": true, "ks": true, "mzn": true, "nqo": true,
	"ps": true, "sd": true, "syr": true, "ug": true, "ur": true, "yi": true,
	"arab": true, "hebr": true, "syrc": true, "thaa": true, "nkoo": true, "adlm": true,
}

// Direction returns rtl or ltr for a BCP 47 language tag; a script subtag
// decides before the language.
func Direction(language string) string {
	subtags := strings.Split(strings.ToLower(language), "-")
	if len(subtags) > 1 && len(subtags[1]) == 4 {
		subtags = subtags[1:2]
	}
	if rightToLeft[subtags[0]] {
		return "rtl"
	}
	return "ltr"
}

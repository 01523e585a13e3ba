package bibtex

import "strings"

// Verbatim reads a field that TeX takes as it stands, such as an address. Some
// programs escape it all the same: escapes, braces and \url are taken out.
func Verbatim(tex string) string {
	s := strings.TrimSpace(tex)
	if !strings.ContainsAny(s, `\{}$`) {
		return strings.Clone(s)
	}
	return strings.TrimSpace(unescapes.Replace(s))
}

// unescapes holds what stands for characters in addresses that were escaped.
var unescapes = strings.NewReplacer(
	`\url`, "", `$\sim$`, "~", `{\textasciitilde}`, "~", `\textasciitilde`, "~", `{\~{}}`, "~", `\~{}`, "~", `\~`, "~",
	`{\textunderscore}`, "_", `\textunderscore`, "_", `{\textpercent}`, "%", `\_`, "_", `\%`, "%", `\&`, "&", `\#`, "#", `\$`, "$",
	`\{`, "{", `\}`, "}", `{\textless}`, "<", `\textless`, "<", `{\textgreater}`, ">", `\textgreater`, ">", `$<$`, "<", `$>$`, ">",
	`{`, "", `}`, "",
)

package cite

import (
	"golang.org/x/text/unicode/norm"
)

// superscripts are the characters that Unicode calls superscript forms of
// others (decomposition <super>). They are written as <sup>, so that they look
// the same in every font.
const superscripts = "ª²³¹ºʰʱʲʳʴʵʶʷʸˠˡˢˣˤᴬᴭᴮᴰᴱᴲᴳᴴᴵᴶᴷᴸᴹᴺᴼᴽᴾᴿᵀᵁᵂᵃᵄᵅᵆᵇᵈᵉᵊᵋᵌᵍᵏ" +
	"ᵐᵑᵒᵓᵔᵕᵖᵗᵘᵙᵚᵛᵜᵝᵞᵟᵠᵡ⁰ⁱ⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ℠™㆒㆓㆔㆕㆖㆗㆘㆙㆚㆛㆜㆝㆞㆟ˀˁۥۦ"

// raised gives the characters that Unicode does not name as decompositions.
var raised = map[rune]string{'ˀ': "ʔ", 'ˁ': "ʕ", 'ۥ': "و", 'ۦ': "ي"}

var isSuperscript = runeSet(superscripts)

func runeSet(s string) map[rune]bool {
	m := map[rune]bool{}
	for _, r := range s {
		m[r] = true
	}
	return m
}

// appendRaised appends text, escaped, with its superscript characters as <sup>.
func appendRaised(b []byte, s string) []byte {
	begin := 0
	for i, r := range s {
		if r < 0x80 || !isSuperscript[r] {
			continue
		}
		base := raised[r]
		if base == "" {
			base = norm.NFKD.String(string(r))
		}
		b = escape(b, s[begin:i])
		b = append(append(append(b, "<sup>"...), base...), "</sup>"...)
		begin = i + len(string(r))
	}
	return escape(b, s[begin:])
}

package bibtex

import "strings"

// accents are the commands that set a mark over or under a letter, and the mark.
var accents = map[string]rune{
	"`": '\u0300', "'": '\u0301', "^": '\u0302', "~": '\u0303', `"`: '\u0308', "=": '\u0304', ".": '\u0307',
	"u": '\u0306', "v": '\u030C', "H": '\u030B', "r": '\u030A', "c": '\u0327', "k": '\u0328', "d": '\u0323', "b": '\u0331',
	"t": '\u0361', "h": '\u0309', "G": '\u030F', "U": '\u030D', "textcommabelow": '\u0326',
	// In mathematics.
	"hat": '\u0302', "tilde": '\u0303', "bar": '\u0304', "vec": '\u20D7', "dot": '\u0307', "ddot": '\u0308', "check": '\u030C',
	"acute": '\u0301', "grave": '\u0300', "breve": '\u0306', "mathring": '\u030A',
}

// spacing are the marks by themselves.
var spacing = map[string]string{"~": "~", "^": "^", "`": "`", "'": "´", `"`: "¨", "=": "¯", "c": "¸", "u": "˘", "v": "ˇ"}

// declarations are the commands that hold to the end of their group, and the tag
// that stands for each.
var declarations = map[string]string{
	"em": "i", "it": "i", "itshape": "i", "sl": "i", "slshape": "i", "bf": "b", "bfseries": "b", "sc": smallCaps, "scshape": smallCaps,
}

const smallCaps = `span style="font-variant:small-caps;"`

// closing is the tag that closes another.
func closing(tag string) string {
	name, _, _ := strings.Cut(tag, " ")
	return "</" + name + ">"
}

// markup are the commands that set their argument in some way, and what stands
// before and behind it.
var markup = map[string][2]string{
	"emph": {"<i>", "</i>"}, "textit": {"<i>", "</i>"}, "textsl": {"<i>", "</i>"}, "mkbibemph": {"<i>", "</i>"}, "mkbibitalic": {"<i>", "</i>"},
	"mathit": {"<i>", "</i>"}, "textbf": {"<b>", "</b>"}, "mkbibbold": {"<b>", "</b>"}, "mathbf": {"<b>", "</b>"},
	"textsc": {"<" + smallCaps + ">", "</span>"}, "mkbibsc": {"<" + smallCaps + ">", "</span>"},
	"textsuperscript": {"<sup>", "</sup>"}, "mkbibsuperscript": {"<sup>", "</sup>"}, "up": {"<sup>", "</sup>"},
	"textsubscript": {"<sub>", "</sub>"}, "mkbibsubscript": {"<sub>", "</sub>"},
	"mkbibparens": {"(", ")"}, "mkbibbrackets": {"[", "]"}, "sqrt": {"√(", ")"},
}

// through are the commands of which only the last argument is words, and how
// many they have.
var through = map[string]int{
	"text": 1, "textrm": 1, "textsf": 1, "texttt": 1, "textup": 1, "textmd": 1, "textnormal": 1, "textlf": 1, "mbox": 1, "hbox": 1, "fbox": 1,
	"underline": 1, "uline": 1, "mathrm": 1, "mathsf": 1, "mathtt": 1, "mathcal": 1, "mathbb": 1, "mathfrak": 1, "mathscr": 1, "operatorname": 1,
	"boldsymbol": 1, "mkbibacro": 1, "bibstring": 1, "autocap": 1, "textgreek": 1, "textlatin": 1, "textcyrillic": 1, "textls": 1,
	"overline": 1, "lowercase": 1, "uppercase": 1, "MakeUppercase": 1, "MakeLowercase": 1, "ignorespaces": 1, "citetitle": 1,
	"foreignlanguage": 2, "textcolor": 2, "texorpdfstring": 2, "parbox": 2, "raisebox": 2, "switchargs": 2,
}

// dropped are the commands whose argument is no words.
var dropped = map[string]bool{
	"noopsort": true, "SortNoop": true, "noop": true, "phantom": true, "vphantom": true, "hphantom": true, "hspace": true, "vspace": true,
	"label": true, "index": true, "selectlanguage": true, "color": true, "fontencoding": true, "hyphenation": true,
}

// symbols are the commands that stand for characters, or for nothing.
var symbols = map[string]string{
	"&": "&", "%": "%", "$": "$", "#": "#", "_": "_", "{": "{", "}": "}", ",": "\u202f", ";": " ", ":": " ", "!": "", "-": "", "/": "", "@": "",
	"|": "‖", "<": "<", ">": ">",

	// Letters.
	"ss": "ß", "SS": "ẞ", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å", "AA": "Å", "l": "ł", "L": "Ł",
	"i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ", "ij": "ĳ", "IJ": "Ĳ",

	// Marks of punctuation.
	"textendash": "–", "textemdash": "—", "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”",
	"textquotedbl": `"`, "textquotesingle": "'", "textasciigrave": "`", "quotesinglbase": "‚", "quotedblbase": "„", "glqq": "„", "grqq": "“",
	"glq": "‚", "grq": "‘", "flqq": "«", "frqq": "»", "flq": "‹", "frq": "›", "guillemotleft": "«", "guillemotright": "»", "guillemetleft": "«",
	"guillemetright": "»", "guilsinglleft": "‹", "guilsinglright": "›", "og": "«\u202f", "fg": "\u202f»", "lq": "‘", "rq": "’", "dots": "…",
	"ldots": "…", "textellipsis": "…", "textexclamdown": "¡", "textquestiondown": "¿", "textperiodcentered": "·", "textbullet": "•",
	"slash": "/", "S": "§", "textsection": "§", "P": "¶", "textparagraph": "¶", "dag": "†", "textdagger": "†", "ddag": "‡", "textdaggerdbl": "‡",
	"textasciitilde": "~", "textasciicircum": "^", "textbackslash": `\`, "textbar": "|", "textbardbl": "‖", "textless": "<", "textgreater": ">",
	"textunderscore": "_", "textbraceleft": "{", "textbraceright": "}", "lbrace": "{", "rbrace": "}", "textdollar": "$", "textpercent": "%",
	"textampersand": "&", "textnumbersign": "#", "textasteriskcentered": "*", "textvisiblespace": "␣", "nobreakdash": "\u2011", "textnobreakspace": "\u00a0",
	"space": " ", "nobreakspace": "\u00a0", "quad": " ", "qquad": " ", "thinspace": "\u202f", "enspace": " ", "hfill": " ",
	"adddot": ".", "addcomma": ",", "addcolon": ":", "addsemicolon": ";", "addspace": " ", "addnbspace": "\u00a0", "addthinspace": "\u202f",
	"isdot": "", "textcompwordmark": "", "lastand": "and",

	// Signs.
	"copyright": "©", "textcopyright": "©", "textregistered": "®", "texttrademark": "™", "textdegree": "°", "degree": "°", "pounds": "£",
	"textsterling": "£", "euro": "€", "texteuro": "€", "EUR": "€", "textyen": "¥", "textcent": "¢", "textordfeminine": "ª",
	"textordmasculine": "º", "textonehalf": "½", "textonequarter": "¼", "textthreequarters": "¾", "textonesuperior": "¹",
	"texttwosuperior": "²", "textthreesuperior": "³", "textmu": "µ", "textnumero": "№", "TeX": "TeX", "LaTeX": "LaTeX", "LaTeXe": "LaTeX2e",
	"BibTeX": "BibTeX", "textleftarrow": "←", "textrightarrow": "→",

	// Mathematics.
	"alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ", "eta": "η", "theta": "θ",
	"vartheta": "ϑ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "omicron": "ο", "pi": "π", "rho": "ρ",
	"sigma": "σ", "varsigma": "ς", "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
	"Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ",
	"Omega": "Ω", "times": "×", "cdot": "·", "div": "÷", "pm": "±", "mp": "∓", "circ": "∘", "ast": "∗", "star": "⋆", "bullet": "•",
	"leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠", "ne": "≠", "approx": "≈", "sim": "∼", "simeq": "≃", "cong": "≅", "equiv": "≡",
	"propto": "∝", "ll": "≪", "gg": "≫", "infty": "∞", "partial": "∂", "nabla": "∇", "sum": "∑", "prod": "∏", "int": "∫", "in": "∈",
	"notin": "∉", "subset": "⊂", "subseteq": "⊆", "cup": "∪", "cap": "∩", "emptyset": "∅", "forall": "∀", "exists": "∃", "neg": "¬",
	"wedge": "∧", "vee": "∨", "to": "→", "rightarrow": "→", "leftarrow": "←", "leftrightarrow": "↔", "Rightarrow": "⇒", "Leftarrow": "⇐",
	"mapsto": "↦", "uparrow": "↑", "downarrow": "↓", "ell": "ℓ", "hbar": "ℏ", "Re": "ℜ", "Im": "ℑ", "aleph": "ℵ", "prime": "′", "angle": "∠",
	"perp": "⊥", "parallel": "∥", "oplus": "⊕", "otimes": "⊗", "langle": "⟨", "rangle": "⟩", "lfloor": "⌊", "rfloor": "⌋", "cdots": "⋯",
	"log": "log", "ln": "ln", "exp": "exp", "sin": "sin", "cos": "cos", "tan": "tan", "max": "max", "min": "min", "lim": "lim", "mod": "mod",
	"left": "", "right": "", "backslash": `\`, "ddagger": "‡", "dagger": "†",

	// What sets the type, or nothing.
	"rm": "", "sf": "", "tt": "", "upshape": "", "normalfont": "", "rmfamily": "", "sffamily": "", "ttfamily": "", "mdseries": "", "small": "",
	"footnotesize": "", "large": "", "normalsize": "", "relax": "", "protect": "", "noindent": "", "nobreak": "", "allowbreak": "", "linebreak": "",
	"null": "", "unskip": "", "ignorespacesafterend": "", "displaystyle": "", "textstyle": "", "limits": "", "centering": "", "break": "",
}

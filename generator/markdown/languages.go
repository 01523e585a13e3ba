package markdown

// language says how a language's words, strings and comments look.
type language struct {
	called  string            // its names, parted by spaces
	classes map[string]string // words by class: k keywords, kt types, kc constants, nb what is built in
	lines   []string          // what begins a comment up to the line's end
	blocks  [][2]string       // what begins and ends a comment
	spaced  bool              // a comment to the line's end begins only after white space
	strings []quote
	letters string            // what may stand in a word besides letters, digits and _
	sigils  map[byte]string   // signs that begin a name, and its class; cp: a directive, up to the line's end
	names   map[string]string // words that name the next one, and its class
	calls   bool              // a word before ( is a function
	members bool              // after a full stop no word has a meaning of its own
	fold    bool              // capitals do not matter
	keys    byte              // the sign that makes a key of what stands before it
	scan    func(*scanner)    // instead of the scanner for programs
}

// quote is a kind of string.
type quote struct {
	open, close string
	escape      byte // makes the next character part of the string
	doubled     bool // so does writing the closing sign twice
	long        bool // may run over lines
	class       string
}

// Kinds of strings that several languages share.
var (
	double  = quote{open: `"`, close: `"`, escape: '\\'}
	single  = quote{open: `'`, close: `'`, escape: '\\'}
	ticks   = quote{open: "`", close: "`", escape: '\\', long: true}
	triple  = quote{open: `"""`, close: `"""`, escape: '\\', long: true}
	triple2 = quote{open: `'''`, close: `'''`, escape: '\\', long: true}
	longs   = quote{open: `"`, close: `"`, escape: '\\', long: true}
	longs2  = quote{open: `'`, close: `'`, escape: '\\', long: true}
)

var (
	slashes   = []string{"//"}
	hashes    = []string{"#"}
	stars     = [][2]string{{"/*", "*/"}}
	decorator = map[byte]string{'@': "nd"}
)

// languages are those that code is coloured in.
var languages = [...]language{
	{called: "go golang", lines: slashes, blocks: stars, strings: []quote{double, single, {open: "`", close: "`", long: true}}, calls: true, members: true,
		names: map[string]string{"func": "nf", "type": "nc"},
		classes: map[string]string{
			"k":  "break case chan const continue default defer else fallthrough for func go goto if import interface map package range return select struct switch type var",
			"kt": "any bool byte comparable complex128 complex64 error float32 float64 int int16 int32 int64 int8 rune string uint uint16 uint32 uint64 uint8 uintptr",
			"kc": "true false nil iota",
			"nb": "append cap clear close complex copy delete imag len make max min new panic print println real recover"}},
	{called: "python py python3", lines: hashes, strings: []quote{triple, triple2, double, single}, calls: true, members: true, sigils: decorator,
		names: map[string]string{"def": "nf", "class": "nc"},
		classes: map[string]string{
			"k":  "and as assert async await break case class continue def del elif else except finally for from global if import in is lambda match nonlocal not or pass raise return try while with yield",
			"kc": "True False None",
			"nb": "abs all any bool bytes callable chr dict dir enumerate eval exec filter float format frozenset getattr hasattr hash help hex id input int isinstance issubclass iter len list map max min next object open ord pow print property range repr reversed round self set setattr slice sorted staticmethod str sum super tuple type vars zip"}},
	{called: "javascript js jsx mjs typescript ts tsx", lines: slashes, blocks: stars, strings: []quote{double, single, ticks}, letters: "$", calls: true, members: true, sigils: decorator,
		names: map[string]string{"function": "nf", "class": "nc", "interface": "nc", "enum": "nc"},
		classes: map[string]string{
			"k":  "abstract as async await break case catch class const continue debugger declare default delete do else enum export extends finally for from function get if implements import in infer instanceof interface is keyof let namespace new of private protected public readonly return satisfies set static super switch this throw try type typeof var void while with yield",
			"kt": "any bigint boolean never number object string symbol unknown",
			"kc": "true false null undefined NaN Infinity",
			"nb": "Array Boolean Date Error JSON Map Math Number Object Promise Proxy Reflect RegExp Set String Symbol WeakMap console document globalThis process require window"}},
	{called: "json jsonc json5 jsonl jsonld", lines: slashes, blocks: stars, strings: []quote{double, single}, keys: ':',
		classes: map[string]string{"kc": "true false null"}},
	{called: "yaml yml", lines: hashes, spaced: true, strings: []quote{double, {open: `'`, close: `'`, doubled: true}}, letters: "-./", keys: ':',
		sigils: map[byte]string{'&': "nd", '*': "nd", '!': "kt"}, classes: map[string]string{"kc": "true false null yes no on off ~"}},
	{called: "toml ini properties conf cfg", lines: []string{"#", ";"}, strings: []quote{triple, triple2, double, {open: `'`, close: `'`}}, letters: "-.", keys: '=',
		classes: map[string]string{"kc": "true false inf nan"}},
	{called: "sql postgresql postgres mysql sqlite plpgsql", lines: []string{"--"}, blocks: stars, fold: true, calls: true,
		strings: []quote{{open: `'`, close: `'`, doubled: true, long: true}, {open: `"`, close: `"`, doubled: true, class: "nv"}, {open: "`", close: "`", class: "nv"}},
		classes: map[string]string{
			"k":  "add all alter analyze and any as asc begin between by cascade case check collate column commit constraint create cross database default delete desc distinct do drop each else end escape except exists explain fetch filter for foreign from full function grant group having if ilike in index inner insert intersect into is isnull join key language lateral left like limit materialized natural not notnull of offset on or order outer over partition primary procedure references rename replace restrict returning returns revoke right rollback row rows schema select set similar some table temporary then to transaction trigger truncate union unique update using values view when where window with",
			"kt": "bigint binary bit blob boolean bytea char character date decimal double float int integer interval json jsonb money numeric precision real serial smallint text time timestamp timestamptz uuid varchar varying xml",
			"kc": "true false null",
			"nb": "avg coalesce count extract greatest least lower max min now nullif rank round row_number substring sum trim upper"}},
	{called: "bash sh shell zsh ksh console", lines: hashes, spaced: true, strings: []quote{longs, {open: `'`, close: `'`, long: true}}, letters: "-", sigils: map[byte]string{'$': "nv"},
		classes: map[string]string{
			"k":  "case do done elif else esac fi for function if in select then time until while",
			"nb": "alias break cd continue declare echo eval exec exit export false getopts grep sed awk cat sort uniq cut tr head tail xargs find local printf pwd read readonly return set shift source test trap true type ulimit umask unset wait"}},
	{called: "xml html xhtml svg tei xsl xslt xsd rss atom mathml vue rng", letters: "-:.", scan: (*scanner).markup},
	{called: "css scss sass less", lines: slashes, blocks: stars, strings: []quote{double, single}, letters: "-", keys: ':', calls: true,
		sigils:  map[byte]string{'#': "nc", '.': "nc", '@': "k", '$': "nv"},
		classes: map[string]string{"kc": "auto block flex grid inherit initial inline none normal revert unset"}},
	{called: "c h", lines: slashes, blocks: stars, strings: []quote{double, single}, calls: true, sigils: map[byte]string{'#': "cp"}, names: map[string]string{"struct": "nc", "enum": "nc", "union": "nc"},
		classes: map[string]string{
			"k":  "auto break case const continue default do else enum extern for goto if inline register restrict return sizeof static struct switch typedef union volatile while",
			"kt": "bool char double float int int16_t int32_t int64_t int8_t long short signed size_t ssize_t uint16_t uint32_t uint64_t uint8_t unsigned void wchar_t",
			"kc": "NULL true false"}},
	{called: "cpp c++ cc cxx hpp", lines: slashes, blocks: stars, strings: []quote{double, single}, calls: true, sigils: map[byte]string{'#': "cp"}, names: map[string]string{"struct": "nc", "enum": "nc", "class": "nc", "namespace": "nc"},
		classes: map[string]string{
			"k":  "alignas and auto break case catch class co_await co_return co_yield concept const constexpr continue decltype default delete do else enum explicit export extern final for friend goto if inline mutable namespace new noexcept not operator or override private protected public requires return sizeof static static_cast struct switch template this throw try typedef typename union using virtual volatile while",
			"kt": "bool char double float int long short signed size_t string unsigned void wchar_t",
			"kc": "NULL nullptr true false",
			"nb": "std cout cin cerr endl vector map set"}},
	{called: "csharp cs c#", lines: slashes, blocks: stars, strings: []quote{triple, double, single}, calls: true, members: true, names: map[string]string{"class": "nc", "struct": "nc", "interface": "nc", "record": "nc", "enum": "nc"},
		classes: map[string]string{
			"k":  "abstract as async await base break case catch checked class const continue default delegate do else enum event explicit extern finally fixed for foreach get goto if implicit in init interface internal is lock namespace new operator out override params private protected public readonly record ref return sealed set sizeof stackalloc static struct switch this throw try typeof unchecked unsafe using var virtual volatile when where while yield",
			"kt": "bool byte char decimal double dynamic float int long object sbyte short string uint ulong ushort void",
			"kc": "true false null"}},
	{called: "java groovy", lines: slashes, blocks: stars, strings: []quote{triple, double, single}, calls: true, members: true, sigils: decorator, names: map[string]string{"class": "nc", "interface": "nc", "enum": "nc", "record": "nc"},
		classes: map[string]string{
			"k":  "abstract assert break case catch class const continue default do else enum extends final finally for goto if implements import instanceof interface native new package permits private protected public record return sealed static strictfp super switch synchronized this throw throws transient try var volatile while yield",
			"kt": "boolean byte char double float int long short void String",
			"kc": "true false null"}},
	{called: "kotlin kt scala", lines: slashes, blocks: stars, strings: []quote{triple, double, single}, calls: true, members: true, sigils: decorator, names: map[string]string{"fun": "nf", "def": "nf", "class": "nc", "object": "nc", "interface": "nc", "trait": "nc"},
		classes: map[string]string{
			"k":  "abstract as break by case catch class companion continue data def do else enum extends final finally for fun given if implicit import in init inline interface internal is lazy match new object open out override package private protected public return sealed super suspend this throw trait try type typealias val var when where while with yield",
			"kt": "Any Boolean Byte Char Double Float Int List Long Map Nothing Option Seq Set Short String Unit",
			"kc": "true false null None Nil Some"}},
	{called: "swift", lines: slashes, blocks: stars, strings: []quote{triple, double}, calls: true, members: true, sigils: decorator, names: map[string]string{"func": "nf", "class": "nc", "struct": "nc", "enum": "nc", "protocol": "nc", "extension": "nc"},
		classes: map[string]string{
			"k":  "actor any as associatedtype async await break case catch class continue convenience default defer deinit do else enum extension fallthrough fileprivate final for func get guard if import in init inout internal is lazy let mutating open operator override private protocol public repeat required return self Self set some static struct subscript super switch throw throws try typealias unowned var weak where while",
			"kt": "Any Array Bool Character Dictionary Double Float Int Optional Set String UInt Void",
			"kc": "true false nil"}},
	{called: "rust rs", lines: slashes, blocks: stars, strings: []quote{longs, {open: `'`, close: `'`, escape: '\\'}}, calls: true, members: true, sigils: map[byte]string{'#': "cp"}, names: map[string]string{"fn": "nf", "struct": "nc", "enum": "nc", "trait": "nc", "mod": "nc", "type": "nc"},
		classes: map[string]string{
			"k":  "as async await break const continue crate dyn else enum extern fn for if impl in let loop match mod move mut pub ref return self Self static struct super trait type unsafe use where while",
			"kt": "bool char f32 f64 i128 i16 i32 i64 i8 isize str u128 u16 u32 u64 u8 usize Box HashMap Option Result Rc String Vec",
			"kc": "true false None Some Ok Err"}},
	{called: "ruby rb", lines: hashes, strings: []quote{longs, longs2}, calls: true, letters: "?!", sigils: map[byte]string{'@': "nv", '$': "nv", ':': "ss"}, names: map[string]string{"def": "nf", "class": "nc", "module": "nc"},
		classes: map[string]string{
			"k":  "alias and begin break case class def defined? do else elsif end ensure extend for if in include module next not or redo require require_relative rescue retry return self super then undef unless until when while yield",
			"kc": "true false nil",
			"nb": "attr_accessor attr_reader attr_writer lambda p print private proc protected public puts raise"}},
	{called: "php", lines: []string{"//", "#"}, blocks: stars, strings: []quote{longs, longs2}, calls: true, sigils: map[byte]string{'$': "nv"}, names: map[string]string{"function": "nf", "class": "nc", "interface": "nc", "trait": "nc", "enum": "nc"},
		classes: map[string]string{
			"k":  "abstract and array as break case catch class clone const continue declare default do echo else elseif enum extends final finally fn for foreach function global goto if implements include include_once instanceof insteadof interface isset list match namespace new or print private protected public readonly require require_once return static switch throw trait try unset use var while xor yield",
			"kt": "bool float int mixed object string void",
			"kc": "true false null TRUE FALSE NULL"}},
	{called: "perl pl", lines: hashes, spaced: true, strings: []quote{longs, longs2}, calls: true, sigils: map[byte]string{'$': "nv", '@': "nv", '%': "nv"}, names: map[string]string{"sub": "nf", "package": "nc"},
		classes: map[string]string{
			"k":  "and cmp do else elsif eq eval for foreach ge gt if last le local lt my ne next no not or our package require return sub unless until use while",
			"nb": "chomp close defined delete die each exists grep join keys length map open print printf push ref reverse say shift sort split sprintf substr values warn"}},
	{called: "lua", lines: []string{"--"}, blocks: [][2]string{{"--[[", "]]"}}, strings: []quote{double, single, {open: "[[", close: "]]", long: true}}, calls: true, members: true, names: map[string]string{"function": "nf"},
		classes: map[string]string{
			"k":  "and break do else elseif end for function goto if in local not or repeat return then until while",
			"kc": "true false nil",
			"nb": "assert error ipairs math next pairs pcall print require select setmetatable string table tonumber tostring type"}},
	{called: "r rlang s", lines: hashes, strings: []quote{longs, longs2}, letters: ".", calls: true,
		classes: map[string]string{
			"k":  "break else for function if in next repeat return while",
			"kc": "TRUE FALSE NULL NA NaN Inf T F",
			"nb": "apply c cat data.frame factor lapply length library list matrix mean paste plot print read.csv require sapply seq sum summary vector"}},
	{called: "julia jl", lines: hashes, blocks: [][2]string{{"#=", "=#"}}, strings: []quote{triple, double, single}, letters: "!", calls: true, members: true, sigils: decorator, names: map[string]string{"function": "nf", "struct": "nc", "macro": "nf", "module": "nc"},
		classes: map[string]string{
			"k":  "abstract baremodule begin break catch const continue do else elseif end export finally for function global if import in let local macro module mutable primitive quote return struct try type using where while",
			"kt": "Any Array Bool Char Dict Float64 Int Int64 Nothing Number Real String Vector",
			"kc": "true false nothing missing"}},
	{called: "haskell hs", lines: []string{"--"}, blocks: [][2]string{{"{-", "-}"}}, strings: []quote{double, {open: `'`, close: `'`, escape: '\\'}}, letters: "'",
		names: map[string]string{"data": "nc", "newtype": "nc", "class": "nc"},
		classes: map[string]string{
			"k":  "as case class data default deriving do else forall foreign hiding if import in infix infixl infixr instance let module newtype of qualified then type where",
			"kt": "Bool Char Double Either Float IO Int Integer Maybe Ordering String",
			"kc": "True False Nothing Just Left Right"}},
	{called: "ocaml ml fsharp fs", lines: []string{"//"}, blocks: [][2]string{{"(*", "*)"}}, strings: []quote{longs}, letters: "'",
		classes: map[string]string{
			"k":  "and as assert begin class constraint do done downto else end exception external for fun function functor if in include inherit initializer lazy let match method module mutable new object of open or private rec sig struct then to try type val virtual when while with",
			"kt": "bool char float int list option string unit", "kc": "true false None Some"}},
	{called: "lisp scheme clojure clj racket elisp common-lisp", lines: []string{";"}, blocks: [][2]string{{"#|", "|#"}}, strings: []quote{longs}, letters: "-?!*<>=/+", sigils: map[byte]string{':': "ss"},
		names: map[string]string{"define": "nf", "defun": "nf", "defn": "nf", "defmacro": "nf"},
		classes: map[string]string{
			"k":  "and begin case cond def define define-syntax defmacro defn defun defvar do else fn if lambda let let* letrec loop ns or progn quote recur require set! setq unless when",
			"kc": "nil t true false",
			"nb": "apply car cdr cons count filter first list map not null? print println reduce rest str"}},
	{called: "tex latex", lines: []string{"%"}, strings: []quote{{open: "$$", close: "$$", escape: '\\', long: true}, {open: "$", close: "$", escape: '\\'}}, letters: "@", sigils: map[byte]string{'\\': "k"}},
	{called: "bibtex bib biblatex", lines: []string{"%"}, strings: []quote{longs}, letters: "-:", sigils: map[byte]string{'@': "k"}, keys: '='},
	{called: "sparql turtle ttl n3 trig", lines: hashes, spaced: true, strings: []quote{triple, triple2, double, single, {open: "<", close: ">", class: "nv"}}, letters: "-:", fold: true, sigils: map[byte]string{'?': "nv", '$': "nv", '@': "k"},
		classes: map[string]string{
			"k":  "a as asc ask base bind by construct delete desc describe distinct exists filter from graph group having in insert limit minus named not offset optional order prefix reduced select service union using values where with",
			"kc": "true false",
			"nb": "avg bound coalesce concat contains count datatype if iri isblank isiri isliteral lang lcase max min now regex replace sample str strends strlen strstarts sum ucase uri year"}},
	{called: "xquery xq xpath", blocks: [][2]string{{"(:", ":)"}}, strings: []quote{{open: `"`, close: `"`, doubled: true, long: true}, {open: `'`, close: `'`, doubled: true, long: true}}, letters: "-:", calls: true, sigils: map[byte]string{'$': "nv", '@': "na", '%': "nd"},
		classes: map[string]string{
			"k":  "and as ascending at attribute by case cast castable catch collation comment declare default descending div document element else empty encoding eq every except external for function ge gt idiv if import in instance intersect is item le let lt map mod module namespace ne node of option or order ordering return satisfies schema some stable text then to treat try typeswitch union unordered validate variable version where xquery",
			"kt": "xs:string xs:integer xs:boolean xs:date xs:decimal xs:double"}},
	{called: "prolog pro", lines: []string{"%"}, blocks: stars, strings: []quote{double, single}, calls: true,
		classes: map[string]string{"k": "dynamic discontiguous initialization is mod module not rem use_module", "kc": "true false fail nil"}},
	{called: "makefile make mk", lines: hashes, strings: []quote{double, single}, letters: "-.%", sigils: map[byte]string{'$': "nv"}, keys: ':',
		classes: map[string]string{"k": "define else endef endif export ifdef ifeq ifndef ifneq include override unexport"}},
	{called: "dockerfile docker containerfile", lines: hashes, strings: []quote{double, single}, letters: "-.", sigils: map[byte]string{'$': "nv"},
		classes: map[string]string{"k": "ADD ARG AS CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR"}},
	{called: "diff patch udiff", scan: (*scanner).patch},
}

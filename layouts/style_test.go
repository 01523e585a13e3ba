package layouts

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io/fs"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := fs.ReadFile(FS, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// What a page asks a reader's connection for.
func TestBudgets(t *testing.T) {
	for _, b := range []struct {
		file           string
		size, compress int // bytes
		lines          int
	}{
		{"style.css", 12 << 10, 4 << 10, 0},
		{"page.js", 4 << 10, 16 << 10 / 10, 120},
		{"code.css", 2 << 10, 1 << 10, 0},
		{"sources.css", 2 << 10, 1 << 10, 0},
		{"sources.js", 2 << 10, 1 << 10, 40},
	} {
		text := read(t, b.file)
		var z bytes.Buffer
		w, _ := gzip.NewWriterLevel(&z, gzip.BestCompression)
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		lines := strings.Count(text, "\n")
		t.Logf("%s: %d bytes, %d compressed, %d lines", b.file, len(text), z.Len(), lines)
		if len(text) > b.size || z.Len() > b.compress || b.lines > 0 && lines > b.lines {
			t.Errorf("%s: %d bytes of %d, %d of %d compressed, %d lines", b.file, len(text), b.size, z.Len(), b.compress, lines)
		}
	}
}

// A page from the right is the mirror of one from the left, so no rule may name
// a side.
func TestNoPhysicalSides(t *testing.T) {
	sides := regexp.MustCompile(`(?:^|[{;\s])(?:[a-z-]+-(?:left|right)|left|right|(?:min-|max-)?width|(?:float|clear|text-align)\s*:\s*(?:left|right))\b\s*[:;}]`)
	four := regexp.MustCompile(`[{;](?:margin|padding|inset|border-width):([^\s;}]+) ([^\s;}]+) ([^\s;}]+) ([^\s;}]+)[;}]`)
	comments := regexp.MustCompile(`(?s)/\*.*?\*/`)
	for _, name := range []string{"style.css", "code.css", "sources.css"} {
		text := comments.ReplaceAllString(read(t, name), "")
		for i, line := range strings.Split(text, "\n") {
			if m := sides.FindString(line); m != "" {
				t.Errorf("%s:%d: %q in %s", name, i+1, m, line)
			}
			for _, m := range four.FindAllStringSubmatch(line, -1) {
				if m[2] != m[4] {
					t.Errorf("%s:%d: the sides differ in %s", name, i+1, m[0])
				}
			}
		}
	}
	for _, bad := range []string{"a{margin-left:1em}", "a{left:0}", "a{color:red;text-align: right;}", "a{max-width:1em}", "a{float:left}"} {
		if !sides.MatchString(bad) {
			t.Errorf("the test does not see %s", bad)
		}
	}
}

// Raw colours stand in the blocks of tokens alone.
func TestColoursAreTokens(t *testing.T) {
	raw := regexp.MustCompile(`#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(`)
	for i, line := range strings.Split(read(t, "style.css"), "\n") {
		for _, colour := range raw.FindAllString(line, -1) {
			if colour != "#0000" && !strings.Contains(line, "--paper:") && !strings.Contains(line, "--k1:") {
				t.Errorf("style.css:%d: %s in %s", i+1, colour, line)
			}
		}
	}
}

// colour is sRGB, each channel from 0 to 1.
type colour [3]float64

// schemes reads the tokens: light and dark.
func schemes(t *testing.T) [2]map[string]colour {
	t.Helper()
	token := regexp.MustCompile(`--([a-z0-9-]+):#([0-9a-f]{6})\b`)
	out := [2]map[string]colour{{}, {}}
	light, rest, _ := strings.Cut(read(t, "style.css"), "prefers-color-scheme:dark")
	dark, _, _ := strings.Cut(rest, "}}")
	for i, text := range []string{light, dark} {
		for _, m := range token.FindAllStringSubmatch(text, -1) {
			n, err := strconv.ParseUint(m[2], 16, 32)
			if err != nil {
				t.Fatal(err)
			}
			out[i][m[1]] = colour{float64(n>>16) / 255, float64(n>>8&255) / 255, float64(n&255) / 255}
		}
		if len(out[i]) != 13 {
			t.Fatalf("%d tokens of colour, not 13", len(out[i]))
		}
	}
	return out
}

func linear(v float64) float64 {
	if v <= .04045 {
		return v / 12.92
	}
	return math.Pow((v+.055)/1.055, 2.4)
}

func gamma(v float64) float64 {
	if v <= .0031308 {
		return v * 12.92
	}
	return 1.055*math.Pow(v, 1/2.4) - .055
}

// contrast is WCAG 2.2's contrast ratio.
func contrast(a, b colour) float64 {
	luminance := func(c colour) float64 {
		return .2126*linear(c[0]) + .7152*linear(c[1]) + .0722*linear(c[2])
	}
	x, y := luminance(a), luminance(b)
	return (max(x, y) + .05) / (min(x, y) + .05)
}

// over lays a colour of an opacity on another, as color-mix with transparent
// does.
func over(c colour, opacity float64, under colour) colour {
	for i := range c {
		c[i] = c[i]*opacity + under[i]*(1-opacity)
	}
	return c
}

// mix is color-mix(in oklab, a share, b), after Björn Ottosson's matrices.
func mix(a colour, share float64, b colour) colour {
	lab := func(c colour) colour {
		r, g, b := linear(c[0]), linear(c[1]), linear(c[2])
		l := math.Cbrt(.4122214708*r + .5363325363*g + .0514459929*b)
		m := math.Cbrt(.2119034982*r + .6806995451*g + .1073969566*b)
		s := math.Cbrt(.0883024619*r + .2817188376*g + .6299787005*b)
		return colour{
			.2104542553*l + .793617785*m - .0040720468*s,
			1.9779984951*l - 2.428592205*m + .4505937099*s,
			.0259040371*l + .7827717662*m - .808675766*s,
		}
	}
	x, y := lab(a), lab(b)
	for i := range x {
		x[i] = x[i]*share + y[i]*(1-share)
	}
	l := math.Pow(x[0]+.3963377774*x[1]+.2158037573*x[2], 3)
	m := math.Pow(x[0]-.1055613458*x[1]-.0638541728*x[2], 3)
	s := math.Pow(x[0]-.0894841775*x[1]-1.291485548*x[2], 3)
	return colour{
		gamma(4.0767416621*l - 3.3077115913*m + .2309699292*s),
		gamma(-1.2684380046*l + 2.6097574011*m - .3413193965*s),
		gamma(-.0041960863*l - .7034186147*m + 1.707614701*s),
	}
}

// Everything can be read: text 4.5 to 1 (WCAG 1.4.3), lines that mean something
// 3 to 1 (1.4.11), on paper, on tints, on lit notes and on code.
func TestContrast(t *testing.T) {
	for i, name := range []string{"light", "dark"} {
		c := schemes(t)[i]
		paper := c["paper"]
		least := func(what string, a, b colour, ratio float64) {
			t.Helper()
			if got := contrast(a, b); got < ratio {
				t.Errorf("%s: %s has %.2f to 1, needs %.1f", name, what, got, ratio)
			}
		}
		for _, text := range []string{"ink", "ink-2", "link", "k1", "k2", "k3", "k4", "k5", "k6"} {
			least(text+" on paper", c[text], paper, 7)
		}
		least("focus on paper", c["focus"], paper, 3)
		least("rule-2 on paper", c["rule-2"], paper, 3)
		code := mix(c["ink"], .04, paper)
		for k := 1; k <= 6; k++ {
			own := fmt.Sprintf("k%d", k)
			series := c[own]
			deepest := over(series, .24, paper)
			lit := over(series, .28, paper)
			note := mix(series, .1, paper)
			least("ink on the deepest tint of "+own, c["ink"], deepest, 7)
			least("link on the deepest tint of "+own, c["link"], deepest, 4.5)
			least("ink on a lit passage of "+own, c["ink"], lit, 7)
			least("link on a lit passage of "+own, c["link"], lit, 4.5)
			least("the line under a passage of "+own, over(series, .7, over(series, .08, paper)), paper, 3)
			least("the lit number of "+own, series, over(series, .18, paper), 4.5)
			least("the number of a lit note of "+own, series, note, 4.5)
			least("ink-2 on a lit note of "+own, c["ink-2"], note, 4.5)
			least("link on a lit note of "+own, c["link"], note, 4.5)
			least(own+" on code", series, code, 4.5)
			for j := 1; j <= 6; j++ { // two series, each with three notes on the same words
				both := over(c[fmt.Sprintf("k%d", j)], .24, deepest)
				least(fmt.Sprintf("ink on six notes of %s and k%d", own, j), c["ink"], both, 4.5)
			}
		}
		least("ink-2 on code", c["ink-2"], code, 4.5)
		t.Logf("%s: ink %.1f, ink-2 %.1f, link %.1f; series %.1f %.1f %.1f %.1f %.1f %.1f", name,
			contrast(c["ink"], paper), contrast(c["ink-2"], paper), contrast(c["link"], paper),
			contrast(c["k1"], paper), contrast(c["k2"], paper), contrast(c["k3"], paper),
			contrast(c["k4"], paper), contrast(c["k5"], paper), contrast(c["k6"], paper))
	}
}

package render

import (
	"html"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"gloss/generator/edition"
)

// TestCOinS reads the spans of sources as a reference manager does: the title's
// pairs, decoded.
func TestCOinS(t *testing.T) {
	day := func(year, month, d int) map[string]edition.Date {
		return map[string]edition.Date{"issued": {From: edition.Day{Year: year, Month: month, Day: d}}}
	}
	authors := func(names ...edition.Name) map[string][]edition.Name {
		return map[string][]edition.Name{"author": names}
	}
	for name, c := range map[string]struct {
		source edition.Source
		want   string
	}{
		"article": {
			edition.Source{
				Type: "article-journal", Dates: day(1953, 4, 25), Names: authors(edition.Name{Family: "Watson", Given: "J. D."}, edition.Name{Family: "Crick", Given: "F. H. C."}),
				Fields: map[string]string{"title": "Structure of <i>DNA</i> & more", "container-title": "Nature", "volume": "171", "issue": "4356", "page": "737-738", "DOI": "10.1038/171737a0", "ISSN": "0028-0836"},
			},
			`rft_val_fmt=info:ofi/fmt:kev:mtx:journal; rft_id=info:doi/10.1038/171737a0; rft.genre=article; rft.atitle=Structure of DNA & more; rft.jtitle=Nature;
			rft.volume=171; rft.issue=4356; rft.pages=737-738; rft.spage=737; rft.epage=738; rft.issn=0028-0836; rft.date=1953-04-25;
			rft.aulast=Watson; rft.aufirst=J. D.; rft.au=Crick, F. H. C.`,
		},
		"chapter": {
			edition.Source{
				Type: "chapter", Dates: day(1969, 0, 0), Names: authors(edition.Name{Family: "Beethoven", Given: "Ludwig", DroppingParticle: "van", Suffix: "Jr."}),
				Fields: map[string]string{"title": "A Chapter", "container-title": "The Book", "publisher": "A “Press”", "page": "12"},
			},
			`rft_val_fmt=info:ofi/fmt:kev:mtx:book; rft.genre=bookitem; rft.atitle=A Chapter; rft.btitle=The Book; rft.pub=A “Press”; rft.pages=12; rft.date=1969;
			rft.aulast=Beethoven; rft.aufirst=Ludwig van; rft.ausuffix=Jr.`,
		},
		"edited book": {
			edition.Source{
				Type: "book", Dates: day(1983, 5, 0), Names: map[string][]edition.Name{"editor": {{Family: "Gogh", Given: "Vincent", NonDroppingParticle: "van"}}},
				Fields: map[string]string{"title": "Letters", "ISBN": "978-0-500-23865-3"},
			},
			`rft_val_fmt=info:ofi/fmt:kev:mtx:book; rft.genre=book; rft.btitle=Letters; rft.isbn=978-0-500-23865-3;
			rft.date=1983-05; rft.aulast=van Gogh; rft.aufirst=Vincent`,
		},
		"names of one part": {
			edition.Source{Type: "book", Names: authors(edition.Name{Given: "Plato"}, edition.Name{Given: "Madonna"}), Fields: map[string]string{"title": "A Dialogue"}},
			`rft_val_fmt=info:ofi/fmt:kev:mtx:book; rft.genre=book; rft.btitle=A Dialogue; rft.aulast=Plato; rft.au=Madonna`,
		},
		"thesis": {
			edition.Source{Type: "thesis", Fields: map[string]string{"title": "On It", "publisher": "MIT", "genre": "PhD thesis"}},
			`rft_val_fmt=info:ofi/fmt:kev:mtx:dissertation; rft.title=On It; rft.inst=MIT; rft.degree=PhD thesis`,
		},
		"patent": {
			edition.Source{Type: "patent", Names: authors(edition.Name{Literal: "Bell Company"}), Fields: map[string]string{"title": "Telegraphy", "number": "174465"}},
			`rft_val_fmt=info:ofi/fmt:kev:mtx:patent; rft.title=Telegraphy; rft.number=174465; rft.inventor=Bell Company`,
		},
		"page": {
			edition.Source{Type: "webpage", Names: authors(edition.Name{Literal: "World Health Organization"}), Fields: map[string]string{"title": "A Page", "URL": "https://a.example/?b=c&d=é"}},
			`rft_val_fmt=info:ofi/fmt:kev:mtx:dc; rft.type=webpage; rft.title=A Page; rft.identifier=https://a.example/?b=c&d=é;
			rft.aucorp=World Health Organization`,
		},
		"none of theirs": {
			edition.Source{Type: "treaty", Dates: map[string]edition.Date{"issued": {Literal: "in spring"}}, Fields: map[string]string{"title": "A Treaty"}},
			`rft_val_fmt=info:ofi/fmt:kev:mtx:dc; rft.type=document; rft.title=A Treaty; rft.date=in spring`,
		},
	} {
		span := string(appendCOinS(nil, &c.source))
		title := regexp.MustCompile(`^<span class="Z3988" title="([^"]*)"></span>\n$`).FindStringSubmatch(span)
		if title == nil {
			t.Fatal(name, span)
		}
		var got []string
		for _, pair := range strings.Split(html.UnescapeString(title[1]), "&") {
			key, value, _ := strings.Cut(pair, "=")
			got = append(got, key+"="+must(url.QueryUnescape(value)))
		}
		if diff := cmp.Diff(regexp.MustCompile(`;\s+`).Split("ctx_ver=Z39.88-2004; "+c.want, -1), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// The page of an edition, which has a description of its own, holds none.
func TestWhereCOinSStand(t *testing.T) {
	files := demoFiles(t)
	for name, f := range files {
		data := string(must(f.Data()))
		is := strings.Count(data, `class="Z3988"`)
		want := 0
		switch {
		case name == "sources/index.html":
			want = 2
		case slices.Contains([]string{"sources/hall2011/index.html", "sources/smalley1952/index.html"}, name):
			want = 1
		}
		if is != want {
			t.Errorf("%s has %d of them, not %d", name, is, want)
		}
	}
}

package madeup

import (
	"math"
	"sort"
	"strings"
)

// The head of the vocabulary: English function words in about their order of
// frequency. They fill roughly half of the running text, as in real prose.
const functionWords = `the of and to in a that is was he for it with as his on be at by this had not are but
from or have an they which one you were her all she there would their we him been has when who will more no
if out so said what up its about into than them can only other new some could time these two may then do
first any my now such like our over man me even most made after also did many before must through back years
where much your way well down should because each just those people how too little state good very make world
still own see men work long get here between both life being under never day same another know while last
might us great old year off come since against go came right used take three it’s don’t wasn’t cannot upon`

// Words an essayist and an editor use; the rest of the vocabulary is derived.
const contentWords = `essay reader letter author edition printer margin note passage chapter history river
garden winter journey memory silence argument evidence manuscript folio quarto copyist library archive
translation language sentence grammar rhetoric irony metaphor allegory fable poem verse stanza prose novel
preface appendix index witness testimony opinion judgment reason passion virtue fortune custom habit nature
science method doubt certainty experience observation experiment theory principle cause effect liberty
justice equality property labour commerce empire colony republic monarchy parliament church parish bishop
doctrine heresy sermon pilgrim relic monastery cathedral tower bridge harbour voyage island mountain forest
meadow orchard harvest famine plague physician remedy fever anatomy portrait mirror painter sculptor colour
shadow light candle window threshold staircase kitchen cradle orphan widow uncle daughter inheritance
quarrel duel scandal gossip newspaper pamphlet bookseller patron subscriber critic scholar student teacher
school university lecture notebook diary correspondence friendship solitude melancholy laughter grief
ambition vanity modesty courage patience idleness curiosity wonder imagination invention machine engine
railway telegraph factory street lamp market shilling debt ledger merchant apprentice guild weaver cloth
early late common ordinary singular curious ancient modern careful doubtful plain elegant obscure familiar
remote private public sacred profane literary political moral natural domestic foreign severe gentle quiet
suppose observe describe compare quote revise correct print publish translate collate annotate remember
forget believe deny insist admit borrow imitate abandon restore preserve destroy discover conceal reveal
wrote written read seems suggests remarks argues repeats omits adds explains recalls returns belongs appears`

var names = strings.Fields(`Whitcombe Harlow Ségur Grünwald Ashdown Thackray Okonkwo Marchetti Lefèvre Bramhall
Quillon Ostrander Pemberton Nakagawa Vásquez Holloway Drăgulescu Kettering Lindqvist Fairweather Moreau
Sedgwick Árnason Tolliver Castellano Wetherby Brontfield Dubrovsky Haldane Isherwood Kowalczyk Larkspur
Montfort Norwood Oyelaran Prescott Rosenthal Stanhope Treadwell Underhill Vandermeer Winterbourne Yarrow Zeller`)

var given = strings.Fields(`Anne Benedict Clara Denis Élise Frances George Harriet Isaac Jane Konrad Louisa Miguel
Nora Oliver Peter Quentin Rosa Samuel Teresa Ursula Victor William Yusuf Zoë`)

var (
	places = []string{"London", "Edinburgh", "Paris", "Leipzig", "Boston", "New York", "Oxford", "Genève", "Dublin", "Köln"}
	houses = []string{
		"Harper & Brothers", "Ashdown & Sons", "Clarion University Press", "The Quarto Society",
		"Meridian Books", "Éditions du Pont", "Verlag Grünwald", "Northgate Press", "Fairweather & Co.", "Saltmarsh Editions",
	}
)

var journals = []string{
	"Journal of Textual Studies", "The Antiquarian Review", "Notes on Prose", "Annals of the Essay",
	"Studies in Marginalia", "Revue des lettres", "Proceedings of the Folio Club", "The Editorial Quarterly",
}

type lexicon struct {
	words []string
	cum   []float64
}

// newLexicon builds the vocabulary (always the same one) and its Zipf–Mandelbrot table.
func newLexicon(size int) *lexicon {
	r := &rng{42}
	words := strings.Fields(functionWords)
	seen := map[string]bool{}
	for _, w := range words {
		seen[w] = true
	}
	add := func(w string) {
		if !seen[w] {
			seen[w] = true
			words = append(words, w)
		}
	}
	stems := strings.Fields(contentWords)
	for _, w := range stems {
		add(w)
	}
	onset := strings.Fields("b br c ch cl d d f g gr h j l l m m n n p pr qu r r s sh st t t th tr v w")
	nucleus := strings.Fields("a e i o u ea ai ou a e i o e a e i o")
	coda := strings.Fields("n r l s t d m nd nt rd st ck ll ss rm ld n r l")
	suffix := strings.Fields("s ed ing er ly ness ment tion al ous ity able")
	for len(words) < size {
		w := ""
		if r.p(0.3) { // an inflected real word
			w = strings.TrimSuffix(pick(r, stems), "e") + pick(r, []string{"s", "ed", "ing", "er", "ly"})
		} else {
			for k := pick(r, []int{1, 1, 2, 2, 2, 3}); k > 0; k-- {
				w += pick(r, onset) + pick(r, nucleus)
				if k == 1 {
					w += pick(r, coda)
				}
			}
			if r.p(0.3) {
				w += pick(r, suffix)
			}
		}
		if len(w) > 2 && len(w) <= 12 {
			add(w)
		}
	}
	l := &lexicon{words: words, cum: make([]float64, len(words))}
	sum := 0.0
	for i := range words {
		sum += 1 / math.Pow(float64(i)+3.7, 1.05)
		l.cum[i] = sum
	}
	return l
}

func (l *lexicon) word(r *rng) string {
	x := r.float() * l.cum[len(l.cum)-1]
	return l.words[sort.SearchFloat64s(l.cum, x)]
}

// content draws a word that is not among the function words.
func (l *lexicon) content(r *rng) string {
	for {
		w := l.word(r)
		if len(w) > 4 && !strings.Contains(w, "’") {
			return w
		}
	}
}

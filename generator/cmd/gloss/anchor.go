package main

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"gloss/generator/confirm"
	"gloss/generator/edition"
	"gloss/generator/load"
)

func anchorCommand() *cobra.Command {
	a := &anchorer{}
	cmd := &cobra.Command{
		Use:   "anchor",
		Short: "Mend notes whose passages were edited",
		Long: `Anchor prints every note that does not stand exactly where it stood: what its
words were, what stands there now, how alike they are, and where.

With --write it mends the notes whose words stand unchanged, so that their
selectors lead there again, and writes essay.lock, the text as it is now. Notes
whose words were edited wait until somebody has read them, and so do those that
their neighbours alone have placed: --accept says that they hold where they are.
A note that is lost stays in its file and in the lock until --to says where it
belongs, or its author takes it out. --to moves a note that has its place, too;
of a note with several targets ID#N is the one numbered N, from 1.

Only what a target quotes is changed; every other byte of a file stays. The
files of notes are written first and the lock last, each in one step, so it can
be stopped at any time and done again.`,
		Example: `  gloss anchor                         what is not where it was
  gloss anchor --accept-all --diff     what would be written
  gloss anchor --write
  gloss anchor --accept poison year
  gloss anchor --to chalice "drained the cup"
  gloss anchor --to chalice#2 "a bitter drink"
  gloss anchor --moved --format github  beside gloss check, on a pull request`,
		Args: func(_ *cobra.Command, args []string) error { return a.take(args) },
		RunE: func(cmd *cobra.Command, _ []string) error { return a.run(cmd) },
	}
	flags := cmd.Flags()
	flags.StringVar(&a.Content, "content", "content", "the `folder` of the content")
	completeFolders(cmd, "content")
	flags.BoolVar(&a.write, "write", false, "mend the notes and write the lock")
	flags.BoolVar(&a.diff, "diff", false, "print what would be written as a unified diff, and write nothing")
	flags.BoolVar(&a.moved, "moved", false, "print only notes whose words stand unchanged in another place: what check does not print")
	flags.StringVar(&a.edition, "edition", "", "this `edition` alone")
	flags.StringSliceVar(&a.choices.Accept, "accept", nil, "`ids` of notes that hold where they are, reworded or placed by their neighbours; writes")
	flags.BoolVar(&a.choices.All, "accept-all", false, "all of these do; writes")
	flags.StringVar(&a.to, "to", "", "place the note of this `id`, or its target id#N, on the words that follow; writes")
	cmd.MarkFlagsMutuallyExclusive("accept", "to")
	a.addFormat(cmd)
	return cmd
}

type anchorer struct {
	options
	write, diff bool
	moved       bool
	edition, to string
	choices     confirm.Choices
	idle        bool // nothing comes of --to, and nothing else was asked for
}

// take takes what stands behind the flags: further ids, or the words for a note.
func (a *anchorer) take(args []string) error {
	a.choices.Ordered = a.choices.All
	switch {
	case a.to != "" && len(args) == 1:
		return a.takeMove(args[0])
	case a.to != "":
		return fmt.Errorf("name the words for the note after its id: gloss anchor --to %s \"new words\"", a.to)
	case len(a.choices.Accept) > 0:
		a.choices.Accept = append(a.choices.Accept, args...)
	case len(args) > 0:
		return fmt.Errorf("%q is left over (see gloss anchor --help)", args[0])
	}
	return nil
}

// takeMove takes the words for a note, or for one of its targets: ID#N.
func (a *anchorer) takeMove(words string) error {
	m := confirm.Move{Note: a.to, Words: words}
	if id, number, ok := strings.Cut(a.to, "#"); ok {
		n, err := strconv.Atoi(number)
		if err != nil || n < 1 {
			return fmt.Errorf("in --to %s, what follows # is not the number of a target: 1, 2 …", a.to)
		}
		m.Note, m.N = id, n
	}
	a.choices.To = []confirm.Move{m}
	return nil
}

// writes reports whether files are to be written.
func (a *anchorer) writes() bool {
	return !a.diff && !a.idle && (a.write || a.choices.All || len(a.choices.Accept)+len(a.choices.To) > 0)
}

func (a *anchorer) run(cmd *cobra.Command) error {
	content, err := load.Open(a.Content)
	if err != nil {
		return err
	}
	defer content.Close()
	site, _, err := content.Site() // what is wrong with the rest of the site is for check
	if err != nil {
		return err
	}
	editions, err := a.editions(site)
	if err != nil {
		return err
	}
	plans, err := planAll(content, site, editions, &a.choices)
	if err != nil {
		return err
	}
	if err := a.unknown(plans); err != nil {
		return err
	}
	a.idle = len(a.choices.To) > 0 && !a.write && !slices.ContainsFunc(plans, func(p *confirm.Plan) bool { return len(p.Chosen) > 0 })
	said := answers(plans)
	content.Excerpts(said) // as the lines are before anything is written
	now, err := a.carryOut(cmd, content, plans)
	if err != nil {
		return err
	}
	after := plans
	if a.diff || a.writes() { // what is said is how things are then
		if after, err = planAll(now, site, editions, &confirm.Choices{}); err != nil {
			return err
		}
		follow(said, plans, after)
	}
	return a.tell(cmd, now, said, plans, after)
}

// editions are those that are meant.
func (a *anchorer) editions(site *load.Site) ([]string, error) {
	switch {
	case a.edition == "":
		return site.Editions, nil
	case !slices.Contains(site.Editions, a.edition):
		return nil, noEdition(a.edition, a.Content, site.Editions)
	}
	return []string{a.edition}, nil
}

func planAll(content *load.Content, site *load.Site, editions []string, choices *confirm.Choices) (plans []*confirm.Plan, err error) {
	for _, id := range editions {
		p, err := confirm.Make(content, site, id, choices)
		if err != nil {
			return nil, err
		}
		plans = append(plans, p)
	}
	return plans, nil
}

// carryOut writes the plans, or prints what would be written, and returns the content
// as it is then, or would be.
func (a *anchorer) carryOut(cmd *cobra.Command, content *load.Content, plans []*confirm.Plan) (*load.Content, error) {
	switch {
	case a.diff:
		drawn := map[string][]byte{}
		for _, p := range plans {
			for _, f := range p.Files {
				drawn[f.Name] = f.New
			}
		}
		return content.With(drawn), printDiffs(cmd, plans)
	case a.writes():
		for _, p := range plans {
			if err := p.Write(content); err != nil {
				return nil, err
			}
		}
	}
	return content, nil
}

// noEdition refuses the name of an edition that there is not.
func noEdition(name, content string, editions []string) error {
	return fmt.Errorf("there is no edition %s in %s%s", name, content, hinted(edition.DidYouMean(name, editions)))
}

func hinted(hint string) string {
	if hint == "" {
		return ""
	}
	return "; " + hint
}

// unknown refuses the ids of notes that there are not, and those of several
// editions' notes.
func (a *anchorer) unknown(plans []*confirm.Plan) error {
	in := map[string][]string{} // by id: the editions that have such a note
	for _, p := range plans {
		if p.Blocked {
			return nil // which notes there are is not known
		}
		for _, n := range p.Notes {
			in[n.ID] = append(in[n.ID], p.Edition)
		}
	}
	wanted := slices.Clone(a.choices.Accept)
	for _, m := range a.choices.To {
		wanted = append(wanted, m.Note)
	}
	for _, id := range wanted {
		switch editions := in[id]; {
		case len(editions) == 0:
			return fmt.Errorf("there is no note %s%s", id, hinted(edition.DidYouMean(id, slices.Sorted(maps.Keys(in)))))
		case len(editions) > 1:
			return fmt.Errorf("several editions have a note %s: add --edition with one of %s", id, strings.Join(editions, ", "))
		}
	}
	return nil
}

package main

import (
	"bufio"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"gloss/generator/confirm"
	"gloss/generator/diff"
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
whose words were edited wait until somebody has read them: --accept says that
they still hold. A note that is lost stays in its file and in the lock until
--to says where it belongs, or its author takes it out.

Only what a target quotes is changed; every other byte of a file stays. The
files of notes are written first and the lock last, each in one step, so it can
be stopped at any time and done again.`,
		Example: `  gloss anchor                         what is not where it was
  gloss anchor --accept-all --diff     what would be written
  gloss anchor --write
  gloss anchor --accept poison year
  gloss anchor --to chalice "drained the cup"
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
	flags.StringSliceVar(&a.choices.Accept, "accept", nil, "`ids` of reworded notes that still hold; writes")
	flags.BoolVar(&a.choices.All, "accept-all", false, "all reworded notes still hold; writes")
	flags.StringVar(&a.to, "to", "", "place the note of this `id` on the words that follow; writes")
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
}

// take takes what stands behind the flags: further ids, or the words for a note.
func (a *anchorer) take(args []string) error {
	switch {
	case a.to != "" && len(args) == 1:
		a.choices.To = map[string]string{a.to: args[0]}
	case a.to != "":
		return fmt.Errorf("name the words for the note after its id: gloss anchor --to %s \"new words\"", a.to)
	case len(a.choices.Accept) > 0:
		a.choices.Accept = append(a.choices.Accept, args...)
	case len(args) > 0:
		return fmt.Errorf("%q is left over (see gloss anchor --help)", args[0])
	}
	return nil
}

// writes reports whether files are to be written.
func (a *anchorer) writes() bool {
	return !a.diff && (a.write || a.choices.All || len(a.choices.Accept)+len(a.choices.To) > 0)
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
	editions := site.Editions
	if a.edition != "" {
		if !slices.Contains(editions, a.edition) {
			return noEdition(a.edition, a.Content, editions)
		}
		editions = []string{a.edition}
	}
	plans, err := planAll(content, site, editions, &a.choices)
	if err != nil {
		return err
	}
	if err := a.unknown(plans); err != nil {
		return err
	}
	if a.diff {
		return printDiffs(cmd, plans)
	}
	var problems edition.Problems
	for _, p := range plans {
		problems = append(problems, p.Refused...)
	}
	if a.writes() {
		if err := writeAll(content, plans); err != nil {
			return err
		}
	}
	files := plans
	if a.writes() { // what is said is how things are now
		if plans, err = planAll(content, site, editions, &confirm.Choices{}); err != nil {
			return err
		}
	}
	for _, p := range plans {
		if problems = append(problems, remarks(p)...); !a.moved {
			problems = append(problems, p.Problems...)
		}
	}
	content.Excerpts(problems)
	if err := a.printProblems(cmd, problems); err != nil {
		return err
	}
	fmt.Fprintf(cmd.ErrOrStderr(), "%s: %s, %s\n", a.Content, results(plans), a.done(files))
	if problems.Errors() > 0 {
		return errProblems
	}
	return nil
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

func writeAll(content *load.Content, plans []*confirm.Plan) error {
	for _, p := range plans {
		if err := p.Write(content); err != nil {
			return err
		}
	}
	return nil
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
		for _, t := range p.Anchored {
			if !slices.Contains(in[t.Note], p.Edition) {
				in[t.Note] = append(in[t.Note], p.Edition)
			}
		}
	}
	wanted := slices.Concat(a.choices.Accept, slices.Sorted(maps.Keys(a.choices.To)))
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

// remarks are about notes that stand where they should, and whose sidecars or
// lock should be mended all the same: what check is silent of.
func remarks(p *confirm.Plan) (ps edition.Problems) {
	for _, t := range p.Anchored {
		hint := fmt.Sprintf("its target stands at %s:%d; gloss anchor --write ", t.Target.At.File, t.Target.At.Line)
		switch {
		case t.Result == edition.Moved:
			ps.Warnf(t.Cause, hint+"remembers it", "note “%s” has moved here: its words stand unchanged in another place", t.Note)
		case t.Result == edition.Exact && !t.Alone && !t.Order:
			ps.Warnf(t.Cause, hint+"mends the selector", "note “%s” stands where it stood, but its selector by itself does not lead there any more", t.Note)
		}
	}
	return ps
}

// results counts how the targets fared.
func results(plans []*confirm.Plan) string {
	counts := map[edition.Result]int{}
	for _, p := range plans {
		for _, t := range p.Anchored {
			counts[t.Result]++
		}
	}
	var parts []string
	for r := edition.Exact; r <= edition.Lost; r++ {
		if n := counts[r]; n > 0 || r == edition.Exact {
			parts = append(parts, fmt.Sprint(n, " ", r))
		}
	}
	return strings.Join(parts, ", ")
}

// done says what was written, or would be.
func (a *anchorer) done(plans []*confirm.Plan) string {
	files, blocked := 0, 0
	for _, p := range plans {
		files += len(p.Files)
		if p.Blocked {
			blocked++
		}
	}
	switch {
	case blocked > 0:
		return plural(blocked, "edition") + " not written, since their files have mistakes"
	case a.writes():
		return plural(files, "file") + " written"
	}
	return plural(files, "file") + " to write"
}

// printDiffs prints what would be written.
func printDiffs(cmd *cobra.Command, plans []*confirm.Plan) error {
	w := bufio.NewWriter(cmd.OutOrStdout())
	for _, p := range plans {
		for _, f := range p.Files {
			fmt.Fprint(w, diff.Lines(f.Name, string(f.Old), string(f.New)))
		}
	}
	return w.Flush()
}

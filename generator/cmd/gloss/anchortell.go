package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"gloss/generator/confirm"
	"gloss/generator/diff"
	"gloss/generator/edition"
	"gloss/generator/load"
)

// answers are what the plans say to the choices.
func answers(plans []*confirm.Plan) (ps edition.Problems) {
	for _, p := range plans {
		ps = append(append(ps, p.Refused...), p.Needless...)
	}
	return ps
}

// follow gives problems at notes and targets the places where these stand after files
// have been written.
func follow(ps edition.Problems, before, after []*confirm.Plan) {
	now := map[edition.Place]edition.Place{} // by the place before
	for i, p := range before {
		notes := map[string]*edition.Note{}
		for k := range after[i].Notes {
			notes[after[i].Notes[k].ID] = &after[i].Notes[k].Note
		}
		for _, was := range p.Notes {
			is := notes[was.ID]
			if is == nil || len(is.Targets) != len(was.Note.Targets) {
				continue
			}
			now[was.Note.At] = is.At
			for k, t := range was.Note.Targets {
				now[t.At] = is.Targets[k].At
			}
		}
	}
	for i := range ps {
		if at, ok := now[ps[i].Place]; ok {
			ps[i].Place = at
		}
	}
}

// tell prints what is to be said: problems, what became of the choices, a summary.
// Beside a diff all of it goes to standard error, so that the diff can be applied.
func (a *anchorer) tell(cmd *cobra.Command, now *load.Content, said edition.Problems, plans, after []*confirm.Plan) error {
	problems := said
	for _, p := range after {
		if problems = append(problems, remarks(p)...); !a.moved {
			problems = append(problems, p.Problems...)
		}
	}
	now.Excerpts(problems)
	out := cmd.OutOrStdout()
	if a.diff {
		out = cmd.ErrOrStderr()
	}
	if err := a.printProblems(out, problems); err != nil {
		return err
	}
	if a.writes() {
		a.tellChosen(cmd.ErrOrStderr(), plans)
	}
	fmt.Fprintf(cmd.ErrOrStderr(), "%s: %s, %s\n", a.Content, results(after), a.done(plans))
	if problems.Errors() > 0 {
		return errProblems
	}
	return nil
}

// tellChosen says of every target that an editor has decided about where it stands.
func (a *anchorer) tellChosen(w io.Writer, plans []*confirm.Plan) {
	for _, p := range plans {
		for _, c := range p.Chosen {
			fmt.Fprintf(w, "%s:%d:%d: the note “%s” stands on “%s”, and its target says so\n", fromHere(a.Content, c.At.File), c.At.Line, c.At.Column, c.Note, c.Words)
		}
	}
}

// remarks are about notes that stand where they should, and whose sidecars or
// lock should be mended all the same: what check is silent of.
func remarks(p *confirm.Plan) (ps edition.Problems) {
	for _, t := range p.Anchored {
		hint := fmt.Sprintf("its target stands at %s; gloss anchor --write ", t.Target.At.InWords())
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

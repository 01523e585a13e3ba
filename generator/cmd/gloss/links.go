package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"gloss/generator/edition"
	"gloss/generator/links"
	"gloss/generator/load"
)

func linksCommand() *cobra.Command {
	l := &linker{asking: links.DefaultOptions()}
	cmd := &cobra.Command{
		Use:   "links",
		Short: "Ask whether the pages that the site links to are still there",
		Long: `Links asks every page that the site links to, in records of sources, essays,
notes, plain pages and site.yaml, whether it is still there, and prints what is
not, where the link stands. It asks politely: each host for one thing at a time
and with a pause, nothing that a robots.txt forbids, and no busy host again
before the time that it names.

What it finds it keeps in links.jsonl beside site.yaml, so that the next time it
asks only what is due: what was not there, what is new, and the rest once a
month. The file can be thrown away. Pages of sources say from it when their link
was last reached; the build itself asks nobody.

Of a page that is dead it asks an archive for a copy, and with --archive for one
of every source that has none. With --write the copies that were found go into
the records of the sources, as “archived”; every other byte of a file stays. An
archive is the address of an availability interface such as the Wayback
Machine's, or one that ends in a slash: a Memento TimeGate.

A page that fails for a reason that may pass is a warning for a week, and then
an error. Stopped at any time, it keeps what it has found.`,
		Example: `  gloss links                     ask what is due
  gloss links --all               ask for every page again
  gloss links --archive --write   find archived copies, and put them into the records
  gloss links --archive-at https://archive.example/timegate/
  gloss links --format github     as annotations on a pull request`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return l.run(cmd) },
	}
	flags := cmd.Flags()
	flags.StringVar(&l.Content, "content", "content", "the `folder` of the content")
	completeFolders(cmd, "content")
	flags.StringVar(&l.URL, "url", "", "the site's base `address`, instead of the one in site.yaml")
	flags.StringVar(&l.edition, "edition", "", "the links of this `edition` alone")
	flags.BoolVar(&l.asking.All, "all", false, "ask for every page, due or not")
	flags.IntVar(&l.asking.Due, "due", l.asking.Due, "the `days` after which a page that was there is asked for again")
	flags.DurationVar(&l.asking.Timeout, "timeout", l.asking.Timeout, "how long an answer may take")
	flags.DurationVar(&l.asking.Pause, "pause", l.asking.Pause, "the pause between two requests to a host")
	flags.BoolVar(&l.archive, "archive", false, "look for archived copies of all sources that have none")
	flags.StringVar(&l.asking.Archive, "archive-at", l.asking.Archive, "the `address` where archived copies are asked for; empty: nowhere")
	flags.BoolVar(&l.write, "write", false, "put the copies that are found into the records")
	l.addFormat(cmd)
	return cmd
}

type linker struct {
	options
	asking         links.Options
	edition        string
	archive, write bool

	content *load.Content
	site    *load.Site
	found   []links.Link
	unread  edition.Problems // errors of files in which there may be further links
}

func (l *linker) run(cmd *cobra.Command) (err error) {
	if l.asking.Due < 0 || l.asking.Timeout <= 0 || l.asking.Pause < 0 {
		return fmt.Errorf("--due, --timeout and --pause take no negative values (see gloss links --help)")
	}
	if l.content, err = load.Open(l.Content); err != nil {
		return err
	}
	defer l.content.Close()
	kept, err := l.content.Read(load.LinksFile)
	if err != nil {
		return err
	}
	if err := l.collect(); err != nil {
		return err
	}
	l.asking.Agent = links.Program
	if l.site.Settings.URL != "" {
		l.asking.Agent += " (+" + l.site.Settings.URL + ")"
	}
	bar := newProgress(cmd.ErrOrStderr())
	l.asking.Progress = bar.show
	checker := links.New(l.asking)
	result, asking := checker.Ask(cmd.Context(), l.found, l.site.Links)
	bar.clear()
	all := l.edition == "" && l.unread.Errors() == 0
	if err := links.Keep(l.content, kept, l.site.Links, result.Answers, all); err != nil || asking != nil {
		return orElse(err, asking)
	}
	state := &links.State{Links: l.found, Answers: result.Answers, Sought: l.archive && l.asking.Archive != "", Now: l.asking.Now()}
	archive := l.copies(cmd.Context(), checker, state, bar)
	if cmd.Context().Err() != nil {
		return archive
	}
	written, problems, err := l.put(state)
	if err != nil {
		return err
	}
	problems = append(append(problems, l.unread...), state.Problems()...)
	l.content.Excerpts(problems)
	if err := l.printProblems(cmd.OutOrStdout(), problems); err != nil {
		return err
	}
	fmt.Fprintf(cmd.ErrOrStderr(), "%s: %s\n", l.Content, summary(result, written))
	switch {
	case archive != nil && (l.archive || l.write):
		return archive
	case archive != nil:
		fmt.Fprintf(cmd.ErrOrStderr(), "gloss: %v\n", archive)
	}
	if problems.Errors() > 0 {
		return errProblems
	}
	return nil
}

// collect reads the content and finds its links.
func (l *linker) collect() error {
	site, problems, err := l.content.Site()
	if err != nil {
		return err
	}
	if l.edition != "" && !slices.Contains(site.Editions, l.edition) {
		return noEdition(l.edition, l.Content, site.Editions)
	}
	if l.URL != "" {
		site.Settings.URL = l.URL
	}
	found, more, err := links.Collect(l.content, site, l.edition)
	l.site, l.found = site, found
	l.unread = slices.DeleteFunc(append(problems, more...), func(p edition.Problem) bool {
		return p.Severity != edition.Error && p.File != load.LinksFile // the rest is for check
	})
	return err
}

// copies asks for archived copies.
func (l *linker) copies(ctx context.Context, checker *links.Checker, state *links.State, bar *progress) (err error) {
	wants := state.Wants()
	if len(wants) == 0 || l.asking.Archive == "" {
		return nil
	}
	state.Copies, err = checker.Copies(ctx, wants, func(done int) { bar.show(done, len(wants), l.asking.Archive) })
	bar.clear()
	return err
}

// put writes the copies into the records, where that is wanted. What is said
// afterwards is how things are then.
func (l *linker) put(state *links.State) (written int, refused edition.Problems, err error) {
	if !l.write || len(state.Copies) == 0 {
		return 0, nil, nil
	}
	if written, refused, err = state.Write(l.content); err != nil || written == 0 {
		return written, refused, err
	}
	err = l.collect()
	state.Links = l.found
	return written, refused, err
}

// fared says in a summary how pages fared.
var fared = [...]string{
	edition.Reached: "reached", edition.Dead: "dead", edition.Failing: "failing", edition.Refused: "not for programs",
	edition.Unasked: "closed by robots.txt",
}

// summary says how the pages fared.
func summary(r *links.Result, written int) string {
	var counts [len(fared)]int
	for _, a := range r.Answers {
		counts[a.Outcome]++
	}
	parts := []string{plural(r.Pages, "page")}
	for outcome, n := range counts {
		if n > 0 {
			parts = append(parts, fmt.Sprint(n, " ", fared[outcome]))
		}
	}
	text := fmt.Sprintf("%s; %d asked now", strings.Join(parts, ", "), r.Asked)
	if r.Left > 0 {
		text += fmt.Sprintf(", %d put off, since the host wants to be left alone", r.Left)
	}
	if written > 0 {
		text += fmt.Sprintf(", %d archived put into the records", written)
	}
	return text
}

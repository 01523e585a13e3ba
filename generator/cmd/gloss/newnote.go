package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"gloss/generator/edit"
	"gloss/generator/edition"
	"gloss/generator/load"
)

func newNoteCommand() *cobra.Command {
	n := &newNote{}
	cmd := &cobra.Command{
		Use:   "note EDITION \"exact words\"",
		Short: "Add a note",
		Long: `Note writes a new note into the file of notes of an edition, in the order of the
text: among those of its creator, where each has a file. Every other byte of the
file stays. The words are quoted as the reader sees them, with as few others as
tell them from the same words elsewhere; where they stand more than once, say
which by --prefix or --suffix. A note needs a body or a source.

Where it stands is printed, and its id. A note that would make a mistake, as one
that cites an unknown source, is not written.`,
		Example: `  gloss new note on-walking "in order to arrive" --body "Stevenson says so too."
  gloss new note on-walking "the road" --prefix "and" --source "stevenson1879, p. 12"
  gloss new note on-walking "the road" --suffix "is" --series source --body - < note.md`,
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error { return n.run(cmd, args[0], args[1]) },
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return n.editions(), cobra.ShellCompDirectiveNoFileComp
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&n.Content, "content", "content", "the `folder` of the content")
	flags.StringVar(&n.spot.Prefix, "prefix", "", "some of the `words` before")
	flags.StringVar(&n.spot.Suffix, "suffix", "", "some of the `words` behind")
	flags.StringVar(&n.fields.Body, "body", "", "what the note says, in `Markdown`; - for standard input")
	flags.StringArrayVar(&n.fields.Sources, "source", nil, "a `source` with a locator, as in \"ap1988, p. 1\"; may be given several times")
	flags.StringVar(&n.fields.Series, "series", "", "the `series`; without one the first of the site")
	flags.StringVar(&n.fields.Creator, "creator", "", "the `name` of who writes it")
	flags.StringVar(&n.fields.Created, "created", "", "the `date`, instead of today's")
	flags.StringSliceVar(&n.fields.Tags, "tag", nil, "`tags`")
	flags.StringVar(&n.fields.ID, "id", "", "the `id`, instead of one made from the words")
	completeFolders(cmd, "content")
	mustComplete(cmd, "series", func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return n.series(), cobra.ShellCompDirectiveNoFileComp
	})
	for _, free := range []string{"prefix", "suffix", "body", "source", "creator", "created", "tag", "id"} {
		mustComplete(cmd, free, cobra.NoFileCompletions)
	}
	n.addFormat(cmd)
	return cmd
}

// newNote is a note to be added.
type newNote struct {
	options
	spot   edit.Spot
	fields edit.Fields
}

func (n *newNote) run(cmd *cobra.Command, id, words string) error {
	content, site, err := n.open()
	if err != nil {
		return err
	}
	defer content.Close()
	if !slices.Contains(site.Editions, id) {
		return fmt.Errorf("there is no edition %s in %s%s", id, n.Content, hinted(edition.DidYouMean(id, site.Editions)))
	}
	if err := n.complete(cmd, words); err != nil {
		return err
	}
	plan, no, err := edit.Make(content, site, id, edit.Add{Spot: n.spot, Fields: n.fields})
	switch {
	case err != nil:
		return err
	case no != nil:
		return n.sayNo(cmd, content, no)
	}
	problems, err := plan.Problems(content)
	if err != nil {
		return err
	}
	if err := n.printProblems(cmd.OutOrStdout(), problems); err != nil {
		return err
	}
	if problems.Errors() > 0 {
		fmt.Fprintln(cmd.ErrOrStderr(), "the note is not written")
		return errProblems
	}
	plan, no, err = plan.Write(content)
	switch {
	case err != nil:
		return err
	case no != nil:
		return n.sayNo(cmd, content, no)
	}
	_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s:%d: %s\n", fromHere(n.Content, plan.At.File), plan.At.Line, plan.ID)
	return err
}

// open opens the content.
func (n *newNote) open() (*load.Content, *load.Site, error) {
	content, err := load.Open(n.Content)
	if err != nil {
		return nil, nil, err
	}
	site, _, err := content.Site() // what is wrong with the rest of the site is for check
	if err != nil {
		content.Close()
	}
	return content, site, err
}

// complete puts in what was not said.
func (n *newNote) complete(cmd *cobra.Command, words string) error {
	n.spot.Exact = words
	if n.fields.Body == "-" {
		body, err := io.ReadAll(cmd.InOrStdin())
		if err != nil {
			return err
		}
		n.fields.Body = string(body)
	}
	if !cmd.Flags().Changed("created") {
		n.fields.Created = time.Now().Format(time.DateOnly)
	}
	return nil
}

// sayNo prints a refusal as a problem.
func (n *newNote) sayNo(cmd *cobra.Command, content *load.Content, no *edit.Refusal) error {
	problems := edition.Problems{no.Problem}
	content.Excerpts(problems)
	return errors.Join(n.printProblems(cmd.OutOrStdout(), problems), errProblems)
}

// editions are those of the content, for the shell.
func (n *newNote) editions() []string {
	content, site, err := n.open()
	if err != nil {
		return nil
	}
	defer content.Close()
	return site.Editions
}

// series are those of the site, for the shell.
func (n *newNote) series() (ids []string) {
	content, site, err := n.open()
	if err != nil {
		return nil
	}
	defer content.Close()
	for _, s := range site.Settings.Series {
		ids = append(ids, s.ID)
	}
	return ids
}

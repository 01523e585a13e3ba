package main

import (
	"fmt"
	"path/filepath"
	"regexp"

	"github.com/spf13/cobra"

	"gloss/generator/edition"
)

// newSite is a site to be made.
type newSite struct{ dir, repository, revision string }

func newSiteCommand() *cobra.Command {
	var s newSite
	cmd := &cobra.Command{
		Use:   "site DIR",
		Short: "Make a site that builds",
		Long: `Site makes a folder with all that a site needs: content/ with one small edition,
and a workflow that publishes it on GitHub Pages. DIR may be there already; what
is in it stays as it is, and where a file of the new site is among that nothing
is made at all.

The workflow builds gloss from its repository on GitHub. Which one that is, a
copy of your own or somebody else's, --gloss says, or else you write it into the
workflow before you publish. --revision is the state of it to build; unless you
say so it is the one that this program was built from, where that is known.`,
		Example: `  gloss new site letters
  gloss new site letters --gloss owner/gloss
  gloss new site .                      in a repository just cloned`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: onlyFolder,
		RunE: func(cmd *cobra.Command, args []string) error {
			s.dir = args[0]
			files, err := s.files()
			if err != nil {
				return err
			}
			if err := plant(files, cmd.OutOrStdout()); err != nil {
				return err
			}
			w := cmd.ErrOrStderr()
			fmt.Fprintf(w, "%s holds a site; gloss serve shows it, when run in there\n", filepath.ToSlash(s.dir))
			if s.repository == "" {
				fmt.Fprintln(w, "before you publish it, write into .github/workflows/pages.yml where gloss comes from")
			}
			return nil
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&s.repository, "gloss", "", "the repository of gloss on GitHub, as `owner/name`")
	flags.StringVar(&s.revision, "revision", builtFrom(), "a branch, tag or `commit` of it")
	mustComplete(cmd, "gloss", cobra.NoFileCompletions)
	mustComplete(cmd, "revision", cobra.NoFileCompletions)
	return cmd
}

// What may stand in the workflow: a repository as GitHub names it, and a
// revision as git does.
var (
	ownerAndName = regexp.MustCompile(`^[A-Za-z0-9-]+/[A-Za-z0-9._-]+$`)
	gitRevision  = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._/+-]*$`)
)

// firstEdition is the name of the edition that a new site begins with.
const firstEdition = "first-steps"

// files are the files of the site.
func (s *newSite) files() ([]newFile, error) {
	switch {
	case s.repository != "" && !ownerAndName.MatchString(s.repository):
		return nil, fmt.Errorf("%q is no repository of GitHub: write --gloss owner/name", s.repository)
	case !gitRevision.MatchString(s.revision):
		return nil, fmt.Errorf("%q is no branch, tag or commit", s.revision)
	}
	title, err := s.title()
	if err != nil {
		return nil, err
	}
	files, err := skeleton("site", s.dir, "%TITLE%", title, "%REPOSITORY%", s.repository, "%REVISION%", s.revision)
	if err != nil {
		return nil, err
	}
	first, err := editionSkeleton(filepath.Join(s.dir, "content"), firstEdition)
	return append(files, first...), err
}

// title makes a title of the folder's name.
func (s *newSite) title() (string, error) {
	dir, err := filepath.Abs(s.dir)
	if err != nil {
		return "", err
	}
	if name := edition.Slug(filepath.Base(dir)); name != "" {
		return titleOf(name), nil
	}
	return "Annotated editions", nil
}

// builtFrom is the commit that this program was built from, or main where that
// is not known, or files had been changed since.
func builtFrom() string {
	if revision, modified := revision(); revision != "" && !modified {
		return revision
	}
	return "main"
}

// onlyFolder makes the shell offer folders for the one argument.
func onlyFolder(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return nil, cobra.ShellCompDirectiveFilterDirs
}

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"gloss/generator/load"
)

func newEditionCommand() *cobra.Command {
	var content string
	cmd := &cobra.Command{
		Use:   "edition NAME",
		Short: "Make an edition that builds",
		Long: `Edition makes a folder of the content with a small essay, a note and a source, to
be written over with your own. NAME is the folder's name and the edition's
address; its title is made from it.`,
		Example: `  gloss new edition on-walking                      content/on-walking/
  gloss new edition on-walking --content essays     essays/on-walking/`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, args []string) error {
			name := args[0]
			if err := load.EditionName(name); err != nil {
				return err
			}
			if err := notThere(content, name); err != nil {
				return err
			}
			files, err := editionSkeleton(content, name)
			if err != nil {
				return err
			}
			if err := plant(files, cmd.OutOrStdout()); err != nil {
				return err
			}
			fmt.Fprintf(cmd.ErrOrStderr(), "%s is an edition; put your own text into its essay.md\n", filepath.ToSlash(filepath.Join(content, name)))
			return nil
		},
	}
	cmd.Flags().StringVar(&content, "content", "content", "the `folder` of the content")
	completeFolders(cmd, "content")
	return cmd
}

// editionSkeleton is the files of a new edition, its essay last: before that is
// there the folder is no edition, and a preview does not show half of one.
func editionSkeleton(content, name string) ([]newFile, error) {
	files, err := skeleton("edition", filepath.Join(content, name), "%NAME%", name, "%TITLE%", titleOf(name))
	if n := slices.IndexFunc(files, isEssay); n >= 0 {
		essay := files[n]
		files = append(slices.Delete(files, n, n+1), essay)
	}
	return files, err
}

func isEssay(f newFile) bool { return filepath.Base(f.name) == "essay.md" }

// notThere refuses a name that something in the content has, in capitals or not.
func notThere(content, name string) error {
	c, err := load.Open(content)
	if err != nil {
		return err
	}
	defer c.Close()
	entries, err := os.ReadDir(content)
	for _, e := range entries {
		if strings.EqualFold(e.Name(), name) {
			return fmt.Errorf("%s is there already and stays as it is; choose another name", filepath.ToSlash(filepath.Join(content, e.Name())))
		}
	}
	return err
}

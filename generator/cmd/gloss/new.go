package main

import "github.com/spf13/cobra"

func newCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "new",
		Short: "Begin a site, an edition or a note",
		Long: `New makes the files to begin with, and adds notes. Nothing that is there already
is written over.`,
		Example: `  gloss new site letters          a site in letters/
  gloss new edition on-walking    content/on-walking/
  gloss new note on-walking "in order to arrive" --body "Stevenson says so too."`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newSiteCommand(), newEditionCommand(), newNoteCommand())
	return cmd
}

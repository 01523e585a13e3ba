package main

import (
	"github.com/spf13/cobra"
)

func newCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "new",
		Short: "Begin a site or an edition",
		Long: `New makes the files to begin with. Nothing that is there already is written
over.`,
		Example: `  gloss new site letters          a site in letters/
  gloss new edition on-walking    content/on-walking/`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newSiteCommand(), newEditionCommand())
	return cmd
}

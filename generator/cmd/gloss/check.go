package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"gloss/generator/publish"
)

func checkCommand() *cobra.Command {
	var o options
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Report every problem of the content",
		Long: `Check does all that build does short of making pages, and prints every problem:
where it is, what is wrong, and what to do. It writes nothing.`,
		Example: `  gloss check
  gloss check --format github  as annotations on a pull request
  gloss check --format json | jq -r .text`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			o.CheckOnly = true
			report, problems, err := publish.Build(cmd.Context(), o.Options)
			if failure := o.printProblems(cmd.OutOrStdout(), problems); failure != nil || err != nil {
				return orElse(err, failure)
			}
			if problems.Errors() > 0 {
				fmt.Fprintln(cmd.ErrOrStderr(), counted(problems))
				return errProblems
			}
			fmt.Fprintf(cmd.ErrOrStderr(), "%s: %s, no errors%s\n", o.Content, contents(report), warned(problems))
			return nil
		},
	}
	o.addTo(cmd)
	o.addFormat(cmd)
	return cmd
}

package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"gloss/generator/publish"
)

func buildCommand() *cobra.Command {
	var o options
	cmd := &cobra.Command{
		Use:   "build",
		Short: "Make the site",
		Long: `Build makes the site and puts it in the place of the one that stands, in one
step. Where the content has problems that stop publication, all of them are
printed and the site that stands is left as it is.

The output folder is replaced whole: what gloss did not write has no place in it.`,
		Example: `  gloss build
  gloss build --out /srv/www/essays --url https://example.org/essays/
  gloss build --draft          publish drafts too`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			start := time.Now()
			report, problems, err := publish.Build(cmd.Context(), o.Options)
			if failure := o.printProblems(cmd.OutOrStdout(), problems); failure != nil || err != nil {
				return orElse(err, failure)
			}
			if problems.Errors() > 0 {
				fmt.Fprintf(cmd.ErrOrStderr(), "%s; %s is as it was\n", counted(problems), o.Out)
				return errProblems
			}
			fmt.Fprintf(cmd.ErrOrStderr(), "%s: %s, %s, %s in %.2f s%s\n", o.Out, contents(report),
				plural(report.Pages, "page"), megabytes(report.Bytes), time.Since(start).Seconds(), warned(problems))
			return nil
		},
	}
	o.addTo(cmd)
	cmd.Flags().StringVar(&o.Out, "out", "public", "the `folder` that the site replaces")
	completeFolders(cmd, "out")
	o.addFormat(cmd)
	return cmd
}

// contents counts what a site holds.
func contents(r publish.Report) string {
	return plural(r.Editions, "edition") + ", " + plural(r.Notes, "note")
}

func plural(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprint(n, " ", thing, "s")
}

func megabytes(n int64) string {
	if n < 1e5 {
		return fmt.Sprintf("%.1f kB", float64(n)/1e3)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1e6)
}

func orElse(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

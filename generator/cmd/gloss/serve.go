package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"gloss/generator/serve"
)

func serveCommand() *cobra.Command {
	var o options
	var s serve.Options
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Show the site while it is being written",
		Long: `Serve builds the site into memory, shows it on this machine alone, and builds it
again whenever a file of the content changes; pages that are open load again.
Where the content has problems the last good site stays. Nothing is written.`,
		Example: `  gloss serve
  gloss serve --port 8080 --draft
  gloss serve --layouts layouts     while working on templates and styles`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			s.Options = o.Options
			s.Ready = func(url string) {
				fmt.Fprintf(cmd.ErrOrStderr(), "%s shows the site; Ctrl-C ends it\n", url)
			}
			s.Built = func(b serve.Built) { o.sayBuilt(cmd, b) }
			return serve.Run(cmd.Context(), s)
		},
	}
	o.addTo(cmd)
	cmd.Flags().IntVar(&s.Port, "port", 4000, "the `port` on 127.0.0.1; 0 takes any that is free")
	cmd.Flags().BoolVar(&s.Poll, "poll", false, "look at the files three times a second, where the system tells of no changes")
	o.addFormat(cmd)
	return cmd
}

// sayBuilt reports a build. Problems that stood there before are not printed
// again.
func (o *options) sayBuilt(cmd *cobra.Command, b serve.Built) {
	w := cmd.ErrOrStderr()
	if !b.Repeated {
		if err := o.printProblems(cmd, b.Problems); err != nil {
			fmt.Fprintf(w, "gloss: %v\n", err)
		}
	}
	switch {
	case b.Err != nil:
		fmt.Fprintf(w, "gloss: %v\n", b.Err)
	case b.Problems.Errors() > 0:
		fmt.Fprintf(w, "%s; the last good site stays\n", counted(b.Problems))
	default:
		fmt.Fprintf(w, "built %s in %.2f s%s\n", contents(b.Report), b.Took.Seconds(), warned(b.Problems))
	}
}

package main

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"

	"github.com/spf13/cobra"

	"gloss/generator/serve"
)

func serveCommand() *cobra.Command {
	var o options
	var s serve.Options
	var open bool
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Show the site while it is being written, and write notes in it",
		Long: `Serve keeps the site finished in memory as its files change and shows it on this
machine alone. Pages that are open change in place. What can be published is
shown, drafts too; problems are listed in the page and here, and only where a
file cannot be read at all the last good page stays.

Select words in a page to write a note on them. Nothing else writes into the
content.

$GLOSS_EDITOR names the program that opens a file when a problem is clicked:
a command with {file}, {line} and {column}, or one that takes +LINE FILE.`,
		Example: `  gloss serve --open
  gloss serve --port 8080
  gloss serve --layouts layouts     while working on templates and styles
  GLOSS_EDITOR='code --goto {file}:{line}:{column}' gloss serve`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			keepMemory()
			s.Options = o.Options
			s.Editor = os.Getenv("GLOSS_EDITOR")
			s.Ready = func(url string) {
				fmt.Fprintf(cmd.ErrOrStderr(), "%s shows the site; Ctrl-C ends it\n", url)
				if open {
					if err := openBrowser(url); err != nil {
						fmt.Fprintf(cmd.ErrOrStderr(), "no browser could be opened: %v\n", err)
					}
				}
			}
			s.Built = func(b serve.Built) { o.sayBuilt(cmd, b) }
			s.Warn = func(text string) { fmt.Fprintf(cmd.ErrOrStderr(), "warning: %s\n", text) }
			return serve.Run(cmd.Context(), s)
		},
	}
	o.addPlaces(cmd)
	flags := cmd.Flags()
	flags.IntVar(&s.Port, "port", 4000, "the `port`; 0 takes any that is free")
	flags.StringVar(&s.Host, "host", "127.0.0.1", "the `address` to answer on; any but this machine's own lets others in")
	flags.BoolVar(&s.Poll, "poll", false, "look at the files three times a second, where the system tells of no changes")
	flags.BoolVar(&open, "open", false, "open the site in the browser")
	o.addFormat(cmd)
	return cmd
}

// browsers open an address in the user's browser, by operating system.
var browsers = map[string][]string{
	"darwin":  {"open"},
	"windows": {"rundll32", "url.dll,FileProtocolHandler"},
}

func openBrowser(url string) error {
	words := browsers[runtime.GOOS]
	if words == nil {
		words = []string{"xdg-open"}
	}
	cmd := exec.Command(words[0], append(words[1:], url)...)
	if err := cmd.Start(); err != nil {
		return err
	}
	go func() { _ = cmd.Wait() }()
	return nil
}

// sayBuilt reports an update. Problems that stood there before are not printed
// again.
func (o *options) sayBuilt(cmd *cobra.Command, b serve.Built) {
	w := cmd.ErrOrStderr()
	if !b.Repeated {
		if err := o.printProblems(cmd.OutOrStdout(), b.Problems); err != nil {
			fmt.Fprintf(w, "gloss: %v\n", err)
		}
	}
	switch {
	case b.Err != nil:
		fmt.Fprintf(w, "gloss: %v\n", b.Err)
	case b.Problems.Errors() > 0:
		fmt.Fprintf(w, "%s; what can be published is shown\n", counted(b.Problems))
	default:
		fmt.Fprintf(w, "%s, up to date in %.2f s%s\n", contents(b.Report), b.Took.Seconds(), warned(b.Problems))
	}
}

// Command gloss makes an annotated edition of an essay into a static web site.
//
// Each command stands in a file of its own. Exit status: 0 when all went well,
// 1 when the content has problems, 2 for wrong usage and for what the machine
// refused. Problems go to standard output, everything else that is said to
// standard error.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"
)

func main() {
	tuneMemory()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	status := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(status)
}

// errProblems says that the content has problems, which have been printed.
var errProblems = errors.New("the content has problems")

// run runs the program and returns its exit status.
func run(ctx context.Context, args []string, in io.Reader, out, err io.Writer) int {
	root := rootCommand()
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(err)
	switch failure := root.ExecuteContext(ctx); {
	case failure == nil:
		return 0
	case errors.Is(failure, errProblems):
		return 1
	case errors.Is(failure, context.Canceled):
		fmt.Fprintln(err, "gloss: interrupted")
		return 2
	default:
		fmt.Fprintf(err, "gloss: %v\n", failure)
		return 2
	}
}

func rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "gloss",
		Short: "Annotated editions as a static web site",
		Long: `gloss makes an annotated edition of an essay into a static web site.

The essay is Markdown. Notes and sources stand in YAML files beside it and hold
on to the essay by quoting it.`,
		Example: `  gloss build                  content/ into public/
  gloss serve                  a live preview while you write
  gloss check --format github  problems as annotations on a pull request`,
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.SetHelpCommand(&cobra.Command{Use: "help [command]", Short: "Help about a command", RunE: help})
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return fmt.Errorf("%w (see %s --help)", err, cmd.CommandPath())
	})
	root.AddCommand(
		buildCommand(),
		checkCommand(),
		serveCommand(),
		newCommand(),
		importCommand(),
		anchorCommand(),
		locateCommand(),
		linksCommand(),
		versionCommand(),
	)
	return root
}

// help is the command of that name: help for another one.
func help(cmd *cobra.Command, args []string) error {
	about, _, err := cmd.Root().Find(args)
	if err != nil {
		return err
	}
	return about.Help()
}

package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"gloss/generator/publish"
)

// options are the flags that commands share.
type options struct {
	publish.Options
	format string
}

// addTo declares the flags that build and check have.
func (o *options) addTo(cmd *cobra.Command) {
	o.addPlaces(cmd)
	cmd.Flags().BoolVar(&o.Draft, "draft", false, "take drafts in, and list notes without a place in a tray")
}

// addPlaces declares the flags that name places.
func (o *options) addPlaces(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&o.Content, "content", "content", "the `folder` of the content")
	flags.StringVar(&o.Layouts, "layouts", "", "a `folder` of layouts, instead of the built-in ones")
	flags.StringVar(&o.URL, "url", "", "the site's base `address`, instead of the one in site.yaml")
	completeFolders(cmd, "content", "layouts")
}

// addFormat declares --format.
func (o *options) addFormat(cmd *cobra.Command) {
	cmd.Flags().StringVar(&o.format, "format", "text", "how problems are printed: "+strings.Join(formatNames(), ", "))
	mustComplete(cmd, "format", cobra.FixedCompletions(formatNames(), cobra.ShellCompDirectiveNoFileComp))
	cmd.PreRunE = func(*cobra.Command, []string) error {
		if !slices.Contains(formatNames(), o.format) {
			return fmt.Errorf("there is no format %q; there are %s", o.format, strings.Join(formatNames(), ", "))
		}
		return nil
	}
}

// completeFolders makes the shell offer folders for flags.
func completeFolders(cmd *cobra.Command, flags ...string) {
	for _, flag := range flags {
		mustComplete(cmd, flag, func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveFilterDirs
		})
	}
}

// mustComplete registers the completion of a flag that has just been declared.
func mustComplete(cmd *cobra.Command, flag string, f cobra.CompletionFunc) {
	if err := cmd.RegisterFlagCompletionFunc(flag, f); err != nil {
		panic(err)
	}
}

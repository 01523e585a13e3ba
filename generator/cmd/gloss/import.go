package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"gloss/generator/confirm"
	"gloss/generator/edition"
	"gloss/generator/load"
)

// importing is one import of a text.
type importing struct{ content, id, out string }

func importCommand() *cobra.Command {
	var i importing
	cmd := &cobra.Command{
		Use:   "import FILE",
		Short: "Make an essay of a plain text",
		Long: `Import makes the essay.md of a new edition of an essay in plain text: its
headline, byline and date become the front matter, its paragraphs Markdown that
says the same to the letter. What it found and what it guessed is told; read the
result through. A file that is there already is never overwritten. Beside the
essay stands its lock, so that paragraphs keep their links from the beginning.

FILE is - for standard input; the edition must then be named by --id, or the
file by --out.`,
		Example: `  gloss import letter.txt                content/letter/essay.md
  gloss import letter.txt --id exile     content/exile/essay.md
  gloss import letter.txt --out -        to standard output`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			text, err := readText(args[0], cmd.InOrStdin())
			if err != nil {
				return err
			}
			out, err := i.target(args[0])
			if err != nil {
				return err
			}
			essay, remarks := load.ImportText(text)
			if err := writeNew(out, essay, cmd.OutOrStdout()); err != nil {
				return err
			}
			for _, remark := range remarks {
				fmt.Fprintln(cmd.ErrOrStderr(), remark)
			}
			if out != "-" {
				fmt.Fprintf(cmd.ErrOrStderr(), "%s is written; read it through\n", filepath.ToSlash(out))
			}
			return i.lock(out)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&i.content, "content", "content", "the `folder` of the content")
	flags.StringVar(&i.id, "id", "", "the `name` of the edition, which is its folder and its address")
	flags.StringVar(&i.out, "out", "", "the `file` to write instead; - for standard output")
	cmd.MarkFlagsMutuallyExclusive("id", "out")
	completeFolders(cmd, "content")
	return cmd
}

func readText(name string, in io.Reader) ([]byte, error) {
	if name == "-" {
		return io.ReadAll(in)
	}
	return os.ReadFile(name)
}

// target is the file to write: --out, or the essay of the edition that --id or
// the text's own name says.
func (i *importing) target(file string) (string, error) {
	if i.out != "" {
		return i.out, nil
	}
	id := i.id
	if id == "" {
		name := filepath.Base(file)
		id = edition.Slug(strings.TrimSuffix(name, filepath.Ext(name)))
	}
	if id == "" {
		return "", errors.New("the edition needs a name: give it by --id")
	}
	if err := load.EditionName(id); err != nil {
		return "", err
	}
	return filepath.Join(i.content, id, "essay.md"), nil
}

// lock writes the lock of an essay that has become an edition of the content.
func (i *importing) lock(out string) error {
	if i.out != "" {
		return nil // where that file belongs is not known
	}
	content, err := load.Open(i.content)
	if err != nil {
		return err
	}
	defer content.Close()
	site, _, err := content.Site()
	if err != nil {
		return err
	}
	f, err := confirm.Remember(content, site, path.Base(path.Dir(filepath.ToSlash(out))), "", "")
	if f == nil || err != nil {
		return err // what is wrong with the rest of the edition is for check
	}
	return content.Replace(f.Name, f.Old, f.New)
}

// writeNew writes a file that must not be there yet.
func writeNew(name string, data []byte, out io.Writer) error {
	if name == "-" {
		_, err := out.Write(data)
		return err
	}
	err := createNew(name, data)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there already and stays as it is; choose another --id or --out", filepath.ToSlash(name))
	}
	return err
}

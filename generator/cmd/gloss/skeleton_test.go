package main

import (
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// workflow is what is looked at of a workflow of GitHub.
type workflow struct {
	Env  map[string]string
	Jobs map[string]struct {
		Steps []struct{ Name, If, Uses, Run string }
	}
}

func readWorkflow(t *testing.T, name string) (w workflow) {
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(data, &w); err != nil {
		t.Fatal(err)
	}
	return w
}

// uses lists the actions of a workflow.
func (w workflow) uses() (all []string) {
	for _, job := range w.Jobs {
		for _, step := range job.Steps {
			if step.Uses != "" {
				all = append(all, step.Uses)
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// The workflow of a new site uses the same actions, in the same versions, as
// that of this repository, which is run.
func TestNewSiteUsesTheSameActions(t *testing.T) {
	ours, theirs := readWorkflow(t, "../../../.github/workflows/pages.yml"), readWorkflow(t, "skeleton/site/.github/workflows/pages.yml")
	if a, b := ours.uses(), theirs.uses(); len(a) == 0 || !slices.Equal(a, b) {
		t.Errorf("the workflows use\n%q and\n%q", a, b)
	}
}

// On a pull request every note that is not exact is annotated: by check if it is a
// problem, by anchor if it has moved.
func TestPullRequestsAreAnnotated(t *testing.T) {
	for _, name := range []string{"../../../.github/workflows/pages.yml", "skeleton/site/.github/workflows/pages.yml"} {
		var commands []string
		for _, job := range readWorkflow(t, name).Jobs {
			for _, step := range job.Steps {
				commands = append(commands, path.Base(step.Run))
			}
		}
		for _, want := range []string{"gloss check --format github", "gloss anchor --moved --format github"} {
			if !slices.Contains(commands, want) {
				t.Errorf("%s does not run %s", name, want)
			}
		}
	}
}

// The commands of a new site's workflow do what they should where GitHub runs
// them: in the site, with this repository checked out as .gloss.
func TestNewSiteIsPublished(t *testing.T) {
	if testing.Short() {
		t.Skip("builds gloss")
	}
	root, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "site")
	s := newSite{dir: dir, revision: "main"}
	files, err := s.files()
	if err != nil {
		t.Fatal(err)
	}
	if err := plant(files, t.Output()); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, ".gloss"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"go.mod", "go.sum", "generator", "layouts"} {
		if err := os.Symlink(filepath.Join(root, name), filepath.Join(dir, ".gloss", name)); err != nil {
			t.Fatal(err)
		}
	}
	w := readWorkflow(t, filepath.Join(dir, ".github/workflows/pages.yml"))
	ran := 0
	for _, step := range w.Jobs["site"].Steps {
		if step.Run == "" {
			continue
		}
		ran++
		cmd := exec.Command("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step.Run)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "BASE_URL=https://owner.github.io/site", "GOFLAGS=-buildvcs=false")
		out, err := cmd.CombinedOutput()
		if failed := err != nil; failed != (step.If == "env.GLOSS_REPOSITORY == ''") {
			t.Fatalf("%s: %v\n%s", step.Name, err, out)
		}
	}
	if ran != 5 {
		t.Errorf("%d commands were run, want 5", ran)
	}
	page, err := os.ReadFile(filepath.Join(dir, "public/sitemap.xml"))
	if err != nil || !strings.Contains(string(page), "https://owner.github.io/site/first-steps/") {
		t.Errorf("the site's address is not in its sitemap: %v\n%s", err, page)
	}
}

// The words that are put into a workflow cannot be anything but words of it.
func TestNewSiteRefusesWhatIsNoRepository(t *testing.T) {
	for _, bad := range []newSite{
		{repository: "gloss", revision: "main"},
		{repository: "a/b/c", revision: "main"},
		{repository: "a/${{ secrets.X }}", revision: "main"},
		{repository: "owner/gloss", revision: "a\"\n  b: c"},
		{repository: "owner/gloss", revision: ""},
		{repository: "owner/gloss", revision: "-f"},
	} {
		bad.dir = t.TempDir()
		if files, err := bad.files(); err == nil {
			t.Errorf("%+v makes %d files", bad, len(files))
		}
	}
}

// Every word between signs of per cent is put in.
func TestSkeletonsAreFilled(t *testing.T) {
	s := newSite{dir: "site", repository: "owner/gloss", revision: "main"}
	files, err := s.files()
	if err != nil || len(files) < 7 {
		t.Fatal(len(files), err)
	}
	for _, f := range files {
		if left := regexp.MustCompile(`%[A-Z]+%`).Find(f.data); left != nil {
			t.Errorf("%s: %s stands there still", f.name, left)
		}
	}
}

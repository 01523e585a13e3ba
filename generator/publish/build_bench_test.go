package publish

import (
	"os"
	"testing"

	"gloss/generator/render"
)

// BenchmarkBuild builds the content folder named by GLOSS_CONTENT, taking the
// files instead of writing them: for profiles.
func BenchmarkBuild(b *testing.B) {
	content := os.Getenv("GLOSS_CONTENT")
	if content == "" {
		b.Skip("set GLOSS_CONTENT to a content folder")
	}
	for b.Loop() {
		report, _, err := Build(b.Context(), Options{Content: content, Emit: func(render.File) error { return nil }})
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(report.Pages), "pages")
	}
}

package publish

import (
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkBuild builds the content folder named by GLOSS_CONTENT, for profiles.
func BenchmarkBuild(b *testing.B) {
	content := os.Getenv("GLOSS_CONTENT")
	if content == "" {
		b.Skip("set GLOSS_CONTENT to a content folder")
	}
	for b.Loop() {
		report, _, err := Build(b.Context(), Options{Content: content, Out: filepath.Join(b.TempDir(), "public")})
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(report.Pages), "pages")
	}
}

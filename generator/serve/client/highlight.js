// Passages shown in the page without touching it; page.css says how.

// show highlights a range under a name, or with null nothing any more. Browsers
// that cannot show less, and nothing else is amiss.
export function show(name, range) {
  if (!globalThis.CSS?.highlights) return;
  if (range) CSS.highlights.set("gloss-" + name, new Highlight(range));
  else CSS.highlights.delete("gloss-" + name);
}

// reveal brings a range into the part of the window that nothing covers.
export function reveal(range, covered = 0) {
  const box = range.getBoundingClientRect(), foot = innerHeight - covered;
  const fits = box.top >= 48 && box.bottom <= foot - 16;
  if (!fits) scrollBy({ top: box.top - Math.max(48, Math.min(foot / 3, foot - box.height - 32)), behavior: "instant" });
}

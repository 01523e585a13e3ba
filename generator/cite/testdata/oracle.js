// Renders sources in styles with citeproc-js, for TestOracle to compare with.
// node oracle.js LOCALES SOURCES STYLE... writes one line of JSON a style: each
// source cited; then each again with pages, and right behind that twice more,
// with the same pages and with another; and the bibliography.
const CSL = require("citeproc");
const fs = require("fs");
const path = require("path");

const [locales, file, ...styles] = process.argv.slice(2);
const sources = JSON.parse(fs.readFileSync(file, "utf8"));

function system() {
  const items = Object.fromEntries(sources.map((s) => [s.id, structuredClone(s)]));
  return {
    retrieveLocale: (tag) => {
      const name = path.join(locales, `locales-${tag}.xml`);
      return fs.existsSync(name) ? fs.readFileSync(name, "utf8") : null;
    },
    retrieveItem: (id) => items[id],
  };
}

for (const style of styles) {
  const engine = new CSL.Engine(system(), fs.readFileSync(style, "utf8"), "en-US");
  engine.updateItems(sources.map((s) => s.id));
  const cite = (s, i, more) => ({
    citationID: `${i}`,
    citationItems: [{ id: s.id, ...more }],
    properties: { noteIndex: i + 1 },
  });
  const n = sources.length;
  const pages = ["12-15", "12-15", "16"];
  const rendered = engine
    .rebuildProcessorState([
      ...sources.map((s, i) => cite(s, i, {})),
      ...sources.flatMap((s, i) =>
        pages.map((p, k) => cite(s, n + pages.length * i + k, { locator: p, label: "page" })),
      ),
    ])
    .map((r) => r[2]);
  const nth = (k) => rendered.slice(n).filter((_, i) => i % pages.length === k);
  const bibliography = engine.makeBibliography();
  console.log(
    JSON.stringify({
      cited: rendered.slice(0, n),
      again: nth(0),
      ibid: nth(1),
      ibidElsewhere: nth(2),
      bibliography: bibliography ? bibliography[1].map((e) => e.trim()) : [],
    }),
  );
}

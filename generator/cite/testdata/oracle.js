// Renders sources in styles with citeproc-js, for TestOracle to compare with.
// node oracle.js LOCALES SOURCES STYLE... writes one line of JSON a style: each
// source cited, cited again with pages, and the bibliography.
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
  const rendered = engine
    .rebuildProcessorState([
      ...sources.map((s, i) => cite(s, i, {})),
      ...sources.map((s, i) => cite(s, n + i, { locator: "12-15", label: "page" })),
    ])
    .map((r) => r[2]);
  const bibliography = engine.makeBibliography();
  console.log(
    JSON.stringify({
      cited: rendered.slice(0, n),
      again: rendered.slice(n),
      bibliography: bibliography ? bibliography[1].map((e) => e.trim()) : [],
    }),
  );
}

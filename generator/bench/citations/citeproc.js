// Measures citeproc-js, for bench to compare with.
// node citeproc.js LOCALES SOURCES CITATIONS TIMES STYLE... writes one line of
// JSON a style: the least milliseconds of some times to load it, and to format
// the citations and the bibliography; and how many entries came of it.
const CSL = require("citeproc");
const fs = require("fs");
const path = require("path");

const [locales, sourcesFile, citationsFile, times, ...styles] = process.argv.slice(2);
const read = (file) => fs.readFileSync(file, "utf8");
const items = Object.fromEntries(JSON.parse(read(sourcesFile)).map((s) => [s.id, s]));
const citations = JSON.parse(read(citationsFile)).map((list, i) => ({
  citationID: `${i}`,
  citationItems: list,
  properties: { noteIndex: i + 1 },
}));

function system() {
  const own = structuredClone(items);
  return {
    retrieveLocale: (tag) => {
      const file = path.join(locales, `locales-${tag}.xml`);
      return fs.existsSync(file) ? read(file) : null;
    },
    retrieveItem: (id) => own[id],
  };
}

function least(state, work) {
  const begin = performance.now();
  const out = work();
  return [Math.min(state, performance.now() - begin), out];
}

for (const style of styles) {
  let load = Infinity;
  let format = Infinity;
  let entries = 0;
  for (let i = 0; i < Number(times); i++) {
    let engine;
    const from = system();
    [load, engine] = least(load, () => new CSL.Engine(from, read(style), "en-US"));
    [format, entries] = least(format, () => {
      engine.updateItems(Object.keys(items));
      engine.rebuildProcessorState(structuredClone(citations));
      const bibliography = engine.makeBibliography();
      return bibliography ? bibliography[1].length : 0;
    });
  }
  console.log(JSON.stringify({ load, format, entries }));
}

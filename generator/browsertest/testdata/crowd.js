// Edits notes as fast as it can, with the scripts and the calls of the editor in
// the page: called with who it is, the number of its first edit and how many it
// makes. Returns what it was told to have done: how often each token that it wrote
// or took out is there more or less, and on which words each note was begun.
(async (who, first, times) => {
  const { API } = await import("/_gloss/client/api.js"), { essay, pointsOf, Stretch } = await import("/_gloss/client/text.js");
  const host = document.querySelector("gloss-editor"), { edition } = host.dataset;
  const api = new API(host, { refresh() {} }), call = (name, body) => api.call(name, { edition, ...body });
  let seed = who * 7919 + first;
  const pick = n => (seed = (seed * 1103515245 + 12345) % 2147483648) % n; // any will do
  const there = {}, words = {}, refused = {};
  let undo = null; // of the last change: its name, and what is taken back
  const count = (tokens, n) => tokens.forEach(token => there[token] = (there[token] ?? 0) + n);
  const tokens = note => note.body.match(/\bw\d+-\d+\b/g) ?? [];
  const ids = () => [...document.querySelectorAll(".notes .note")].map(el => el.dataset.n);

  const acts = {
    async add(token) {
      const said = `passage number ${pick(60)}`, all = new Stretch(essay()), at = all.text.indexOf(said + ",");
      const { overlaps, ...passage } = await call("passage", pointsOf(all.range(at, at + said.length)));
      const note = { id: "", series: "", creator: "", created: "", language: "", sources: [], tags: [], body: token };
      undo = { name: (await call("save", { note, passage })).undo, tokens: [token], n: 1 };
      words[token] = said;
    },
    async change(token) {
      const id = ids()[pick(ids().length)], { note, seen } = await call("note", { id });
      note.body += ` ${token}`;
      undo = { name: (await call("save", { note, was: id, seen })).undo, tokens: [token], n: 1 };
    },
    async remove() {
      const id = ids()[pick(ids().length)], { seen } = await call("note", { id });
      undo = { name: (await call("remove", { id, seen })).undo, tokens: tokens(seen), n: -1 };
    },
    async undo() {
      const { name, tokens, n } = undo;
      undo = null;
      await call("undo", { undo: name });
      return { tokens, n: -n };
    },
  };

  for (let n = first; n < first + times; n++) {
    const kind = pick(20), few = ids().length < 5;
    const act = undo && kind < 2 ? "undo" : few || kind < 9 ? "add" : kind < 15 ? "change" : "remove";
    try {
      const { tokens, n: by } = await acts[act](`w${who}-${n}`) ?? undo;
      count(tokens, by);
    } catch (err) {
      if (err.status !== 404 && err.status !== 409 && err.status !== 422) throw err;
      const what = `${act}: ${err.status} ${err.message.replace(/“.*?”/g, "…")}`;
      refused[what] = (refused[what] ?? 0) + 1;
    }
  }
  return { there, words, refused };
})

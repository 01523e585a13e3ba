// Two versions of a note side by side, where somebody else changed it while it
// was being written.
import { h } from "./dom.js";
import { diff } from "./diff.js";
import { words } from "./words.js";

const fields = ["targets", "body", "series", "sources", "tags", "creator", "id", "language", "created"];

export class Conflict {
  constructor() {
    this.el = h("div", { class: "conflict", hidden: true });
  }

  // show shows both and asks; how is {mine, theirs, series, removing, keep, take,
  // merge}, the last three what is to be done. Null shows nothing.
  show(how) {
    this.el.hidden = !how;
    if (!how) return this.el.replaceChildren();
    const { mine, theirs, series, removing, keep, take, merge } = how;
    const say = note => fields.map(name => [name, told(name, note, series)]);
    const theirsSaid = Object.fromEntries(say(theirs));
    const differ = say(mine).filter(([name, text]) => text !== theirsSaid[name]).map(([name]) => name);
    const version = (label, note, other, side) => h("section", { "aria-label": label }, h("h4", {}, label),
      h("dl", {}, ...differ.flatMap(name => [h("dt", {}, words[name]), h("dd", { dir: "auto" }, ...marked(told(name, note, series), told(name, other, series), side))])));
    this.el.replaceChildren(
      h("h3", { tabindex: "-1" }, removing ? words.conflictRemoving : words.conflict),
      removing ? version(words.theirs, theirs, mine, "theirs") : h("div", { class: "versions" }, version(words.mine, mine, theirs, "mine"), version(words.theirs, theirs, mine, "theirs")),
      h("p", { class: "acts" },
        h("button", { type: "button", class: "main", onclick: keep }, removing ? words.removeAnyway : words.keepMine),
        h("button", { type: "button", onclick: take }, removing ? words.keepIt : words.takeTheirs),
        !removing && h("button", { type: "button", onclick: merge }, words.merge)));
    this.el.firstChild.focus();
  }

  // beside keeps the other's version in view while one is made of both.
  beside(theirs) {
    this.el.hidden = false;
    this.el.replaceChildren(h("h3", { tabindex: "-1" }, words.theirs),
      h("blockquote", { dir: "auto" }, theirs.body ?? ""), theirs.sources?.length ? h("p", {}, theirs.sources.join("; ")) : "");
  }
}

// merged is mine where I have changed what was there, and theirs elsewhere.
export function merged(mine, base, theirs) {
  const out = { ...mine };
  for (const name of Object.keys(theirs)) if (String(mine[name] ?? "") === String(base[name] ?? "")) out[name] = theirs[name];
  return out;
}

function told(name, note, series) {
  const value = note[name];
  if (name === "series") return (value ? series.find(s => s.id === value) : series[0])?.label ?? value;
  return Array.isArray(value) ? value.join("; ") : (value ?? "").trim();
}

// marked is a version with what the other has not marked.
function marked(text, other, side) {
  if (!text) return [h("i", {}, words.nothing)];
  return diff(other, text).filter(part => part.kind !== "old").map(part => part.kind === "new" ? h("mark", { class: side }, part.text) : part.text);
}

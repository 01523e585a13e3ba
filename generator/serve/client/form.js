// The fields of a note.
import { h, icon } from "./dom.js";
import { Completion } from "./complete.js";
import { words } from "./words.js";

export class Form {
  // rendering stands below the body; changed is called whenever somebody has
  // changed a field.
  constructor(editor, rendering, changed) {
    Object.assign(this, { editor, desk: null, rest: {}, whole: [] }); // whole: tags that have a comma in them
    this.series = h("fieldset", { class: "series" }, h("legend", {}, words.series));
    this.body = h("textarea", { id: "body", rows: "4", dir: "auto", spellcheck: "true" });
    this.sources = h("ul", { role: "list", class: "sources", hidden: true });
    this.source = h("input", { id: "source", type: "text", placeholder: words.sourceTyping });
    this.tags = h("input", { id: "tags", type: "text" });
    this.creator = h("input", { id: "creator", type: "text" });
    this.id = h("input", { id: "id", type: "text", spellcheck: "false" });
    this.language = h("input", { id: "language", type: "text", spellcheck: "false" });
    this.created = h("input", { id: "created", type: "text", placeholder: words.createdToday });
    this.more = h("details", {}, h("summary", {}, words.more), field(this.id, words.id, words.idHelp), field(this.language, words.language, words.languageHelp), field(this.created, words.created));
    this.el = h("div", { class: "form", oninput: () => changed() }, this.series, field(this.body, words.body, words.bodyHelp), rendering,
      field(this.source, words.sources, null, this.sources), h("div", { class: "pair" }, field(this.tags, words.tags, words.tagsHelp), field(this.creator, words.creator)), this.more);
    this.changed = changed;
    this.complete();
    this.body.addEventListener("input", () => this.grow());
  }

  // complete gives the fields their completions.
  complete() {
    const options = (list, insert, back) => list.map(s => ({ key: s.key, text: s.text, insert: insert(s.key), back }));
    new Completion(this.editor, this.body, words.completionsOf, (text, caret) => {
      const before = text.slice(0, caret), after = text.slice(caret);
      const reference = /\[\[([^\][\n|]*)$/.exec(before), citation = /\[(?:[^\][\n]*[;\s])?-?@([^\][\n;,\s]*)$/.exec(before);
      if (reference) {
        const shut = after.startsWith("]]") ? "" : "]]";
        return {
          from: caret - reference[1].length, to: caret, query: reference[1].replace(/^#/, ""), eager: true,
          options: this.desk.references.map(r => ({ key: referenceOf(r), text: r.words, insert: referenceOf(r) + shut })),
        };
      }
      if (!citation) return null;
      const open = !/^[^\][\n]*\]/.test(after);
      return { from: caret - citation[1].length, to: caret, query: citation[1], eager: true, options: options(this.desk.sources, key => key + (open ? "]" : ""), open ? 1 : 0) };
    });
    new Completion(this.editor, this.source, words.sources, text => text.trim() ? {
      from: 0, to: text.length, query: text, eager: true,
      options: this.desk.sources.map(s => ({ ...s, act: () => this.addSource(s.key) })),
    } : null);
    this.source.addEventListener("keydown", e => {
      if (e.key !== "Enter" || e.ctrlKey || e.metaKey || e.defaultPrevented || !this.typed) return;
      e.preventDefault();
      this.addSource(this.typed);
    });
    new Completion(this.editor, this.tags, words.tags, (text, caret) => {
      const [part] = /[^,]*$/.exec(text.slice(0, caret)), typed = part.trim();
      const have = this.tagList();
      return typed ? {
        from: caret - part.trimStart().length, to: caret, query: typed,
        options: this.desk.tags.filter(tag => !have.includes(tag)).map(tag => ({ key: tag, insert: tag, chosen: () => this.keepWhole([tag]) })),
      } : null;
    });
    new Completion(this.editor, this.creator, words.creator, text => text.trim() ? {
      from: 0, to: text.length, query: text, options: this.desk.creators.filter(name => name !== text).map(name => ({ key: name, insert: name })),
    } : null);
  }

  // setDesk takes what the edition has to choose from.
  setDesk(desk) {
    const chosen = this.chosenSeries();
    this.desk = desk;
    this.series.replaceChildren(this.series.firstChild, ...desk.series.map(s => h("label", { style: `--c:var(--k${s.slot})` },
      h("input", { type: "radio", name: "series", value: s.id, checked: s.id === (chosen ?? (this.rest.series || desk.series[0]?.id)) }), h("bdi", {}, s.label), h("small", { "aria-hidden": "true" }, s.marks))));
    this.series.hidden = desk.series.length < 2;
  }

  chosenSeries() {
    return this.series.querySelector("input:checked")?.value;
  }

  // fill shows a note, and what was typed of a source.
  fill(note, typed = "") {
    this.rest = note;
    for (const radio of this.series.querySelectorAll("input")) radio.checked = radio.value === (note.series || this.desk.series[0]?.id);
    this.body.value = note.body ?? "";
    this.source.value = typed;
    this.sources.replaceChildren();
    for (const use of note.sources ?? []) this.addSource(use, true);
    this.sources.hidden = !this.sources.firstChild;
    this.whole = [];
    this.keepWhole(note.tags ?? []);
    this.tags.value = (note.tags ?? []).join(", ");
    for (const name of ["creator", "id", "language", "created"]) this[name].value = note[name] ?? "";
    this.grow();
  }

  // read is the note as the fields say it.
  read() {
    // A note that names no series belongs to the first, and goes on so; one that
    // names a series there is not goes on to name it.
    const chosen = this.chosenSeries() ?? this.rest.series ?? "";
    const series = !this.rest.series && chosen === this.desk.series[0]?.id ? "" : chosen;
    const note = { ...this.rest, series, body: this.body.value, tags: this.tagList() };
    note.sources = [...this.sources.children].map(use => use.read());
    for (const name of ["creator", "id", "language", "created"]) note[name] = this[name].value.trim();
    return note;
  }

  // tagList is what stands between the commas, but that a tag with a comma in it,
  // which the note has or which was chosen from the list, is one.
  tagList() {
    const have = this.rest.tags ?? [], text = this.tags.value;
    if (text === have.join(", ")) return have;
    const tags = [];
    for (let at = 0; at < text.length;) {
      const rest = text.slice(at).trimStart();
      const whole = this.whole.find(tag => rest.startsWith(tag) && /^\s*(,|$)/.test(rest.slice(tag.length)));
      const [tag] = whole ? [whole] : /^[^,]*/.exec(rest);
      tags.push(tag.trim());
      at = text.length - rest.length + tag.length;
      at += /^\s*,?/.exec(text.slice(at))[0].length;
    }
    return tags.filter(Boolean);
  }

  // keepWhole keeps those of some tags that have a comma in them from being taken
  // for several.
  keepWhole(tags) {
    this.whole.push(...tags.filter(tag => tag.includes(",")));
    this.whole.sort((a, b) => b.length - a.length);
  }

  // typed is what stands in the field of a source and has not been taken in.
  get typed() {
    return this.source.value.trim();
  }

  // takeTyped takes in a source that was typed and not confirmed; what is no key of
  // one stays where it is, and is returned.
  takeTyped() {
    const { typed } = this;
    if (!typed) return "";
    if (!this.record(parse(typed).key)) return typed;
    this.addSource(typed, true);
    this.source.value = "";
    this.changed();
    return "";
  }

  record(key) {
    return this.desk.sources.find(s => s.key === key);
  }

  // addSource adds a source by its key, which a locator may follow.
  addSource(use, quiet) {
    const { head, key, rest } = parse(use), text = this.record(key)?.text ?? words.unknownSource;
    const locator = h("input", { type: "text", value: rest, placeholder: words.locatorTyping, "aria-label": words.locatorOf(key) });
    const item = h("li", {}, h("span", { class: "key" }, key), h("span", { class: "text" }, text), locator,
      h("button", {
        type: "button", class: "bare", "aria-label": words.removeSource(key), title: words.removeSource(key), onclick: () => {
          item.remove();
          this.sources.hidden = !this.sources.firstChild;
          this.source.focus();
          this.changed();
        },
      }, icon("close")));
    // What nobody changes stays as it was written.
    item.read = () => locator.value === rest ? use : [head, locator.value.trim()].filter(Boolean).join(", ");
    this.sources.append(item);
    this.sources.hidden = false;
    if (quiet) return;
    this.source.value = "";
    locator.focus();
    this.changed();
  }

  // grow makes the field of the body as high as its words, where the style cannot.
  grow() {
    if (CSS.supports("field-sizing", "content")) return;
    this.body.style.blockSize = "auto";
    this.body.style.blockSize = `${this.body.scrollHeight + 2}px`;
  }
}

// parse takes an entry of sources apart: what stands up to the end of its key, that
// key, and what follows.
function parse(use) {
  const [head, , braced] = /^([^@]*@)?(\{[^}]*\}|[^\s,;]*)/.exec(use);
  return { head, key: braced.replace(/[{}]/g, ""), rest: use.slice(head.length).replace(/^[\s,]+/, "") };
}

// referenceOf is what stands between the brackets: a block has a # before its id.
const referenceOf = r => r.kind === "block" && !r.id.startsWith("#") ? "#" + r.id : r.id;

function field(input, label, help, before) {
  const hint = help && h("small", { id: input.id + "-help" }, help);
  if (hint) input.setAttribute("aria-describedby", hint.id);
  return h("div", { class: "field" }, h("div", { class: "labels" }, h("label", { for: input.id }, label), hint), before, input);
}

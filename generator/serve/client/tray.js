// The tray: notes whose passage is gone, or stands in several places, those that
// only their neighbours have placed, and those whose passage was reworded.
import { h } from "./dom.js";
import { Panel } from "./panel.js";
import { diff } from "./diff.js";
import { find, strip } from "./quote.js";
import { reveal, show } from "./highlight.js";
import { words } from "./words.js";

export class Tray extends Panel {
  constructor(editor) {
    super(editor, "tray");
    this.heading.textContent = words.tray;
    this.button = editor.dock.add("tray", words.tray, opener => this.toggle(opener), this);
    this.button.set(0);
    editor.desk.on(desk => this.fill(desk));
  }

  fill(desk) {
    const { tray, ordered, reworded } = desk, n = tray.length + ordered.length + reworded.length;
    this.series = desk.series;
    const had = this.named(this.editor.root.activeElement);
    this.button.set(n, tray.length ? "error" : "", words.trayCount(tray.length, ordered.length, reworded.length));
    this.body.replaceChildren(...[
      this.section(words.unplaced, "", tray.map(note => this.unplaced(note, note.result))),
      this.section(words.ordered, words.orderedHelp, ordered.map(note => this.unplaced(note, "ordered"))),
      this.section(words.reworded, words.rewordedHelp, reworded.map(note => this.rewording(note)),
        reworded.length > 1 && h("p", { class: "acts" }, h("button", { type: "button", class: "main", "data-name": "all", onclick: () => this.accept(reworded) }, words.acceptAll(reworded.length)))),
    ].filter(Boolean));
    if (!n) this.close();
    else if (had) (this.body.querySelector(`[data-name="${CSS.escape(had)}"]`) ?? this.el).focus();
  }

  section(heading, help, notes, ...more) {
    return notes.length && h("section", { "aria-label": heading }, h("h3", {}, heading), help && h("p", { class: "hint" }, help), h("ul", { role: "list" }, ...notes), ...more);
  }

  // named is the name of a button, by which the focus finds it when the list is
  // made anew.
  named(el) {
    return this.isOpen && this.body.contains(el) ? el.dataset.name ?? " " : null;
  }

  unplaced(note, result) {
    const label = this.series.find(s => s.id === note.series)?.label;
    return h("li", {},
      h("p", { class: "of" }, words.results[result] && [h("strong", {}, words.results[result]), " "], h("code", {}, note.id), label && ` · ${label}`),
      h("blockquote", { dir: "auto" }, note.quoted),
      note.text && h("p", { class: "begun", dir: "auto" }, note.text),
      note.near.length > 0 && h("p", { class: "hint" }, words.places[result]),
      note.near.length > 0 && h("ol", { role: "list", class: "near" }, ...note.near.map((place, i) => this.near(note, place, i))),
      h("p", { class: "acts" }, h("button", { type: "button", "data-name": `${note.id} other`, onclick: () => this.other(note) }, words.otherWords),
        note.seen && h("button", { type: "button", "data-name": `${note.id} edit`, "aria-label": words.editNote(note.id), onclick: () => this.edit(note) }, words.edit),
        h("button", { type: "button", class: "apart", "data-name": `${note.id} remove`, "aria-label": words.removeNote(note.id), onclick: () => this.editor.remove(note.id, note.seen) }, words.remove)));
  }

  near(note, place, i) {
    return h("li", {},
      h("button", { type: "button", class: "place", "data-name": `${note.id} show ${i}`, dir: "auto", title: words.showPlace, onclick: () => this.reveal(place) },
        "…", place.before.replace(/^\S*\s/, ""), h("mark", {}, place.words), place.after.replace(/\s\S*$/, ""), "…"),
      h("button", { type: "button", "data-name": `${note.id} here ${i}`, "aria-label": words.attachTo(place.words), onclick: () => this.attach(note, place) }, words.attachHere));
  }

  // reveal shows a place in the page.
  reveal(place) {
    let range = find(strip(place));
    const block = document.getElementById(place.block);
    if (!range && block) {
      range = new Range();
      range.selectNodeContents(block);
    }
    show("place", range);
    if (range) reveal(range, this.isBeside ? 0 : this.el.offsetHeight);
  }

  // edit opens what the note says, which does not depend on where it stands.
  edit(note) {
    const { opener } = this;
    this.close();
    this.editor.note.edit(note.id, opener, note.quoted);
  }

  other(note) {
    const { opener } = this;
    this.close();
    this.editor.attach.begin(note, opener);
  }

  async attach({ id, n, target }, { text, start, end, before, words: said, after }) {
    try {
      const { undo } = await this.editor.api.call("attach", { edition: this.editor.edition, id, n, was: target, passage: { text, start, end, before, words: said, after } });
      this.editor.done(words.attached(id), undo);
    } catch (err) {
      this.editor.toasts.show(this.editor.why(err));
    }
  }

  rewording(note) {
    return h("li", {},
      h("p", { class: "of" }, h("code", {}, note.id), " ", h("a", { href: "#r-" + note.id }, this.editor.labelOf(note.id))),
      h("blockquote", { dir: "auto" }, ...diff(note.was, note.now).map(({ kind, text }) => kind === "same" ? text : h(kind === "old" ? "del" : "ins", {}, text))),
      h("p", { class: "acts" }, h("button", { type: "button", "data-name": `${note.id} accept`, "aria-label": words.acceptOf(note.id), onclick: () => this.accept([note]) }, words.accept)));
  }

  // accept takes the words of notes just as they are shown here.
  async accept(notes) {
    try {
      const { undo } = await this.editor.api.call("accept", { edition: this.editor.edition, notes: notes.map(({ id, now }) => ({ id, now })) });
      this.editor.done(words.accepted(notes.length), undo);
    } catch (err) {
      this.editor.toasts.show(this.editor.why(err));
    }
  }

  close() {
    show("place", null);
    super.close();
  }
}

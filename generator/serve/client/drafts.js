// Notes that somebody has begun and not saved: kept in the tab, through loading
// the page again and through the end of the preview.
import { h } from "./dom.js";
import { Panel } from "./panel.js";
import { essay } from "./text.js";
import { words } from "./words.js";

// A draft is {key, was, quote, words, whole, note, typed, base, open}: the id of the
// note that it changes, or null; the words it is about, to be found again and to be
// shown; whether it is about the whole work; what it says now; what was typed of a
// source; what the files said when it was begun; whether its panel is open.

export const newKey = () => `new ${Date.now()}`;

// same reports whether two notes say the same.
export const same = (a, b) => ["series", "body", "creator", "id", "language", "created", "sources", "tags"].every(name => String(a[name] ?? "") === String(b[name] ?? ""));

export class Drafts extends Panel {
  constructor(editor) {
    super(editor, "drafts");
    this.shelf = `gloss drafts ${editor.edition}`;
    this.heading.textContent = words.drafts;
    this.items = h("ul", { role: "list" });
    this.body.append(this.items);
    this.button = editor.dock.add("drafts", words.drafts, opener => this.toggle(opener), this);
    this.writing = null; // the key of the one that is being written
    this.show();
  }

  all() {
    try {
      return JSON.parse(sessionStorage[this.shelf] ?? "[]");
    } catch {
      return [];
    }
  }

  store(list) {
    try {
      sessionStorage[this.shelf] = JSON.stringify(list);
    } catch { /* the browser keeps nothing */ }
    this.show();
  }

  put(draft) {
    this.store([...this.all().filter(d => d.key !== draft.key), draft]);
  }

  drop(key) {
    this.store(this.all().filter(d => d.key !== key));
  }

  // of finds the draft of a note.
  of(id) {
    return this.all().find(d => d.was === id);
  }

  // write says which draft is being written; it is not offered.
  write(key) {
    this.writing = key;
    this.show();
  }

  // offer tells that a draft is kept, and offers it.
  offer(draft) {
    this.editor.toasts.show(words.draftKept,
      [words.continue, opener => this.editor.note.resume(draft, opener)], [words.discard, () => this.drop(draft.key)]);
  }

  // restore goes on where the page was left: with the note that was being written.
  restore() {
    const draft = this.waiting().find(d => d.open);
    if (draft) this.editor.note.resume(draft, null, true);
  }

  // waiting are the drafts that this page can go on with: without the text no new
  // note is written.
  waiting() {
    return this.all().filter(d => d.key !== this.writing && (d.was || essay()));
  }

  show() {
    const waiting = this.waiting();
    this.button.set(waiting.length, "", words.draftsCount(waiting.length));
    this.items.replaceChildren(...waiting.map(d => this.item(d)));
    if (!waiting.length) this.close();
  }

  item(draft) {
    return h("li", {},
      h("p", {}, draft.was ? words.draftOf(draft.was) : words.newNote),
      draft.words && h("blockquote", { dir: "auto" }, draft.words),
      draft.note.body && h("p", { class: "begun", dir: "auto" }, draft.note.body),
      h("p", { class: "acts" },
        h("button", { type: "button", class: "main", onclick: () => { const opener = this.opener; this.close(); this.editor.note.resume(draft, opener); } }, words.continue),
        h("button", { type: "button", onclick: () => this.drop(draft.key) }, words.discard)));
  }
}

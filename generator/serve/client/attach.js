// Attaches a note to other words: those that are selected in the page, or in a
// field.
import { h } from "./dom.js";
import { Panel } from "./panel.js";
import { Chooser } from "./chooser.js";
import { wordsOf } from "./lines.js";
import { quote } from "./quote.js";
import { show } from "./highlight.js";
import { words } from "./words.js";

export class Attach extends Panel {
  constructor(editor) {
    super(editor, "attach");
    this.chooser = new Chooser(editor, "attach", range => this.choose(range));
    this.old = h("blockquote", { dir: "auto" });
    this.note = null;
    this.body.append(h("h3", {}, words.oldWords), this.old, h("h3", {}, words.newWords), this.chooser.el);
    this.error = h("p", { class: "error", role: "alert", hidden: true });
    this.does = h("button", { type: "button", class: "main", onclick: () => this.attach() }, words.attachHere);
    this.foot.append(this.error, h("p", { class: "acts" }, this.does, h("button", { type: "button", onclick: () => this.close() }, words.cancel)));
    addEventListener("gloss:refreshed", () => {
      if (!this.isOpen || !this.quote) return;
      const range = this.chooser.again(this.quote, this.words);
      if (range) this.choose(range);
      else this.range = null; // the words may come back
    });
  }

  // begin asks for the words that a note is to be about instead of its target:
  // {id, n, target, quoted}, the number, what it is and how it is shown.
  begin(note, opener) {
    Object.assign(this, { note, quote: null, words: "", range: null });
    this.heading.textContent = words.attachNote(note.id);
    this.old.textContent = note.quoted;
    this.fail("");
    this.chooser.show(null, words.noWords);
    this.open(opener);
    this.chooser.toggle(!matchMedia("(pointer: coarse)").matches); // a finger selects in the page
    this.editor.selection?.offer({ label: words.attachHere, icon: "annotate", take: range => { this.choose(range); this.attach(); } });
  }

  choose(range) {
    Object.assign(this, { range, quote: quote(range), words: wordsOf(range) });
    this.chooser.show(range);
    show("passage", range);
  }

  async attach() {
    if (!this.range) return this.fail(words.noWords);
    try {
      const { id, n, target } = this.note, { passage } = await this.editor.passage(this.range);
      const { undo } = await this.editor.api.call("attach", { edition: this.editor.edition, id, n, was: target, passage });
      this.close();
      this.editor.done(words.attached(id), undo);
      (await this.editor.appeared("r-" + id))?.focus({ preventScroll: true });
    } catch (err) {
      this.fail(this.editor.why(err));
    }
  }

  fail(text) {
    this.error.textContent = text;
    this.error.hidden = !text;
  }

  close() {
    show("passage", null);
    this.editor.selection?.offer(null);
    super.close();
  }
}

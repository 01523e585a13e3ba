// A note as it will be published, and what would be wrong with it. It stands in
// the page's own tree, where the page's style is, and shows in the editor's.
import { h, later } from "./dom.js";
import { words } from "./words.js";

const rests = 250; // milliseconds without a change after which the note is drawn

export class Rendering {
  // asked says what to draw: {note, series, passage} or {note, series, was}, with
  // the number of the note's series among those of the edition; null: nothing.
  constructor(editor, asked) {
    Object.assign(this, { editor, asked, turn: 0 });
    this.note = h("div", { slot: "rendering" });
    editor.host.append(this.note);
    this.faults = h("ul", { role: "list", class: "faults" });
    this.el = h("div", { class: "rendering", hidden: true }, h("h3", {}, words.asPublished), h("slot", { name: "rendering" }), this.faults);
    this.drawSoon = later(rests, () => this.draw());
  }

  // draw draws the note; only what was asked for last is shown.
  async draw() {
    const turn = ++this.turn, asked = this.asked();
    if (!asked) return this.show("", []);
    const { series, ...call } = asked;
    try {
      const { html, problems } = await this.editor.api.call("draft", { edition: this.editor.edition, ...call });
      if (turn !== this.turn) return;
      this.note.className = `note s${series}`;
      this.note.lang = call.note.language || document.documentElement.lang;
      this.show(html, problems);
    } catch (err) {
      if (turn === this.turn && err.status) this.showFaults([{ text: err.message }]);
    }
  }

  show(html, problems) {
    this.note.innerHTML = html;
    this.note.querySelectorAll("[id]").forEach(el => el.removeAttribute("id")); // the page has them
    this.showFaults(problems);
  }

  showFaults(list) {
    this.faults.replaceChildren(...list.map(p => h("li", { class: p.severity }, p.text, p.hint && h("span", { class: "hint" }, p.hint))));
    this.el.hidden = !list.length && !this.note.firstChild;
  }
}

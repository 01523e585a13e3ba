// The words that a note is about: shown as they stand in the essay, and chosen
// there with the mouse or a finger, or in a field of text, as a keyboard selects
// anywhere.
import { h } from "./dom.js";
import { essay, Stretch } from "./text.js";
import { Lines, wordsOf } from "./lines.js";
import { find } from "./quote.js";
import { show } from "./highlight.js";
import { words } from "./words.js";

export class Chooser {
  // chosen is told each range that is chosen in the field; wholly, that it is to be
  // no words but the work, where that can be.
  constructor(editor, name, chosen, wholly) {
    Object.assign(this, { editor, chosen, range: null, selected: null, blocks: [] }); // selected: the range that the field shows
    this.quoted = h("blockquote", { hidden: true, dir: "auto" });
    this.told = h("p", { class: "told", hidden: true });
    this.field = h("textarea", {
      id: name + "-words", rows: "5", "aria-describedby": name + "-words-help", dir: "auto", inputmode: "none", "aria-readonly": "true", spellcheck: "false",
      onbeforeinput: e => e.preventDefault(), oninput: () => this.field.value = this.lines.text, // it is for selecting in
    });
    for (const type of ["select", "selectionchange", "keyup", "pointerup"]) this.field.addEventListener(type, () => this.take());
    this.box = h("div", { class: "choosing", hidden: true },
      h("label", { for: this.field.id }, words.chooseHere), h("small", { id: name + "-words-help" }, words.chooseHelp), this.field,
      h("p", { class: "acts" },
        h("button", { type: "button", onclick: () => this.widen(-1) }, words.blockBefore), h("button", { type: "button", onclick: () => this.widen(1) }, words.blockAfter)));
    this.opens = h("button", { type: "button", class: "quiet", "aria-expanded": "false", onclick: () => this.toggle() }, words.changeWords);
    this.wholes = h("button", { type: "button", class: "quiet", hidden: true, onclick: wholly }, words.wholeWork);
    this.wholly = wholly;
    this.el = h("div", { class: "chooser" }, this.quoted, this.told, this.opens, this.wholes, this.box);
  }

  // tell shows words that cannot be chosen here.
  tell(said) {
    this.toggle(false);
    this.range = null;
    this.quoted.textContent = said;
    this.quoted.hidden = !said;
    this.told.hidden = this.opens.hidden = this.wholes.hidden = true;
  }

  // show shows the words of a range, or says why there are none.
  show(range, says = "") {
    this.range = range;
    this.quoted.textContent = range ? wordsOf(range) : "";
    this.quoted.hidden = !range;
    this.told.textContent = says;
    this.told.hidden = !says;
    this.opens.hidden = false;
    this.wholes.hidden = !!range || !this.wholly;
    if (!this.box.hidden) this.fill();
  }

  // again finds words again in a page that has changed, and returns their range;
  // that they are gone it says, and returns null.
  again(quote, said) {
    const range = find(quote);
    if (range) return range;
    this.show(null, words.wordsGone(said));
    show("passage", null);
    return null;
  }

  toggle(open = this.box.hidden) {
    this.box.hidden = !open;
    this.opens.setAttribute("aria-expanded", open);
    if (!open) return;
    this.selected = null;
    this.fill();
    this.field.focus({ preventScroll: true });
  }

  // fill puts the blocks around the passage into the field, the passage selected.
  fill() {
    const all = blocks(), reaches = el => this.range.intersectsNode(el);
    this.blocks = this.blocks.filter(el => all.includes(el));
    if (this.range && !all.filter(reaches).every(el => this.blocks.includes(el))) this.blocks = all.filter(reaches);
    if (!this.blocks.length) this.blocks = [all.find(inWindow) ?? all[0]];
    this.lines = new Lines(this.blocks);
    if (this.field.value !== this.lines.text) this.field.value = this.lines.text;
    if (!this.range || this.range === this.selected) return;
    this.selected = this.range;
    this.field.setSelectionRange(...this.lines.span(this.range));
  }

  // widen adds the block before (-1) or after (1).
  widen(by) {
    const all = blocks(), next = all[all.indexOf(by < 0 ? this.blocks[0] : this.blocks.at(-1)) + by];
    if (!next) return;
    if (by < 0) this.blocks.unshift(next);
    else this.blocks.push(next);
    this.selected = null;
    this.fill();
    this.field.focus();
  }

  take() {
    const range = this.lines.range(this.field.selectionStart, this.field.selectionEnd);
    if (!range || this.range && String(this.lines.span(range)) === String(this.lines.span(this.range))) return;
    this.range = this.selected = range;
    this.chosen(range);
  }
}

const blocks = () => [...essay().children].filter(el => new Stretch(el).text.trim());
const inWindow = el => el.getBoundingClientRect().bottom > 0;

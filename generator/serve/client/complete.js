// Completion: a list under a field, of what may stand where its caret is.
import { h } from "./dom.js";
import { words } from "./words.js";

const most = 8; // entries shown

export class Completion {
  // look is told the field's words and where the caret is, and says what may
  // stand there: {from, to, query, eager, options: [{key, text, insert, back, chosen,
  // act}]}, or null. Insert is put in the place of from to to, the caret goes back
  // some characters from its end, and chosen is called; or act is. With eager the first of them
  // is chosen unless another is, else none.
  constructor(editor, field, label, look) {
    Object.assign(this, { editor, field, look, shown: null, active: 0 });
    this.list = h("ul", { role: "listbox", class: "completions", id: field.id + "-list", "aria-label": label, hidden: true, onpointerdown: e => e.preventDefault() });
    const wrap = h("div", { class: "completes" });
    field.replaceWith(wrap);
    wrap.append(field, this.list);
    field.setAttribute("autocomplete", "off");
    field.setAttribute("aria-autocomplete", "list");
    this.combobox = field.nodeName === "INPUT";
    if (this.combobox) Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": this.list.id }).forEach(pair => field.setAttribute(...pair));
    field.addEventListener("input", () => this.update());
    field.addEventListener("click", () => this.shown && this.update());
    field.addEventListener("keydown", e => this.key(e));
    field.addEventListener("keyup", e => /^(Arrow(Left|Right)|Home|End)$/.test(e.key) && this.shown && this.update());
    field.addEventListener("blur", () => this.hide());
  }

  update() {
    const found = this.field.selectionStart === this.field.selectionEnd && this.look(this.field.value, this.field.selectionStart);
    const options = found ? best(found.query, found.options) : [];
    if (!options.length) return this.hide();
    const before = this.shown?.options.length;
    this.shown = { ...found, options };
    this.list.replaceChildren(...options.map((option, i) => h("li", {
      role: "option", id: `${this.list.id}-${i}`, "aria-selected": "false", onclick: () => this.choose(i),
    }, h("span", { class: "key" }, option.key), option.text && h("span", { class: "text" }, option.text))));
    this.list.hidden = false;
    this.list.style.insetBlockStart = this.combobox ? "" : `${caretLine(this.field)}px`;
    if (this.combobox) this.field.setAttribute("aria-expanded", "true");
    else this.field.setAttribute("aria-controls", this.list.id);
    this.activate(found.eager ? 0 : -1);
    if (before !== options.length) this.editor.say(words.completions(options.length));
  }

  activate(i) {
    this.active = i;
    [...this.list.children].forEach((el, k) => el.setAttribute("aria-selected", k === i));
    if (i < 0) return this.field.removeAttribute("aria-activedescendant");
    this.field.setAttribute("aria-activedescendant", `${this.list.id}-${i}`);
    this.list.children[i].scrollIntoView({ block: "nearest" });
  }

  hide() {
    if (!this.shown) return;
    this.shown = null;
    this.list.hidden = true;
    this.field.removeAttribute("aria-activedescendant");
    if (this.combobox) this.field.setAttribute("aria-expanded", "false");
    else this.field.removeAttribute("aria-controls");
  }

  key(e) {
    if (!this.shown || e.isComposing || e.ctrlKey || e.metaKey || e.altKey) return;
    const n = this.shown.options.length, choose = this.active >= 0 && (() => this.choose(this.active));
    const act = {
      ArrowDown: () => this.activate((this.active + 1) % n),
      ArrowUp: () => this.activate(this.active > 0 ? this.active - 1 : n - 1),
      Enter: choose, Tab: choose, Escape: () => this.hide(),
    }[e.shiftKey ? "" : e.key];
    if (!act) return;
    e.preventDefault();
    act();
  }

  choose(i) {
    const { from, to, options } = this.shown, { insert, back = 0, chosen, act } = options[i];
    this.hide();
    if (act) return act();
    chosen?.();
    this.field.setRangeText(insert, from, to, "end");
    this.field.selectionStart = this.field.selectionEnd -= back;
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
    this.hide();
  }
}

const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

// best lists the options that hold all words of a query: those first whose key
// begins with it, then those of which a word does.
function best(query, options) {
  const sought = fold(query).split(/\s+/).filter(Boolean);
  const rank = option => {
    const key = fold(option.key), all = `${key} ${fold(option.text ?? "")}`;
    if (!sought.every(word => all.includes(word))) return 3;
    if (key.startsWith(sought[0] ?? "")) return 0;
    return sought.every(word => all.split(/[^\p{L}\p{N}]+/u).some(part => part.startsWith(word))) ? 1 : 2;
  };
  return options.map(option => ({ option, rank: rank(option) })).filter(o => o.rank < 3).sort((a, b) => a.rank - b.rank).slice(0, most).map(o => o.option);
}

// caretLine is how far below the top of a field the line with its caret ends, in
// pixels: measured on a copy of the field.
function caretLine(field) {
  const style = getComputedStyle(field), copy = h("div", { "aria-hidden": "true" }), caret = h("span", {}, "|");
  for (const name of ["font", "letterSpacing", "padding", "border", "boxSizing", "lineHeight", "tabSize"]) copy.style[name] = style[name];
  Object.assign(copy.style, { position: "absolute", visibility: "hidden", whiteSpace: "pre-wrap", overflowWrap: "break-word", inlineSize: `${field.offsetWidth}px` });
  copy.append(field.value.slice(0, field.selectionStart), caret);
  field.after(copy);
  const line = caret.offsetTop + caret.offsetHeight - field.scrollTop;
  copy.remove();
  return Math.min(line + 4, field.offsetHeight);
}

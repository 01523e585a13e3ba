// The buttons of the editor: a column in the corner where the page leaves room,
// else a bar at the foot of the window, which the page makes room for.
import { h, icon } from "./dom.js";
import { words } from "./words.js";

export class Dock {
  constructor(root) {
    this.state = h("p", { class: "state", lang: "en", dir: "ltr", hidden: true });
    this.inner = h("div", { class: "buttons", lang: "en", dir: "ltr" });
    this.el = h("section", { class: "dock", "aria-label": words.editor, hidden: true }, this.inner, this.state);
    root.append(this.el);
  }

  // add adds a button, for a panel or for an act. It is shown while it has
  // something to say.
  add(name, label, act, panel) {
    const count = h("span", { class: "count" });
    const text = h("span", { class: "label" }, label);
    const el = h("button", {
      type: "button", class: name, title: label, hidden: true, onclick: () => act(el), "aria-haspopup": panel && "dialog", "aria-controls": panel?.el.id,
      onpointerdown: e => e.preventDefault(), onmousedown: e => e.preventDefault(), // the selection stays
    }, icon(name), text, " ", count);
    this.inner.append(el);
    // set shows how many things there are and what they are; undefined: an act.
    const set = (n, kind = "", says = "") => {
      el.hidden = n === 0;
      count.textContent = n ?? "";
      el.dataset.kind = kind;
      el.title = says || label;
      this.settle();
    };
    return { el, set };
  }

  // say shows a line at the foot of the window; "" takes it away.
  say(text) {
    this.state.textContent = text;
    this.state.hidden = !text;
    this.settle();
  }

  settle() {
    const buttons = [...this.inner.children].some(el => !el.hidden);
    this.inner.hidden = !buttons;
    this.el.hidden = !buttons && this.state.hidden;
    const page = document.documentElement;
    page.toggleAttribute("data-gloss-dock", buttons);
    page.toggleAttribute("data-gloss-state", !this.state.hidden);
  }
}

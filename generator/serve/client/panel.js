// A panel: a dialogue that does not keep its reader from the page. It can be left
// by Tab and is closed by Escape or its button; then the focus goes back to where
// it came from.
import { h, icon } from "./dom.js";
import { words } from "./words.js";

const leastRoom = 320; // pixels that a panel wants beside the text

export class Panel {
  constructor(editor, name) {
    Object.assign(this, { editor, name, opener: null });
    this.heading = h("h2", { id: name + "-heading" });
    this.body = h("div", { class: "body" });
    this.foot = h("div", { class: "foot" });
    this.el = h("section", { class: "panel", id: name, role: "dialog", "aria-labelledby": this.heading.id, tabindex: "-1", hidden: true },
      // The page may run from the right; the interface does not.
      h("div", { class: "sheet", lang: "en", dir: "ltr" },
        h("div", { class: "head" }, this.heading,
          h("button", { class: "bare", type: "button", "aria-label": words.close, title: words.close, onclick: () => this.close() }, icon("close"))),
        this.body, this.foot));
    editor.root.append(this.el);
    new ResizeObserver(() => {
      this.el.style.setProperty("--height", `${this.el.offsetHeight}px`);
      this.makeRoom();
    }).observe(this.el);
  }

  get isOpen() {
    return !this.el.hidden;
  }

  // open shows the panel and moves the focus into it, unless quietly; opener has it
  // afterwards.
  open(opener = this.editor.focused(), quietly = false) {
    if (!this.isOpen || opener && !this.el.contains(opener)) this.opener = opener;
    this.el.hidden = false;
    this.editor.opened(this);
    this.place();
    if (!quietly) this.el.focus({ preventScroll: true });
  }

  close() {
    if (!this.isOpen) return;
    const inside = this.el.contains(this.editor.root.activeElement);
    this.el.hidden = true;
    this.editor.closed(this);
    this.makeRoom();
    if (inside) this.editor.focus(this.opener);
  }

  toggle(opener) {
    if (this.isOpen) this.close();
    else this.open(opener);
  }

  // place puts the panel beside the text where there is room, else at the foot of
  // the window.
  place() {
    const text = (document.querySelector("main") ?? document.body).getBoundingClientRect();
    const wide = document.documentElement.clientWidth;
    const fromRight = getComputedStyle(document.documentElement).direction === "rtl";
    const room = fromRight ? text.left : wide - text.right;
    this.el.classList.toggle("beside", room >= leastRoom);
    this.el.style.setProperty("--room", `${room}px`);
    this.el.style.setProperty("--from", `calc(${wide - room}px + .75rem)`);
    this.el.style.setProperty("--height", `${this.el.offsetHeight}px`);
    this.makeRoom();
  }

  get isBeside() {
    return this.el.classList.contains("beside");
  }

  // makeRoom lets the page scroll as far as the panels at its foot cover it.
  makeRoom() {
    const covered = Math.max(0, ...this.editor.panels.filter(p => !p.isBeside).map(p => p.el.offsetHeight));
    document.documentElement.style.setProperty("--gloss-foot", `${covered}px`);
  }
}

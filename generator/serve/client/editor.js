// The editor: what a preview adds to a page. It stands in a tree of its own, so
// that neither its style nor its ids meet those of the page.
import { h } from "./dom.js";
import { API, Unreachable } from "./api.js";
import { Dock } from "./dock.js";
import { Problems } from "./problems.js";
import { Toasts } from "./toasts.js";
import { words } from "./words.js";

export class Editor {
  constructor(host, refresher, style) {
    Object.assign(this, { host, refresher, panels: [] });
    this.api = new API(host, refresher);
    this.root = host.attachShadow({ mode: "open" });
    this.root.adoptedStyleSheets.push(style);
    this.status = h("p", { role: "status", class: "unseen", lang: "en" });
    this.root.append(this.status);
    this.dock = new Dock(this.root);
    this.problems = new Problems(this);
    this.toasts = new Toasts(this);
    this.root.addEventListener("keydown", e => this.key(e));
    refresher.on(news => news.problems && this.problems.refresh());
    this.problems.refresh();
    for (const type of ["resize", "gloss:refreshed"]) addEventListener(type, () => this.panels.forEach(p => p.place()));
  }

  // reached is told whether the preview answers.
  reached(is) {
    this.dock.say(is ? "" : words.ended);
    this.say(is ? words.back : words.ended);
  }

  // why says what went wrong with a call.
  why(err) {
    return err instanceof Unreachable ? words.unreachable : err.message;
  }

  // say tells those who hear the page.
  say(text) {
    this.status.textContent = "";
    setTimeout(() => this.status.textContent = text, 50);
  }

  // focused is what has the focus, in the page or in the editor.
  focused() {
    const el = document.activeElement;
    return el === this.host ? this.root.activeElement : el === document.body ? null : el;
  }

  // focus gives the focus back to an element; where it has gone, to the dock or to
  // the text.
  focus(el) {
    const others = [...this.dock.el.querySelectorAll("button"), document.querySelector(".text[tabindex]")];
    const to = [el, ...others].find(one => one?.isConnected && one.checkVisibility());
    to?.focus({ preventScroll: true });
  }

  // openPanel is the one opened last of those that are open.
  openPanel() {
    return this.panels.at(-1);
  }

  opened(panel) {
    this.closed(panel);
    this.panels.push(panel);
  }

  closed(panel) {
    this.panels = this.panels.filter(p => p !== panel);
  }

  key(e) {
    if (e.key !== "Escape" || e.defaultPrevented || e.isComposing) return;
    const panel = this.panels.find(p => p.el.contains(e.target)) ?? this.openPanel();
    if (!panel) return;
    e.preventDefault();
    panel.close();
  }
}

// The editor: what a preview adds to a page. It stands in a tree of its own, so
// that neither its style nor its ids meet those of the page.
import { h } from "./dom.js";
import { API, Unreachable } from "./api.js";
import { Attach } from "./attach.js";
import { Desk } from "./desk.js";
import { Dock } from "./dock.js";
import { Drafts } from "./drafts.js";
import { NotePanel } from "./note.js";
import { Problems } from "./problems.js";
import { Selection } from "./selection.js";
import { Toasts } from "./toasts.js";
import { Tray } from "./tray.js";
import { defineTools, followBlocks, labelOf, placeTools } from "./tools.js";
import { essay, pointsOf, tidy } from "./text.js";
import { words } from "./words.js";

const patience = 5000; // milliseconds that a change may take to show

export class Editor {
  constructor(host, refresher, style, toolStyle) {
    Object.assign(this, { host, refresher, panels: [], labelOf });
    this.api = new API(host, refresher);
    this.root = host.attachShadow({ mode: "open" });
    this.root.adoptedStyleSheets.push(style);
    this.status = h("p", { role: "status", "aria-atomic": "false", class: "unseen", lang: "en" });
    this.root.append(this.status);
    this.dock = new Dock(this.root);
    this.toasts = new Toasts(this);
    this.desk = new Desk(this);
    if (this.edition) this.serveEdition(toolStyle);
    this.problems = new Problems(this);
    addEventListener("keydown", e => this.key(e));
    followKeyboard(this.root.host);
    for (const type of ["resize", "gloss:refreshed"]) addEventListener(type, () => this.panels.forEach(p => p.place()));
    refresher.on((news, concerned) => {
      if (news.problems) this.problems.refresh();
      if (concerned) this.desk.refresh();
    });
    this.problems.refresh();
  }

  get edition() {
    return this.host.dataset.edition;
  }

  // serveEdition is what the pages of an edition have.
  serveEdition(toolStyle) {
    if (essay()) {
      const button = this.dock.add("annotate", words.annotate, opener => this.annotate(this.selection.current(), opener));
      button.set(undefined, "", words.annotateKeys);
      button.el.setAttribute("aria-keyshortcuts", "Control+Alt+M");
      this.selection = new Selection(this);
      followBlocks();
    }
    this.drafts = new Drafts(this);
    this.tray = new Tray(this);
    this.attach = new Attach(this);
    this.note = new NotePanel(this);
    defineTools(toolStyle, (what, el, button) => this.tool(what, el, button));
    const place = () => this.desk.last && placeTools(this.desk.last.notes.map(n => n.id));
    this.desk.on(place);
    addEventListener("gloss:refreshed", place);
    this.desk.refresh();
    this.drafts.restore();
  }

  // annotate begins a note on a range; where none is selected, on the block whose
  // link has the focus; else the words are yet to be chosen.
  annotate(range, opener = this.focused()) {
    const block = document.activeElement.matches("a.para") && document.activeElement.parentElement;
    if (!range && block) this.annotateBlock(block, document.activeElement);
    else this.note.begin(range, opener);
  }

  annotateBlock(block, opener) {
    const range = new Range();
    range.selectNodeContents(block);
    this.note.begin(tidy(range), opener, true);
  }

  async tool(what, el, button) {
    if (what === "annotate") return this.annotateBlock(el.parentElement, el.previousElementSibling);
    const { note } = el;
    // The sheet on a phone closes first: it takes the focus as it does.
    const sheet = el.closest("[popover]");
    if (sheet) {
      const closed = new Promise(done => sheet.addEventListener("toggle", () => setTimeout(done), { once: true }));
      sheet.hidePopover();
      await closed;
    }
    const opener = sheet ? document.getElementById("r-" + note) : button;
    if (what === "edit") this.note.edit(note, opener);
    if (what === "remove") this.remove(note);
  }

  // passage asks which passage of the text a range is; the answer says which notes
  // it overlaps besides.
  async passage(range) {
    const ask = whole => this.api.call("passage", () => ({ edition: this.edition, ...pointsOf(range, whole) }));
    let answer;
    try {
      answer = await ask();
    } catch (err) {
      if (err.status !== 409) throw err;
      answer = await ask(true); // the element with the id may be one that the author wrote in HTML
    }
    const { overlaps, ...passage } = answer;
    return { passage, overlaps };
  }

  // remove deletes a note, and reports whether it did. Unless the user has seen
  // what the note says it is the one that stands there now; changed is told when
  // another does.
  async remove(id, seen, changed) {
    const label = labelOf(id);
    try {
      seen ??= (await this.api.call("note", { edition: this.edition, id })).seen;
      const { undo } = await this.api.call("remove", { edition: this.edition, id, seen });
      const [button] = this.done(words.removed(label), undo);
      button?.focus();
      return true;
    } catch (err) {
      if (err.status === 409 && changed) changed(err.answer);
      else this.toasts.show(this.why(err));
      return false;
    }
  }

  // done tells what was done and offers to take it back. It returns the buttons.
  done(text, undo, label = words.undo) {
    return this.toasts.show(text, [label, () => this.undo(undo, label)]);
  }

  // undo takes something back, or does again what was taken back.
  async undo(token, label) {
    try {
      const { undo } = await this.api.call("undo", { edition: this.edition, undo: token });
      if (label === words.undo) this.done(words.undone, undo, words.redo);
      else this.done(words.redone, undo);
    } catch (err) {
      this.toasts.show(this.why(err));
    }
  }

  // appeared waits for an element of the page, and returns it or null.
  appeared(id) {
    return new Promise(done => {
      const look = () => {
        const el = document.getElementById(id);
        if (el) end(el);
      };
      const end = el => {
        removeEventListener("gloss:refreshed", look);
        clearTimeout(timer);
        done(el);
      };
      const timer = setTimeout(() => end(null), patience);
      addEventListener("gloss:refreshed", look);
      look();
    });
  }

  // creator is who writes notes here, remembered from the last; a name is
  // remembered.
  creator(name) {
    try {
      if (name !== undefined) localStorage["gloss creator"] = name;
      return localStorage["gloss creator"] ?? "";
    } catch {
      return "";
    }
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

  // say tells those who hear the page. What is said soon after goes behind it, so
  // that neither is lost.
  say(text) {
    const line = h("span", {}, text + " ");
    setTimeout(() => this.status.append(line), 50);
    setTimeout(() => line.remove(), 4000);
  }

  // focused is what has the focus, in the page or in the editor.
  focused() {
    const el = document.activeElement;
    return el === this.host ? this.root.activeElement : el === document.body ? null : el;
  }

  // isBusy reports whether somebody is at work in the editor.
  isBusy() {
    return this.panels.some(p => p.el.contains(this.root.activeElement));
  }

  // focus gives the focus back to an element; where it has gone, to the dock or to
  // the text.
  focus(el) {
    const others = [...this.dock.el.querySelectorAll("button"), document.querySelector(".text[tabindex]")];
    const to = [el, ...others].find(one => one?.isConnected && one.checkVisibility());
    to?.focus({ preventScroll: true });
  }

  // stand puts the caret where a range ends, so that a keyboard goes on from there.
  stand(range) {
    if (range) document.getSelection().collapse(range.endContainer, range.endOffset);
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
    if (e.defaultPrevented || e.isComposing) return;
    const inPanel = this.panels.some(p => e.composedPath().includes(p.el));
    if (!inPanel && e.code === "KeyM" && (e.ctrlKey || e.metaKey) && e.altKey && !e.getModifierState("AltGraph") && this.selection) {
      e.preventDefault();
      return this.annotate(this.selection.current());
    }
    if (e.key !== "Escape" || document.querySelector(":popover-open")) return;
    const panel = this.panels.find(p => e.composedPath().includes(p.el)) ?? this.openPanel();
    if (!panel) return this.selection?.dismiss();
    e.preventDefault();
    panel.close();
  }
}

// followKeyboard tells the style what a keyboard on the screen leaves of the
// window.
function followKeyboard(host) {
  const view = globalThis.visualViewport;
  const tell = () => {
    host.style.setProperty("--seen", `${view.height}px`);
    host.style.setProperty("--keyboard", `${Math.max(0, innerHeight - view.height - view.offsetTop)}px`);
  };
  for (const type of ["resize", "scroll"]) view?.addEventListener(type, tell);
}

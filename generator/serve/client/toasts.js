// Short messages at the foot of the window: what was done, and how to take it
// back. They are said aloud as well.
import { h, icon } from "./dom.js";
import { words } from "./words.js";

// How long a message stays, in milliseconds: one that only tells, and one that
// offers something. While it has the focus, or the pointer is on it, it stays.
const toldFor = 6_000, offeredFor = 40_000;

export class Toasts {
  constructor(editor) {
    this.editor = editor;
    this.el = h("section", { class: "toasts", "aria-label": words.messages, hidden: true });
    editor.root.append(this.el);
  }

  // show shows a message; offers are [label, act] and end it. It returns the
  // buttons of the offers.
  show(text, ...offers) {
    const buttons = offers.map(([label, act]) => h("button", {
      type: "button", onclick: () => {
        const opener = this.editor.focused();
        act(opener);
        end();
      },
    }, label));
    const el = h("div", { class: "toast", lang: "en", dir: "ltr", onkeydown: e => e.key === "Escape" && (e.preventDefault(), end()) },
      h("p", {}, text), ...buttons,
      h("button", { type: "button", class: "bare", "aria-label": words.close, onclick: () => end() }, icon("close")));
    const end = () => {
      const inside = el.contains(this.editor.root.activeElement);
      el.remove();
      this.el.hidden = !this.el.firstChild;
      if (inside) this.editor.focus(this.editor.openPanel()?.el);
    };
    const wait = () => setTimeout(() => el.matches(":hover, :focus-within") ? wait() : el.isConnected && end(), offers.length ? offeredFor : toldFor);
    // One message at a time: what was offered before is past.
    this.el.replaceChildren(el);
    this.el.hidden = false;
    this.editor.say(text);
    wait();
    return buttons;
  }
}

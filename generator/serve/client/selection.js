// Follows what is selected in the essay and offers, beside it, to do something
// with it: to annotate it, or whatever the editor is waiting for.
import { h, icon, later } from "./dom.js";
import { essay, tidy } from "./text.js";
import { words } from "./words.js";

const settles = 150; // milliseconds without a change after which a selection is one

export class Selection {
  constructor(editor) {
    this.editor = editor;
    this.pressed = false;
    this.chosen = null; // as it was when the button was pressed: a tap may undo it
    this.button = h("button", {
      type: "button", class: "offer", lang: "en", dir: "ltr", hidden: true,
      onpointerdown: e => { e.preventDefault(); this.chosen = this.current(); },
      onmousedown: e => e.preventDefault(),
      onclick: () => this.act(),
    });
    editor.root.append(this.button);
    this.offer(null);
    const settled = later(settles, () => this.pressed || this.show());
    document.addEventListener("selectionchange", settled);
    const press = is => {
      this.pressed = is;
      document.documentElement.toggleAttribute("data-gloss-selecting", is);
    };
    addEventListener("pointerdown", e => press(!e.target.closest?.("a")), true);
    for (const type of ["pointerup", "pointercancel"]) addEventListener(type, () => { press(false); settled(); }, true);
    for (const type of ["resize", "gloss:refreshed"]) addEventListener(type, settled);
  }

  // offer says what to do with a selection: {label, icon, take(range, opener)};
  // null: to annotate it.
  offer(what) {
    this.what = what ?? { label: words.annotate, icon: "annotate", take: range => this.editor.annotate(range) };
    this.button.replaceChildren(icon(this.what.icon), this.what.label);
  }

  // current is the selected part of the essay, or null.
  current() {
    const selection = document.getSelection();
    return selection.rangeCount && !selection.isCollapsed ? tidy(selection.getRangeAt(0)) : null;
  }

  act() {
    const range = this.current() ?? this.chosen;
    this.dismiss();
    if (range) this.what.take(range);
  }

  dismiss() {
    this.button.hidden = true;
  }

  show() {
    const range = essay() && this.current();
    this.button.hidden = !range;
    if (!range) return;
    // Below the end of the selection, where a finger's handle leaves room, or
    // above its beginning.
    const boxes = [...range.getClientRects()], first = boxes[0], last = boxes.at(-1);
    const gap = matchMedia("(pointer: coarse)").matches ? 32 : 6, size = this.button.getBoundingClientRect();
    const below = last.bottom + gap + size.height < innerHeight - 56;
    const top = below ? last.bottom + gap : Math.max(8, first.top - gap - size.height);
    const left = Math.min(Math.max(8, (below ? last.right : first.left) - size.width / 2), document.documentElement.clientWidth - size.width - 8);
    Object.assign(this.button.style, { top: `${top + scrollY}px`, left: `${left + scrollX}px` });
  }
}

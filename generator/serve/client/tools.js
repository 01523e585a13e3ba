// The buttons that the editor adds to the page itself: to change and to delete a
// note, at the note; to annotate a paragraph, after the link to it. They stand in
// elements of the editor's own, with trees of their own: nothing that reads the
// text of the page sees them, and what brings the page up to date leaves them.
import { h, icon } from "./dom.js";
import { essay } from "./text.js";
import { words } from "./words.js";

const name = "gloss-tools";

// defineTools makes the element known. The sheet is its style; act is called with
// what was asked for, the note's id or the block, and the button.
export function defineTools(sheet, act) {
  customElements.define(name, class extends HTMLElement {
    // A copy of a note, as in the sheet on a phone, has buttons that work too.
    connectedCallback() {
      if (this.shadowRoot) return;
      const root = this.attachShadow({ mode: "open" });
      root.adoptedStyleSheets.push(sheet);
      const short = this.note && !this.closest("[popover]"); // in the sheet there is room for words
      root.append(h("span", { lang: "en", dir: "ltr", class: short && "short" }, ...this.note ? noteTools(this) : blockTools(this)));
    }

    get note() {
      return this.getAttribute("note");
    }
  });

  const tool = (el, what, label, short = label) => h("button", {
    type: "button", "aria-label": label, title: label, class: what, onclick: e => {
      e.stopPropagation();
      act(what, el, e.currentTarget);
    },
  }, icon(what), h("span", { class: "label" }, short));
  const noteTools = el => [
    tool(el, "edit", words.editNote(labelOf(el.note)), words.edit), tool(el, "remove", words.removeNote(labelOf(el.note)), words.remove)];
  const blockTools = el => [tool(el, "annotate", words.annotateBlock)];
}

// labelOf is what the page calls a note.
export function labelOf(id) {
  const number = document.querySelector(`#${CSS.escape("n-" + id)} .num`)?.textContent.trim();
  return document.getElementById("r-" + id)?.ariaLabel ?? (number ? words.noteNumber(number) : `“${id}”`);
}

// placeTools adds buttons to the notes that can be changed, and takes them from
// others.
export function placeTools(ids) {
  const known = new Set(ids);
  for (const note of document.querySelectorAll(".note[id^='n-']")) {
    const id = note.id.slice(2), has = note.querySelector(`:scope > ${name}`);
    if (has && (!known.has(id) || has.note !== id || has.dataset.label !== labelOf(id))) has.remove();
    if (known.has(id) && !note.querySelector(`:scope > ${name}`)) note.prepend(h(name, { note: id, "data-label": labelOf(id) }));
  }
}

// followBlocks offers to annotate a block while the link to it has the focus, to
// those who cannot point at words.
export function followBlocks() {
  let now = null;
  document.addEventListener("focusin", e => {
    if (now && (now.contains(e.target) || now.previousElementSibling === e.target)) return;
    now?.remove();
    now = null;
    if (!e.target.matches?.("a.para") || !essay()?.contains(e.target)) return;
    now = h(name, {});
    e.target.after(now);
  });
}

// Blocks of the essay as a field of text shows them: white space folded as a
// browser folds it, each block on lines of its own, and for each character the
// place in the page.
import { essay, Stretch } from "./text.js";

const begins = "p, li, tr, dt, dd, h1, h2, h3, h4, h5, h6, pre, figcaption, caption, blockquote, figure"; // what begins a line

export class Lines {
  constructor(blocks) {
    this.stretch = new Stretch(...blocks);
    this.offsets = []; // of each character in the stretch; -1: it parts two blocks
    this.text = "";
    let line = null, cell = null;
    for (const { node, text, from } of this.stretch.pieces) {
      const parent = node.parentElement;
      const is = { line: parent.closest(begins), cell: parent.closest("td, th") };
      if (is.line !== line) this.part("\n");
      else if (is.cell !== cell) this.part("\t");
      ({ line, cell } = is);
      this.add(text, from, parent.closest("pre"));
    }
  }

  add(text, from, verbatim) {
    for (let i = 0; i < text.length; i++) {
      const letter = verbatim ? text[i] : text[i].replace(/\s/, " ");
      if (!verbatim && letter === " " && /^\s?$/.test(this.text.slice(-1))) continue;
      this.text += letter;
      this.offsets.push(from + i);
    }
  }

  part(mark) {
    if (!this.text) return;
    this.text += mark;
    this.offsets.push(-1);
  }

  // range is where the characters from one to another stand, or null where they
  // say nothing.
  range(from, to) {
    while (from < to && (this.offsets[from] < 0 || !this.text[from].trim())) from++;
    while (to > from && (this.offsets[to - 1] < 0 || !this.text[to - 1].trim())) to--;
    return from < to ? this.stretch.range(this.offsets[from], this.offsets[to - 1] + 1) : null;
  }

  // span is where a range stands among the characters.
  span(range) {
    const from = this.stretch.offset(range.startContainer, range.startOffset), to = this.stretch.offset(range.endContainer, range.endOffset);
    const first = this.offsets.findIndex(i => i >= from), last = this.offsets.findLastIndex(i => i >= 0 && i < to);
    return [Math.max(0, first), last + 1];
  }
}

// wordsOf is what a range of the essay says.
export function wordsOf(range) {
  const lines = new Lines([...essay().children].filter(el => range.intersectsNode(el)));
  return lines.text.slice(...lines.span(range));
}

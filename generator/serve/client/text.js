// The essay's text as it stands in the page: its characters without what the page
// adds to them, and ranges of it.

const added = ".mark, .gap, .para, .ref"; // what the page adds to the text

// essay is the element that holds the text, or null on pages that have none.
export const essay = () => document.querySelector("main div.text[id]");

// Stretch is the text under some elements, in the order of the page. Images count
// as the words they are described by.
export class Stretch {
  constructor(...roots) {
    this.roots = roots;
    this.pieces = roots.flatMap(pieces); // {node, text, from}
    this.text = "";
    for (const piece of this.pieces) {
      piece.from = this.text.length;
      this.text += piece.text;
    }
  }

  // offset is how many characters stand before a point of the page.
  offset(node, at) {
    const before = new Range();
    before.setStart(this.roots[0], 0);
    before.setEnd(node, at);
    const last = this.pieces.findLast(p => before.intersectsNode(p.node));
    return last ? last.from + (last.node === node ? at : last.text.length) : 0;
  }

  // range is where the characters from one to another stand.
  range(from, to) {
    const out = new Range();
    const first = this.pieces.findLast(p => p.from <= from), last = this.pieces.findLast(p => p.from < to);
    if (isImage(first.node)) out.setStartBefore(first.node);
    else out.setStart(first.node, from - first.from);
    if (isImage(last.node)) out.setEndAfter(last.node);
    else out.setEnd(last.node, to - last.from);
    return out;
  }
}

const isImage = node => node.nodeName === "IMG";

function pieces(root) {
  const out = [];
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, node =>
    node.nodeType === Node.ELEMENT_NODE && (node.matches(added) || node.nodeName.startsWith("GLOSS-")) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  for (let node; (node = walk.nextNode());) {
    const text = isImage(node) ? node.alt : node.data;
    if (text) out.push({ node, text });
  }
  return out;
}

// tidy is the part of a range that is the essay's, without white space at its
// ends; null when that is nothing.
export function tidy(range) {
  const root = essay();
  if (!root || !range.intersectsNode(root)) return null;
  const all = new Stretch(root);
  let from = null, to = 0;
  for (const p of all.pieces) {
    if (!range.intersectsNode(p.node)) continue;
    const start = p.node === range.startContainer ? range.startOffset : 0;
    const part = p.text.slice(start, p.node === range.endContainer ? range.endOffset : undefined);
    if (!part.trim()) continue;
    from ??= p.from + start + part.length - part.trimStart().length;
    to = p.from + start + part.trimEnd().length;
  }
  return from === null ? null : all.range(from, to);
}

// pointsOf makes of a range what the server takes, see point.go: characters of the
// nearest block that has an id or, with whole, of the essay.
export function pointsOf(range, whole) {
  const point = (node, at) => {
    const root = essay();
    let block = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    while (block !== root && (whole || !block.id)) block = block.parentElement;
    const within = new Stretch(block);
    return { id: block === root ? "" : block.id, text: within.text, offset: within.offset(node, at) };
  };
  return { from: point(range.startContainer, range.startOffset), to: point(range.endContainer, range.endOffset) };
}

// standing is where a note stands in the text, from its first words to its last,
// or null.
export function standing(id) {
  const marks = [...essay()?.querySelectorAll(`mark[data-n~="${CSS.escape(id)}"]`) ?? []];
  if (!marks.length) return null;
  const range = new Range();
  range.setStartBefore(marks[0]);
  range.setEndAfter(marks.at(-1));
  return tidy(range);
}

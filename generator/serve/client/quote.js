// Words of the essay that are found again in a page that has changed.
import { essay, Stretch } from "./text.js";

const around = 60; // characters remembered on each side, white space not counted

// bare is the essay without white space, and where each character of that stands.
function bare() {
  const all = new Stretch(essay()), at = [];
  let text = "";
  for (let i = 0; i < all.text.length; i++) {
    if (!all.text[i].trim()) continue;
    text += all.text[i];
    at.push(i);
  }
  return { all, text, at };
}

// quote remembers a range by its words and those around.
export function quote(range) {
  const { all, text, at } = bare();
  const index = offset => {
    const i = at.findIndex(i => i >= offset);
    return i < 0 ? at.length : i;
  };
  const from = index(all.offset(range.startContainer, range.startOffset)), to = index(all.offset(range.endContainer, range.endOffset));
  return { words: text.slice(from, to), before: text.slice(Math.max(0, from - around), from), after: text.slice(to, to + around) };
}

// enough is how many characters, of the words and of those around them, must agree
// for a place to be the one that is meant.
const enough = 20;

// find finds a quotation, or null: what stands in several places that are equally
// good, or among other words, is not found.
export function find({ words, before, after }) {
  if (!essay() || !words) return null;
  const { all, text, at } = bare();
  let best = null, most = -1, ties = 0;
  for (let i = text.indexOf(words); i >= 0; i = text.indexOf(words, i + 1)) {
    const score = agreement(text.slice(0, i), before, true) + agreement(text.slice(i + words.length), after);
    if (score < most) continue;
    ties = score === most ? ties + 1 : 0;
    [best, most] = [i, score];
  }
  if (best === null || ties || most < Math.min(enough - words.length, before.length + after.length)) return null;
  return all.range(at[best], at[best + words.length - 1] + 1);
}

// agreement is how many characters two texts have in common at their beginnings,
// or their ends.
function agreement(a, b, fromEnd) {
  let n = 0;
  while (n < Math.min(a.length, b.length) && (fromEnd ? a.at(-1 - n) === b.at(-1 - n) : a[n] === b[n])) n++;
  return n;
}

// strip makes a quotation of words that the server has said.
export const strip = ({ words, before, after }) => {
  const bare = s => s.replace(/\s/g, "");
  return { words: bare(words), before: bare(before), after: bare(after) };
};

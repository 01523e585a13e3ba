// What differs between two texts, word by word.

const most = 4_000_000; // cells of the table that is made; beyond it all of the middle differs

// diff lists parts {kind, text}: "same", "old" (only in the first) or "new" (only
// in the second).
export function diff(old, now) {
  const a = split(old), b = split(now), out = [];
  const add = (kind, text) => {
    if (out.at(-1)?.kind === kind) out.at(-1).text += text;
    else if (text) out.push({ kind, text });
  };
  let start = 0, endA = a.length, endB = b.length;
  while (start < Math.min(endA, endB) && a[start] === b[start]) start++;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) endA--, endB--;
  add("same", a.slice(0, start).join(""));
  for (const [kind, text] of middle(a.slice(start, endA), b.slice(start, endB))) add(kind, text);
  add("same", a.slice(endA).join(""));
  return out;
}

const split = text => text.match(/\s+|[\p{L}\p{M}\p{N}_’'-]+|[^\s]/gu) ?? [];

// middle walks the longest common subsequence of two lists of words.
function* middle(a, b) {
  if (a.length * b.length > most) {
    yield ["old", a.join("")];
    yield ["new", b.join("")];
    return;
  }
  const width = b.length + 1, common = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i * width + j] = a[i] === b[j] ? common[(i + 1) * width + j + 1] + 1 : Math.max(common[(i + 1) * width + j], common[i * width + j + 1]);
  let i = 0, j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) yield ["same", a[i++], j++];
    else if (j === b.length || i < a.length && common[(i + 1) * width + j] >= common[i * width + j + 1]) yield ["old", a[i++]];
    else yield ["new", b[j++]];
  }
}

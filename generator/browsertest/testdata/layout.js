// Looks at an edition's page as it stands, with every combination of its series
// switched off, and returns what is wrong. Called with whether the notes must
// stand in the margin.
(mustBeMargin => {
  "use strict";
  const faults = [];
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const notes = all(".notes .note");
  const boxes = all(".switches label:not(.clean) input");
  const place = r => `${Math.round(r.left)},${Math.round(r.top)}–${Math.round(r.right)},${Math.round(r.bottom)}`;

  // The first line of a note's passage: of its first <mark>, or of its mark.
  const passage = id => {
    const el = document.querySelector(`.text mark[data-n~="${id}"]`) || document.getElementById("r-" + id);
    return el && [...el.getClientRects()].find(r => r.height > 0);
  };
  const seen = el => el.checkVisibility({ visibilityProperty: true }) && el.getBoundingClientRect().height > 0;

  const check = (say) => {
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) {
      const wide = all("body *").filter(el => {
        const r = el.getBoundingClientRect();
        return r.right > root.clientWidth + 1 || r.left < -1 && root.dir === "rtl";
      }).slice(0, 3).map(el => `${el.localName}.${el.className} “${el.textContent.trim().slice(0, 20)}” ${place(el.getBoundingClientRect())}`);
      say(`the page scrolls sideways: ${root.scrollWidth} > ${root.clientWidth}: ${wide}`);
    }
    const shown = notes.filter(seen);
    const margin = shown.some(n => getComputedStyle(n).position === "absolute");
    if (shown.length && margin !== mustBeMargin) say(`in the margin: ${margin}`);
    const text = document.querySelector(".text").getBoundingClientRect();
    const floor = root.scrollHeight;
    let above = null;
    const rects = shown.map(n => [n, n.getBoundingClientRect()]);
    if (margin) rects.sort((a, b) => a[1].top - b[1].top);
    for (const [note, r] of rects) {
      if (above && r.top < above[1].bottom - 0.5) say(`${note.id} (${place(r)}) overlaps ${above[0].id} (${place(above[1])})`);
      if (r.left < -0.5 || r.right > root.clientWidth + 0.5) say(`${note.id} is outside the window: ${place(r)}`);
      if (r.bottom + scrollY > floor + 1) say(`${note.id} ends below the page`);
      if (margin) {
        if (r.left < text.right - 0.5 && r.right > text.left + 0.5) say(`${note.id} (${place(r)}) lies on the text (${place(text)})`);
        const style = getComputedStyle(note), at = passage(note.dataset.n);
        const first = r.top + parseFloat(style.paddingTop);
        if (!at) say(`${note.id} has no passage that shows`);
        else {
          // Half a line of the note's own is level: its letters are smaller.
          if (first < at.top - 8) say(`${note.id} (${Math.round(first)}) stands above its passage (${Math.round(at.top)})`);
          const free = Math.max(at.top, above ? above[1].bottom : 0);
          if (r.top > free + 30) say(`${note.id} (${Math.round(r.top)}) could stand at ${Math.round(free)}`);
        }
      }
      if (!above || r.bottom > above[1].bottom) above = [note, r];
    }
    return shown.length;
  };

  // A series that is off shows neither notes nor marks; one that is on shows all.
  const series = boxes.map(box => [...box.closest("label").classList].find(c => /^s\d+$/.test(c)));
  const checkSeries = (mask, say) => {
    for (const [i, name] of series.entries()) {
      const off = mask >> i & 1;
      for (const el of all(`.notes .note.${name}, .text .mark.${name}`))
        if (el.checkVisibility({ visibilityProperty: true }) === Boolean(off))
          return say(`${el.id} of series ${name} ${off ? "shows" : "does not show"}`);
    }
  };

  for (let step = 0, mask = 0; step < 1 << boxes.length; step++) {
    const next = step ^ step >> 1; // Gray code: one switch a step
    for (const [i, box] of boxes.entries()) if ((mask ^ next) >> i & 1) box.click();
    mask = next;
    const off = series.filter((_, i) => mask >> i & 1).join(" ") || "none";
    const say = text => faults.push(`off: ${off}: ${text}`);
    check(say);
    checkSeries(mask, say);
  }
  for (const box of boxes) if (!box.checked) box.click();
  return { notes: notes.length, series: boxes.length, faults };
})

// The page is complete without this file. It does three things: passage, mark and
// note light up together; where there is no margin, the note opens in place; the
// reader's choice is remembered.
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const ids = el => el.dataset.n.split(" ");
  const parts = id => all(`[data-n~="${CSS.escape(id)}"]`);
  const noteOf = id => document.getElementById("n-" + id);
  const markOf = id => document.getElementById("r-" + id);

  let shown = [], from;
  const light = list => {
    all(".on").forEach(el => el.classList.remove("on"));
    list.flatMap(parts).forEach(el => el.classList.add("on"));
  };
  for (const type of ["pointerover", "focusin"])
    addEventListener(type, e => {
      const el = e.target.closest("[data-n]");
      light(el ? ids(el) : shown);
    });

  const [pop] = all(".pop");
  const isOpen = () => pop.matches(":popover-open");
  const inMargin = note => getComputedStyle(note).position === "absolute";
  const copy = id => {
    const box = document.createElement("section"), words = new Range();
    box.className = noteOf(id).classList[1];
    box.innerHTML = "<h2></h2><blockquote></blockquote>";
    box.firstChild.textContent = markOf(id).ariaLabel;
    words.setStartBefore(parts(id)[0]);
    words.setEndBefore(markOf(id));
    box.lastChild.append(words.cloneContents());
    box.append(...noteOf(id).cloneNode(true).childNodes);
    all("[id]", box).forEach(el => el.removeAttribute("id"));
    return box;
  };
  const open = (list, origin) => {
    from = origin;
    light(shown = list);
    pop.firstElementChild.replaceChildren(...list.map(copy));
    pop.ariaLabel = list.map(id => markOf(id).ariaLabel).join(", ");
    const notes = all(".notes .note").filter(el => el.checkVisibility()), at = notes.indexOf(noteOf(list[0]));
    all("button", pop).slice(0, 2).forEach((button, i) => {
      const to = notes[at + 2 * i - 1];
      button.disabled = !to;
      button.onclick = () => {
        open(ids(to), markOf(ids(to)));
        from.scrollIntoView();
      };
    });
    pop.showPopover();
    if (!history.state?.pop) { // going back closes it
      history.scrollRestoration = "manual";
      history.pushState({ pop: true }, "");
    }
    pop.scrollTop = 0;
    pop.focus();
  };
  if (pop?.showPopover) {
    addEventListener("click", e => {
      if (e.metaKey || e.ctrlKey || e.shiftKey) return;
      const link = e.target.closest("a"), inside = pop.contains(e.target);
      const to = link?.getAttribute("href") || "", note = to.startsWith("#n-") && noteOf(to.slice(3));
      const passage = !link && getSelection().isCollapsed && e.target.closest("mark");
      if (note && !inMargin(note)) open(ids(note), inside ? from : link);
      else if (inside && to[0] === "#") location.replace(to, pop.hidePopover());
      else if (passage) {
        const list = ids(passage).filter(id => markOf(id).checkVisibility());
        if (list[1] || list[0] && !inMargin(noteOf(list[0]))) open(list, markOf(list[0]));
      } else return;
      e.preventDefault();
    });
    pop.addEventListener("toggle", () => {
      if (isOpen()) return;
      light(shown = []);
      from.focus({ preventScroll: true });
      setTimeout(() => isOpen() || history.state?.pop && history.back(), 99); // unless another opens
    });
    addEventListener("popstate", () => {
      history.scrollRestoration = "auto";
      pop.hidePopover();
    });
  }

  try {
    for (const box of all(".switches input")) {
      const key = "gloss " + box.id;
      box.checked = JSON.parse(localStorage[key] ?? box.checked);
      box.onchange = () => localStorage[key] = box.checked;
    }
  } catch {}
})();

// The page is complete without this file. It does three things: a passage, its
// mark and its note light up together; a note opens in place where there is no
// margin for it; what the reader chose to see is remembered.
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const ids = el => el.dataset.n.split(" ");
  const parts = id => all(`[data-n~=${JSON.stringify(id)}]`);
  const noteOf = id => document.getElementById("n-" + id);
  const shows = el => el.checkVisibility({ visibilityProperty: true });

  // What belongs together lights up.
  let lit = [], shown = [];
  const light = list => {
    for (const el of lit) el.classList.remove("on");
    lit = list.flatMap(parts);
    for (const el of lit) el.classList.add("on");
  };
  for (const type of ["pointerover", "focusin"])
    document.addEventListener(type, e => {
      const el = e.target.closest("[data-n]");
      light(el ? ids(el) : shown);
    });

  // A note in place: a copy of it, without ids, under the words it belongs to.
  const notes = document.querySelector(".notes");
  const pop = document.createElement("div");
  const make = (name, text, props) => Object.assign(document.createElement(name), { textContent: text }, props);
  const inMargin = note => getComputedStyle(note).position === "absolute";
  const inView = note => {
    const r = note.getBoundingClientRect();
    return inMargin(note) && r.top >= 0 && r.bottom <= innerHeight;
  };
  const numberOf = id => document.getElementById("r-" + id);
  const quoted = id => {
    let text = "", block;
    for (const el of parts(id).filter(el => el.localName === "mark")) {
      const own = el.closest("p, li, td, th, h1, h2, h3, h4, pre, dd, dt, figcaption");
      text += (block && own !== block ? " " : "") + el.textContent;
      block = own;
    }
    return text;
  };
  const copy = id => {
    const note = noteOf(id).cloneNode(true), box = make("section", "", { className: note.className });
    for (const el of all(".ways, .num", note)) el.remove();
    for (const el of all("[id]", note)) el.removeAttribute("id");
    box.append(make("h2", numberOf(id).getAttribute("aria-label")));
    if (quoted(id)) box.append(make("blockquote", quoted(id), { className: "quoted" }));
    box.append(...note.childNodes);
    return box;
  };
  let from = null;
  const open = (list, origin) => {
    const inOrder = all(".note", notes).filter(shows), at = inOrder.indexOf(noteOf(list[0]));
    const step = (to, label) => make("button", label, {
      disabled: !to,
      onclick() {
        const number = numberOf(ids(to)[0]);
        open(ids(to), number);
        number.scrollIntoView();
      },
    });
    const nav = make("nav", "");
    nav.append(step(inOrder[at - 1], notes.dataset.previous), step(inOrder[at + list.length], notes.dataset.next),
      make("button", notes.dataset.close, { onclick: () => pop.hidePopover() }));
    pop.replaceChildren(...list.map(copy), nav);
    pop.setAttribute("aria-label", all("h2", pop).map(el => el.textContent).join(", "));
    from = origin;
    light(shown = list);
    if (!pop.matches(":popover-open")) {
      pop.showPopover();
      if (!history.state?.pop) { // so that going back closes it
        history.scrollRestoration = "manual";
        history.pushState({ pop: true }, "");
      }
    }
    pop.scrollTop = 0;
    pop.focus();
  };
  if (notes && pop.showPopover) {
    Object.assign(pop, { className: "pop", popover: "auto", role: "dialog", tabIndex: -1 });
    document.body.append(pop);
    document.addEventListener("click", e => {
      if (e.defaultPrevented || e.button || e.metaKey || e.ctrlKey || e.shiftKey || e.altKey) return;
      const link = e.target.closest("a"), passage = e.target.closest("mark"), inside = pop.contains(e.target);
      if (link?.getAttribute("href")?.startsWith("#")) {
        const id = decodeURIComponent(link.hash).slice(3), note = link.hash.startsWith("#n-") && noteOf(id);
        if (note && !inMargin(note)) open([id], inside ? from : link);
        else if (!inside) return;
        else {
          pop.hidePopover();
          location.replace(link.hash);
        }
        e.preventDefault();
      } else if (!link && passage && getSelection().isCollapsed) {
        const list = ids(passage).filter(id => shows(noteOf(id)));
        if (!list.every(id => inView(noteOf(id)))) open(list, numberOf(list[0]));
      }
    });
    pop.addEventListener("toggle", e => {
      if (e.newState === "open") return;
      light(shown = []);
      if ([document.body, null].includes(document.activeElement) || document.activeElement.matches(".mark")) from.focus({ preventScroll: true });
      setTimeout(() => { // a tap on the next number opens it again at once
        if (!pop.matches(":popover-open") && history.state?.pop) history.back();
      }, 100);
    });
    addEventListener("popstate", () => {
      history.scrollRestoration = "auto";
      if (pop.matches(":popover-open")) pop.hidePopover();
    });
  }

  // The reader's choice.
  for (const box of all(".switches input")) {
    const key = "gloss " + box.id;
    try { box.checked = (localStorage.getItem(key) ?? String(box.checked)) === "true"; } catch {}
    box.addEventListener("change", () => { try { localStorage.setItem(key, box.checked); } catch {} });
  }
})();

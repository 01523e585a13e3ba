// Makes one tree like another by changing as little as can be, so that what the
// reader is doing (scroll, focus, opened notes, words half typed) stays.
//
// A node goes on as the one that has its id; one without an id as the next of its
// kind. What belongs to the reader is left alone: an input's value and state,
// whether details are open, a pop-up that is open, what lights up.

const lit = "on"; // the class that page.js lights notes up with

// morph makes the children of one node like those of another; keep is the editor,
// which is left alone with all its elements, wherever they stand in the old one.
export function morph(old, next, keep) {
  const ids = new Set([...next.querySelectorAll("[id]")].map(el => el.id));
  children(old, next, { keep, ids });
}

function children(old, next, how) {
  let at = skip(old.firstChild, how);
  for (const wanted of [...next.childNodes]) {
    const found = match(at, wanted, old, how);
    if (!found) {
      old.insertBefore(document.importNode(wanted, true), at);
      continue;
    }
    if (found === at) at = skip(at.nextSibling, how);
    else move(old, found, at);
    node(found, wanted, how);
  }
  while (at) {
    const gone = at;
    at = skip(at.nextSibling, how);
    gone.remove();
  }
}

// skip passes over what is the editor's own: its elements, which are named after
// gloss, and its script.
function skip(at, how) {
  while (at && (at.nodeName.startsWith("GLOSS-") || at.nodeName === "SCRIPT" && at.previousSibling === how.keep)) at = at.nextSibling;
  return at;
}

// match finds the old node that a wanted one goes on as.
function match(at, wanted, old, how) {
  if (wanted.id) {
    const same = document.getElementById(wanted.id);
    if (same && same.nodeName === wanted.nodeName && !same.contains(old)) return same;
    return null;
  }
  // One with an id that is wanted elsewhere waits for that.
  for (let node = at; node; node = skip(node.nextSibling, how)) {
    if (node.id && how.ids.has(node.id)) return null;
    if (node.nodeType === wanted.nodeType && node.nodeName === wanted.nodeName && !node.id) return node;
    if (node.nodeType === Node.ELEMENT_NODE && wanted.nodeType === Node.ELEMENT_NODE) return null;
  }
  return null;
}

// move puts a node before another; where browsers can, without taking it out.
function move(parent, node, before) {
  if (parent.moveBefore && node.isConnected) {
    try {
      return parent.moveBefore(node, before);
    } catch { /* it cannot in this case */ }
  }
  parent.insertBefore(node, before);
}

function node(old, next, how) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.data !== next.data) old.data = next.data;
    return;
  }
  if (old.isEqualNode(next)) return;
  if (old.matches("[popover]") && old.matches(":popover-open")) return;
  attributes(old, next);
  if (old.matches("textarea")) return;
  children(old, next, how);
}

const readers = new Set(["checked", "value", "open"]); // attributes that the reader changes

function attributes(old, next) {
  for (const { name, value } of [...next.attributes]) {
    if (readers.has(name) || name === "href" && old.matches("link[rel=stylesheet]")) continue;
    const now = name === "class" && old.classList.contains(lit) ? `${value} ${lit}` : value;
    if (old.getAttribute(name) !== now) old.setAttribute(name, now);
  }
  for (const { name } of [...old.attributes]) {
    if (readers.has(name) || next.hasAttribute(name) || name === "class" && old.className === lit) continue;
    old.removeAttribute(name);
  }
}

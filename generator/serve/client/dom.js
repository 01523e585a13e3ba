// Making elements.

// h makes an element. An attribute that begins with "on" is a listener; true is
// one without a value; false, null and undefined are none.
export function h(name, attributes, ...children) {
  return dress(document.createElement(name), attributes, children);
}

function dress(el, attributes, children) {
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (key.startsWith("on")) el.addEventListener(key.slice(2), value);
    else if (value === true) el.setAttribute(key, "");
    else if (value !== false && value != null) el.setAttribute(key, value);
  }
  el.append(...children.flat().filter(child => child != null && child !== false));
  return el;
}

// The strokes of the icons, in a square of 16.
const strokes = {
  annotate: "M2.5 3.5h11v7.5h-6l-3 2.5v-2.5h-2zM5.5 6h5M5.5 8.5h3",
  edit: "M3 13l.7-2.8 7-7 2.1 2.1-7 7zM9.3 4.6l2.1 2.1",
  remove: "M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.6 9h5.8l.6-9M6.8 7v4M9.2 7v4",
  problems: "M8 2.5l6 10.8H2zM8 6.7v3M8 11.3v.4",
  tray: "M2.5 9l1.8-5.5h7.4L13.5 9v4h-11zM2.5 9h3.3l.9 1.7h2.6L10.2 9h3.3",
  drafts: "M4 2.5h5.5L12 5v8.5H4zM6 6.5h4M6 8.8h4M6 11h2",
  close: "M4 4l8 8M12 4l-8 8",
};

export function icon(name) {
  const ns = "http://www.w3.org/2000/svg";
  const path = dress(document.createElementNS(ns, "path"), { d: strokes[name] }, []);
  return dress(document.createElementNS(ns, "svg"), { viewBox: "0 0 16 16", "aria-hidden": "true", class: "icon" }, [path]);
}

// later calls a function once nothing has asked for it for some time, in
// milliseconds.
export function later(wait, act) {
  let timer = 0;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => act(...given), wait);
  };
}

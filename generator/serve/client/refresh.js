// Brings the page up to date in place, as its files change.
import { morph } from "./morph.js";

export class Refresher {
  constructor(host) {
    this.host = host;
    this.count = Number(host.dataset.count); // of the news the page was made at
    this.busy = false;
    this.again = false;
    this.listeners = [];
    // The page keeps its place by itself: see place.
    document.documentElement.style.overflowAnchor = "none";
  }

  // on calls back with each piece of news once the page is up to date, and with
  // whether it concerns the page.
  on(callback) {
    this.listeners.push(callback);
  }

  async take(news) {
    if (news.count === this.count) return;
    // What came between the page's making and its listening is not known.
    const hello = !news.all && !news.editions && !news.site && !news.styles && !news.problems;
    const mine = this.host.dataset.edition;
    const concerned = hello || news.all || (mine ? news.editions?.includes(mine) : news.site || news.editions);
    this.count = news.count;
    if (news.styles || news.all || hello) swapStyles(news.count);
    if (concerned) await this.refresh();
    for (const callback of this.listeners) callback(hello ? { ...news, problems: true } : news, concerned);
  }

  // refresh fetches the page and puts what is new into its place. Changes that
  // come meanwhile are fetched once more, not once each.
  async refresh() {
    if (this.busy) {
      this.again = true;
      return this.done;
    }
    this.busy = true;
    this.done = (async () => {
      try {
        do {
          this.again = false;
          await this.fetch();
        } while (this.again);
      } finally {
        this.busy = false;
      }
    })();
    return this.done;
  }

  async fetch() {
    let text;
    try {
      const answer = await fetch(location.pathname + location.search, { cache: "no-store" });
      text = await answer.text();
    } catch {
      return; // the preview has ended, or begins again: then it says so
    }
    const next = new DOMParser().parseFromString(text, "text/html");
    const editor = next.querySelector("gloss-editor");
    if (!editor) return;
    if (scripts(next) !== scripts(document)) return location.reload();
    Object.assign(this.host.dataset, { token: editor.dataset.token, edition: editor.dataset.edition });
    editor.nextElementSibling?.remove();
    editor.remove();
    const place = placeOf();
    morph(document.head, next.head, this.host);
    morph(document.body, next.body, this.host);
    // To set what is set already would have the browser style the whole page anew.
    const root = document.documentElement;
    for (const name of ["lang", "dir"]) if (root[name] !== next.documentElement[name]) root[name] = next.documentElement[name];
    place();
    dispatchEvent(new Event("gloss:refreshed"));
  }
}

// scripts names the scripts of a page itself; with other ones it must be loaded
// again.
const scripts = page => [...page.querySelectorAll("script[src]:not([src^='/_gloss/'])")].map(s => s.getAttribute("src")).join();

// placeOf remembers what the reader looks at and returns how to bring it back to
// where it stood in the window.
function placeOf() {
  let block = null;
  for (const el of document.querySelectorAll("main [id]")) {
    const box = el.getBoundingClientRect();
    if (box.bottom > 0 && box.height > 0 && box.height < 2 * innerHeight) {
      block = el;
      break;
    }
  }
  const top = block?.getBoundingClientRect().top;
  return () => {
    if (!block?.isConnected) return;
    const moved = block.getBoundingClientRect().top - top;
    if (Math.abs(moved) >= 1) scrollBy({ top: moved, behavior: "instant" });
  };
}

// coming are the style sheets that are not there yet.
const coming = new WeakSet();

// swapStyles loads the style sheets anew, each put in the place of the old one
// when it is there, so that nothing flashes. One that does not come, as when the
// preview ends, takes no place.
function swapStyles(count) {
  for (const old of document.querySelectorAll("link[rel=stylesheet]")) {
    if (coming.has(old)) {
      old.onload = old.onerror = null;
      old.remove();
      continue;
    }
    const link = old.cloneNode();
    const url = new URL(old.href);
    url.searchParams.set("v", count);
    link.href = url;
    link.onload = () => {
      coming.delete(link);
      old.remove();
    };
    link.onerror = () => link.remove();
    coming.add(link);
    old.after(link);
  }
}

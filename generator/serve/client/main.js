// The editor's side of the preview: it is added to the pages that gloss serve
// shows and is in no published site. This file is where a page begins: it
// listens to what changes and brings the page up to date in place.
import { listen } from "./stream.js";
import { Refresher } from "./refresh.js";
import { Editor } from "./editor.js";
import { sheet } from "./sheet.js";

const host = document.querySelector("gloss-editor");
const refresher = new Refresher(host);
let editor, reached = true;
listen(news => refresher.take(news), is => {
  reached = is;
  editor?.reached(is);
});

const [own, tools, page] = await Promise.all(["editor.css", "tools.css", "page.css"].map(sheet));
document.adoptedStyleSheets.push(page);
editor = new Editor(host, refresher, own, tools);
if (!reached) editor.reached(false);

// The editor's side of the preview: it is added to the pages that gloss serve
// shows and is in no published site. This file is where a page begins: it
// listens to what changes and brings the page up to date in place.
import { listen } from "./stream.js";
import { Refresher } from "./refresh.js";

const host = document.querySelector("gloss-editor");
const refresher = new Refresher(host);

listen(news => refresher.take(news));

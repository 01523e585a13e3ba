// Loads the page again when the site was built anew. gloss serve adds it to the
// pages it shows; it is never published.
//
// A browser opens six connections to a server, for all its tabs together, and a
// stream takes one: so the stream is open only while the page is seen.
(() => {
  "use strict";
  const shown = document.currentScript.dataset.version;
  let stream = null;
  const follow = () => {
    const wanted = document.visibilityState === "visible";
    if (wanted && !stream) {
      stream = new EventSource("/_gloss/events");
      stream.onmessage = e => { if (e.data !== shown) location.reload(); };
    } else if (!wanted && stream) {
      stream.close();
      stream = null;
    }
  };
  document.addEventListener("visibilitychange", follow);
  addEventListener("pagehide", () => { if (stream) stream.close(); stream = null; });
  addEventListener("pageshow", follow);
  follow();
})();

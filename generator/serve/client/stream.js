// News of what has changed. A browser opens six connections to a server, for all
// its tabs together, and a stream takes one for good: so one shared worker
// listens for all tabs. Where there are no shared workers, a page listens while
// it is seen.

export const eventsURL = "/_gloss/events";

export function listen(take) {
  if (typeof SharedWorker === "function") shared(take);
  else whileSeen(take);
}

function shared(take) {
  let port = null;
  const join = () => {
    port = new SharedWorker(new URL("worker.js", import.meta.url), "gloss news").port;
    port.onmessage = e => take(e.data);
    port.start();
  };
  // A page that is put by and shown again joins again.
  addEventListener("pagehide", () => {
    port?.postMessage("leave");
    port = null;
  });
  addEventListener("pageshow", () => port || join());
  join();
}

function whileSeen(take) {
  let stream = null;
  const follow = () => {
    const seen = document.visibilityState === "visible";
    if (seen && !stream) {
      stream = new EventSource(eventsURL);
      stream.onmessage = e => take(JSON.parse(e.data));
    } else if (!seen && stream) {
      stream.close();
      stream = null;
    }
  };
  document.addEventListener("visibilitychange", follow);
  follow();
}

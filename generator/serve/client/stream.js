// News of what has changed, and whether anybody is there to tell it. A browser
// opens six connections to a server, for all its tabs together, and a stream
// takes one for good: so one shared worker listens for all tabs. Where there are
// no shared workers, a page listens while it is seen.
import { again, follow } from "./follow.js";

// listen calls take with each piece of news, and reached with whether the preview
// answers, whenever that changes.
export function listen(take, reached) {
  let answers = true;
  const hear = told => {
    const is = told.reached ?? true;
    if (is !== answers) reached(answers = is);
    if (is) take(told);
  };
  if (typeof SharedWorker === "function") shared(hear);
  else whileSeen(hear);
}

function shared(hear) {
  let port = null;
  const join = () => {
    const worker = new SharedWorker(new URL("worker.js", import.meta.url), { name: "gloss news", type: "module" });
    worker.onerror = () => { // it could not be loaded
      hear({ reached: false });
      setTimeout(join, again);
    };
    port = worker.port;
    port.onmessage = e => hear(e.data);
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

function whileSeen(hear) {
  let stop = null;
  const look = () => {
    const seen = document.visibilityState === "visible";
    if (seen) stop ??= follow(hear);
    else stop = stop?.();
  };
  document.addEventListener("visibilitychange", look);
  look();
}

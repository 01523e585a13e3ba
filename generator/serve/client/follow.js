// Follows the stream of news, for a page or for the shared worker.

export const again = 1000; // milliseconds after which what has failed is tried once more

// follow calls hear with each piece of news, and with {reached: false} when the
// preview does not answer. It returns what ends it.
export function follow(hear) {
  let stream, timer;
  const open = () => {
    stream = new EventSource("/_gloss/events");
    stream.onmessage = e => hear(JSON.parse(e.data));
    stream.onerror = () => {
      hear({ reached: false });
      // Browsers try again by themselves, unless they take the end for final.
      if (stream.readyState === EventSource.CLOSED) timer = setTimeout(open, again);
    };
  };
  open();
  return () => {
    clearTimeout(timer);
    stream.close();
  };
}

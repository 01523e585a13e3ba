// The shared worker that listens for all tabs: see stream.js.
const ports = new Set();
let stream = null, last = null;

const tell = news => ports.forEach(port => port.postMessage(news));

function open() {
  if (stream && stream.readyState !== EventSource.CLOSED) return;
  stream = new EventSource("/_gloss/events");
  stream.onmessage = e => tell(last = JSON.parse(e.data));
}

onconnect = e => {
  const [port] = e.ports;
  ports.add(port);
  port.onmessage = () => {
    ports.delete(port);
    if (!ports.size && stream) stream = stream.close();
  };
  if (last) port.postMessage({ count: last.count });
  open();
};

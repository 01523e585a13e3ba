// The shared worker that listens for all tabs: see stream.js.
import { follow } from "./follow.js";

const ports = new Set();
let stop = null, last = null, reached = true;

function tell(told) {
  reached = told.reached ?? true;
  if (reached) last = told;
  ports.forEach(port => port.postMessage(told));
}

onconnect = e => {
  const [port] = e.ports;
  ports.add(port);
  port.onmessage = () => {
    ports.delete(port);
    if (ports.size) return;
    stop = stop?.();
    reached = true; // as far as anybody knows
  };
  if (last) port.postMessage({ count: last.count });
  if (!reached) port.postMessage({ reached });
  stop ??= follow(tell);
};

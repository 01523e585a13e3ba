// The calls that the page makes; see api.go for the other side.
import { words } from "./words.js";

// Refusal is an answer that says no; its message is for the user, and answer
// holds what else was said.
export class Refusal extends Error {
  constructor(status, answer) {
    super(answer.error);
    Object.assign(this, { status, answer });
  }
}

// Unreachable says that nobody answers.
export class Unreachable extends Error {}

export class API {
  constructor(host, refresher) {
    Object.assign(this, { host, refresher });
  }

  // call makes a call. What is sent with it may be a function that makes it, anew
  // if it must be sent again.
  async call(name, body = {}) {
    const make = typeof body === "function" ? body : () => body;
    try {
      return await this.ask(name, await make());
    } catch (err) {
      // A preview that was started again has another token, and a page of it
      // holds that.
      if (err.status !== 403) throw err;
      await this.refresher.refresh();
      // Where a passage stands in a text is what the run before has said.
      if (body.passage) throw new Refusal(err.status, { error: words.begunAnew });
      return this.ask(name, await make());
    }
  }

  async ask(name, body) {
    let answer, value;
    try {
      answer = await fetch("/_gloss/api/" + name, {
        method: "POST", body: JSON.stringify(body), cache: "no-store",
        headers: { "Content-Type": "application/json", "X-Gloss-Token": this.host.dataset.token },
      });
      value = await answer.json();
    } catch (err) {
      throw new Unreachable(err.message);
    }
    if (!answer.ok) throw new Refusal(answer.status, value);
    return value;
  }
}

// The list of what is wrong in the content, as the terminal prints it.
import { h } from "./dom.js";
import { Panel } from "./panel.js";
import { words } from "./words.js";

export class Problems extends Panel {
  constructor(editor) {
    super(editor, "problems");
    Object.assign(this, { list: [], opens: false });
    this.heading.textContent = words.problems;
    this.items = h("ul", { role: "list" });
    this.body.append(this.items);
    this.button = editor.dock.add("problems", words.problems, opener => this.toggle(opener), this);
    this.show();
  }

  // refresh asks for the problems and tells when they are others.
  async refresh() {
    let answer;
    try {
      answer = await this.editor.api.call("problems");
    } catch {
      return; // said elsewhere
    }
    const before = JSON.stringify(this.list);
    this.list = answer.problems;
    this.opens = answer.opens;
    if (JSON.stringify(this.list) === before) return;
    this.show();
    this.editor.say(this.list.length ? this.summary() : words.noProblems);
  }

  count(severity) {
    return this.list.filter(p => p.severity === severity).length;
  }

  summary() {
    const errors = this.count("error"), warnings = this.count("warning");
    return [errors && words.errorsCount(errors), warnings && words.warningsCount(warnings)].filter(Boolean).join(", ");
  }

  show() {
    const had = this.items.contains(this.editor.root.activeElement) && [...this.items.querySelectorAll("button")].indexOf(this.editor.root.activeElement);
    this.items.replaceChildren(...this.list.map(p => this.item(p)));
    this.foot.textContent = this.opens ? "" : words.howToOpen;
    this.button.set(this.list.length, this.count("error") ? "error" : "warning", this.summary());
    if (!this.list.length) this.close();
    else if (had !== false) ([...this.items.querySelectorAll("button")][had] ?? this.el).focus();
  }

  item(p) {
    const at = [p.file, p.line, p.column].filter(Boolean).join(":");
    return h("li", { class: p.severity },
      h("p", {}, h("strong", {}, words[p.severity]), ": ", p.text),
      at && h("button", { class: "place", type: "button", title: (this.opens ? words.openFile : words.copyPlace)(at), onclick: () => this.go(p, at) },
        h("span", { class: "at" }, at), p.excerpt && excerpt(p)),
      !at && p.excerpt && excerpt(p),
      p.hint && h("p", { class: "hint" }, p.hint));
  }

  async go(p, at) {
    try {
      if (!this.opens) {
        const place = [p.file, p.line].filter(Boolean).join(":");
        await navigator.clipboard.writeText(place);
        return this.editor.toasts.show(words.copied(place));
      }
      await this.editor.api.call("open", { file: p.file, line: p.line, column: p.column });
      this.editor.toasts.show(words.opened(at));
    } catch (err) {
      this.editor.toasts.show(this.opens ? this.editor.why(err) : words.notCopied(at));
    }
  }
}

const around = 60; // code points shown on either side of the column

// excerpt shows the line with the column marked; a paragraph is often one line.
function excerpt(p) {
  const line = [...p.excerpt.replaceAll("\t", " ")], at = Math.min(Math.max(p.column - 1, 0), line.length);
  const from = Math.max(0, at - around), to = at + around;
  const part = (a, b) => line.slice(a, b).join("");
  const before = (from > 0 ? "…" : "") + part(from, at).trimStart(), after = part(at + 1, to) + (to < line.length ? "…" : "");
  return h("code", { class: "excerpt" }, h("bdi", {}, ...(p.column ? [before, h("mark", {}, line[at] ?? " "), after] : [part(0, 2 * around)])));
}

// The panel in which a note is written, anew or again.
import { h, later } from "./dom.js";
import { Panel } from "./panel.js";
import { Form } from "./form.js";
import { Chooser } from "./chooser.js";
import { Conflict } from "./conflict.js";
import { wordsOf } from "./lines.js";
import { find, quote } from "./quote.js";
import { reveal, show } from "./highlight.js";
import { tidy } from "./text.js";
import { words } from "./words.js";

const rests = 250; // milliseconds without a keystroke after which the note is shown as it will be

export class NotePanel extends Panel {
  constructor(editor) {
    super(editor, "note");
    this.turn = 0; // counts what was asked to be drawn: only the last is shown
    this.work = null; // what is being written: a draft, and where its words stand (range, passage)
    this.chooser = new Chooser(editor, "note", range => this.choose(range));
    this.form = new Form(editor, () => this.changed());
    this.error = h("p", { class: "error", role: "alert", hidden: true });
    this.conflict = new Conflict();
    this.moves = h("button", { type: "button", class: "quiet", onclick: () => this.move() }, words.moveNote);
    this.chooser.el.append(this.moves);
    this.body.append(this.chooser.el, this.form.el, this.conflict.el);
    // As it will be published: in the page's own tree, where the page's style is.
    this.rendered = h("div", { slot: "rendering" });
    this.faults = h("ul", { role: "list", class: "faults", hidden: true });
    editor.host.append(this.rendered);
    this.form.rendering.append(h("h3", {}, words.asPublished), h("slot", { name: "rendering" }), this.faults);
    this.saves = h("button", { type: "button", class: "main", title: words.saveKeys, onclick: () => this.save() }, words.save);
    this.removes = h("button", { type: "button", class: "apart", onclick: () => this.remove() }, words.remove);
    this.foot.append(this.error, h("p", { class: "acts" }, this.saves, h("button", { type: "button", onclick: () => this.close() }, words.cancel), this.removes));
    editor.desk.on(desk => this.work && this.form.setDesk(desk));
    this.draw = later(rests, () => this.render());
    this.el.addEventListener("keydown", e => {
      if (e.key !== "Enter" || !e.ctrlKey && !e.metaKey || e.isComposing) return;
      e.preventDefault();
      this.save();
    });
    addEventListener("pagehide", () => this.work && this.keep());
    addEventListener("gloss:refreshed", () => this.refreshed());
  }

  // begin begins a note on a range of the essay, or with null on one that is yet
  // to be chosen; choosing begins with the choice of words in any case.
  async begin(range, opener, choosing = !range) {
    const draft = { key: `new ${Date.now()}`, was: null, quote: null, words: "", note: null, base: null };
    if (!await this.take(draft, opener)) return;
    if (range) this.choose(range);
    else this.chooser.show(null, words.noWords);
    this.chooser.toggle(choosing);
    if (!choosing) this.form.body.focus();
  }

  // edit opens a note that stands in the files.
  async edit(id, opener) {
    const kept = this.editor.drafts.of(id);
    if (kept) return this.resume(kept, opener);
    let loaded;
    try {
      loaded = await this.editor.api.call("note", { edition: this.editor.edition, id });
    } catch (err) {
      return this.editor.toasts.show(this.editor.why(err));
    }
    const draft = { key: `edit ${id}`, was: id, quote: null, words: "", note: loaded.note, base: loaded.seen };
    if (await this.take(draft, opener)) this.form.body.focus();
  }

  // resume goes on with a draft.
  async resume(draft, opener, quietly) {
    if (!await this.take(draft, opener, quietly)) return;
    this.refreshed();
    if (!quietly) this.form.body.focus();
  }

  // take opens the panel for a draft. What was being written before is kept.
  async take(draft, opener, quietly) {
    if (this.isOpen) this.put(opener);
    const desk = await this.editor.desk.get();
    if (!desk) return false;
    this.form.setDesk(desk);
    draft.note ??= { id: "", series: "", creator: this.editor.creator(), created: "", language: "", sources: [], tags: [], body: "" };
    draft.base ??= draft.note;
    this.work = { ...draft, range: null, passage: null };
    this.form.fill(draft.note);
    this.fail("");
    this.showFaults([]);
    this.rendered.replaceChildren();
    this.compare(null);
    this.heading.textContent = draft.was ? words.editNote(this.editor.labelOf(draft.was)) : words.newNote;
    this.removes.hidden = !draft.was;
    this.moves.hidden = !draft.was || !this.editor.selection;
    this.form.id.placeholder = words.idMade;
    this.editor.drafts.write(draft.key);
    this.open(opener, quietly);
    if (draft.was) this.standAt(draft.was);
    this.render();
    return true;
  }

  // choose takes the words that the note is to be about.
  choose(range) {
    return this.finding = this.look(range);
  }

  async look(range) {
    const work = this.work;
    Object.assign(work, { range, quote: quote(range), passage: null });
    this.chooser.show(range);
    work.words = this.chooser.quoted.textContent;
    show("passage", range);
    this.place();
    this.keep();
    try {
      const { passage, overlaps } = await this.editor.passage(range);
      if (work.range !== range) return;
      work.passage = passage;
      this.fail("");
      this.chooser.show(range, overlaps.length ? words.overlaps(overlaps.map(id => this.editor.labelOf(id))) : "");
      this.render();
    } catch (err) {
      if (work.range === range) this.fail(this.editor.why(err));
    }
  }

  // refreshed finds the words again in a page that has changed.
  refreshed() {
    if (!this.isOpen || !this.work) return;
    if (this.work.was) return this.standAt(this.work.was);
    if (!this.work.quote) return;
    const range = find(this.work.quote);
    if (range) return this.choose(range);
    Object.assign(this.work, { range: null, passage: null });
    show("passage", null);
    this.chooser.show(null, words.wordsGone(this.work.words));
  }

  // standAt shows where the note stands that is being changed.
  standAt(id) {
    const marks = [...document.querySelectorAll(`main .text mark[data-n~="${CSS.escape(id)}"]`)];
    let range = null;
    if (marks.length) {
      range = new Range();
      range.setStartBefore(marks[0]);
      range.setEndAfter(marks.at(-1));
      range = tidy(range);
    }
    this.work.range = range;
    if (range) this.work.words = wordsOf(range);
    this.chooser.tell(this.work.words);
    show("passage", range);
    this.place();
  }

  open(opener, quietly) {
    super.open(opener, quietly);
    this.editor.selection?.offer({ label: words.takeWords, icon: "annotate", take: range => this.work.was ? this.editor.annotate(range) : this.choose(range) });
  }

  // close ends the writing; what was written stays at hand.
  close() {
    const { range } = this.work ?? {};
    const kept = this.put();
    super.close();
    if (document.activeElement.matches(".text")) this.editor.stand(range);
    if (kept) this.editor.drafts.offer(kept);
  }

  // put puts the draft away, and returns it when there is anything in it.
  put() {
    if (!this.work) return null;
    const draft = this.keep(false);
    this.work = null;
    show("passage", null);
    this.editor.selection?.offer(null);
    this.editor.drafts.write(null);
    return draft;
  }

  changed() {
    this.keep();
    this.draw();
  }

  // keep stores the draft, unless nothing in it differs from what is in the files.
  keep(open = true) {
    const { key, was, quote, words: said, base } = this.work, note = this.form.read();
    const draft = { key, was, quote, words: said, note, base, open };
    if (same(note, base)) {
      this.editor.drafts.drop(key);
      return null;
    }
    this.editor.drafts.put(draft);
    return draft;
  }

  // render shows the note as it will be published, once it is known where.
  async render() {
    const work = this.work, turn = ++this.turn;
    if (!work || !work.was && !work.passage) return;
    const note = this.form.read();
    if (!note.body.trim() && !note.sources.length) {
      this.rendered.replaceChildren();
      return this.showFaults([]);
    }
    const index = Math.max(1, this.form.desk.series.findIndex(s => s.id === note.series) + 1);
    try {
      const { html, problems } = await this.editor.api.call("draft", { edition: this.editor.edition, note, ...work.was ? { was: work.was } : { passage: work.passage } });
      if (turn !== this.turn) return;
      this.rendered.className = `note s${index}`;
      this.rendered.lang = note.language || document.documentElement.lang;
      this.rendered.innerHTML = html;
      this.rendered.querySelectorAll("[id]").forEach(el => el.removeAttribute("id"));
      this.showFaults(problems);
    } catch (err) {
      if (turn === this.turn && err.status) this.showFaults([{ text: err.message }]);
    }
  }

  showFaults(list) {
    this.faults.replaceChildren(...list.map(p => h("li", { class: p.severity }, p.text, p.hint && h("span", { class: "hint" }, p.hint))));
    this.faults.hidden = !list.length;
  }

  fail(text) {
    this.error.textContent = text;
    this.error.hidden = !text;
  }

  async save() {
    const work = this.work;
    if (!work || this.saving) return;
    if (!work.was && !work.range) {
      this.chooser.toggle(true);
      return this.fail(words.noWords);
    }
    this.saving = true;
    this.saves.setAttribute("aria-disabled", "true");
    try {
      if (!work.was && !work.passage) await this.finding;
      if (!work.was && !work.passage) return; // why has been said
      const note = this.form.read();
      const how = work.was ? { was: work.was, seen: work.base } : { passage: work.passage };
      const answer = await this.editor.api.call("save", { edition: this.editor.edition, note, ...how });
      this.saved(work, note, answer);
    } catch (err) {
      if (err.status === 409 && err.answer.theirs) this.compare(err.answer);
      else this.fail(this.editor.why(err));
    } finally {
      this.saving = false;
      this.saves.removeAttribute("aria-disabled");
    }
  }

  async saved(work, note, answer) {
    this.editor.creator(note.creator);
    this.editor.drafts.drop(work.key);
    const opener = this.opener;
    this.work = null;
    show("passage", null);
    this.editor.selection?.offer(null);
    this.editor.drafts.write(null);
    super.close();
    this.editor.done(work.was ? words.changed : words.added, answer.undo);
    const mark = await this.editor.appeared("r-" + answer.id);
    const back = work.was && opener?.isConnected ? opener : mark;
    if (back && !this.editor.isBusy()) back.focus({ preventScroll: true });
  }

  async remove() {
    const { key, was, base } = this.work;
    if (await this.editor.remove(was, base, answer => this.compare(answer, true))) {
      this.editor.drafts.drop(key);
      this.work = null;
      this.close();
    }
  }

  // compare shows what somebody else has made of the note meanwhile, and asks;
  // null: no more.
  compare(answer, removing) {
    this.form.el.hidden = !!answer;
    this.foot.hidden = !!answer;
    this.conflict.show(answer && {
      mine: this.form.read(), theirs: answer.theirs, series: this.form.desk.series, removing,
      keep: () => {
        this.seeTheirs(answer.theirs, true);
        if (removing) this.remove();
        else this.save();
      },
      take: () => {
        this.editor.drafts.drop(this.work.key);
        this.seeTheirs(answer.theirs);
        this.form.fill(answer.theirs);
        this.render();
        this.form.body.focus();
      },
      merge: () => {
        this.seeTheirs(answer.theirs, true);
        this.conflict.beside(answer.theirs);
        this.form.body.focus();
      },
    });
    if (!answer) return;
    this.body.scrollTop = 0;
    this.conflict.el.querySelector("h3").focus();
  }

  // move attaches the note to other words; what is written here is kept.
  move() {
    const { was, words: quoted } = this.work, { opener } = this;
    this.put();
    super.close();
    this.editor.attach.begin({ id: was, quoted }, opener);
  }

  // seeTheirs takes what somebody else has made of the note as known, and of it
  // what the user has not changed, where the rest is to be kept.
  seeTheirs(theirs, keep) {
    const { base } = this.work;
    if (keep) {
      const mine = this.form.read();
      for (const name of Object.keys(theirs)) if (String(mine[name] ?? "") === String(base[name] ?? "")) mine[name] = theirs[name];
      this.form.fill(mine);
    }
    this.work.base = theirs;
    this.compare(null);
  }

  // place puts the panel at the height of the passage, or the passage above the
  // panel.
  place() {
    super.place();
    const range = this.work?.range;
    if (!range) return;
    if (this.isBeside) this.el.style.setProperty("--top", `${Math.round(range.getBoundingClientRect().top - 48)}px`);
    else reveal(range, this.el.offsetHeight);
  }
}

const same = (a, b) => ["series", "body", "creator", "id", "language", "created"].every(k => (a[k] ?? "") === (b[k] ?? "")) &&
  ["sources", "tags"].every(k => String(a[k] ?? []) === String(b[k] ?? []));

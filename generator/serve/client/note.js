// The panel in which a note is written, anew or again.
import { h } from "./dom.js";
import { Panel } from "./panel.js";
import { Form } from "./form.js";
import { Chooser } from "./chooser.js";
import { Conflict, merged } from "./conflict.js";
import { newKey, same } from "./drafts.js";
import { Rendering } from "./rendering.js";
import { wordsOf } from "./lines.js";
import { quote } from "./quote.js";
import { reveal, show } from "./highlight.js";
import { essay, standing } from "./text.js";
import { words } from "./words.js";

export class NotePanel extends Panel {
  constructor(editor) {
    super(editor, "note");
    this.work = null; // what is being written: a draft (see drafts.js), and where its words stand: range, passage
    this.chooser = new Chooser(editor, "note", range => this.choose(range), () => this.chooseWhole());
    this.moves = h("button", { type: "button", class: "quiet", onclick: () => this.move() }, words.moveNote);
    this.chooser.el.append(this.moves);
    this.conflict = new Conflict();
    this.rendering = new Rendering(editor, () => this.drawn());
    this.form = new Form(editor, this.rendering.el, () => this.changed());
    this.body.append(this.chooser.el, this.conflict.el, this.form.el);
    this.error = h("p", { class: "error", role: "alert", hidden: true });
    this.saves = h("button", { type: "button", class: "main", title: words.saveKeys, onclick: () => this.save() }, words.save);
    this.removes = h("button", { type: "button", class: "apart", onclick: () => this.remove() }, words.remove);
    this.foot.append(this.error, h("p", { class: "acts" }, this.saves, h("button", { type: "button", onclick: () => this.close() }, words.cancel), this.removes));
    this.el.addEventListener("keydown", e => {
      if (e.key !== "Enter" || !e.ctrlKey && !e.metaKey || e.isComposing) return;
      e.preventDefault();
      this.save();
    });
    editor.desk.on(desk => this.work && this.form.setDesk(desk));
    addEventListener("pagehide", () => this.work && this.keep());
    addEventListener("gloss:refreshed", () => this.work && this.refreshed());
  }

  // begin begins a note on a range of the essay, or with null on one that is yet
  // to be chosen; choosing begins with the choice of words in any case.
  async begin(range, opener, choosing = !range) {
    const note = { id: "", series: "", creator: this.editor.creator(), created: "", language: "", sources: [], tags: [], body: "" };
    if (!await this.take({ key: newKey(), was: null, quote: null, words: "", note, base: note }, opener)) return;
    if (range) this.choose(range);
    else this.chooser.show(null, words.noWords);
    this.chooser.toggle(choosing);
    if (!choosing) this.form.body.focus();
  }

  // edit opens a note that stands in the files, with what was changed in it and
  // not saved; quoted are the words it is about where these are not in the page.
  async edit(id, opener, quoted = "") {
    const kept = this.editor.drafts.of(id);
    if (kept) return this.resume(kept, opener);
    let note;
    try {
      ({ note } = await this.editor.api.call("note", { edition: this.editor.edition, id }));
    } catch (err) {
      return this.editor.toasts.show(this.editor.why(err));
    }
    await this.resume({ key: `edit ${id}`, was: id, quote: null, words: quoted, note, base: note }, opener);
  }

  // resume goes on with a draft.
  async resume(draft, opener, quietly) {
    if (!await this.take(draft, opener, quietly)) return;
    this.refreshed();
    this.align();
    if (!quietly) this.form.body.focus();
  }

  // take opens the panel for a draft. What was being written before is kept.
  async take(draft, opener, quietly) {
    this.put();
    const desk = await this.editor.desk.get();
    if (!desk) return false;
    this.work = { ...draft, range: null, passage: draft.whole ? { whole: true } : null };
    this.form.setDesk(desk);
    this.form.fill(draft.note, draft.typed);
    this.fail("");
    this.compare(null);
    this.title();
    this.open(opener, quietly);
    this.rendering.draw();
    this.editor.selection?.offer({
      label: words.takeWords, icon: "annotate",
      take: range => this.work.was ? this.editor.annotate(range) : this.choose(range),
    });
    return true;
  }

  // title says what is being written, and offers what can be done with it.
  title() {
    const { key, was } = this.work;
    this.heading.textContent = was ? words.editNote(this.editor.labelOf(was)) : words.newNote;
    this.removes.hidden = !was;
    this.moves.hidden = !was || !this.editor.selection;
    this.editor.drafts.write(key);
  }

  // choose takes words that the note is to be about.
  choose(range) {
    this.look(range);
    this.align();
  }

  // chooseWhole makes the note one on the whole work.
  chooseWhole() {
    Object.assign(this.work, { range: null, quote: null, words: words.wholeWork, whole: true, passage: { whole: true }, looking: null });
    show("passage", null);
    this.chooser.toggle(false);
    this.refreshed();
    this.fail("");
    this.keep();
    this.rendering.draw();
    this.form.body.focus();
  }

  // look finds out what a range of the page is of the text.
  look(range) {
    const { work } = this;
    Object.assign(work, { range, quote: quote(range), words: wordsOf(range), whole: false, passage: null });
    this.chooser.show(range);
    show("passage", range);
    this.keep();
    work.looking = this.editor.passage(range).then(({ passage, overlaps }) => {
      if (work.range !== range) return;
      work.passage = passage;
      this.chooser.show(range, overlaps.length ? words.overlaps(overlaps.map(id => this.editor.labelOf(id))) : "");
      this.rendering.draw();
    }).catch(err => work.range === range && this.chooser.show(range, this.editor.why(err)));
  }

  // looked waits until it is known what the words are of the text; where the page
  // changes meanwhile, of the text as it is then.
  async looked(work) {
    for (let looking; looking !== work.looking;) {
      looking = work.looking;
      await looking;
    }
  }

  // refreshed finds the words again in a page that has changed.
  refreshed() {
    const { work } = this;
    if (work.was) return this.standAt(standing(work.was));
    if (work.whole) return this.chooser.show(null, words.onWholeWork);
    if (!work.quote) return;
    const range = this.chooser.again(work.quote, work.words);
    if (range) this.look(range);
    else Object.assign(work, { range: null, passage: null });
  }

  // standAt shows where the note stands that is being changed.
  standAt(range) {
    this.work.range = range;
    if (range) Object.assign(this.work, { words: wordsOf(range), quote: quote(range) });
    this.chooser.tell(this.work.words);
    show("passage", range);
  }

  // align puts the panel at the height of the passage, or the passage above the
  // panel.
  align() {
    const { range } = this.work;
    if (!range) return;
    if (this.isBeside) this.el.style.setProperty("--top", `${Math.round(range.getBoundingClientRect().top - 48)}px`);
    else reveal(range, this.el.offsetHeight);
  }

  changed() {
    this.fail("");
    this.keep();
    this.rendering.drawSoon();
  }

  // drawn is what is to be drawn of the note: nothing before it is known where,
  // and what it says.
  drawn() {
    const { work } = this, note = work && this.form.read();
    if (!work || !work.was && !work.passage || !note.body.trim() && !note.sources.length) return null;
    const series = Math.max(0, this.form.desk.series.findIndex(s => s.id === note.series)) + 1;
    return work.was ? { note, series, was: work.was } : { note, series, passage: work.passage };
  }

  // keep stores the draft, unless it says nothing else than the files.
  keep(open = true) {
    const { key, was, quote, words: said, whole, base } = this.work, note = this.form.read(), { typed } = this.form;
    const draft = { key, was, quote, words: said, whole, note, typed, base, open };
    if (same(note, base) && !typed) {
      this.editor.drafts.drop(key);
      return null;
    }
    this.editor.drafts.put(draft);
    return draft;
  }

  // put puts what is being written away, and returns the draft if there is
  // anything in it.
  put() {
    const draft = this.work && this.keep(false);
    this.end();
    return draft;
  }

  // end ends the writing.
  end() {
    this.work = null;
    show("passage", null);
    this.editor.selection?.offer(null);
    this.editor.drafts.write(null);
  }

  // close ends the writing; what was written stays at hand.
  close() {
    const range = this.work?.range, kept = this.put();
    super.close();
    if (document.activeElement.matches(".text")) this.editor.stand(range);
    if (kept) this.editor.drafts.offer(kept);
  }

  fail(text) {
    this.error.textContent = text;
    this.error.hidden = !text;
  }

  async save() {
    const { work } = this;
    if (!work || this.saving) return;
    if (!work.was && !work.range && !work.whole) {
      this.chooser.toggle(true);
      return this.fail(words.noWords);
    }
    const typed = this.form.takeTyped();
    if (typed) return this.fail(words.typedSource(typed));
    this.saving = true;
    this.saves.setAttribute("aria-disabled", "true");
    try {
      await this.which(work);
      const note = this.form.read();
      const answer = await this.editor.api.call("save", async () => ({ edition: this.editor.edition, note, ...await this.which(work) }));
      if (!work.was) this.editor.creator(note.creator);
      await this.saved(work, answer);
    } catch (err) {
      if (this.work !== work) this.editor.toasts.show(this.editor.why(err));
      else if (err.answer?.theirs) this.compare(err.answer);
      else if (err.status === 404 && work.was) this.renew();
      else this.fail(this.editor.why(err));
    } finally {
      this.saving = false;
      this.saves.removeAttribute("aria-disabled");
    }
  }

  // which says which note is meant: where a new one stands, or what was seen of one
  // that is there.
  async which(work) {
    await this.looked(work);
    if (work.was) return { was: work.was, seen: work.base };
    if (!work.passage) throw new Error(this.chooser.told.textContent || words.noWords);
    return { passage: work.passage };
  }

  // saved closes the panel and, when the page shows the note, goes back to it.
  async saved(work, { id, undo }) {
    const { opener } = this;
    this.editor.drafts.drop(work.key);
    if (this.work === work) {
      this.end();
      super.close();
    }
    this.editor.done(work.was ? words.changed : words.added, undo);
    const mark = await this.editor.appeared("r-" + id);
    const back = work.was && opener?.isConnected ? opener : mark;
    if (!this.editor.isBusy()) back?.focus({ preventScroll: true });
  }

  // renew makes a new note of one that somebody else has deleted meanwhile.
  renew() {
    const { work } = this;
    this.editor.drafts.drop(work.key);
    Object.assign(work, { key: newKey(), was: null, base: {} });
    this.title();
    this.chooser.show(null, words.noWords);
    this.refreshed();
    this.fail(words.removedMeanwhile);
  }

  async remove() {
    const { work } = this;
    if (!await this.editor.remove(work.was, work.base, answer => this.compare(answer, true))) return;
    this.editor.drafts.drop(work.key);
    this.end();
    super.close();
  }

  // move attaches the note to other words; what is written here is kept.
  async move() {
    const { was: id, words: said, base } = this.work, { opener } = this;
    let targets;
    try {
      ({ note: { targets } } = await this.editor.api.call("note", { edition: this.editor.edition, id }));
    } catch (err) {
      return this.fail(this.editor.why(err));
    }
    this.put();
    super.close();
    const [target] = targets, same = said && targets.length === 1 && target === base.targets?.[0];
    this.editor.attach.begin({ id, n: 1, target, quoted: same ? said : target }, opener);
  }

  // compare shows what somebody else has made of the note meanwhile, and asks;
  // null: no more.
  compare(answer, removing) {
    this.form.el.hidden = this.foot.hidden = !!answer;
    if (!answer) return this.conflict.show(null);
    const { theirs } = answer, { work } = this, mine = this.form.read();
    // From now on theirs is what the files say.
    const take = note => {
      work.base = theirs;
      this.form.fill(note, this.form.typed);
      this.compare(null);
      this.changed();
      this.form.body.focus();
    };
    this.conflict.show({
      mine, theirs, series: this.form.desk.series, removing,
      keep: () => {
        take(merged(mine, work.base, theirs));
        if (removing) this.remove();
        else this.save();
      },
      take: () => take(theirs),
      merge: () => {
        take(merged(mine, work.base, theirs));
        this.conflict.beside(theirs);
      },
    });
    this.body.scrollTop = 0;
  }
}

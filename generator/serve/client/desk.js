// What the edition of the page has to work with, as the server lays it out.
export class Desk {
  constructor(editor) {
    Object.assign(this, { editor, last: null, listeners: [] });
  }

  // on calls back with the desk now and whenever it may be another.
  on(callback) {
    this.listeners.push(callback);
    if (this.last) callback(this.last);
  }

  // get is the desk; null where the edition cannot be read, which is said.
  async get() {
    if (!this.last) await this.refresh(true);
    return this.last;
  }

  async refresh(aloud) {
    if (!this.editor.edition) return;
    try {
      this.last = await this.editor.api.call("desk", { edition: this.editor.edition });
    } catch (err) {
      if (aloud) this.editor.toasts.show(this.editor.why(err));
      return;
    }
    for (const callback of this.listeners) callback(this.last);
  }
}

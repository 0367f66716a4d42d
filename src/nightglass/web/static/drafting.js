// What is typed is kept as a draft while it is typed. Where another window has written something else, nothing is
// overwritten: the page shows both and asks.

import { hold, release } from "./keeping.js";
import { post } from "./post.js";

const PAUSE = 800; // milliseconds from a change until it is sent

export class Drafting {
  /**
   * `form` with its `field` that is typed in and its hidden field `seen` (when the draft was changed that this window
   * goes on from); `keeping` says whether it is kept; `path` and `fields` are where it goes and what goes with it;
   * `both` is called with what another window has written ({text, changed}).
   */
  constructor({ form, field, seen, keeping, path, fields, both }) {
    Object.assign(this, { form, field, seen, keeping, path, fields, both });
    this.dirty = false;
    this.stopped = false;
    this.sending = null;
    this.timer = null;
    field.addEventListener("input", () => this.changed());
    form.addEventListener("submit", (event) => this.submit(event));
    window.addEventListener("pagehide", () => this.leave());
    window.addEventListener("beforeunload", (event) => { if (this.dirty && !this.stopped) event.preventDefault(); });
  }

  changed() {
    this.dirty = true;
    if (this.stopped) return;
    hold("draft");
    this.timer ??= setTimeout(() => this.send(), PAUSE);
  }

  values() {
    return { ...this.fields, text: this.field.value, seen: this.seen.value };
  }

  /** Send what was typed until it is kept; only one is under way at a time, so that none overtakes another. */
  send() {
    clearTimeout(this.timer);
    this.timer = null;
    this.sending ??= this.work().finally(() => { this.sending = null; });
    return this.sending;
  }

  async work() {
    while (this.dirty && !this.stopped) {
      this.dirty = false;
      const { status, data } = await this.keeping.attempt(() => post(this.path, this.values()));
      if (status === 200) this.seen.value = data.changed;
      else if (status === 409) this.ask(data);
      else this.keeping.say(data?.error || this.keeping.words.notYet);
      if (status === 200 && !this.dirty) {
        release("draft");
        this.keeping.say(this.keeping.words.kept);
      }
    }
  }

  ask(other) {
    this.stopped = true;
    this.both(other);
  }

  /** What is under way comes first: else the app would take this window's own draft for another's. */
  async submit(event) {
    if (this.stopped) return event.preventDefault();
    if (!this.dirty && !this.sending) return release("draft");
    event.preventDefault();
    await this.send();
    if (!this.stopped && !this.dirty) this.form.requestSubmit(event.submitter);
  }

  leave() {
    if ((this.dirty || this.sending) && !this.stopped) post(this.path, this.values(), { keepalive: true });
  }
}

// A draft is kept while it is typed; this page stores nothing. Whatever stands in the way, the words stay in the field,
// and they are sent again until they are kept. Where another window has written something else, nothing is overwritten:
// what follows then is for each page to say.

import { hold, release } from "./keeping.js";
import { post, proves } from "./post.js";

const PAUSE = 800; // milliseconds from the first new letter until it is sent
const WHILE_LEAVING = 30000; // signs that a browser still sends while a window closes, two times over

export class Drafting {
  /** `field` is typed in, and its draft goes to `path`; `keeping` says whether it is kept. */
  constructor({ field, keeping, path, pause = PAUSE }) {
    Object.assign(this, { field, keeping, path, pause });
    this.dirty = false; // typed since the last sending began
    this.stopped = false; // nothing is sent any more until the person has chosen
    this.sending = null;
    this.timer = null;
    field.addEventListener("input", () => this.changed());
    document.addEventListener("visibilitychange", () => { if (document.hidden && this.dirty) this.keep(); });
    window.addEventListener("pagehide", () => { if (this.waits) this.post({ keepalive: true, leaving: true }); });
  }

  /** Return all that is sent, the text among it. */
  fields() {
    return { text: this.field.value };
  }

  /** Take over what the app answers: 200 where the draft is kept, 409 where another window has written something else. */
  taken(_status, _data) {}

  /** Return what is said of a text that is kept. */
  said() {
    return this.keeping.words.kept;
  }

  /** Whether something may not be kept yet. */
  get waits() {
    return !this.stopped && (this.dirty || this.sending !== null);
  }

  changed() {
    this.dirty = true;
    if (this.stopped) return;
    hold("draft");
    if (this.timer !== null) return;
    proves(); // now, for a window that closes before the pause is over
    this.timer = setTimeout(() => this.keep(), this.pause);
  }

  /** Keep what is typed; only one request is under way at a time, and the next takes along what was typed meanwhile. */
  keep() {
    clearTimeout(this.timer);
    this.timer = null;
    this.sending ??= this.keepAll().finally(() => { this.sending = null; });
    return this.sending;
  }

  async keepAll() {
    while (this.dirty && !this.stopped) {
      this.dirty = false;
      this.take(await this.keeping.attempt(() => this.post()));
    }
  }

  post(options = { keepalive: encodeURIComponent(this.field.value).length < WHILE_LEAVING }) {
    return post(this.path, this.fields(), options);
  }

  take({ status, data }) {
    if (status !== 200 && status !== 409) {
      this.keeping.say(data?.error || this.keeping.words.notYet);
      return;
    }
    this.taken(status, data);
    if (this.dirty || this.stopped) return;
    release("draft");
    this.keeping.say(this.said());
  }
}

/** A draft of a form: the form is sent when all is kept, and not while the person is asked about two windows. */
export class FormDrafting extends Drafting {
  /**
   * `seen` holds when the draft was changed that this window goes on from, `more` is sent along, and `both` is called
   * with what another window has written ({text, changed}).
   */
  constructor({ form, seen = form.elements.seen, more, both, ...rest }) {
    super({ field: form.elements.text, ...rest });
    Object.assign(this, { form, seen, more, both });
    form.addEventListener("submit", (event) => this.submit(event));
    window.addEventListener("beforeunload", (event) => { if (this.dirty && !this.stopped) event.preventDefault(); });
  }

  fields() {
    return { ...this.more, text: this.field.value, seen: this.seen.value };
  }

  taken(status, data) {
    if (status === 200) {
      this.seen.value = data.changed;
      return;
    }
    this.stopped = true;
    this.both(data);
  }

  /** What is under way comes first: else the app would take this window's own draft for another's. */
  async submit(event) {
    if (this.stopped) return event.preventDefault();
    if (!this.waits) return release("draft");
    event.preventDefault();
    await this.keep();
    if (!this.stopped && !this.dirty) this.form.requestSubmit(event.submitter);
  }
}

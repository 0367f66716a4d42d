// What must not be lost is sent until it is kept; meanwhile one line says plainly what stands in the way.

import { pulse, token } from "./post.js";

const AGAIN = 2000; // milliseconds until the next try
const LONG = 2000; // after so long without an answer it is said that something is not kept yet
const held = new Set();

/** While something is held, the page stays as it is, even where the journal is locked meanwhile. */
export function hold(name) {
  held.add(name);
  document.documentElement.dataset.stays = "";
}

/** Let go of what was held. */
export function release(name) {
  if (held.delete(name) && held.size === 0) delete document.documentElement.dataset.stays;
}

const wait = (milliseconds) => new Promise((done) => { setTimeout(done, milliseconds); });

export class Keeping {
  /** `place` is an element of keeping_part.html. */
  constructor(place) {
    this.words = place.dataset;
    this.line = place.querySelector("[data-said]");
    this.form = place.querySelector("[data-unlock]");
    this.wrong = this.form.querySelector("[role=alert]");
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.unlock();
    });
  }

  /** Say something, unless it is said already: a line that is written anew is read aloud anew. */
  say(words) {
    if (this.line.textContent !== words) this.line.textContent = words;
  }

  /** Call `send` until its answer is one that trying again would not change, and return that. */
  async attempt(send) {
    for (;;) {
      const late = setTimeout(() => this.say(this.words.notYet), LONG);
      let answer = await send();
      // started anew meanwhile: with the token that holds now it may go on at once
      if (answer.status === 403 && (await pulse())?.status === 200) answer = await send();
      clearTimeout(late);
      const trouble = this.trouble(answer);
      if (trouble === null) {
        this.form.hidden = true;
        return answer;
      }
      this.say(trouble);
      this.form.hidden = answer.status !== 423;
      await this.pause(answer.status);
    }
  }

  /** What stands in the way and may go away by itself; null where nothing does. */
  trouble({ status, data }) {
    if (status === 0) return this.words.stopped;
    if (status === 423) return this.words.locked;
    if (status === 401 || status === 403) return this.words.notInside;
    return status >= 500 || status === 408 || status === 429 ? data?.error || this.words.notYet : null;
  }

  /** Wait for a while, or until the passphrase was given. */
  async pause(status) {
    const opened = status === 423 ? new Promise((done) => { this.opened = done; }) : new Promise(() => {});
    await Promise.race([opened, wait(AGAIN)]);
  }

  /** Open the journal in place. A wrong passphrase is sent once only, so this does not go by `post`. */
  async unlock() {
    const field = this.form.querySelector("input[type=password]");
    const renewed = await pulse();
    if (renewed === null) {
      this.form.hidden = true; // whoever answers here now is not the app: the passphrase is not for them
      this.say(this.words.stopped);
      return;
    }
    try {
      const answer = await fetch("/unlock", {
        method: "POST",
        body: new URLSearchParams({ passphrase: field.value }),
        headers: { accept: "application/json", "x-csrftoken": token() },
      });
      const said = answer.ok ? "" : (await answer.json()).error;
      this.wrong.textContent = said;
      this.wrong.hidden = answer.ok;
      field.value = "";
      if (answer.ok) this.opened?.();
      else field.focus();
    } catch {
      this.say(this.words.stopped);
    }
  }
}

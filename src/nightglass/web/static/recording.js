// Speaking: what is spoken is sent every two seconds and kept at once; what cannot be sent waits on this page.

import { Keeping, hold, release } from "./keeping.js";
import { post } from "./post.js";

const PIECE = 2000; // milliseconds
const RATE = 32000; // bits a second are plenty for one voice
const STEP = 10; // the time is told every ten seconds
const KINDS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];

class Recorder {
  constructor(place) {
    this.place = place;
    this.words = place.dataset;
    this.start = place.querySelector("[data-start]");
    this.stop = place.querySelector("[data-stop]");
    this.elapsed = place.querySelector("[data-elapsed]");
    this.hear = place.querySelector("[data-hear]");
    this.keeping = new Keeping(place.querySelector("[data-keeping]"));
    this.kind = globalThis.MediaRecorder && KINDS.find((kind) => MediaRecorder.isTypeSupported(kind));
    if (!this.kind || !navigator.mediaDevices) {
      this.keeping.say(this.words.cannot);
      return;
    }
    this.start.hidden = false;
    this.start.addEventListener("click", () => this.begin());
    this.stop.addEventListener("click", () => this.end());
  }

  async begin() {
    this.start.disabled = true;
    if (this.hear) this.hear.hidden = true;
    this.keeping.say(this.words.holdOn);
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch (error) {
      this.keeping.say(error.name === "NotFoundError" ? this.words.none : this.words.refused);
      this.start.disabled = false;
      return;
    }
    hold("recording");
    this.pieces = [];
    this.id = null;
    this.number = 0;
    this.full = false;
    this.sending = null;
    this.recorder = new MediaRecorder(stream, { mimeType: this.kind, audioBitsPerSecond: RATE });
    this.recorder.addEventListener("dataavailable", ({ data }) => {
      if (data.size && !this.full) this.pieces.push(data);
      this.sending ??= this.send().finally(() => { this.sending = null; });
    });
    this.recorder.addEventListener("stop", () => {
      for (const track of stream.getTracks()) track.stop();
      this.finish();
    });
    this.recorder.start(PIECE);
    this.tell();
    this.start.hidden = true;
    this.start.disabled = false;
    this.stop.hidden = false;
    this.stop.focus();
    this.keeping.say(this.words.first);
  }

  /** Send what has been spoken so far, piece after piece. */
  async send() {
    if (this.id === null) {
      const fields = { kind: this.kind, night: this.words.night, script: this.words.script };
      const { status, data } = await this.keeping.attempt(() => post("/recordings/begin", fields));
      if (status !== 200) return this.refuse(data);
      this.id = data.id;
    }
    while (this.pieces.length) {
      const place = `/recordings/${this.id}/pieces/${this.number}`;
      const { status, data } = await this.keeping.attempt(() => post(place, this.pieces[0]));
      if (status !== 200) return this.refuse(data);
      this.pieces.shift();
      this.number += 1;
      this.keeping.say(this.keeping.words.kept);
    }
  }

  /** The app takes no more of it: what was kept stays, and the reason is said. */
  refuse(data) {
    this.full = true;
    this.pieces = [];
    this.reason = data?.error || this.keeping.words.notYet;
    this.keeping.say(this.reason);
    this.end();
  }

  end() {
    if (this.recorder.state !== "inactive") this.recorder.stop();
  }

  async finish() {
    clearInterval(this.ticking);
    this.elapsed.textContent = this.words.ending;
    while (this.sending) await this.sending;
    release("recording");
    this.elapsed.textContent = "";
    this.stop.hidden = true;
    this.start.hidden = false;
    this.start.textContent = this.words.again;
    if (this.number) {
      if (this.hear) {
        this.hear.querySelector("audio").src = `/recordings/${this.id}/sound`;
        this.hear.hidden = false;
      }
      if (!this.full) this.keeping.say(this.words.ended);
      this.place.dispatchEvent(new CustomEvent("recorded", { bubbles: true, detail: { id: this.id } }));
    }
    this.start.focus();
  }

  /** Tell how long it has been, in words that change every ten seconds. */
  tell() {
    const begun = performance.now();
    this.elapsed.textContent = this.words.first;
    this.ticking = setInterval(() => {
      const seconds = Math.floor((performance.now() - begun) / 1000);
      const minutes = Math.floor(seconds / 60);
      if (minutes > 1) this.elapsed.textContent = this.words.minutes.replace("{n}", minutes);
      else if (minutes === 1) this.elapsed.textContent = this.words.minute;
      else this.elapsed.textContent = this.words.seconds.replace("{n}", seconds);
    }, STEP * 1000);
  }
}

for (const place of document.querySelectorAll("[data-recorder]")) new Recorder(place);

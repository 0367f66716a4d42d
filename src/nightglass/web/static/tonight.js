// What is typed is sent as it is typed and kept in the journal; this page stores nothing. Whatever stands in the way, the
// words stay in the field, and they are sent again until they are kept.

import { Keeping, hold, release } from "./keeping.js";
import { post, pulse, token } from "./post.js";

const PAUSE = 300; // milliseconds from the first new letter until it is sent
const WHILE_LEAVING = 30000; // signs that a browser still sends while a window closes, two times over

const form = document.getElementById("tonight");
const { text, id, seen, other, other_seen: otherSeen } = form.elements;
const clash = document.getElementById("clash");
const keeping = new Keeping(document.querySelector("[data-keeping]"));
let dirty = false;
let timer = null;
let sending = null;
let leaving = false;

const fields = () => Object.fromEntries([...new FormData(form)].filter(([name]) => name !== "_csrf_token"));

function send() {
  dirty = false;
  const now = fields();
  return post(form.dataset.draft, now, { keepalive: encodeURIComponent(now.text).length < WHILE_LEAVING });
}

/** Keep what is in the field; there is one request at a time, and the next takes along what was typed meanwhile. */
function keep() {
  clearTimeout(timer);
  timer = null;
  sending ??= keepAll().finally(() => { sending = null; });
  return sending;
}

async function keepAll() {
  while (dirty) take(await keeping.attempt(send));
}

function take({ status, data }) {
  if (status !== 200 && status !== 409) {
    keeping.say(data?.error || keeping.words.notYet);
    return;
  }
  id.value = data.id;
  seen.value = data.seen;
  if (status === 409) showOther(data);
  if (dirty) return;
  release("text");
  keeping.say(text.value.trim() ? keeping.words.kept : "");
}

/** Another window wrote something else: its text is shown, and this one's goes on being kept beside it. */
function showOther(data) {
  other.value = data.other;
  otherSeen.value = data.other_seen;
  document.getElementById("theirs").textContent = data.theirs;
  clash.hidden = false; // the field keeps the focus: whoever is typing goes on typing
}

async function choose(word) {
  await keep();
  const { status, data } = await keeping.attempt(() => post(form.dataset.choose, { ...fields(), choice: word }));
  if (status === 200) {
    text.value = data.text;
    other.value = "";
    otherSeen.value = "";
    clash.hidden = true;
    text.focus();
  }
  take({ status, data });
}

function typed() {
  dirty = true;
  hold("text");
  timer ??= setTimeout(keep, PAUSE);
}

/** Ask whether the app is there and the journal open, so that a form that is sent does not end nowhere. */
async function ready(sent) {
  const said = await pulse();
  if (said === null) return { status: 0 };
  if (said.status !== 200) return said;
  return { status: said.open || "lock" in sent.dataset ? 200 : 423 };
}

/** A form is sent by the browser only when everything typed is kept. */
async function sendForm(sent, button) {
  if (leaving) return;
  leaving = true;
  while (dirty || sending) await keep();
  if (sent === form && !clash.hidden) {
    document.getElementById("clash-title").focus();
    leaving = false;
    return;
  }
  await keeping.attempt(() => ready(sent));
  for (const field of document.getElementsByName("_csrf_token")) field.value = token();
  sent.dataset.ready = "";
  sent.requestSubmit(button);
  delete sent.dataset.ready;
  leaving = false;
}

document.addEventListener("submit", (event) => {
  if ("unlock" in event.target.dataset || "ready" in event.target.dataset) return;
  event.preventDefault();
  if (event.submitter?.name === "choice") choose(event.submitter.value);
  else sendForm(event.target, event.submitter);
});

text.addEventListener("input", typed);
document.addEventListener("visibilitychange", () => {
  if (document.hidden && dirty) keep();
});
window.addEventListener("pagehide", () => {
  if (dirty || sending) post(form.dataset.draft, fields(), { keepalive: true });
});

const night = document.getElementById("night");
const date = document.querySelector("[data-other]");
const showDate = () => { date.hidden = night?.value !== "other"; };
if (night) {
  showDate();
  night.addEventListener("change", () => {
    showDate();
    typed();
  });
  document.getElementById("date").addEventListener("change", typed);
}

if (text.value !== text.defaultValue) typed(); // somebody was quicker than this script
else if (text.value) text.setSelectionRange(text.value.length, text.value.length);

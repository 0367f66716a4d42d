// The page at night: what is typed is kept in the journal as it is typed. Where two windows write, both texts are kept and
// the person is asked, whenever they come to it; meanwhile whoever is typing goes on typing.

import { Drafting } from "./drafting.js";
import { Keeping } from "./keeping.js";
import { post, pulse, token } from "./post.js";

const PAUSE = 300; // milliseconds: at night a window is closed soon

const form = document.getElementById("tonight");
const { text, id, seen, other, other_seen: otherSeen } = form.elements;
const clash = document.getElementById("clash");
const keeping = new Keeping(document.querySelector("[data-keeping]"));
let leaving = false;

class Night extends Drafting {
  fields() {
    return Object.fromEntries([...new FormData(form)].filter(([name]) => name !== "_csrf_token"));
  }

  taken(status, data) {
    id.value = data.id;
    seen.value = data.seen;
    tellNight(data.heading);
    if (status === 409) showOther(data);
  }

  said() {
    return text.value.trim() ? super.said() : "";
  }
}

const drafting = new Night({ field: text, keeping, path: form.dataset.draft, pause: PAUSE });

/** The heading names the night that was chosen, and a quiet line says so. The hour in it is not a change. */
function tellNight(heading) {
  const when = document.getElementById("when");
  const named = (words) => words.split(",")[0];
  if (!heading || named(heading) === named(when.textContent)) return;
  when.textContent = heading;
  document.title = heading;
  document.getElementById("about").textContent = when.dataset.about.replace("{night}", heading);
}

/** Another window wrote something else: its text is shown, and this one's goes on being kept beside it. */
function showOther(data) {
  other.value = data.other;
  otherSeen.value = data.other_seen;
  document.getElementById("theirs").textContent = data.theirs;
  clash.hidden = false; // the field keeps the focus: whoever is typing goes on typing
}

async function choose(word) {
  await drafting.keep();
  const answer = await keeping.attempt(() => post(form.dataset.choose, { ...drafting.fields(), choice: word }));
  if (answer.status === 200) {
    text.value = answer.data.text;
    other.value = "";
    otherSeen.value = "";
    clash.hidden = true;
    text.focus();
  }
  drafting.take(answer);
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
  while (drafting.waits) await drafting.keep();
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

const night = document.getElementById("night");
const date = document.querySelector("[data-other]");
const showDate = () => { date.hidden = night?.value !== "other"; };
if (night) {
  showDate();
  night.addEventListener("change", () => {
    showDate();
    drafting.changed();
  });
  document.getElementById("date").addEventListener("change", () => drafting.changed());
}

if (text.value !== text.defaultValue) drafting.changed(); // somebody was quicker than this script
else if (text.value) text.setSelectionRange(text.value.length, text.value.length);

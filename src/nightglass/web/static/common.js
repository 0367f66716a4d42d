// On every page: when the journal is locked or the app has ended, what is shown goes away; also in a window behind
// another, and in one that the browser had put aside and brings back.
// A page that must stay (words not kept yet) sets data-stays on the document and sees to it itself.

import { pulse } from "./post.js";

const EVERY = 15000;
const page = document.documentElement;
const goes = () => "open" in page.dataset && !("stays" in page.dataset);
let unanswered = 0;
let here = false;
let leaving = false;
let last = Date.now();

function away() {
  if (leaving) return; // a second time would only break off the first
  leaving = true;
  window.location.replace("/unlock?next=" + encodeURIComponent(window.location.pathname));
}

/** The app is gone, so nothing can be asked for: only a sentence stays. */
function empty() {
  const said = document.createElement("p");
  said.setAttribute("role", "alert");
  said.textContent = page.dataset.gone;
  document.title = document.querySelector("meta[name=application-name]").content;
  document.body.replaceChildren(said);
}

async function look() {
  if (!goes()) return;
  const somebody = here;
  here = false; // before the answer comes: a hand on the page meanwhile counts for the next time
  const said = await pulse(somebody);
  last = Date.now();
  if (!goes()) return;
  unanswered = said ? 0 : unanswered + 1;
  if (said && (!said.open || String(said.turn) !== page.dataset.open)) away(); // also where it is another journal now
  else if (unanswered > 1) empty();
}

/** Show nothing of a page that was out of sight for long until it is known that it may be shown. */
async function lookFirst(long) {
  if (long && goes()) document.body.hidden = true;
  await look();
  document.body.hidden = false;
}

for (const sign of ["pointerdown", "keydown", "wheel", "touchmove"])
  addEventListener(sign, () => { here = true; }, { passive: true, capture: true });
setInterval(look, EVERY);
const others = new BroadcastChannel("lock"); // the other windows of this browser
others.addEventListener("message", () => look());
if (!("open" in page.dataset)) others.postMessage("look"); // locked, as this window has seen
document.addEventListener("visibilitychange", () => { if (!document.hidden) lookFirst(Date.now() - last > 2 * EVERY); });
addEventListener("pageshow", (event) => {
  leaving = false;
  if (event.persisted) lookFirst(true);
});

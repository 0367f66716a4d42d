// A breath of ten seconds for three minutes: four in, six out. The circle is moved by the style sheet, and only for those
// who have not asked for less motion; the words and numbers change for everybody.

import { hold, release } from "./keeping.js";

const IN = 4;
const BREATH = 10;
const WHOLE = 180; // seconds

const place = document.querySelector("[data-breath]");
const [begin, end] = ["begin", "end"].map((name) => place.querySelector(`[data-${name}]`));
const phase = place.querySelector("[data-phase]");
const count = place.querySelector("[data-count]");
let ticking = null;
let begun = 0;

function tell() {
  const second = Math.floor((performance.now() - begun) / 1000);
  if (second >= WHOLE) {
    stop();
    phase.textContent = place.dataset.ended;
    return;
  }
  const within = second % BREATH;
  const inward = within < IN;
  const word = inward ? place.dataset.inward : place.dataset.outward;
  if (phase.textContent !== word) phase.textContent = word;
  count.textContent = inward ? within + 1 : within - IN + 1;
}

function stop() {
  clearInterval(ticking);
  release("breath");
  place.classList.remove("going");
  phase.textContent = "";
  count.textContent = "";
  end.hidden = true;
  begin.hidden = false;
  begin.focus();
}

begin.addEventListener("click", () => {
  hold("breath"); // a lock that comes meanwhile does not tear anybody out of a breath
  begun = performance.now();
  place.classList.add("going");
  begin.hidden = true;
  end.hidden = false;
  end.focus();
  tell();
  ticking = setInterval(tell, 100);
});
end.addEventListener("click", stop);
place.hidden = false;

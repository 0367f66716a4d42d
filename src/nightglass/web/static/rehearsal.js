// A session: how many minutes are left, in words; nothing ticks, and only its beginning and its end are read aloud. The way out,
// once opened, comes to where the line below does not cover it.

import { pulse } from "./post.js";

const place = document.querySelector("[data-left]");
const EVERY = 10000;
const HERE = 60000; // how often it is said that somebody is there, though nothing is typed
const LONGEST = 10 * 60000; // so long after the end a session still keeps the journal open

const wayOut = document.getElementById("way-out");
wayOut?.addEventListener("toggle", () => { if (wayOut.open) wayOut.scrollIntoView({ block: "nearest" }); });

if (place) {
  const said = place.dataset;
  const line = document.getElementById("left");
  const status = document.getElementById("session-said");
  const end = Date.now() + 1000 * Number(said.left);
  let over = Number(said.left) <= 0;

  const look = () => {
    const minutes = Math.ceil((end - Date.now()) / 60000);
    const words = minutes <= 0 ? "" : minutes === 1 ? said.leftOne : said.leftMany.replace("{minutes}", minutes);
    if (line.textContent !== words) line.textContent = words;
    if (minutes > 0 || over) return;
    over = true;
    status.textContent = said.over;
  };
  const here = () => { if (Date.now() < end + LONGEST) pulse(true); };

  if (!over) status.textContent = said.started;
  look();
  setInterval(look, EVERY);
  setInterval(here, HERE);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
}

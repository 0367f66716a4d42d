// When the journal locks itself, the page of care stays: only what came out of the journal is taken away from it.

import { pulse } from "./post.js";

const EVERY = 15000;
const page = document.documentElement;
page.dataset.stays = "";

async function look() {
  if (!("open" in page.dataset) || document.hidden) return;
  const said = await pulse();
  if (!said || said.status !== 200 || said.open) return;
  delete page.dataset.open;
  for (const own of document.querySelectorAll("[data-locks]")) own.replaceChildren();
  for (const other of document.querySelectorAll("[data-locked]")) other.hidden = false;
}

setInterval(look, EVERY);
document.addEventListener("visibilitychange", look);

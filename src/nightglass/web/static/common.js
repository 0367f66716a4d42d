// On every page: when the journal locks itself, what is shown goes away.
// A page that must stay (words not kept yet) sets data-stays on the document and sees to it itself.

import { pulse } from "./post.js";

const EVERY = 15000;
const page = document.documentElement;

async function look() {
  if (!("open" in page.dataset) || "stays" in page.dataset || document.hidden) return;
  const said = await pulse();
  if (said && said.status === 200 && !said.open)
    window.location.assign("/unlock?next=" + encodeURIComponent(window.location.pathname));
}

setInterval(look, EVERY);
document.addEventListener("visibilitychange", look);

// While a code is shown: as soon as a phone has used it, say so.

import { pulse } from "./post.js";

const looking = setInterval(async () => {
  const said = await pulse();
  if (said && said.phone) {
    clearInterval(looking);
    window.location.reload();
  }
}, 2000);

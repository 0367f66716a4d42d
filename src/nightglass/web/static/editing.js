// Changing a dream: what is typed is kept as it is typed. Where another window writes of the same dream, it is kept apart
// from that; both are shown when one of them is kept.

import { FormDrafting } from "./drafting.js";
import { Keeping } from "./keeping.js";

const form = document.querySelector("form[data-editing]");
const place = document.querySelector("[data-keeping]");
const seen = {
  get value() { return form.elements.seen.value; },
  set value(changed) {
    form.elements.seen.value = changed;
    if (!changed) place.dataset.kept = form.dataset.keptApart;
  },
};

new FormDrafting({
  form,
  seen,
  keeping: new Keeping(place),
  path: form.dataset.editing,
  more: { window: form.elements.window.value },
  both: () => {}, // the app keeps both by itself
});

// Writing a new ending: what is typed is kept, and two windows are asked rather than overwritten.

import { Drafting } from "./drafting.js";
import { Keeping } from "./keeping.js";

const form = document.querySelector("form[data-draft-of]");
const asked = document.getElementById("both");

function both(other, field) {
  asked.querySelector("[name=mine]").value = field.value;
  asked.querySelector("[name=theirs]").value = other.text;
  asked.querySelector("[name=seen]").value = other.changed;
  field.readOnly = true;
  asked.hidden = false;
  asked.querySelector("h2").focus();
}

if (form) {
  const field = form.elements.text;
  const place = document.querySelector("[data-keeping]");
  new Drafting({
    form,
    field,
    seen: form.elements.seen,
    keeping: new Keeping(place),
    path: "/scripts/draft",
    fields: { of: form.dataset.draftOf },
    both: (other) => both(other, field),
  });
}

// Writing a new ending: what is typed is kept, and two windows are asked rather than overwritten.

import { FormDrafting } from "./drafting.js";
import { Keeping } from "./keeping.js";

const form = document.querySelector("form[data-draft-of]");
const asked = document.getElementById("both");

function both(other) {
  const field = form.elements.text;
  asked.querySelector("[name=mine]").value = field.value;
  asked.querySelector("[name=theirs]").value = other.text;
  asked.querySelector("[name=seen]").value = other.changed;
  field.readOnly = true;
  asked.hidden = false;
  asked.querySelector("h2").focus();
}

if (form) {
  form.addEventListener("change", ({ target }) => { // a beat of the list is chosen at that other beat
    if (target.name === "turn_other" && target.value) form.querySelector("[name=turn][value=other]").checked = true;
  });
  new FormDrafting({
    form,
    keeping: new Keeping(document.querySelector("[data-keeping]")),
    path: "/scripts/draft",
    more: { of: form.dataset.draftOf },
    both,
  });
}

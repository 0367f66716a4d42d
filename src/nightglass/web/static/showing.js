// Whoever wants to can see what they type into the fields of a passphrase; without this script there is nothing to press.
// Before it is sent it is hidden again, so that no browser takes it for a text to remember.

for (const switched of document.querySelectorAll("[data-show]")) {
  const form = switched.closest("form");
  const fields = form.querySelectorAll("input[type=password]");
  const box = switched.querySelector("input");
  const show = (shown) => { for (const field of fields) field.type = shown ? "text" : "password"; };
  box.addEventListener("change", () => show(box.checked));
  form.addEventListener("submit", () => show(false));
  switched.hidden = false;
}

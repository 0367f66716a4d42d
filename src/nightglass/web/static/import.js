// Send the chosen file as it is, without holding it in memory; the page that follows says what is in it.

import { post } from "./post.js";

const form = document.getElementById("file-form");

if (form) {
  form.hidden = false; // without this script there is nothing to choose
  const told = document.getElementById("told");
  const button = form.querySelector("button");

  const say = (words, alarming = false) => {
    told.setAttribute("role", alarming ? "alert" : "status");
    told.textContent = words;
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const file = form.querySelector("input[type=file]").files[0];
    if (!file) return say(form.dataset.choose, true);
    button.disabled = true;
    say(form.dataset.sending);
    const path = form.getAttribute("action") + "?name=" + encodeURIComponent(file.name);
    const { status, data } = await post(path, file, { headers: { "content-type": "application/octet-stream" } });
    button.disabled = false;
    if (status === 200) return window.location.assign(data.next);
    if (status === 423) return window.location.assign("/unlock?next=" + (form.dataset.back || "/import"));
    say((data && data.error) || form.dataset.failed, true);
  });
}

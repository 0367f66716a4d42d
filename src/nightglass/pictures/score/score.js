"use strict";
(() => {
  const line = document.getElementById("words");
  const rest = line.textContent;
  const pieces = Array.from(document.querySelectorAll("[data-from]"));
  const report = document.getElementById("report").textContent;
  const spans = (mark) => mark.dataset.spans.split(" ").filter(Boolean).map((s) => s.split("-").map(Number));
  const letters = Array.from(report);
  const words = (from, to) => letters.slice(from, to).join("");
  const show = (mark) => {
    const on = spans(mark);
    line.replaceChildren();
    const label = document.createElement("b");
    label.textContent = mark.dataset.label;
    line.append(label);
    for (const [from, to] of on) {
      const q = document.createElement("q");
      q.textContent = words(from, to);
      line.append(" ", q);
    }
    for (const piece of pieces) {
      const from = Number(piece.dataset.from);
      piece.classList.toggle("lit", on.some((s) => from >= s[0] && from < s[1]));
    }
  };
  const hide = () => {
    line.textContent = rest;
    for (const piece of pieces) piece.classList.remove("lit");
  };
  for (const mark of document.querySelectorAll(".mark")) {
    mark.setAttribute("tabindex", "0");
    mark.setAttribute("role", "img");
    const said = spans(mark).map(([from, to]) => "“" + words(from, to) + "”").join(", ");
    mark.setAttribute("aria-label", mark.dataset.label + (said ? ". It rests on: " + said : ""));
    mark.addEventListener("mouseenter", () => show(mark));
    mark.addEventListener("focus", () => show(mark));
    mark.addEventListener("click", () => show(mark));
    mark.addEventListener("mouseleave", () => { if (document.activeElement !== mark) hide(); });
    mark.addEventListener("blur", hide);
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.activeElement.classList.contains("mark")) document.activeElement.blur();
  });
  const table = document.getElementById("table");
  let was = false;
  window.addEventListener("beforeprint", () => { was = table.open; table.open = true; });
  window.addEventListener("afterprint", () => { table.open = was; });
})();

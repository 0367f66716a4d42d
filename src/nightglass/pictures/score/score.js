"use strict";
(() => {
  const line = document.getElementById("words");
  const rest = line.textContent;
  // The report stands in pieces that begin and end where evidence does. They are never counted by characters, because
  // browsers drop some (a carriage return) and count others twice (what lies beyond the 16-bit plane).
  const pieces = Array.from(document.querySelectorAll("[data-from]"));
  const starts = pieces.map((piece) => Number(piece.dataset.from));
  const places = new Map(starts.map((start, index) => [start, index]));
  let lit = [];

  const spans = (mark) => mark.dataset.spans.split(" ").filter(Boolean).map((s) => s.split("-").map(Number));
  const within = ([from, to]) => {
    const found = [];
    for (let i = places.get(from); i < pieces.length && starts[i] < to; i++) found.push(pieces[i]);
    return found;
  };
  const words = (span) => within(span).map((piece) => piece.textContent).join("").trim();

  const dim = () => {
    for (const piece of lit) piece.replaceChildren(piece.textContent);
    lit = [];
  };
  const show = (mark) => {
    const label = document.createElement("b");
    label.textContent = mark.dataset.label;
    line.replaceChildren(label);
    dim();
    for (const span of spans(mark)) {
      const quote = document.createElement("q");
      quote.textContent = words(span);
      line.append(" ", quote);
      lit.push(...within(span));
    }
    lit = Array.from(new Set(lit));
    for (const piece of lit) {
      const light = document.createElement("mark");
      light.textContent = piece.textContent;
      piece.replaceChildren(light);
    }
  };
  const leave = () => {
    const active = document.activeElement;
    if (active && active.matches(".mark")) return show(active);
    line.textContent = rest;
    return dim();
  };

  for (const mark of document.querySelectorAll(".mark")) {
    const said = spans(mark).map((span) => "“" + words(span) + "”").join(", ");
    if (said) mark.setAttribute("aria-label", mark.dataset.label + ". It rests on: " + said);
    for (const event of ["mouseenter", "focus", "click"]) mark.addEventListener(event, () => show(mark));
    for (const event of ["mouseleave", "blur"]) mark.addEventListener(event, leave);
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.activeElement.matches(".mark")) document.activeElement.blur();
  });

  const table = document.getElementById("table");
  let was = false;
  window.addEventListener("beforeprint", () => { was = table.open; table.open = true; });
  window.addEventListener("afterprint", () => { table.open = was; });
})();

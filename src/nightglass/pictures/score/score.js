"use strict";
// Shows the words that a mark rests on. It serves the page that needs nothing else, and the app, where the score may come
// later than the page and the report is there only once it was asked for: so nothing is looked for before it is needed.
(() => {
  let pieces = [];
  let starts = [];
  let places = new Map();
  let lit = [];

  // The report stands in pieces that begin and end where evidence does. They are never counted by characters, because
  // browsers drop some (a carriage return) and count others twice (what lies beyond the 16-bit plane).
  const gather = () => {
    if (pieces.length && pieces[0].isConnected) return;
    pieces = Array.from(document.querySelectorAll("#report [data-from]"));
    starts = pieces.map((piece) => Number(piece.dataset.from));
    places = new Map(starts.map((start, index) => [start, index]));
    lit = [];
  };
  const spans = (mark) => mark.dataset.spans.split(" ").filter(Boolean).map((s) => s.split("-").map(Number));
  const within = ([from, to]) => {
    const found = [];
    for (let i = places.get(from); i < pieces.length && starts[i] < to; i++) found.push(pieces[i]);
    return found;
  };
  const words = (span) => within(span).map((piece) => piece.textContent).join("").trim();
  const markOf = (target) => (target instanceof Element ? target.closest(".mark") : null);

  const theLine = () => {
    const line = document.getElementById("words");
    if (line && line.dataset.rest === undefined) line.dataset.rest = line.textContent;
    return line;
  };
  const dim = () => {
    for (const piece of lit) piece.replaceChildren(piece.textContent);
    lit = [];
  };
  const show = (mark) => {
    const line = theLine();
    if (!line) return;
    gather();
    dim();
    const label = document.createElement("b");
    label.textContent = mark.dataset.label;
    line.replaceChildren(label);
    line.dataset.chosen = ""; // from now on it stays in sight; before, it would cover what it is about
    if (!pieces.length && spans(mark).length && line.dataset.veiled) line.append(" ", line.dataset.veiled);
    for (const span of pieces.length ? spans(mark) : []) {
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
    const active = markOf(document.activeElement);
    if (active) return show(active);
    const line = theLine();
    if (line) {
      line.textContent = line.dataset.rest;
      delete line.dataset.chosen;
    }
    return dim();
  };
  const name = () => {
    gather();
    for (const mark of document.querySelectorAll("svg .mark")) {
      const said = pieces.length ? spans(mark).map((span) => "“" + words(span) + "”").join(", ") : "";
      mark.setAttribute("aria-label", mark.dataset.label + (said ? ". It rests on: " + said : ""));
    }
    for (const mark of document.querySelectorAll("button.mark")) quote(mark);
  };
  // A button in the lists says the words themselves while the text is shown, and how many places while it is not.
  const quote = (mark) => {
    if (mark.dataset.places === undefined) mark.dataset.places = mark.textContent;
    const found = pieces.length ? spans(mark).map(words).filter(Boolean) : [];
    const first = found.length ? found[0] : "";
    const short = first.length > 48 ? first.slice(0, 47).trim() + "…" : first;
    const more = (theLine()?.dataset.more || "").replace("{n}", String(found.length - 1));
    mark.textContent = found.length ? "“" + short + "”" + (found.length > 1 ? " " + more : "") : mark.dataset.places;
  };

  for (const event of ["mouseover", "focusin", "click"])
    document.addEventListener(event, ({ target }) => { const mark = markOf(target); if (mark) show(mark); });
  for (const event of ["mouseout", "focusout"])
    document.addEventListener(event, ({ target, relatedTarget }) => {
      const mark = markOf(target);
      if (mark && mark !== markOf(relatedTarget)) leave();
    });
  document.addEventListener("keydown", (event) => {
    const mark = markOf(document.activeElement);
    if (event.key === "Escape" && mark) mark.blur();
  });
  document.addEventListener("htmx:afterSettle", name);
  name();

  let was = false;
  const table = () => document.getElementById("table");
  window.addEventListener("beforeprint", () => { const t = table(); if (t) { was = t.open; t.open = true; } });
  window.addEventListener("afterprint", () => { const t = table(); if (t) t.open = was; });
})();

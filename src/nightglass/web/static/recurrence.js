// The strips: one mark at a time can be reached by Tab, the arrow keys go from one to the next, and each says what it is.

const said = document.getElementById("beat-words");
const marks = [...document.querySelectorAll("svg.recurrence .mark")];
const rows = [...new Set(marks.map((mark) => mark.dataset.row))].map((row) => marks.filter((mark) => mark.dataset.row === row));

function say(mark) {
  const where = document.createElement("span");
  where.className = "where";
  where.textContent = mark.getAttribute("aria-label");
  said.replaceChildren(where, mark.dataset.words || "");
  said.classList.remove("dim-hint");
}

function quiet() {
  if (marks.includes(document.activeElement)) return say(document.activeElement);
  said.textContent = said.dataset.hint;
  said.classList.add("dim-hint");
}

function reach(mark) {
  for (const other of marks) other.setAttribute("tabindex", other === mark ? "0" : "-1");
}

function move(event) {
  const row = rows.findIndex((own) => own.includes(event.target));
  const column = rows[row].indexOf(event.target);
  const next = {
    ArrowRight: rows[row][column + 1],
    ArrowLeft: rows[row][column - 1],
    ArrowDown: rows[row + 1]?.[column],
    ArrowUp: rows[row - 1]?.[column],
    Home: rows[row][0],
    End: rows[row].at(-1),
  }[event.key];
  if (!next) return;
  event.preventDefault();
  reach(next);
  next.focus();
}

if (said && marks.length) {
  quiet();
  reach(marks[0]);
  for (const mark of marks) {
    mark.addEventListener("focus", () => { reach(mark); say(mark); });
    mark.addEventListener("blur", quiet);
    mark.addEventListener("pointerenter", () => say(mark));
    mark.addEventListener("pointerleave", quiet);
    mark.addEventListener("keydown", move);
  }
}

// In the calendar the Tab key stops once; the arrow keys go from night to night, Home and End to the first and the last.

const calendar = document.querySelector("[data-calendar]");
const every = calendar ? Array.from(calendar.querySelectorAll("a[data-night]")) : [];
const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

const unfolded = () => every.filter((night) => !night.closest("details:not([open])"));
const stopAt = (night) => {
  for (const other of every) other.setAttribute("tabindex", other === night ? "0" : "-1");
};

if (every.length) {
  stopAt(every.at(-1));
  calendar.addEventListener("focusin", ({ target }) => {
    const night = target.closest("a[data-night]");
    if (night) stopAt(night);
  });
  calendar.addEventListener("keydown", (event) => {
    const nights = unfolded();
    const here = nights.indexOf(event.target.closest("a[data-night]"));
    if (here < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const wanted = event.key === "Home" ? 0 : event.key === "End" ? nights.length - 1 : here + (STEPS[event.key] || 0);
    const night = nights[Math.max(0, Math.min(nights.length - 1, wanted))];
    if (night === nights[here]) return;
    event.preventDefault();
    night.focus();
  });
}

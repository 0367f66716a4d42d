// The page of the course: a button that prints it, with the numbers behind every picture unfolded on paper.

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});

let folded = [];

window.addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("details:is(.behind, :has(.behind)):not([open])")];
  for (const one of folded) one.open = true;
});

window.addEventListener("afterprint", () => {
  for (const one of folded) one.open = false;
  folded = [];
});

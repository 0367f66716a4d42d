// Where a picture is wider than its frame, the sentence below it says that it can be slid sideways; elsewhere it is hidden.

const frames = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const frame = target.closest(".picture");
    frame.nextElementSibling.hidden = frame.scrollWidth <= frame.clientWidth + 1;
  }
});

function watch(within) {
  for (const frame of within.querySelectorAll(".picture:has(+ .slide)")) {
    frames.observe(frame);
    frames.observe(frame.firstElementChild);
  }
}

watch(document);
document.addEventListener("htmx:load", (event) => watch(event.target.parentNode || event.target)); // what comes later

// What follows once something was spoken is there only then.
document.addEventListener("recorded", () => { document.querySelector("[data-after]").hidden = false; });

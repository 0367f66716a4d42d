// A recording made by a browser does not say how long it is until it was played to its end; so its player looks there
// first, once it is asked for.
for (const sound of document.querySelectorAll(".recordings audio, [data-hear] audio"))
  sound.addEventListener("loadedmetadata", () => {
    if (sound.duration !== Infinity) return;
    sound.addEventListener("durationchange", () => { sound.currentTime = 0; }, { once: true });
    sound.currentTime = Number.MAX_SAFE_INTEGER;
  });

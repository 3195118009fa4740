// A frame from elsewhere is loaded when it is asked for, never before. Without this the link in the box leads there.
for (const box of document.querySelectorAll(".embed[data-src]")) {
  const opener = box.querySelector("button, a");
  opener?.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const frame = document.createElement("iframe");
    const player = new URL(box.dataset.src);
    player.searchParams.set("autoplay", "1"); // she has just asked for it
    frame.src = player;
    frame.title = box.dataset.title || opener.textContent;
    frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
    frame.allowFullscreen = true;
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    frame.tabIndex = 0;
    box.replaceChildren(frame);
    box.classList.add("playing");
    frame.focus();
  });
}

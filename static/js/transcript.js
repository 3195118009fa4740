// A transcript: a search narrows it down; with our player the words of the moment are marked, a press leads there.
const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

for (const { dataset, previousElementSibling: player, children: [, spoken] } of document.querySelectorAll(".transcript")) {
  spoken.insertAdjacentHTML("beforebegin", "<label> <input type=search></label><output></output>");
  const found = spoken.previousSibling, label = found.previousSibling, field = label.control;
  label.prepend(dataset.search);
  field.oninput = () => {
    const wanted = bare(field.value.trim());
    const left = [...spoken.children].filter((part) => !(part.hidden = !bare(part.textContent).includes(wanted)));
    found.value = wanted && dataset.found.replace("#", left.length);
  };
  if (dataset.play) follow(player, spoken, dataset.play);
}

function follow(player, spoken, play) {
  const cues = [...spoken.querySelectorAll("[data-at]")], at = (cue) => cue.dataset.at / 1000;
  let marked, held = 0;
  for (const part of spoken.children) {
    const button = document.createElement("button"), time = at(part.firstChild) | 0;
    button.textContent = `${time / 60 | 0}:${`0${time % 60}`.slice(-2)}`;
    button.ariaLabel = play.replace("#", button.textContent);
    part.prepend(button, " ");
  }
  spoken.onclick = ({ target }) => {
    const cue = target.type ? target.nextSibling.nextSibling : target.closest("span");
    if (cue) player.currentTime = at(cue), player.play();
  };
  // Whoever scrolls by hand is left alone for a while.
  spoken.onwheel = spoken.ontouchmove = spoken.onkeydown = () => { held = Date.now() + 5000; };
  player.ontimeupdate = () => {
    const cue = cues.findLast((cue) => at(cue) <= player.currentTime + .05);
    if (cue === marked) return;
    marked?.removeAttribute("aria-current");
    (marked = cue)?.setAttribute("aria-current", "true");
    if (cue && Date.now() > held) spoken.scrollBy(0, cue.getBoundingClientRect().top - spoken.getBoundingClientRect().top - 99);
  };
}

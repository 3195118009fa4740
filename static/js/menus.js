// Menus are <details>, open and close without this. Here: Escape, a press outside, or another menu closes them.
const openMenus = () => document.querySelectorAll("details.menu[open]");

function closeAllBut(kept) {
  for (const menu of openMenus()) if (menu !== kept) menu.open = false;
}

document.addEventListener("pointerdown", (event) => closeAllBut(event.target.closest("details.menu")));
document.addEventListener("focusin", (event) => closeAllBut(event.target.closest("details.menu")));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    const held = menu.contains(document.activeElement);
    menu.open = false;
    if (held) menu.querySelector("summary").focus();
  }
});

// In the long outline beside a unit, she starts where she stands.
const outline = document.querySelector(".outline");
const here = outline?.querySelector(".here");
const below = here ? here.getBoundingClientRect().bottom - outline.getBoundingClientRect().bottom : 0;
if (below > 0 && outline.scrollHeight > outline.clientHeight) {
  outline.scrollTop += below + outline.clientHeight / 2;
}

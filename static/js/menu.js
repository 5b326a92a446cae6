// The phone's menu: Esc or a tap elsewhere closes it, and focus goes back to its button.
const menu = document.querySelector("[data-menu]");

if (menu) {
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    if (menu.open && !menu.contains(event.target)) menu.open = false;
  });
}

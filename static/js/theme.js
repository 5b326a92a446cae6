// Runs before the first paint: marks that scripts work and applies the theme chosen last time (kept in this browser only).
(function (root) {
  root.classList.add("js");
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch {
    // Storage is closed to us (private browsing): the device's own theme holds.
  }
})(document.documentElement);

// The sun/moon button of the header: flips the theme and remembers it in this browser. No cookie, nothing sent.
const root = document.documentElement;
const device = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : device.matches);

for (const button of document.querySelectorAll("[data-theme-switch]")) {
  const show = () => button.setAttribute("aria-pressed", String(isDark()));
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("theme", root.dataset.theme);
    } catch {
      // Not remembered in private browsing; the page still changes.
    }
    show();
  });
  device.addEventListener("change", show);
  show();
}

// Quick exit: opens a neutral page and replaces this one, by the button or by Esc three times within two seconds.
const link = document.querySelector("[data-quit]");
const WINDOW_MS = 2000;

function leave() {
  document.documentElement.hidden = true;
  window.open(link.href, "_blank", "noopener,noreferrer");
  location.replace(link.href);
}

let presses = [];
function onKey(event) {
  if (event.key !== "Escape") return;
  presses = [...presses.filter((at) => event.timeStamp - at < WINDOW_MS), event.timeStamp];
  if (presses.length >= 3) leave();
}

// Once the header has scrolled away, the button comes back in a corner as soon as the reader scrolls up.
function float() {
  const header = document.querySelector(".header");
  let last = scrollY;
  addEventListener("scroll", () => {
    const gone = scrollY > header.offsetHeight;
    link.classList.toggle("quit--float", gone && (scrollY < last || link === document.activeElement));
    last = scrollY;
  }, { passive: true });
}

if (link) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  addEventListener("keydown", onKey);
  float();
}

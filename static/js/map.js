// Maps of [data-map]: loaded when they come into view, fed by the cards of the list beside them.
// The list says everything already; the map is another way to read it.
import { drawMap } from "./map-view.js";

let leaflet;

function loadLeaflet({ leafletJs, leafletCss, skinCss }) {
  leaflet ??= new Promise((resolve, reject) => {
    const styles = [leafletCss, skinCss].map((href) => Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
    const script = Object.assign(document.createElement("script"), { src: leafletJs, onerror: reject });
    script.onload = () => resolve(window.L);
    document.head.append(...styles, script);
  });
  return leaflet;
}

async function start(element) {
  try {
    const view = drawMap(await loadLeaflet(element.dataset), element);
    // htmx tells when a new list has come in; the map follows.
    document.addEventListener("htmx:afterSettle", () => view.refresh());
  } catch {
    element.hidden = true; // no map: the list remains
  }
}

const watcher = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    watcher.unobserve(target);
    start(target);
  }
}, { rootMargin: "200px" });

for (const element of document.querySelectorAll("[data-map]")) watcher.observe(element);

// Phones show the list or the map, never both.
for (const button of document.querySelectorAll("[data-map-toggle]")) {
  const label = button.querySelector("[data-label]");
  const words = [label.textContent, label.dataset.list];
  button.addEventListener("click", () => {
    const open = button.closest(".results").classList.toggle("results--map");
    button.setAttribute("aria-expanded", String(open));
    label.textContent = words[Number(open)];
    document.getElementById(button.dataset.mapToggle).scrollIntoView({ block: "nearest" });
  });
}

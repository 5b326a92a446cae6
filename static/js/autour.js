// « Autour de moi »: asks the browser where it is, and our own API which commune that is. The position is rounded to
// about a hundred metres, sent to nobody else, and kept nowhere: only the commune enters the field and the address.
// Hooks: button[data-autour] inside [data-commune-field]; tells combobox.js through "commune:choose".
import { announce } from "./annonce.js";

const DECIMALS = 3;
const OPTIONS = { enableHighAccuracy: false, timeout: 10_000, maximumAge: 300_000 }; // ms

const locate = () => new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject, OPTIONS));

async function findCommune(api) {
  const { coords } = await locate();
  const query = new URLSearchParams({ latitude: coords.latitude.toFixed(DECIMALS), longitude: coords.longitude.toFixed(DECIMALS) });
  const response = await fetch(`${api}?${query}`, { cache: "no-store" });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return (await response.json())[0];
}

// What went wrong: the browser numbers the refusal 1; the rest are a position that is unknown, or too late.
function explain(error, words) {
  if (!("code" in error)) return words.failed;
  return error.code === 1 ? words.refused : words.unavailable;
}

function start(button) {
  const field = button.closest("[data-commune-field]");
  const message = field.querySelector("[data-message]");
  const say = (text) => {
    message.textContent = text;
    message.hidden = !text;
    announce(text);
  };
  button.addEventListener("click", async () => {
    if (button.getAttribute("aria-busy") === "true") return;
    button.setAttribute("aria-busy", "true");
    say(button.dataset.searching);
    try {
      const commune = await findCommune(field.dataset.api);
      if (commune) field.dispatchEvent(new CustomEvent("commune:choose", { detail: commune }));
      else say(button.dataset.far);
    } catch (error) {
      say(explain(error, button.dataset));
    } finally {
      button.removeAttribute("aria-busy");
    }
  });
  button.hidden = false;
}

if ("geolocation" in navigator) for (const button of document.querySelectorAll("[data-autour]")) start(button);

// "Écouter cette page": reads the main text aloud with the device's own French voice. Hidden where there is none.
const SKIP = "nav, button, form, svg, [hidden], [aria-hidden='true'], .sr-only, .no-voice, details:not([open]) > :not(summary)";
const PARTS = "h1, h2, h3, p, li, dt, dd, summary, th, td, blockquote, figcaption";

function sentences(main) {
  const copy = main.cloneNode(true);
  for (const element of copy.querySelectorAll(SKIP)) element.remove();
  const leaves = [...copy.querySelectorAll(PARTS)].filter((element) => !element.querySelector(PARTS));
  const title = Math.max(0, leaves.findIndex((element) => element.matches("h1"))); // what stands above it is the way here
  return leaves.slice(title).map((element) => element.textContent.replace(/\s+/g, " ").trim()).filter(Boolean);
}

function speak(button, voice) {
  const parts = sentences(document.querySelector("main"));
  const label = button.querySelector("[data-label]");
  const stop = () => {
    speechSynthesis.cancel();
    button.setAttribute("aria-pressed", "false");
    label.textContent = button.dataset.play;
  };
  if (button.getAttribute("aria-pressed") === "true") return stop();
  button.setAttribute("aria-pressed", "true");
  label.textContent = button.dataset.stop;
  speechSynthesis.cancel();
  parts.forEach((text, index) => {
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.lang = "fr-FR";
    utterance.voice = voice() ?? null;
    utterance.rate = 0.95;
    if (index === parts.length - 1) utterance.onend = stop;
    speechSynthesis.speak(utterance);
  });
}

if ("speechSynthesis" in window) {
  const voice = () => speechSynthesis.getVoices().find((v) => v.localService && v.lang.startsWith("fr"));
  const buttons = document.querySelectorAll("[data-listen]");
  const offer = () => { for (const button of buttons) button.hidden = !voice(); };
  for (const button of buttons) button.addEventListener("click", () => speak(button, voice));
  speechSynthesis.addEventListener?.("voiceschanged", offer);
  offer();
  addEventListener("pagehide", () => speechSynthesis.cancel());
}

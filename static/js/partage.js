// Share by the phone's own sheet when it has one, copy the link, print. Buttons stay hidden without their means.

function say(button, text) {
  const label = button.querySelector("[data-label]") ?? button;
  const before = label.textContent;
  label.textContent = text;
  setTimeout(() => { label.textContent = before; }, 2500);
}

for (const button of document.querySelectorAll("[data-share]")) {
  button.hidden = !navigator.share;
  button.addEventListener("click", () => {
    navigator.share({ title: button.dataset.title || document.title, url: button.dataset.url || location.href }).catch(() => {});
  });
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy || location.href);
      say(button, button.dataset.done);
    } catch {
      say(button, button.dataset.failed);
    }
  });
}

for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => print());

// A video is asked of its platform only when somebody presses play; before, and without JavaScript, it is a plain link.
// Hooks: data-video on the box, with data-player (address of the player) and data-title; data-video-link on the link.

const ALLOW = "fullscreen; picture-in-picture; encrypted-media";

function play(box, link) {
  const frame = document.createElement("iframe");
  frame.src = box.dataset.player;
  frame.title = box.dataset.title;
  frame.allow = ALLOW;
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  frame.width = frame.height = "100%";
  frame.frameBorder = "0";
  box.replaceChildren(frame);
  box.after(link); // stays as the way out when the player does not come
  frame.focus();
}

for (const box of document.querySelectorAll("[data-video]")) {
  const link = box.querySelector("[data-video-link]");
  link.addEventListener("click", (event) => {
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (elsewhere || !box.isConnected || box.querySelector("iframe")) return;
    event.preventDefault();
    play(box, link);
  });
}

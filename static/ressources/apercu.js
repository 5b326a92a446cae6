// Live reading of a field: the server says in French what it understands.
import { debounce, fetchJson, sibling, whenAdded } from "./outils.js";

/** Follow every box with data-apercu: address, the field it reads, the neighbours to send along. */
export function followPreviews(root) {
  whenAdded(root, "[data-apercu]", start);
}

function start(box) {
  const field = document.getElementById(box.dataset.champ);
  if (!field) return;
  const text = box.querySelector("[data-apercu-texte]");
  const neighbours = box.dataset.avec.split(",").map((name) => [name, sibling(field, name)]).filter(([, found]) => found);
  const read = debounce(async () => {
    const asked = new URLSearchParams({ valeur: field.value });
    for (const [name, neighbour] of neighbours) asked.set(name, valueOf(neighbour));
    const answer = await fetchJson(`${box.dataset.apercu}?${asked}`);
    if (answer) show(text, answer);
  });
  for (const followed of [field, ...neighbours.map(([, neighbour]) => neighbour)]) {
    followed.addEventListener("input", read);
    followed.addEventListener("change", read);
  }
  box.addEventListener("click", (event) => {
    const button = event.target.closest("[data-reprendre]");
    if (!button) return;
    field.value = button.dataset.reprendre;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
  if (field.value) read();
}

function valueOf(field) {
  return field.type === "checkbox" ? String(field.checked) : field.value;
}

function show(text, { valide, lignes }) {
  text.classList.toggle("guide-apercu--faux", !valide);
  text.replaceChildren(
    ...lignes.map((line) => {
      const paragraph = document.createElement("p");
      paragraph.textContent = line;
      return paragraph;
    }),
  );
}

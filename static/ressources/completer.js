// Completion of a text field by a <datalist>: the browser draws the list, reads it aloud and handles the keyboard.
import { debounce, fetchJson, whenAdded } from "./outils.js";

let lists = 0;

/** Follow every field with data-completer (address that answers ?q=), and the adders of territories. */
export function followCompletion(root) {
  const complete = debounce(async (field) => {
    const typed = field.value.trim();
    if (typed.length < 2 || typed.endsWith(")")) return;
    const found = await fetchJson(`${field.dataset.completer}?q=${encodeURIComponent(typed)}`);
    if (found && field.value.trim() === typed) fill(listOf(field), found);
  });
  root.addEventListener("input", (event) => {
    if (event.target.matches?.("[data-completer]")) complete(event.target);
  });
  whenAdded(root, "[data-ajouter]", startAdder);
}

function listOf(field) {
  let list = field.list;
  if (!list) {
    list = document.createElement("datalist");
    list.id = `guide-liste-${++lists}`;
    field.after(list);
    field.setAttribute("list", list.id);
  }
  return list;
}

function fill(list, found) {
  list.replaceChildren(
    ...found.map(({ ligne, nom, code, detail }) => {
      const option = document.createElement("option");
      option.value = ligne ?? `${nom} (${code})`;
      option.label = detail ?? "";
      return option;
    }),
  );
}

/** Let a chosen territory become a line of the textarea. */
function startAdder(box) {
  const lines = document.getElementById(box.dataset.ajouter);
  const field = box.querySelector("input");
  box.hidden = false;
  const add = () => {
    const line = field.value.trim();
    if (!line.endsWith(")")) return;
    const known = lines.value.split("\n").map((text) => text.trim()).filter(Boolean);
    if (!known.includes(line)) lines.value = [...known, line].join("\n");
    lines.dispatchEvent(new Event("change", { bubbles: true }));
    field.value = "";
  };
  field.addEventListener("change", add);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      add();
    }
  });
}

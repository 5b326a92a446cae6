// Fields for a commune: [data-commune-field] becomes a WAI-ARIA 1.2 combobox with a list (manual selection).
// Without this module the text box is sent as it is and the server resolves it.
// Hooks inside: the text box, [data-code] (chosen code, not sent while disabled), [data-list], [data-message].
// Listens to "commune:choose" (detail: a commune of the API), sent by autour.js.
import { announce } from "./annonce.js";

const LIMIT = 8;
const PAUSE = 120; // ms without a key before asking
const REMEMBERED = 60; // answers kept per page

const answers = new Map();

async function fetchCommunes(api, text, signal) {
  if (answers.has(text)) return answers.get(text);
  const response = await fetch(`${api}?${new URLSearchParams({ q: text, limite: LIMIT })}`, { signal });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  const communes = await response.json();
  if (answers.size >= REMEMBERED) answers.delete(answers.keys().next().value);
  answers.set(text, communes);
  return communes;
}

function makeOption(commune, id) {
  const option = Object.assign(document.createElement("li"), { id, className: "combobox__option" });
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", "false");
  const name = Object.assign(document.createElement("span"), { className: "combobox__name", textContent: commune.libelle });
  const detail = Object.assign(document.createElement("span"), { className: "combobox__detail", textContent: commune.detail });
  option.append(name, " ", detail);
  return option;
}

class CommuneField {
  constructor(root) {
    this.words = root.dataset;
    this.input = root.querySelector(".combobox__input");
    this.code = root.querySelector("[data-code]");
    this.list = root.querySelector("[data-list]");
    this.message = root.querySelector("[data-message]");
    this.communes = [];
    this.active = -1;

    for (const [name, value] of Object.entries({
      role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id,
    })) this.input.setAttribute(name, value);

    this.input.addEventListener("input", () => this.type());
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.input.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // focus stays in the box
    this.list.addEventListener("click", ({ target }) => {
      const index = [...this.list.children].indexOf(target.closest("[role=option]"));
      if (index >= 0) this.choose(this.communes[index]);
    });
    root.addEventListener("commune:choose", ({ detail }) => this.choose(detail));
  }

  // What was chosen no longer holds as soon as something else is typed.
  type() {
    this.setCode("");
    this.say("");
    clearTimeout(this.timer);
    this.request?.abort();
    const text = this.input.value.trim();
    if (!text) return this.close();
    this.timer = setTimeout(() => this.ask(text), PAUSE);
  }

  async ask(text) {
    this.request = new AbortController();
    try {
      this.show(await fetchCommunes(this.words.api, text, this.request.signal));
    } catch (error) {
      if (error.name === "AbortError") return;
      this.close();
      this.say(this.words.offline);
    }
  }

  show(communes) {
    if (document.activeElement !== this.input) return;
    this.communes = communes;
    this.list.replaceChildren(...communes.map((commune, index) => makeOption(commune, `${this.list.id}_${index}`)));
    this.move(-1);
    this.open(communes.length > 0);
    if (!communes.length) this.say(this.words.none);
    else announce(communes.length === 1 ? this.words.one : this.words.many.replace("%n", communes.length));
  }

  press(event) {
    const opened = !this.list.hidden;
    const last = this.communes.length - 1;
    const { key } = event;
    if (event.isComposing) return;
    if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      if (!opened) return this.input.value.trim() && this.ask(this.input.value.trim());
      const step = key === "ArrowDown" ? 1 : -1;
      // Past either end comes the box itself, then the other end.
      const next = this.active + step;
      this.move(next > last ? -1 : next < -1 ? last : next);
    } else if (key === "Enter" && opened && this.active >= 0) {
      event.preventDefault();
      this.choose(this.communes[this.active]);
    } else if (key === "Escape") {
      if (opened) this.close();
      else if (this.input.value) this.clear();
      else return;
      event.preventDefault();
    } else if (key === "Tab") {
      this.close();
    }
  }

  move(index) {
    this.list.children[this.active]?.setAttribute("aria-selected", "false");
    this.active = index;
    const option = this.list.children[index];
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  open(open) {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.move(-1);
    this.open(false);
  }

  clear() {
    this.input.value = "";
    this.setCode("");
    this.say("");
  }

  choose(commune) {
    this.input.value = commune.libelle;
    this.setCode(commune.code);
    this.say("");
    this.close();
    announce(this.words.chosen.replace("%s", commune.libelle));
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  setCode(code) {
    this.code.value = code;
    this.code.disabled = !code;
  }

  say(text) {
    this.message.textContent = text;
    this.message.hidden = !text;
    if (text) announce(text);
  }
}

for (const root of document.querySelectorAll("[data-commune-field]")) new CommuneField(root);

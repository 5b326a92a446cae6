// A text box with a list of suggestions under it: WAI-ARIA 1.2 combobox, list autocomplete, manual selection.
// Subclasses say what to find and what a choice does; without the module the text box is sent as it is.
// Hooks inside the root: .combobox__input, [data-list], and [data-message] where something may be said below.
// Words on the root: data-one, data-many (%n), data-chosen (%s), and data-none, data-offline where there is a message.
import { announce } from "./annonce.js";

const PAUSE = 120; // ms without a key before asking
const REMEMBERED = 60; // answers kept per page

export class Combobox {
  constructor(root) {
    this.words = root.dataset;
    this.input = root.querySelector(".combobox__input");
    this.list = root.querySelector("[data-list]");
    this.message = root.querySelector("[data-message]");
    this.answers = new Map();
    this.items = [];
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
      if (index >= 0) this.choose(this.items[index]);
    });
  }

  // For subclasses: the address that answers a text, the words of an item, what follows a choice or another text.
  address(text) { throw new Error(`no address for ${text}`); }
  describe(item) { return { name: item.libelle, detail: item.detail }; }
  chosen(item) {} // eslint-disable-line no-unused-vars
  changed() {}
  shortest() { return 1; }

  type() {
    this.changed();
    this.say("");
    clearTimeout(this.timer);
    this.request?.abort();
    const text = this.input.value.trim();
    if (text.length < this.shortest()) return this.close();
    this.timer = setTimeout(() => this.ask(text), PAUSE);
  }

  async ask(text) {
    this.request = new AbortController();
    try {
      this.show(await this.fetch(this.address(text), this.request.signal));
    } catch (error) {
      if (error.name === "AbortError") return;
      this.close();
      this.say(this.words.offline ?? "");
    }
  }

  async fetch(address, signal) {
    if (this.answers.has(address)) return this.answers.get(address);
    const response = await fetch(address, { signal });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    const items = await response.json();
    if (this.answers.size >= REMEMBERED) this.answers.delete(this.answers.keys().next().value);
    this.answers.set(address, items);
    return items;
  }

  show(items) {
    if (document.activeElement !== this.input) return;
    this.items = items;
    this.list.replaceChildren(...items.map((item, index) => this.makeOption(item, `${this.list.id}_${index}`)));
    this.move(-1);
    this.open(items.length > 0);
    if (!items.length) this.say(this.words.none ?? "");
    else announce(items.length === 1 ? this.words.one : this.words.many.replace("%n", items.length));
  }

  makeOption(item, id) {
    const option = Object.assign(document.createElement("li"), { id, className: "combobox__option" });
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    const words = this.describe(item);
    const name = Object.assign(document.createElement("span"), { className: "combobox__name", textContent: words.name });
    const detail = Object.assign(document.createElement("span"), { className: "combobox__detail", textContent: words.detail });
    option.append(name, " ", detail);
    return option;
  }

  press(event) {
    const opened = !this.list.hidden;
    const last = this.items.length - 1;
    const { key } = event;
    if (event.isComposing) return;
    if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      const text = this.input.value.trim();
      if (!opened) return text.length >= this.shortest() && this.ask(text);
      const step = key === "ArrowDown" ? 1 : -1;
      // Past either end comes the box itself, then the other end.
      const next = this.active + step;
      this.move(next > last ? -1 : next < -1 ? last : next);
    } else if (key === "Enter" && opened && this.active >= 0) {
      event.preventDefault();
      this.choose(this.items[this.active]);
    } else if (key === "Escape") {
      if (opened) this.close();
      else if (this.input.value) this.clear();
      else return;
      event.preventDefault();
    } else if (key === "Tab" || key === "Enter") {
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
    this.changed();
    this.say("");
  }

  choose(item) {
    this.input.value = this.describe(item).name;
    this.changed();
    this.say("");
    this.close();
    this.chosen(item);
    announce(this.words.chosen.replace("%s", this.input.value));
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  say(text) {
    if (this.message) {
      this.message.textContent = text;
      this.message.hidden = !text;
    }
    if (text) announce(text);
  }
}

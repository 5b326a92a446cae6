// Fields for a commune: [data-commune-field] becomes a combobox (liste.js).
// Without this module the text box is sent as it is and the server resolves it.
// Hooks inside: the text box, [data-code] (chosen code, not sent while disabled), [data-list], [data-message].
// Listens to "commune:choose" (detail: a commune of the API), sent by autour.js.
import { Combobox } from "./liste.js";

const LIMIT = 8;

class CommuneField extends Combobox {
  constructor(root) {
    super(root);
    this.code = root.querySelector("[data-code]");
    root.addEventListener("commune:choose", ({ detail }) => this.choose(detail));
  }

  address(text) {
    return `${this.words.api}?${new URLSearchParams({ q: text, limite: LIMIT })}`;
  }

  // What was chosen no longer holds as soon as something else is typed.
  changed() {
    this.setCode("");
  }

  chosen(commune) {
    this.setCode(commune.code);
  }

  setCode(code) {
    this.code.value = code;
    this.code.disabled = !code;
  }
}

for (const root of document.querySelectorAll("[data-commune-field]")) new CommuneField(root);

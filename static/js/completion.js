// The text box of the search: [data-completion] becomes a combobox (liste.js) that proposes themes, searches and entries.
// A search fills the box; an entry opens its page. Nothing is kept in the browser but the answers of this page.
import { Combobox } from "./liste.js";

class Completion extends Combobox {
  address(text) {
    const query = new URLSearchParams({ q: text });
    const code = this.input.form?.querySelector("[data-code]:enabled")?.value;
    if (code) query.set("commune", code);
    return `${this.words.api}?${query}`;
  }

  shortest() { return 2; }

  chosen(item) {
    if (item.url) location.assign(item.url);
  }
}

for (const root of document.querySelectorAll("[data-completion]")) new Completion(root);

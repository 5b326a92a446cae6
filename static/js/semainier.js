// Lays a professional's week out as a grid, on a desk, where openings are dragged: the block moves, its edges change its hours,
// an empty stretch opens or closes. The server decides: its page takes the place of this one, with what it refused in words.
// Without the module, on a phone or with a keyboard, the week is a list whose openings are links to their form.
import { announce } from "./annonce.js";

const STEP = 15; // minutes
const DAY = 24 * 60;
const EDGE = 9; // px at either end of a block that change its hours
const THRESHOLD = 5; // px before a press becomes a drag
const DESK = matchMedia("(min-width: 64rem)");

const two = (number) => String(number).padStart(2, "0");
const clock = (minutes) => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
const say = (minutes) => `${Math.floor(minutes / 60)} h${minutes % 60 ? ` ${two(minutes % 60)}` : ""}`;
const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

class Week {
  constructor(root) {
    this.root = root;
    this.from = root.dataset.from * 60;
    this.to = root.dataset.to * 60;
    this.days = [...root.querySelectorAll("[data-day]")];
    this.form = root.querySelector("[data-week-form]");
    root.style.setProperty("--matin", this.from);
    root.style.setProperty("--soir", this.to);
    for (const block of root.querySelectorAll("[data-from][data-to].bloc")) this.place(block, this.read(block));
    root.classList.add("semainier--grille");
    this.days.forEach((day) => day.addEventListener("pointerdown", (event) => this.press(event, day)));
    // What was dragged is not clicked besides; a key makes a click too, of no button (detail 0).
    root.addEventListener("pointerdown", () => { this.dragged = false; }, true);
    root.addEventListener("click", (event) => { if (this.dragged && event.detail) event.preventDefault(); }, true);
  }

  read(block) {
    return { day: block.parentElement, from: +block.dataset.from, to: +block.dataset.to };
  }

  place(block, { day, from, to }) {
    if (block.parentElement !== day) day.append(block);
    block.style.setProperty("--de", Math.max(from, this.from));
    block.style.setProperty("--a", Math.min(to, this.to));
    block.style.setProperty("--voie", block.dataset.lane ?? 0);
    block.style.setProperty("--voies", block.dataset.lanes ?? 1);
  }

  minute(y) {
    const { top, height } = this.days[0].getBoundingClientRect();
    return this.from + ((y - top) / height) * (this.to - this.from);
  }

  dayAt(x) {
    return this.days.findLast((day) => x >= day.getBoundingClientRect().left) ?? this.days[0];
  }

  press(event, day) {
    if (!DESK.matches || event.button !== 0 || event.pointerType === "touch") return;
    const block = event.target.closest(".bloc");
    if (block && !block.dataset.move) return;
    const { top, bottom } = (block ?? day).getBoundingClientRect();
    const edge = event.clientY - top < EDGE ? "from" : bottom - event.clientY < EDGE ? "to" : "whole";
    this.drag = { block, edge: block ? edge : "new", x: event.clientX, y: event.clientY, start: block && this.read(block), day };
    this.listening = new AbortController();
    const { signal } = this.listening;
    window.addEventListener("pointermove", (move) => this.move(move), { signal });
    window.addEventListener("pointerup", () => this.release(), { signal });
    window.addEventListener("pointercancel", () => this.cancel(), { signal });
    window.addEventListener("keydown", ({ key }) => { if (key === "Escape") this.cancel(); }, { signal });
    if (!block) event.preventDefault();
  }

  move(event) {
    const { x, y } = this.drag;
    if (!this.dragged && Math.hypot(event.clientX - x, event.clientY - y) < THRESHOLD) return;
    if (!this.dragged) this.begin();
    event.preventDefault();
    this.now = this.reckon(event);
    this.place(this.drag.block, this.now);
    const hours = this.drag.block.querySelector("[data-hours]");
    hours.textContent = `${say(this.now.from)} – ${say(this.now.to)}`;
  }

  begin() {
    this.dragged = true;
    this.root.classList.add("semainier--glisse");
    if (!this.drag.block) {
      this.drag.block = Object.assign(document.createElement("li"), { className: "bloc bloc--nouveau" });
      this.drag.block.append(Object.assign(document.createElement("span"), { className: "bloc__heures" }));
      this.drag.block.firstChild.dataset.hours = "";
      this.drag.day.append(this.drag.block);
    }
    this.words = this.drag.block.querySelector("[data-hours]").textContent;
    this.drag.block.classList.add("bloc--pris");
  }

  // Where the block would be, by steps of a quarter of an hour, within the day that is shown.
  reckon(event) {
    const { edge, start, y, day } = this.drag;
    const round = (minutes) => Math.round(minutes / STEP) * STEP;
    const here = clamp(round(this.minute(event.clientY)), this.from, this.to);
    if (edge === "new") {
      const first = clamp(Math.floor(this.minute(y) / STEP) * STEP, this.from, this.to - STEP);
      return { day, from: Math.min(first, here), to: Math.max(first + STEP, here) };
    }
    if (edge === "from") return { ...start, from: Math.min(here, start.to - STEP) };
    if (edge === "to") return { ...start, to: Math.max(here, start.from + STEP) };
    const length = start.to - start.from;
    const from = clamp(start.from + round(this.minute(event.clientY) - this.minute(y)), this.from, Math.min(this.to, DAY - STEP) - length);
    return { day: this.dayAt(event.clientX), from, to: from + length };
  }

  async release() {
    this.listening.abort();
    if (!this.dragged) return;
    this.root.classList.remove("semainier--glisse");
    const { block, edge, start } = this.drag;
    const { day, from, to } = this.now;
    const title = day.previousElementSibling.textContent.trim();
    const summary = `${title}, ${say(from)} – ${say(to)}`;
    if (edge === "new") {
      await this.ask("[data-week-new]", summary, (dialog) => this.fill(dialog));
      return this.cancel();
    }
    if (day === start.day && from === start.from && to === start.to) return this.cancel();
    const scope = "repeats" in block.dataset ? await this.ask("[data-week-scope]", summary) : "toutes";
    if (!scope) return this.cancel();
    return this.send(block.dataset.move, { date: start.day.dataset.day, jour: day.dataset.day, de: clock(from), a: clock(to), portee: scope });
  }

  cancel() {
    this.listening.abort();
    this.root.classList.remove("semainier--glisse");
    const { block, start } = this.drag;
    block?.classList.remove("bloc--pris");
    if (!this.dragged) return;
    if (!start) return block.remove();
    this.place(block, start);
    block.querySelector("[data-hours]").textContent = this.words;
  }

  // Opens a dialog; resolves to the value of the button that closes it, "" for Escape.
  ask(selector, summary, prepare = () => {}) {
    const dialog = this.root.querySelector(selector);
    dialog.querySelector("[data-summary]").textContent = summary;
    prepare(dialog);
    dialog.returnValue = "";
    dialog.showModal();
    this.dragged = false; // the links and buttons of the dialog are to be pressed
    return new Promise((resolve) => {
      dialog.onclick = ({ target }) => target.closest("button") && dialog.close(target.closest("button").value);
      dialog.onclose = () => { this.dragged = true; resolve(dialog.returnValue); };
    });
  }

  fill(dialog) {
    const { day, from, to } = this.now;
    const date = day.dataset.day;
    const words = { jour: date, de: clock(from), a: clock(to), repetition: "une" };
    const away = { du: date, du_heure: clock(from), au: date, au_heure: clock(to) };
    for (const [selector, fields] of [["[data-opening]", words], ["[data-absence]", away]]) {
      const link = dialog.querySelector(selector);
      const address = new URL(link.href);
      for (const [name, value] of Object.entries(fields)) address.searchParams.set(name, value);
      link.href = address;
    }
  }

  async send(address, fields) {
    const body = new FormData(this.form);
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    this.root.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(address, { method: "POST", body });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      if (!page.querySelector("[data-week]")) throw new Error(`HTTP ${response.status}`);
      show(page, address);
    } catch {
      this.cancel();
      this.root.removeAttribute("aria-busy");
      this.root.querySelector("[data-week-offline]").hidden = false;
    }
  }
}

// Puts the server's page in the place of this one; the block that was moved keeps the focus.
function show(page, moved) {
  const main = document.querySelector(".espace-main");
  main.replaceChildren(...page.querySelector(".espace-main").childNodes);
  start();
  main.querySelector(`[data-move="${moved}"] a`)?.focus({ preventScroll: true });
  announce([...main.querySelectorAll(".notice:not([hidden])")].map((notice) => notice.textContent.trim()).join(" "));
}

function start() {
  for (const root of document.querySelectorAll("[data-week]")) new Week(root);
}

start();

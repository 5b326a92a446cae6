// Filters in place, over htmx: a change sends the form, focus stays where it was, the count is said aloud.
// Hooks: form[data-filters] (with hx-get, hx-target, hx-push-url), [data-apply] (hidden: no button is needed any more),
// [data-count] inside the target (the sentence to say), [data-facets=name] (stays as open as it was).
import { announce } from "./annonce.js";

const form = document.querySelector("form[data-filters]");
let held = null; // what had focus before the swap, and which disclosures were open

const hideButtons = () => { for (const button of document.querySelectorAll("form[data-filters] [data-apply]")) button.hidden = true; };

const isFilter = (element) => element.matches?.("input[type=checkbox], input[type=radio], select");

function address(element) {
  if (element.id) return `#${CSS.escape(element.id)}`;
  if (!element.name) return null;
  return `[name="${CSS.escape(element.name)}"]${element.value ? `[value="${CSS.escape(element.value)}"]` : ""}`;
}

if (form && window.htmx) {
  hideButtons();
  document.addEventListener("change", ({ target }) => {
    if (isFilter(target) && target.closest("form[data-filters]")) target.form.requestSubmit();
  });
  document.addEventListener("htmx:beforeSwap", () => {
    const active = document.activeElement;
    held = {
      focus: active && active !== document.body ? address(active) : null,
      open: new Map([...document.querySelectorAll("details[data-facets]")].map((details) => [details.dataset.facets, details.open])),
    };
  });
  document.addEventListener("htmx:afterSettle", () => {
    hideButtons();
    for (const details of document.querySelectorAll("details[data-facets]")) details.open = held?.open.get(details.dataset.facets) ?? details.open;
    if (held?.focus && document.activeElement === document.body) document.querySelector(held.focus)?.focus({ preventScroll: true });
    const count = document.querySelector("[data-count]");
    if (count) announce(count.textContent.trim());
  });
  document.addEventListener("htmx:responseError", ({ detail }) => location.assign(detail.pathInfo.finalRequestPath));
  document.addEventListener("htmx:sendError", () => announce(form.dataset.offline ?? ""));
}

// A group of filters opened over the list closes with Esc, or with a click elsewhere.
const WIDE = matchMedia("(min-width: 64rem)");
const openGroup = () => (WIDE.matches ? document.querySelector("details.facet[open]") : null);

document.addEventListener("keydown", ({ key }) => {
  const group = key === "Escape" && openGroup();
  if (!group) return;
  group.open = false;
  group.querySelector("summary").focus();
});
document.addEventListener("click", ({ target }) => {
  const group = openGroup();
  if (group && !group.contains(target) && document.contains(target)) group.open = false;
});

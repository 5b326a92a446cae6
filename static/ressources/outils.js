// Small tools shared by the modules of the guide's forms.

/** Return a function that calls `action` once, `delay` ms after its last call. */
export function debounce(action, delay = 250) {
  let timer;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...args), delay);
  };
}

/** Return the parsed answer of an address, null on any failure: help that fails stays silent. */
export async function fetchJson(url) {
  try {
    const response = await fetch(url, { credentials: "same-origin", headers: { Accept: "application/json" } });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

/** Return the field `name` that stands in the same form row as `field` ("id_lieux-0-commune" for "id_lieux-0-longitude"). */
export function sibling(field, name) {
  const prefix = field.id.slice(0, field.id.length - lastName(field).length);
  return document.getElementById(prefix + name);
}

function lastName(field) {
  return field.name.slice(field.name.lastIndexOf("-") + 1);
}

/** Run `action` on the elements that match, now and when they are added. */
export function whenAdded(root, selector, action) {
  const seen = new WeakSet();
  const visit = () => {
    for (const element of root.querySelectorAll(selector)) {
      if (!seen.has(element) && !element.closest("template")) {
        seen.add(element);
        action(element);
      }
    }
  };
  visit();
  new MutationObserver(visit).observe(root.body ?? root, { childList: true, subtree: true });
}

// What a map shows of a list of cards: its places, gathered where they touch, their pins and their pop-ups.
const PIN = "M20 46.5L4.5 31V18.5H9V13h4.5V7.5H17V2.5h6v5h3.5V13H31v5.5h4.5V31z";
// Closer than this, the pin on top would leave less than 24 px of the other to touch (WCAG 2.5.8); pins are 40 × 48 px.
const PIN_GAP_PX = 36;
const SVG = "http://www.w3.org/2000/svg";

export const number = (text) => (text === undefined || text === "" ? null : Number(text));

export function pinSvg(label) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 40 48");
  svg.setAttribute("aria-hidden", "true");
  const shape = svg.appendChild(document.createElementNS(SVG, "path"));
  shape.setAttribute("class", "pin__shape");
  shape.setAttribute("d", PIN);
  const text = svg.appendChild(document.createElementNS(SVG, "text"));
  text.setAttribute("class", "pin__text");
  text.setAttribute("x", "20");
  text.setAttribute("y", "30");
  text.textContent = label;
  return svg;
}

/** Cards of the list that have a position, in its order. */
export function places(list) {
  return [...(list?.querySelectorAll("[data-marker]") ?? [])]
    .map((card) => ({ card, at: [number(card.dataset.lat), number(card.dataset.lng)] }))
    .filter(({ at }) => at.every(Number.isFinite));
}

/** Places too close to tell apart on the screen share the first one's pin. `project` gives pixels. */
export function gather(found, project) {
  const groups = [];
  for (const { card, at } of found) {
    const pixel = project(at);
    const near = groups.find((group) => Math.abs(group.pixel.x - pixel.x) < PIN_GAP_PX && Math.abs(group.pixel.y - pixel.y) < PIN_GAP_PX);
    if (near) near.cards.push(card);
    else groups.push({ at, pixel, cards: [card] });
  }
  return groups;
}

export function popup(cards) {
  const list = document.createElement("ul");
  list.className = "map__popup";
  for (const card of cards) {
    const source = card.querySelector(".card__title a");
    const item = list.appendChild(document.createElement("li"));
    item.append(`${card.dataset.marker}. `);
    item.append(Object.assign(document.createElement("a"), { href: source.href, textContent: source.textContent }));
  }
  return list;
}

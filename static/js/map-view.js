// Draws one map: contours of communes, the place searched, and a numbered pin for each place of the list.
// Settings are data- attributes of the map, or of the list when a search in place changes them.
const PIN = "M20 46.5L4.5 31V18.5H9V13h4.5V7.5H17V2.5h6v5h3.5V13H31v5.5h4.5V31z";
const CHARACTER_PX = 8; // room a character of a commune's name takes, margin included
const NAME_HEIGHT_PX = 24;
const SVG = "http://www.w3.org/2000/svg";

const number = (text) => (text === undefined || text === "" ? null : Number(text));

function pinSvg(label) {
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

/** Cards that stand at the same place (to about ten metres) share a pin. */
function places(list) {
  const found = new Map();
  for (const card of list?.querySelectorAll("[data-marker]") ?? []) {
    const at = [number(card.dataset.lat), number(card.dataset.lng)];
    if (at.some((value) => value === null || Number.isNaN(value))) continue;
    const key = at.map((value) => value.toFixed(4)).join();
    if (!found.has(key)) found.set(key, { at, cards: [] });
    found.get(key).cards.push(card);
  }
  return [...found.values()];
}

function popup(cards) {
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

export function drawMap(L, element) {
  const canvas = element.querySelector(".map__canvas");
  const words = element.dataset;
  const list = () => document.querySelector(words.list);
  const setting = (name) => list()?.dataset[name] ?? words[name];
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(canvas, { zoomControl: false, scrollWheelZoom: false, zoomAnimation: !still, fadeAnimation: !still, zoomSnap: 0.5, maxZoom: 16 });
  L.control.zoom({ zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(map);
  map.attributionControl.setPrefix(false);
  if (words.attribution) map.attributionControl.addAttribution(words.attribution);
  if (words.tiles) L.tileLayer(words.tiles, { maxZoom: 18 }).addTo(map);
  map.on("popupopen", ({ popup: opened }) => {
    opened.getElement().querySelector(".leaflet-popup-close-button")?.setAttribute("aria-label", words.close);
  });

  const ground = L.featureGroup().addTo(map);
  const names = L.layerGroup().addTo(map);
  const pins = L.layerGroup().addTo(map);
  map.getPane("tooltipPane").setAttribute("aria-hidden", "true");
  map.getPane("tooltipPane").classList.add("map__names");
  map.on("zoomend", nameGround);
  let pinOf = new Map(); // card -> marker
  let drawn = ""; // contours on the ground

  function light(card, on) {
    const marker = pinOf.get(card);
    card.classList.toggle("card--lit", on);
    marker?.getElement()?.classList.toggle("pin--lit", on);
    marker?.setZIndexOffset(on ? 1000 : 0);
  }

  function addPin({ at, cards }) {
    const label = cards.length > 1 ? `${cards[0].dataset.marker}+` : cards[0].dataset.marker;
    const icon = L.divIcon({ className: "pin", html: pinSvg(label), iconSize: [40, 48], iconAnchor: [20, 47], popupAnchor: [0, -42] });
    const marker = L.marker(at, { icon, riseOnHover: true }).bindPopup(popup(cards), { minWidth: 180 }).addTo(pins);
    const node = marker.getElement();
    node.setAttribute("aria-label", cards.map((card) => `${card.dataset.marker}. ${card.querySelector(".card__title a").textContent}`).join(", "));
    for (const [event, on] of [["mouseenter", true], ["focus", true], ["mouseleave", false], ["blur", false]]) {
      node.addEventListener(event, () => cards.forEach((card) => light(card, on)));
    }
    marker.on("click", () => cards[0].scrollIntoView({ block: "nearest", behavior: still ? "auto" : "smooth" }));
    for (const card of cards) pinOf.set(card, marker);
  }

  async function drawGround() {
    const wanted = setting("contours") ?? "";
    if (wanted === drawn) return;
    drawn = wanted;
    ground.clearLayers();
    for (const address of wanted.split(" ").filter(Boolean)) {
      const answer = await fetch(address).catch(() => null);
      if (!answer?.ok || drawn !== wanted) continue;
      const chosen = setting("chosen");
      const style = ({ properties }) => ({ className: `map__contour${chosen && (properties.ref ?? properties.code) === chosen ? " map__contour--chosen" : ""}` });
      L.geoJSON(await answer.json(), { style, interactive: false }).addTo(ground);
    }
    ground.bringToBack();
    nameGround();
  }

  /** Writes the names of communes at this zoom: the widest first, none over another, none wider than its contour. */
  function nameGround() {
    names.clearLayers();
    const wanted = [];
    ground.eachLayer((collection) => collection.eachLayer((contour) => {
      const bounds = contour.getBounds();
      const room = map.latLngToLayerPoint(bounds.getSouthEast()).x - map.latLngToLayerPoint(bounds.getNorthWest()).x;
      wanted.push({ nom: contour.feature.properties.nom, room, at: bounds.getCenter() });
    }));
    const taken = [];
    for (const { nom, room, at } of wanted.sort((a, b) => b.room - a.room)) {
      const half = L.point(nom.length * CHARACTER_PX, NAME_HEIGHT_PX).divideBy(2);
      const middle = map.latLngToLayerPoint(at);
      const box = L.bounds(middle.subtract(half), middle.add(half));
      if (half.x * 2 > room || taken.some((other) => other.intersects(box))) continue;
      taken.push(box);
      L.tooltip(at, { content: nom, permanent: true, direction: "center", className: "map__name", opacity: 1 }).addTo(names);
    }
  }

  function refresh() {
    pins.clearLayers();
    pinOf = new Map();
    const found = places(list());
    const bounds = L.latLngBounds(found.map(({ at }) => at));
    const centre = [number(setting("lat")), number(setting("lng"))];
    if (!centre.includes(null)) {
      const km = number(setting("km"));
      if (km) L.circle(centre, { radius: km * 1000, className: "map__radius", interactive: false }).addTo(pins);
      L.circleMarker(centre, { radius: 7, className: "map__here", interactive: false }).addTo(pins);
      bounds.extend(centre);
    }
    if (bounds.isValid()) map.fitBounds(bounds, { padding: [40, 48], maxZoom: 14, animate: false });
    found.forEach(addPin);
    drawGround();
  }

  for (const [event, on] of [["mouseover", true], ["focusin", true], ["mouseout", false], ["focusout", false]]) {
    document.addEventListener(event, ({ target }) => {
      const card = target.closest?.("[data-marker]");
      if (card && pinOf.has(card)) light(card, on);
    });
  }
  new ResizeObserver(() => map.invalidateSize()).observe(canvas);
  refresh();
  return { refresh };
}

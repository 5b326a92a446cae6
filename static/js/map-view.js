// Draws one map: contours of communes, the place searched, and a numbered pin for each place of the list.
// Settings are data- attributes of the map, or of the list when a search in place changes them.
import { gather, number, pinSvg, places, popup } from "./map-places.js";

const CHARACTER_PX = 8; // room a character of a commune's name takes, margin included
const NAME_HEIGHT_PX = 24;
const FRANCE = [46.6, 2.4]; // shown when the list has no place at all

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
  const area = L.layerGroup().addTo(map);
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
      const isChosen = ({ properties }) => properties.ref === setting("chosen");
      const style = (feature) => ({ className: `map__contour${isChosen(feature) ? " map__contour--chosen" : ""}` });
      const contours = L.geoJSON(await answer.json(), { style, interactive: false }).addTo(ground);
      contours.eachLayer((contour) => isChosen(contour.feature) && contour.bringToFront()); // its line over its neighbours'
    }
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

  function drawPins() {
    pins.clearLayers();
    pinOf = new Map();
    gather(places(list()), (at) => map.latLngToLayerPoint(at)).forEach(addPin);
  }

  function refresh() {
    area.clearLayers();
    const bounds = L.latLngBounds(places(list()).map(({ at }) => at));
    const centre = [number(setting("lat")), number(setting("lng"))];
    if (!centre.includes(null)) {
      const km = number(setting("km"));
      if (km && !bounds.isValid()) bounds.extend(L.latLng(centre).toBounds(km * 2000));
      if (km) L.circle(centre, { radius: km * 1000, className: "map__radius", interactive: false }).addTo(area);
      L.circleMarker(centre, { radius: 7, className: "map__here", interactive: false }).addTo(area);
      bounds.extend(centre);
    }
    if (bounds.isValid()) map.fitBounds(bounds, { padding: [40, 48], maxZoom: 13, animate: false });
    else map.setView(FRANCE, 5);
    drawPins();
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
  map.on("zoomend", () => { nameGround(); drawPins(); }); // after the first view: Leaflet has no pin element before it
  return { refresh };
}

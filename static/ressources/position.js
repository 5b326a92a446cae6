// A map without tiles for a place's position: the commune's contour, and a marker to click or drag.
// The latitude and longitude fields stay the truth: they can be typed, and the marker follows.
import { fetchJson, sibling, whenAdded } from "./outils.js";

const PRECISION = 6; // decimals: 10 cm
const COMMUNES = "/api/v1/communes";
const FRANCE = [50.63, 3.06];

export function followPositions(root) {
  whenAdded(root, "[data-position]", start);
}

function start(box) {
  const longitude = document.getElementById(box.dataset.position);
  const latitude = longitude && sibling(longitude, "latitude");
  if (!latitude || !window.L) return;
  const fields = { latitude, longitude, commune: sibling(longitude, "commune") };
  const button = box.querySelector("[data-ouvrir-carte]");
  const canvas = box.querySelector("[data-carte]");
  let picker;
  box.hidden = false;
  button.addEventListener("click", () => {
    canvas.hidden = !canvas.hidden;
    button.setAttribute("aria-expanded", String(!canvas.hidden));
    if (canvas.hidden) return;
    picker ??= new Picker(canvas, box.querySelector("[data-carte-note]"), fields);
    picker.open();
  });
}

class Picker {
  constructor(canvas, note, fields) {
    this.fields = fields;
    this.note = note;
    this.map = L.map(canvas, { attributionControl: false, zoomSnap: 0.5, zoomAnimation: false }).setView(FRANCE, 10);
    this.marker = null;
    this.contour = null;
    this.shown = "";
    this.map.on("click", ({ latlng }) => this.write(latlng));
    for (const field of [fields.latitude, fields.longitude]) field.addEventListener("change", () => this.read());
    fields.commune?.addEventListener("change", () => this.drawCommune());
  }

  open() {
    this.map.invalidateSize();
    this.read();
    this.drawCommune();
  }

  position() {
    const [latitude, longitude] = [this.fields.latitude, this.fields.longitude].map((field) =>
      Number.parseFloat(field.value.replace(",", ".")),
    );
    return Number.isFinite(latitude) && Number.isFinite(longitude) ? [latitude, longitude] : null;
  }

  /** Put the marker where the fields say. */
  read() {
    const position = this.position();
    if (!position) return;
    if (this.marker) this.marker.setLatLng(position);
    else {
      const icon = L.divIcon({ className: "guide-repere", html: "<span></span>", iconSize: [28, 28], iconAnchor: [14, 28] });
      this.marker = L.marker(position, { draggable: true, keyboard: true, icon }).addTo(this.map);
      this.marker.on("dragend", () => this.write(this.marker.getLatLng()));
    }
    if (!this.contour) this.map.setView(position, 14);
  }

  write({ lat, lng }) {
    this.fields.latitude.value = lat.toFixed(PRECISION);
    this.fields.longitude.value = lng.toFixed(PRECISION);
    this.fields.longitude.dispatchEvent(new Event("change", { bubbles: true }));
    this.read();
  }

  /** Draw the contour of the commune that the form names; leave the map alone when it is unknown. */
  async drawCommune() {
    const typed = this.fields.commune?.value.trim() ?? "";
    if (!typed || typed === this.shown) return;
    this.shown = typed;
    const code = /\((be-\d{5}|\d[\dAB]\d{3})\)$/.exec(typed)?.[1];
    // The whole text is asked: the code alone may be another commune's postcode (59350).
    const found = await fetchJson(`${COMMUNES}?q=${encodeURIComponent(typed)}`);
    const commune = found?.find((one) => one.code === code) ?? found?.[0];
    if (!commune) return;
    const contours = await fetchJson(`/geo/contours/departement/${commune.departement}.json`);
    this.contour?.remove();
    this.contour = null;
    const feature = contours?.features.find(({ properties }) => [commune.code, commune.parent].includes(properties.ref));
    if (feature) {
      this.contour = L.geoJSON(feature, { style: { className: "guide-contour", weight: 2 } }).addTo(this.map);
      this.map.fitBounds(this.contour.getBounds(), { padding: [16, 16], animate: false });
    } else if (commune.latitude !== null) this.map.setView([commune.latitude, commune.longitude], 13);
    this.note.textContent = commune.nom;
  }
}

// Does the work that a guarded form asks for (ALTCHA, protocol 1) while its reader types, so that no question is asked.
// Markup: <div data-proof="challenge, as JSON" data-proof-for="id of the hidden field" class="proof">.
const BATCH = 200;

const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

async function solve({ algorithm, challenge, salt, maxNumber }) {
  const encoder = new TextEncoder();
  for (let start = 0; start <= maxNumber; start += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, maxNumber - start + 1) }, (_, rank) => start + rank);
    const digests = await Promise.all(numbers.map((number) => crypto.subtle.digest(algorithm, encoder.encode(salt + number))));
    const found = digests.findIndex((digest) => hex(digest) === challenge);
    if (found >= 0) return numbers[found];
  }
  return null;
}

async function prove(box) {
  const field = document.getElementById(box.dataset.proofFor);
  const { maxNumber, ...proof } = JSON.parse(box.dataset.proof);
  const number = await solve({ ...proof, maxNumber });
  if (number === null) throw new Error("no number solves the challenge");
  field.value = btoa(JSON.stringify({ ...proof, number }));
  box.hidden = true;
}

// Over plain http crypto.subtle is missing: the question is then shown, as it is without scripts.
for (const box of document.querySelectorAll("[data-proof]")) prove(box).catch(() => box.classList.remove("proof"));

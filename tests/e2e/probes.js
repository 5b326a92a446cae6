// What the audits ask of a page. Evaluated in it once; each answers with sentences, or with yes or no.
window.probes = (() => {
  const name = (node) => [node.tagName.toLowerCase(), node.id && `#${node.id}`, ...[...node.classList].map((word) => `.${word}`)].join("");

  // Faults against axe's rules, in a part of the page or all of it, one sentence per element: rule, selector, what to mend.
  async function axeFaults({ within, ...runOnly }) {
    const { violations } = await axe.run(within || document, { runOnly, resultTypes: ["violations"] });
    const mend = ({ failureSummary = "" }) => failureSummary.split("\n").slice(1).map((line) => line.trim()).join("; ");
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `axe ${id}: ${node.target.join(" ")}: ${mend(node)}`));
  }

  // What makes the page wider than the screen with text this large; the page is left as it was.
  function overflow(text) {
    document.documentElement.style.fontSize = text;
    const faults = sideways();
    document.documentElement.style.removeProperty("font-size");
    return faults;
  }

  function sideways() {
    const width = document.documentElement.clientWidth;
    const excess = document.documentElement.scrollWidth - width;
    if (excess <= 0) return [];
    const clips = (node) => node && (getComputedStyle(node).overflowX !== "visible" || clips(node.parentElement));
    const sticksOut = (node) => node.getBoundingClientRect().right > width + 0.5 && !clips(node.parentElement);
    const guilty = [...document.querySelectorAll("body *")].filter(sticksOut).slice(0, 5).map(name);
    return [`${excess} px wider than the screen: ${guilty.join(", ")}`];
  }

  // Bring every transition to its end, those that it starts from parent to child too, and draw that once. What never ends
  // is put back to its beginning. A browser too busy to draw gives no frame: it is not waited for longer than that.
  async function still() {
    for (let running = document.getAnimations(); running.length; running = document.getAnimations()) {
      for (const one of running) one.effect.getComputedTiming().endTime === Infinity ? one.cancel() : one.finish();
    }
    await new Promise((next) => { requestAnimationFrame(next); setTimeout(next, 250); });
  }

  // Whether what has focus shows it: an outline of its own, of its label, or of the box that it fills.
  function showsFocus() {
    const node = document.activeElement;
    const outlined = ([element, part]) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element, part);
      return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
    };
    return [[node], [node, "::before"], [node, "::after"], [node.closest("label") ?? node]].some(outlined);
  }

  return { axeFaults, overflow, still, showsFocus };
})();

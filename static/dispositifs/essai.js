// « Essayer la règle »: sends the form as it stands whenever it changes, and shows the verdict. Nothing is saved.
import { debounce, whenAdded } from "../ressources/outils.js";

whenAdded(document, "[data-essai]", (panel) => {
  const form = panel.closest("form");
  const answer = panel.querySelector("[data-reponse]");
  let latest = 0;

  const ask = debounce(async () => {
    const turn = ++latest;
    try {
      const response = await fetch(panel.dataset.essai, {
        method: "POST",
        body: new FormData(form),
        credentials: "same-origin",
      });
      if (!response.ok) throw new Error(response.statusText);
      const html = await response.text();
      if (turn === latest) answer.innerHTML = html;
    } catch {
      if (turn === latest) answer.textContent = panel.dataset.echec;
    }
  }, 400);

  form.addEventListener("input", ask);
  form.addEventListener("change", ask);
  // A block added, moved or removed says nothing by itself.
  const rule = form.querySelector("#panel-child-pour_qui-regle-content, [data-contentpath='regle']");
  if (rule) new MutationObserver(ask).observe(rule, { childList: true, subtree: true });
  ask();
});

"""The professional's space, as the demonstration's professional opens it."""

from .state import SIGNED_IN, Act, State, Step, choose_any_time, follow, open_first, press
from .visitor import Visitor

PRO = "professionnelle"


def _correct_wrongly(visitor: Visitor) -> None:
    visitor.page.get_by_label("Nom", exact=True).fill("")
    visitor.page.get_by_role("button", name="Envoyer à l’équipe").click()


def _away_backwards(visitor: Visitor) -> None:
    visitor.page.get_by_label("Premier jour").fill("2027-03-10")
    visitor.page.get_by_label("Dernier jour").fill("2027-03-01")
    visitor.page.get_by_role("button", name="Enregistrer").click()


def _own(suffix: str = "") -> Act:
    """Open the reader's own entry from her list, then one of its pages."""

    def go(visitor: Visitor) -> None:
        visitor.page.locator(".ligne__titre a").first.click()
        if suffix:
            visitor.page.locator(f"a[href$='{suffix}']").click()

    return go


ESPACE = (
    State("espace", "/espace/", ".rail [aria-current]", cookies=SIGNED_IN, role=PRO),
    State(
        "espace-fiches",
        "/espace/fiches/",
        ".ligne__titre",
        (Step("fiche", ".faits", _own()),),
        cookies=SIGNED_IN,
        role=PRO,
    ),
    State(
        "espace-corriger",
        "/espace/fiches/",
        ".ligne__titre",
        (
            Step("formulaire", "#id_nom", _own("/corriger/")),
            Step("erreurs", ".error-summary", _correct_wrongly),
        ),
        cookies=SIGNED_IN,
        role=PRO,
    ),
    State(
        "espace-absence",
        "/espace/fiches/",
        ".ligne__titre",
        (
            Step("formulaire", "#id_absence_debut", _own("/absence/")),
            Step("erreurs", ".error-summary", _away_backwards),
        ),
        cookies=SIGNED_IN,
        role=PRO,
    ),
    State(
        "espace-demandes",
        "/espace/demandes/",
        ".ligne__titre",
        (
            Step("demande", "#repondre", open_first),
            Step("erreurs", ".error-summary", press("Envoyer la réponse")),
        ),
        cookies=SIGNED_IN,
        role=PRO,
    ),
    State(
        "espace-demandes-closes",
        "/espace/demandes/?vue=closes",
        ".ligne__titre",
        (Step("demande", "#messages", open_first),),
        cookies=SIGNED_IN,
        role=PRO,
    ),
    State(
        "espace-rendez-vous",
        "/espace/rendez-vous/",
        ".ligne__titre",
        (Step("rendez-vous", "main h1", open_first),),
        cookies=SIGNED_IN,
        role=PRO,
    ),
    State(
        "espace-creneaux",
        "/espace/creneaux/",
        ".ligne__titre",
        (
            Step("ouverture", "#id_jour", follow("Ajouter une ouverture")),
            Step("ouverture-erreurs", ".error-summary", press("Enregistrer")),
        ),
        cookies=SIGNED_IN,
        role=PRO,
    ),
    State(
        "espace-creneaux-absence",
        "/espace/creneaux/absence/",
        "#id_du",
        (Step("erreurs", ".error-summary", press("Enregistrer")),),
        cookies=SIGNED_IN,
        role=PRO,
    ),
    State(
        "espace-orienter",
        "/espace/rendez-vous/orienter/",
        ".ligne__titre",
        (
            Step("creneaux", ".slot", open_first),
            Step("formulaire", "#id_accord", choose_any_time),
            Step("erreurs", ".error-summary", press("Réserver")),
        ),
        cookies=SIGNED_IN,
        role=PRO,
    ),
    State("espace-chiffres", "/espace/chiffres/", ".chiffres", cookies=SIGNED_IN, role=PRO),
    State("espace-refus", "/espace/", "main h1", status=403, cookies=SIGNED_IN, role="éditeur"),
)

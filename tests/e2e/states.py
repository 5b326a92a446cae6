"""Every kind of page of the site, in every state worth looking at, and how to bring a window there.

States that follow one another on the same page are steps of one visit: a page is opened once for all of them.
"""

import itertools
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Response

from .booking_form import BookingForm, booking_path
from .guide import Guide
from .report_form import ReportForm
from .search_page import SearchPage
from .visitor import Visitor
from .write_form import WriteForm

NOBODY = "/personnes/999999-personne/"
LOGEMENT = {"q": "logement", "commune": "59599"}
LOGEMENT_A_TOURCOING = "/recherche/?q=logement&ou=Tourcoing&commune=59599"
Find = Callable[[Guide], str]
Act = Callable[[Visitor], None]


@dataclass(frozen=True)
class Step:
    """What is done on an open page, and what must be seen then (a CSS selector)."""

    name: str
    shows: str
    act: Act

    def take(self, visitor: Visitor) -> None:
        self.act(visitor)
        visitor.page.locator(self.shows).first.wait_for()


@dataclass(frozen=True)
class State:
    """A page: its address, what must be seen there (a CSS selector), what may be done once it is open."""

    name: str
    path: str | Find
    shows: str
    steps: tuple[Step, ...] = ()
    status: int = 200
    cookies: tuple[str, ...] = ()  # those a form needs; a page that is only read sets none
    role: str = ""  # of the demonstration's account that opens it; none: anybody

    def __str__(self) -> str:
        return self.name

    def reach(self, visitor: Visitor, guide: Guide) -> Response:
        path = self.path if isinstance(self.path, str) else self.path(guide)
        visitor.page.goto("about:blank")  # an address that differs by its fragment alone would not be asked again
        response = visitor.open(path, expected=self.status)
        visitor.page.locator(self.shows).first.wait_for()
        return response


def _first(suffix: str = "", **criteria: str | int) -> Find:
    return lambda guide: guide.first(**criteria)["url"] + suffix


def _open_filters(visitor: Visitor) -> None:
    SearchPage(visitor.page).open_group("Thème")


def _open_list(visitor: Visitor) -> None:
    visitor.page.get_by_role("combobox", name="Où ?").press_sequentially("saint m")


def _open_menu(visitor: Visitor) -> None:
    visitor.page.keyboard.press("Escape")  # closes the list of communes
    if visitor.page.locator("[data-menu]").is_visible():  # wide screens have it in full
        visitor.page.locator("[data-menu] > summary").click()


def _show_map(visitor: Visitor) -> None:
    visitor.page.keyboard.press("Escape")  # closes the filters over the list
    if visitor.page.locator("[data-map-toggle]").is_visible():  # wide screens show it beside the list
        visitor.page.locator("[data-map-toggle]").click()


def _send_nothing(visitor: Visitor) -> None:
    ReportForm(visitor.page).check()


def _recap(visitor: Visitor) -> None:
    ReportForm(visitor.page).fill("Les horaires sont faux", "Fermé le lundi.").check()


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


def _thanks(visitor: Visitor) -> None:
    ReportForm(visitor.page).send()


def _write_nothing(visitor: Visitor) -> None:
    WriteForm(visitor.page).check()


def _reread_words(visitor: Visitor) -> None:
    # One contact may write a few times an hour: each visit is somebody else.
    contact = f"audit-{next(_VISITS)}@exemple.fr"
    WriteForm(visitor.page).fill("Je cherche un stage en mécanique.", contact).check()


def _agree_to_nothing(visitor: Visitor) -> None:
    visitor.page.get_by_role("button", name="Envoyer", exact=True).click()


def _send_words(visitor: Visitor) -> None:
    WriteForm(visitor.page).send()


def _booking(**criteria: str | int) -> Find:
    return lambda guide: booking_path(guide, **criteria)


def _choose_time(visitor: Visitor) -> None:
    BookingForm(visitor.page).choose()


def _book_nothing(visitor: Visitor) -> None:
    BookingForm(visitor.page).check()


def _booking_recap(visitor: Visitor) -> None:
    BookingForm(visitor.page).fill("Sam", "sam@exemple.fr").check()


_CSRF = ("csrftoken",)
_SIGNED_IN = ("csrftoken", "sessionid")
_PRO = "professionnelle"
_VISITS = itertools.count()
_SIGNALER = _first("signaler/", type="structure", **LOGEMENT)

STATES = (
    State(
        "accueil",
        "/",
        ".tiles",
        (
            Step("communes", "[role=option]:visible", _open_list),
            Step("menu", "header a[href='/articles/']:visible", _open_menu),
        ),
    ),
    State(
        "resultats",
        LOGEMENT_A_TOURCOING,
        "#resultats .card",
        (Step("filtres", ".facet__panel:visible", _open_filters), Step("carte", ".pin:visible", _show_map)),
    ),
    State("resultats-filtres", LOGEMENT_A_TOURCOING + "&age=18-25&page=2", ".chip--removable ~ .chip--removable"),
    State("resultats-aucun", "/recherche/?q=qzxqzx&ou=Lille", ".empty"),
    State("resultats-orthographe", "/recherche/?q=aprentissage&ou=Lille", "#reponse :text('apprentissage')"),
    State("resultats-commune-ambigue", "/recherche/?q=sage-femme&ou=Villeneuve", "#choix-commune .chip"),
    State("resultats-commune-inconnue", "/recherche/?q=sage-femme&ou=Zzyzx", ".notice--warn"),
    State("resultats-urgence", "/recherche/?q=je+veux+mourir&ou=Lille", ".notice--danger [href^='tel:']"),
    State("recherche-vide", "/recherche/", "#resultats .card"),
    State("personne", _first(type="personne", q="emploi", commune="59599"), ".action-bar"),
    State("structure", _first(type="structure", **LOGEMENT), ".week"),
    State("permanence", _first(type="permanence", **LOGEMENT), "[id^=permanence-]:target"),
    State(
        "signaler",
        _SIGNALER,
        "form.form",
        (
            Step("erreurs", ".error-summary", _send_nothing),
            Step("recap", ".recap", _recap),
            Step("merci", "h1:has-text('envoyé')", _thanks),
        ),
        cookies=_CSRF,
    ),
    State(
        "ecrire",
        _first("ecrire/", type="personne", q="emploi", commune="59599"),
        "form.form",
        (
            Step("erreurs", ".error-summary", _write_nothing),
            Step("recap", ".recap", _reread_words),
            Step("sans-accord", ".field--error", _agree_to_nothing),
            Step("suivi", ".progress", _send_words),
        ),
        cookies=_CSRF,
    ),
    State("suivi-code", "/suivi/", "#id_code"),
    State("rendez-vous-motifs", _booking(type="structure", q="Mission locale du Beffroi"), ".reason"),
    State(
        "rendez-vous",
        _booking(type="personne", q="Lucie Clémentine"),
        ".slot",
        (
            Step("formulaire", "form.form", _choose_time),
            Step("erreurs", ".error-summary", _book_nothing),
            Step("recap", "#accord", _booking_recap),
        ),
        cookies=_CSRF,
    ),
    State("rendez-vous-efface", "/rendez-vous/efface/", "main h1"),
    State("axe", "/autonomie/", ".card"),
    State("dispositifs", "/dispositifs/", "main h1"),
    State("dispositif", _first(type="dispositif"), "main h1"),
    State("mes-droits", "/mes-droits/", "main form"),
    State("articles", "/articles/", "main h1"),
    State("article", "/articles/ou-dormir-ce-soir/", ".emergency-numbers, [href='tel:115']"),
    State("article-faq", "/articles/apl-cest-quoi/", "main h2"),
    State("points-info", "/pij/", "main h1"),
    State("pij", "/pij/pij-tourcoing/", "main h1"),
    State("pros", "/pour-les-pros/", "main h1"),
    State("contact", "/contact/", "main [href^='tel:']"),
    State("mentions-legales", "/mentions-legales/", "main h2"),
    State("vie-privee", "/vie-privee/", "main h2"),
    State("accessibilite", "/accessibilite/", "main h2"),
    State("plan", "/plan-du-site/", "main [href='/articles/']"),
    State("introuvable", "/rien-ici/", "main [role=search]", status=404),
    State("fiche-inconnue", NOBODY, "main [role=search]", status=404),
    State("illisible", "/recherche/?q=%00", "main h1", status=400),
    State("connexion", "/compte/login/", "#id_login", cookies=_CSRF),
    State("connexion-code", "/compte/login/code/", "main form", cookies=_CSRF),
    State("mot-de-passe", "/compte/password/reset/", "main form", cookies=_CSRF),
    State("styleguide", "/styleguide/", "main .btn"),
    State("espace", "/espace/", ".rail [aria-current]", cookies=_SIGNED_IN, role=_PRO),
    State(
        "espace-fiches",
        "/espace/fiches/",
        ".ligne__titre",
        (Step("fiche", ".faits", _own()),),
        cookies=_SIGNED_IN,
        role=_PRO,
    ),
    State(
        "espace-corriger",
        "/espace/fiches/",
        ".ligne__titre",
        (
            Step("formulaire", "#id_nom", _own("/corriger/")),
            Step("erreurs", ".error-summary", _correct_wrongly),
        ),
        cookies=_SIGNED_IN,
        role=_PRO,
    ),
    State(
        "espace-absence",
        "/espace/fiches/",
        ".ligne__titre",
        (
            Step("formulaire", "#id_absence_debut", _own("/absence/")),
            Step("erreurs", ".error-summary", _away_backwards),
        ),
        cookies=_SIGNED_IN,
        role=_PRO,
    ),
    State("espace-chiffres", "/espace/chiffres/", ".chiffres", cookies=_SIGNED_IN, role=_PRO),
    State("espace-refus", "/espace/", "main h1", status=403, cookies=_SIGNED_IN, role="éditeur"),
)

"""Every kind of page of the site, in every state worth looking at, and how to bring a window there."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Response

from .guide import Guide
from .report_form import ReportForm
from .search_page import SearchPage
from .visitor import Visitor

NOBODY = "/personnes/999999-personne/"
LOGEMENT = {"q": "logement", "commune": "59599"}
LOGEMENT_A_TOURCOING = "/recherche/?q=logement&ou=Tourcoing&commune=59599"
Find = Callable[[Guide], str]
Act = Callable[[Visitor], None]


@dataclass(frozen=True)
class State:
    """A page: its address, what must be seen there (a CSS selector), what is done once it is open."""

    name: str
    path: str | Find
    shows: str
    act: Act | None = None
    status: int = 200
    cookies: tuple[str, ...] = ()  # those a form needs; a page that is only read sets none

    def __str__(self) -> str:
        return self.name

    def reach(self, visitor: Visitor, guide: Guide) -> Response:
        path = self.path if isinstance(self.path, str) else self.path(guide)
        response = visitor.open(path, expected=self.status)
        if self.act:
            self.act(visitor)
        visitor.page.locator(self.shows).first.wait_for()
        return response


def _first(suffix: str = "", **criteria: str | int) -> Find:
    return lambda guide: guide.first(**criteria)["url"] + suffix


def _open_filters(visitor: Visitor) -> None:
    SearchPage(visitor.page).open_group("Thème")


def _open_list(visitor: Visitor) -> None:
    visitor.page.get_by_role("combobox", name="Où ?").press_sequentially("saint m")


def _open_menu(visitor: Visitor) -> None:
    if visitor.page.locator("[data-menu]").is_visible():  # wide screens have it in full
        visitor.page.locator("[data-menu] > summary").click()


def _show_map(visitor: Visitor) -> None:
    if visitor.page.locator("[data-map-toggle]").is_visible():  # wide screens show it beside the list
        visitor.page.locator("[data-map-toggle]").click()


def _send_nothing(visitor: Visitor) -> None:
    ReportForm(visitor.page).check()


def _recap(visitor: Visitor) -> None:
    ReportForm(visitor.page).fill("Les horaires sont faux", "Fermé le lundi.").check()


def _thanks(visitor: Visitor) -> None:
    _recap(visitor)
    ReportForm(visitor.page).send()


_CSRF = ("csrftoken",)
_SIGNALER = _first("signaler/", type="structure", **LOGEMENT)

STATES = (
    State("accueil", "/", ".tiles"),
    State("accueil-menu", "/", "header a[href='/programmes/']:visible", _open_menu),
    State("accueil-communes", "/", "[role=option]:visible", _open_list),
    State("resultats", LOGEMENT_A_TOURCOING, "#resultats .card"),
    State("resultats-filtres", LOGEMENT_A_TOURCOING, ".facet__panel:visible", _open_filters),
    State("resultats-filtres-choisis", LOGEMENT_A_TOURCOING + "&theme=logement&type=personne", ".chip--removable"),
    State("resultats-carte", LOGEMENT_A_TOURCOING, ".pin:visible", _show_map),
    State("resultats-page-2", LOGEMENT_A_TOURCOING + "&page=2", ".pagination [aria-current]"),
    State("resultats-aucun", "/recherche/?q=qzxqzx&ou=Lille", ".empty"),
    State("resultats-commune-ambigue", "/recherche/?q=logement&ou=Villeneuve", "#choix-commune .chip"),
    State("resultats-commune-inconnue", "/recherche/?q=logement&ou=Zzyzx", ".notice--warn"),
    State("resultats-urgence", "/recherche/?q=je+veux+mourir&ou=Lille", ".notice--danger [href^='tel:']"),
    State("recherche-vide", "/recherche/", "#resultats .card"),
    State("personne", _first(type="personne", q="emploi", commune="59599"), ".action-bar"),
    State("structure", _first(type="structure", **LOGEMENT), ".week"),
    State("permanence", _first(type="permanence", **LOGEMENT), "[id^=permanence-]:target"),
    State("signaler", _SIGNALER, "form.form", cookies=_CSRF),
    State("signaler-erreurs", _SIGNALER, ".error-summary", _send_nothing, cookies=_CSRF),
    State("signaler-recap", _SIGNALER, ".recap", _recap, cookies=_CSRF),
    State("signaler-merci", _SIGNALER, "h1:has-text('envoyé')", _thanks, cookies=_CSRF),
    State("axe", "/autonomie/", ".card"),
    State("programmes", "/programmes/", "main h1"),
    State("programme", "/programmes/acces-au-logement-tourcoing/", "main h1"),
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
    State("plan", "/plan-du-site/", "main [href='/programmes/']"),
    State("introuvable", "/rien-ici/", "main [role=search]", status=404),
    State("fiche-inconnue", NOBODY, "main [role=search]", status=404),
    State("connexion", "/compte/login/", "#id_login", cookies=_CSRF),
    State("connexion-code", "/compte/login/code/", "main form", cookies=_CSRF),
    State("mot-de-passe", "/compte/password/reset/", "main form", cookies=_CSRF),
    State("styleguide", "/styleguide/", "main .btn"),
)

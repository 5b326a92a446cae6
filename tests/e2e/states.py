"""Every kind of page of the site, in every state worth looking at, and how to bring a window there.

States that follow one another on the same page are steps of one visit: a page is opened once for all of them.
"""

from .report_form import ReportForm
from .search_page import SearchPage
from .state import CSRF, SIGNED_IN, Act, State, Step, first, press
from .states_demarches import DEMARCHES
from .states_espace import ESPACE
from .visitor import Visitor

NOBODY = "/personnes/999999-personne/"
LOGEMENT = {"q": "logement", "commune": "59599"}
LOGEMENT_A_TOURCOING = "/recherche/?q=logement&ou=Tourcoing&commune=59599"


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


def _ask_code(adresse: str) -> Act:
    def ask(visitor: Visitor) -> None:
        visitor.page.locator("form").evaluate_all("forms => forms.forEach((form) => { form.noValidate = true })")
        visitor.page.locator("#id_email").fill(adresse)
        visitor.page.get_by_role("button", name="Recevoir mon code").click()

    return ask


def _enter_code(visitor: Visitor) -> None:
    visitor.page.locator("#id_code").fill("AAAAAA")
    visitor.page.get_by_role("button", name="Entrer", exact=True).click()


def _thanks(visitor: Visitor) -> None:
    ReportForm(visitor.page).send()


_SIGNALER = first("signaler/", type="structure", **LOGEMENT)

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
    State("personne", first(type="personne", q="emploi", commune="59599"), ".action-bar"),
    State("structure", first(type="structure", **LOGEMENT), ".week"),
    State("permanence", first(type="permanence", **LOGEMENT), "[id^=permanence-]:target"),
    State(
        "signaler",
        _SIGNALER,
        "form.form",
        (
            Step("erreurs", ".error-summary", _send_nothing),
            Step("recap", ".recap", _recap),
            Step("merci", "h1:has-text('envoyé')", _thanks),
        ),
        cookies=CSRF,
    ),
    State("axe", "/autonomie/", ".card"),
    State("dispositifs", "/dispositifs/", "main h1"),
    State("dispositif", first(type="dispositif"), "main h1"),
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
    State("connexion", "/compte/login/", "#id_login", cookies=CSRF),
    State(
        "connexion-code",
        "/compte/login/code/",
        "main form",
        (
            Step("sans-adresse", ".field--error", _ask_code("pas une adresse")),
            Step("code", "h1:has-text('code')", _ask_code("personne@exemple.fr")),
            Step("faux-code", ".field--error", _enter_code),
            Step("autre-adresse", "#id_email", press("Ce n’est pas la bonne adresse")),
        ),
        cookies=SIGNED_IN,  # a code belongs to a session
    ),
    State("mot-de-passe", "/compte/password/reset/", "main form", cookies=CSRF),
    State("styleguide", "/styleguide/", "main .btn"),
    *DEMARCHES,
    *ESPACE,
)

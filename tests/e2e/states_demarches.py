"""Writing to somebody, booking with somebody: every state of what the public goes through."""

import itertools

from .booking_form import BookingForm, booking_path
from .state import CSRF, Act, Find, State, Step, choose_any_time, first, follow, press
from .visitor import Visitor
from .write_form import WriteForm

_VISITS = itertools.count()


def _write_nothing(visitor: Visitor) -> None:
    WriteForm(visitor.page).check()


def _reread_words(visitor: Visitor) -> None:
    # One contact may write a few times an hour: each visit is somebody else.
    contact = f"audit-{next(_VISITS)}@exemple.fr"
    WriteForm(visitor.page).fill("Je cherche un stage en mécanique.", contact).check()


def _send_words(visitor: Visitor) -> None:
    WriteForm(visitor.page).send()


def _booking(**criteria: str | int) -> Find:
    return lambda guide: booking_path(guide, **criteria)


def _choose_time(visitor: Visitor) -> None:
    """A time of another week: late enough to be changed."""
    visitor.page.get_by_role("link", name="Après").click()
    BookingForm(visitor.page).choose()


def _book_nothing(visitor: Visitor) -> None:
    BookingForm(visitor.page).check()


def _booking_recap(visitor: Visitor) -> None:
    BookingForm(visitor.page).fill("Sam", "sam@exemple.fr").check()


def _book(visitor: Visitor) -> None:
    BookingForm(visitor.page).send()


def _ask_again(name: str) -> Act:
    """Send a form until it is not said that it went too fast, as a robot would."""

    def send(visitor: Visitor) -> None:
        form = BookingForm(visitor.page).fill("Sam", f"audit-{next(_VISITS)}@exemple.fr")
        if visitor.page.get_by_label("Quand es-tu libre").count():
            visitor.page.get_by_label("Quand es-tu libre").fill("Le mercredi après 16 h.")
        form.check(name)

    return send


def _cancel_instead(visitor: Visitor) -> None:
    visitor.page.go_back()
    visitor.page.get_by_role("link", name="Annuler", exact=True).click()


def _enter_wrong_code(visitor: Visitor) -> None:
    visitor.page.get_by_label("Ton code de suivi").fill("ABCD-2345")
    visitor.page.get_by_role("button", name="Voir ma demande").click()


DEMARCHES = (
    State(
        "ecrire",
        first("ecrire/", type="personne", q="emploi", commune="59599"),
        "form.form",
        (
            Step("erreurs", ".error-summary", _write_nothing),
            Step("recap", ".recap", _reread_words),
            Step("sans-accord", ".field--error", press("Envoyer")),
            Step("suivi", ".progress", _send_words),
        ),
        cookies=CSRF,
    ),
    State(
        "suivi-code",
        "/suivi/",
        "#id_code",
        (Step("inconnu", ".error-summary", _enter_wrong_code),),
        cookies=CSRF,
    ),
    State("rendez-vous-motifs", _booking(type="structure", q="Mission locale du Beffroi"), ".reason"),
    State(
        "rendez-vous",
        _booking(type="personne", q="Lucie Clémentine"),
        ".slot",
        (
            Step("formulaire", "form.form", _choose_time),
            Step("erreurs", ".error-summary", _book_nothing),
            Step("recap", "#accord", _booking_recap),
            Step("sans-accord", ".field--error", press("Réserver")),
            Step("confirmation", "h1:has-text('réservé')", _book),
            Step("changer", "button.slot", follow("Changer de date")),
            Step("annuler", "h1:has-text('Annuler')", _cancel_instead),
            Step("annule", "h1:has-text('annulé')", press("Oui, annuler")),
        ),
        cookies=CSRF,
    ),
    State(
        "rendez-vous-classe",
        _booking(type="structure", q="Mission locale du Beffroi"),
        ".reason",
        (
            Step("creneaux", ".slot", follow("Accueillir une classe")),
            Step("formulaire", "#id_participants", choose_any_time),
        ),
        cookies=CSRF,
    ),
    State(
        "rendez-vous-autre-date",
        _booking(type="personne", q="Lucie Clémentine"),
        ".slot",
        (
            Step("formulaire", "#id_disponibilites", follow("Demander une autre date")),
            Step("erreurs", ".error-summary", press("Envoyer")),
            Step("suivi", "h1:has-text('demande')", _ask_again("Envoyer")),
        ),
        cookies=CSRF,
    ),
    State(
        "rendez-vous-attente",
        _booking(type="personne", q="Lucie Clémentine"),
        ".slot",
        (
            Step("formulaire", "#id_prenom", follow("M’inscrire en liste d’attente")),
            Step("suivi", "h1:has-text('liste')", _ask_again("Envoyer")),
        ),
        cookies=CSRF,
    ),
    State("rendez-vous-aucun", _booking(type="personne", q="sage-femme"), "main h1"),
    State("rendez-vous-efface", "/rendez-vous/efface/", "main h1"),
)

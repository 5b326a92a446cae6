"""Forgetting, proved by canaries; and what a telephone shows to whoever looks at it."""

import datetime
from pathlib import Path

import pytest
from django.conf import settings as reglages

from portail.notifications.envoi import forget_old as forget_messages
from portail.notifications.gabarits import draw_sms
from portail.notifications.gsm7 import measure, simplify
from portail.notifications.models import Message
from portail.rendezvous.donnees_personnelles import forget_old
from portail.rendezvous.services import (
    Coordonnees,
    ask_creneau,
    cancel_rendezvous,
    decline_proposition,
    erase_contact,
    join_attente,
    leave_attente,
)
from tests.outils.canaris import find_elsewhere, find_tables

from .factories import make_cle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lundi")]
TRACES = ("canari", "639987766")
CANARI = Coordonnees(
    prenom="Canari", telephone="+33639987766", courriel="canari@exemple.fr", sms=True, tranche_age="15-17"
)


def traces() -> list[str]:
    """Return the tables, the keys of the cache and the media in which a canary is read."""
    return [*find_tables(TRACES), *find_elsewhere(TRACES)]


@pytest.fixture
def everywhere(book, motif, personne):
    """An appointment, a request and a place on the list, each with its messages."""
    commun = {"motif": motif, "personne": personne, "contact": CANARI}
    return (
        book(contact=CANARI),
        ask_creneau(**commun, disponibilites="Canari libre le soir", cle=make_cle()),
        join_attente(**commun, cle=make_cle()),
    )


def test_somebody_who_leaves_is_found_nowhere(everywhere):
    rendezvous, demande, attente = everywhere
    assert len(traces()) >= 4
    erase_contact(ligne=cancel_rendezvous(rendezvous=rendezvous))
    decline_proposition(demande=demande, encore=False)
    leave_attente(attente=attente)
    assert traces() == []


def test_time_forgets_everything(everywhere, lundi):
    lundi.shift(datetime.timedelta(days=800))
    Message.objects.filter(statut="a_envoyer").update(statut="abandonne")
    assert forget_old() == 3
    forget_messages()
    assert traces() == []


def test_what_was_booked_from_the_form_is_told_to_no_log_and_erased_from_the_page(navigateur, fill, address, journal):
    qui = {"prenom": "Canari", "courriel": "canari@exemple.fr", "telephone": "06 39 98 77 66", "sms": "on"}
    envoi = fill(**qui)
    navigateur.post(address, envoi)
    page = navigateur.post(address, {**envoi, "etape": "envoyer", "accord": "1"})["Location"].partition("?")[0]
    for suite in ("", "rendez-vous.ics", "mes-donnees.json", "annuler/", "deplacer/"):
        assert navigateur.get(page + suite).status_code == 200
    navigateur.post(f"{page}je-viens/")
    assert find_tables(TRACES) == {"rendezvous_rendezvous", "notifications_message"}
    assert find_elsewhere(TRACES) == []
    navigateur.post(f"{page}effacer/")
    assert traces() == []
    assert "portail.request" in journal.getvalue()
    assert not any(trace in journal.getvalue().lower() for trace in TRACES)


SMS = sorted(path.stem for path in (Path(reglages.BASE_DIR) / "templates/rendezvous/sms").glob("*.txt"))


@pytest.mark.parametrize("gabarit", SMS)
def test_an_sms_costs_one_and_says_nothing_to_a_parent(gabarit, motif):
    contexte = {
        "quand": "mercredi 23 septembre 2027 à 14 h 30",
        "lien": "https://portail.crij.exemple.fr/rdv/demande/abcdefghijklmnopqrstuv/",
        "motif": motif,
    }
    texte = simplify(draw_sms(site=motif.site, gabarit=f"rendezvous/sms/{gabarit}", contexte=contexte))
    assert measure(texte).segments == 1, texte
    assert measure(texte).gsm7
    assert motif.nom not in texte
    assert motif.structure.nom not in texte

"""Forgetting, proved by canaries; and what a telephone shows to whoever looks at it."""

import datetime
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings as reglages
from django.core.cache import cache
from django.db import connection

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

from .factories import make_cle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lundi")]
TRACES = ("canari", "639987766")
CANARI = Coordonnees(
    prenom="Canari", telephone="+33639987766", courriel="canari@exemple.fr", sms=True, tranche_age="15-17"
)


def traces() -> list[str]:
    """Return the tables, and the keys of the cache, in which a canary is read."""
    found = []
    for modele in apps.get_models(include_auto_created=True):
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{modele._meta.db_table}"')
            if any(trace in str(ligne).lower() for ligne in cursor.fetchall() for trace in TRACES):
                found.append(modele._meta.db_table)
    return found + [cle for cle, valeur in cache._cache.items() if any(trace in f"{cle}{valeur!r}" for trace in TRACES)]


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

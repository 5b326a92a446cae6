"""Somebody who receives on Tuesday mornings, on a Monday when the clock stands still."""

import re

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from portail.rendezvous.models import Motif
from portail.rendezvous.services import Coordonnees, book_rendezvous
from ressources.models import PersonneRessource
from ressources.robots import make_question

from .factories import NEUF, MotifFactory, OuvertureFactory, key, make_cle, paris

SAM = Coordonnees(prenom="Sam", telephone="+33639980101", courriel="sam@exemple.fr", sms=True, tranche_age="15-17")
QUI = {"prenom": "Sam", "courriel": "sam@exemple.fr", "telephone": "", "tranche_age": "15-17", "site_internet": ""}
LUNDI = paris(2026, 3, 16, 15, 0)


@pytest.fixture
def lundi():
    """Monday 16 March 2026, 15:00 in Paris; the test may move on."""
    with time_machine.travel(LUNDI, tick=False) as voyageur:
        yield voyageur


@pytest.fixture
def motif(db) -> Motif:
    return MotifFactory()


@pytest.fixture
def personne(motif) -> PersonneRessource:
    """Receives each Tuesday, 9:00 to 12:00, for `motif`: three slots of an hour."""
    ouverture = OuvertureFactory(personne__structure=motif.structure, motifs=[motif])
    return ouverture.personne


@pytest.fixture
def book(motif, personne):
    """Book Tuesday 24 March at 9:00 (Paris) for Sam; what is not given is plausible."""

    def book_one(**changes):
        given = {
            "motif": motif,
            "personne": personne,
            "debut": paris(2026, 3, 24, 9),
            "contact": SAM,
            "cle": make_cle(),
        }
        return book_rendezvous(**given | changes)

    return book_one


@pytest.fixture
def navigateur() -> Client:
    """Somebody's browser, from a network that has sent nothing yet."""
    cache.clear()
    return Client()


@pytest.fixture
def address(motif) -> str:
    return f"/rendez-vous/{motif.pk}/reserver/"


@pytest.fixture
def fill(navigateur, address, personne, lundi):
    """Open the form of a time, let ten seconds go by, and return what a reader would send."""

    def open_form(debut=NEUF, **plus) -> dict[str, str]:
        html = navigateur.get(address, {"creneau": key(debut), "avec": personne.pk}).content.decode()
        return {**answer_form(html, lundi), "creneau": key(debut), "avec": str(personne.pk), **plus}

    return open_form


def answer_form(html: str, horloge) -> dict[str, str]:
    """Return what a reader sends of themselves, ten seconds after the page of a form was drawn."""
    jeton = re.search(r'name="jeton" value="([^"]+)"', html)[1]
    horloge.shift(10)
    return {**QUI, "jeton": jeton, "calcul": min(make_question(jeton)[1])}

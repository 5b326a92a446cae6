"""Somebody who receives on Tuesday mornings, on a Monday when the clock stands still."""

import pytest
import time_machine

from portail.rendezvous.models import Motif
from portail.rendezvous.services import Coordonnees, book_rendezvous
from ressources.models import PersonneRessource

from .factories import MotifFactory, OuvertureFactory, make_cle, paris

SAM = Coordonnees(prenom="Sam", telephone="+33639980101", courriel="sam@exemple.fr", sms=True, tranche_age="15-17")
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

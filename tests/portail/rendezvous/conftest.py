"""Somebody who receives on Tuesday mornings, on a Monday when the clock stands still."""

import pytest
import time_machine

from portail.rendezvous.models import Motif
from ressources.models import PersonneRessource

from .factories import MotifFactory, OuvertureFactory, paris

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

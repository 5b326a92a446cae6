"""Dispositifs for tests, all made up; rules are given as raw stream data."""

import factory

from portail.dispositifs.models import Dispositif
from portail.dispositifs.vocabulaire import Apport
from ressources.vocabulaire import Axe
from tests.ressources.factories import FicheFactory


class DispositifFactory(FicheFactory):
    class Meta:
        model = Dispositif

    nom = factory.Sequence("Aide au logement n° {}".format)
    chapeau = "Une aide pour payer ton loyer."
    axe = Axe.AUTONOMIE
    apport = Apport.ARGENT


def situations(*codes: str) -> dict:
    return {"type": "situations", "value": {"parmi": list(codes)}}


def age(age_min: int | None = None, age_max: int | None = None) -> dict:
    return {"type": "age", "value": {"age_min": age_min, "age_max": age_max}}


def a_verifier(condition: str) -> dict:
    return {"type": "a_verifier", "value": {"condition": condition}}


def groupe(kind: str, *blocks: dict) -> dict:
    return {"type": kind, "value": list(blocks)}

"""Requests, their links, and what was written to people."""

import re
from collections.abc import Callable

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse

from portail.echanges import liens
from portail.echanges.models import Demande
from portail.echanges.services import send_demande
from portail.notifications.models import Message
from ressources.robots import make_question
from tests.portail.notifications.conftest import default_site
from tests.ressources.conftest import LUNDI, sign_in
from tests.ressources.factories import PersonneFactory

__all__ = ["sign_in"]


@pytest.fixture
def horloge():
    """A clock that the test moves, from Monday 16 March 2026, 15:00 in Paris; what was counted is forgotten."""
    cache.clear()
    with time_machine.travel(LUNDI, tick=False) as voyageur:
        yield voyageur


@pytest.fixture
def personne(db):
    default_site()  # a test without a transaction emptied the tables before
    return PersonneFactory(prenom="Léa", nom="Mésange", courriel="lea.mesange@exemple.fr")


@pytest.fixture
def envoyer(personne) -> Callable[..., Demande]:
    """Send a request; what is not given is plausible."""

    def send(cle: str = "envoi-1", **changes) -> Demande:
        donnees = {
            "site": default_site(),
            "cible": personne,
            "message": "Je cherche un stage.",
            "prenom": "Sam",
            "tranche": "15-17",
            "courriel": "sam@exemple.fr",
            "accord_version": "essai",
        }
        demande, _nouvelle = send_demande(cle=cle, **donnees | changes)
        return demande

    return send


@pytest.fixture
def demande(envoyer, horloge) -> Demande:
    return envoyer()


def follow_url(demande: Demande, route: str = "suivi") -> str:
    return reverse(f"echanges:{route}", args=[liens.make_suivi(demande.reference)])


def answer_url(demande: Demande, lecteur: str = "") -> str:
    return reverse("echanges:repondre", args=[liens.make_pro(demande.reference, lecteur or f"p{demande.personne_id}")])


def open_form(client, page: str, horloge, secondes: int = 10) -> dict[str, str]:
    """Open the form for writing, let some seconds go by, and return what a reader without scripts would send."""
    jeton = re.search(r'name="jeton" value="([^"]+)"', client.get(page).content.decode())[1]
    horloge.shift(secondes)
    return {
        "jeton": jeton,
        "altcha": "",
        "calcul": min(make_question(jeton)[1]),
        "site_internet": "",
        "message": "Je cherche un stage en mécanique.",
        "prenom": "Sam",
        "tranche": "15-17",
        "telephone": "",
        "courriel": "sam@exemple.fr",
        "preference": "page",
    }


def mails(**criteria) -> list[Message]:
    return list(Message.objects.filter(**criteria).order_by("pk"))

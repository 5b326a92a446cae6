"""Reporting an error: the form, its errors, the recap, one sending, and its guards."""

import re

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from ressources import antispam
from ressources.models import Signalement
from tests.ressources.conftest import LUNDI
from tests.ressources.factories import PersonneFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def horloge():
    """A clock that the test moves; what the last hour counted is forgotten."""
    cache.clear()
    with time_machine.travel(LUNDI, tick=False) as voyageur:
        yield voyageur


@pytest.fixture
def fiche():
    return PersonneFactory()


@pytest.fixture
def page(fiche) -> str:
    return f"{fiche.get_absolute_url()}signaler/"


def open_form(client, page, horloge, secondes=10) -> dict[str, str]:
    """Open the form, let some seconds go by, and return what a reader would send."""
    jeton = re.search(r'name="jeton" value="([^"]+)"', client.get(page).content.decode())[1]
    horloge.shift(secondes)
    return {
        "jeton": jeton,
        "motif": "horaires",
        "message": "C’est fermé le mardi.",
        "courriel": "",
        "site_internet": "",
    }


def test_the_whole_way(client, page, horloge, fiche):
    envoi = open_form(client, page, horloge)
    recap = client.post(page, envoi)
    assert recap.status_code == 200
    assert "Relis avant d’envoyer" in recap.content.decode()
    assert not Signalement.objects.exists()
    merci = client.post(page, {**envoi, "etape": "envoyer"}, follow=True)
    assert merci.redirect_chain == [(f"{page}merci/", 302)]
    assert "deux jours ouvrés" in merci.content.decode()
    signalement = Signalement.objects.get()
    assert (signalement.fiche, signalement.motif, signalement.statut) == (fiche, "horaires", "nouveau")


def test_words_are_not_lost_when_going_back(client, page, horloge):
    reponse = client.post(page, {**open_form(client, page, horloge), "etape": "corriger"})
    assert reponse.status_code == 200
    assert "C’est fermé le mardi.</textarea>" in reponse.content.decode()


@pytest.mark.parametrize(
    ("faute", "message"),
    [
        ({"motif": ""}, "Choisis ce qui ne va pas"),
        ({"motif": "inventé"}, "Choisis ce qui ne va pas"),
        ({"motif": "autre", "message": ""}, "Dis-nous en quelques mots"),
        ({"courriel": "lea@"}, "Il manque quelque chose à cette adresse"),
        ({"message": "a" * 2001}, "trop long"),
        ({"site_internet": "https://robot.example"}, "ressemble à celui d’un robot"),
        ({"jeton": "faux"}, "restée ouverte trop longtemps"),
        ({"jeton": ""}, "restée ouverte trop longtemps"),
    ],
)
def test_errors_are_said_and_nothing_is_saved(client, page, horloge, faute, message):
    reponse = client.post(page, {**open_form(client, page, horloge), **faute, "etape": "envoyer"})
    assert reponse.status_code == 422
    assert message in reponse.content.decode()
    assert not Signalement.objects.exists()


def test_quicker_than_a_reader(client, page, horloge):
    envoi = open_form(client, page, horloge, secondes=1)
    assert "très rapide" in client.post(page, envoi).content.decode()
    horloge.shift(5)
    assert client.post(page, {**envoi, "etape": "envoyer"}).status_code == 302


def test_a_page_left_open_for_a_day_gets_a_new_token(client, page, horloge):
    envoi = open_form(client, page, horloge, secondes=antispam.AGE_MAX + 60)
    reponse = client.post(page, envoi).content.decode()
    nouveau = re.search(r'name="jeton" value="([^"]+)"', reponse)[1]
    horloge.shift(10)
    assert client.post(page, {**envoi, "jeton": nouveau, "etape": "envoyer"}).status_code == 302


def test_the_same_form_sent_twice_is_one_report(client, page, horloge):
    envoi = {**open_form(client, page, horloge), "etape": "envoyer"}
    assert [client.post(page, envoi).status_code for _ in range(2)] == [302, 302]
    assert Signalement.objects.count() == 1


def test_the_eleventh_report_of_an_hour_waits(client, page, horloge):
    codes = []
    for _ in range(11):
        envoi = open_form(client, page, horloge)
        codes.append(client.post(page, {**envoi, "etape": "envoyer"}).status_code)
    assert codes == [302] * 10 + [429]
    assert Signalement.objects.count() == 10
    horloge.shift(3700)
    assert client.post(page, {**open_form(client, page, horloge), "etape": "envoyer"}).status_code == 302


def test_the_form_is_never_cached_and_asks_for_its_token(page):
    reponse = Client(enforce_csrf_checks=True).post(page, {"etape": "envoyer"})
    assert reponse.status_code == 403
    assert "no-store" in Client().get(page)["Cache-Control"]


def test_gone_or_unknown_entries_take_no_report(client, page, horloge, fiche):
    envoi = open_form(client, page, horloge)
    type(fiche).objects.update(live=False)
    assert client.post(page, {**envoi, "etape": "envoyer"}).status_code == 410
    assert client.post("/personnes/999-x/signaler/", envoi).status_code == 404
    assert not Signalement.objects.exists()

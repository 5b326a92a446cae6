"""The proof of a form: work that only solves its own challenge, or the right answer to a plain question."""

import base64
import json

import pytest
import time_machine
from altcha import Challenge, Payload, solve_challenge
from django.core.cache import cache
from hypothesis import given
from hypothesis import strategies as st

from ressources import antispam, robots
from ressources.limites import Limite, network_of
from ressources.robots import Preuve, PreuveMixin
from tests.ressources.conftest import LUNDI


@pytest.fixture
def horloge():
    cache.clear()
    with time_machine.travel(LUNDI, tick=False) as voyageur:
        yield voyageur


def solve(defi: str) -> str:
    """Do what js/preuve.js does, and return what it puts in the form."""
    lu = json.loads(defi)
    challenge = Challenge(lu["algorithm"], lu["challenge"], lu["maxNumber"], lu["salt"], lu["signature"])
    solution = solve_challenge(challenge)
    return Payload(lu["algorithm"], lu["challenge"], solution.number, lu["salt"], lu["signature"]).to_base64()


def fill(horloge, **changes) -> PreuveMixin:
    """Return the form as a browser sends it back ten seconds later."""
    servi = PreuveMixin(reseau="192.0.2.1")
    donnees = {"jeton": servi.initial["jeton"] if servi.defi else "", "altcha": "", "calcul": "", "site_internet": ""}
    if changes.pop("travail", False):
        donnees["altcha"] = solve(servi.defi)
    horloge.shift(10)
    return PreuveMixin(donnees | changes, reseau="192.0.2.1")


def test_work_done_is_a_proof_and_travels_with_the_form(horloge):
    form = fill(horloge, travail=True)
    assert form.is_valid()
    assert form.preuve == Preuve.ALTCHA
    assert form.defi == ""


def test_an_answer_in_digits_or_in_words_is_a_proof(horloge):
    form = fill(horloge)
    for reponse in robots.make_question(form.data["jeton"])[1]:
        encore = PreuveMixin(form.data | {"calcul": f" {reponse.upper()} "})
        assert encore.is_valid()
        assert encore.preuve == Preuve.QUESTION


def test_neither_is_asked_again_in_words(horloge):
    form = fill(horloge, calcul="42")
    assert not form.is_valid()
    assert "petite question" in form.errors["calcul"][0]
    assert form.question.startswith("Combien font")
    assert form.defi


def test_work_done_for_one_form_opens_no_other(horloge):
    premier = fill(horloge, travail=True)
    autre = PreuveMixin(premier.data | {"jeton": antispam.make_jeton()})
    horloge.shift(10)
    assert not autre.is_valid()


def test_work_done_yesterday_is_to_be_done_again(horloge):
    form = fill(horloge, travail=True)
    horloge.shift(antispam.AGE_MAX)
    assert not form.is_valid()
    assert form.data["altcha"] == ""


@given(st.one_of(st.text(max_size=50), st.binary(max_size=60).map(lambda octets: base64.b64encode(octets).decode())))
def test_what_is_malformed_solves_nothing(charge):
    assert robots.is_solved(charge, "jeton") is False


@pytest.mark.parametrize(
    "solution",
    [
        5,
        [],
        {},
        {"algorithm": "SHA-256"},
        {"algorithm": [], "challenge": "", "number": 1, "salt": "", "signature": ""},
        {"algorithm": "SHA-256", "challenge": "", "number": True, "salt": "", "signature": ""},
        {"algorithm": "SHA-256", "challenge": "", "number": 1, "salt": "a?expires=x", "signature": ""},
    ],
)
def test_what_is_json_but_no_solution_solves_nothing(solution):
    assert robots.is_solved(base64.b64encode(json.dumps(solution).encode()).decode(), "jeton") is False


def test_the_work_grows_with_the_network_and_stops_growing():
    travaux = [robots.compute_travail(envois) for envois in range(0, 2000, 10)]
    assert travaux == sorted(travaux)
    assert (travaux[0], travaux[-1]) == (robots.TRAVAIL, robots.TRAVAIL_MAX)


def test_a_limit_counts_each_value_apart_and_forgets_after_its_window(horloge):
    limite = Limite("essai", maximum=2, fenetre=60)
    assert [limite.allows("a") for _ in range(3)] == [True, True, False]
    assert limite.allows("b")
    assert limite.is_reached("a")
    horloge.shift(61)
    assert not limite.is_reached("a")
    assert limite.allows("a")


@pytest.mark.parametrize(
    ("proxies", "entete", "attendu"),
    [
        (0, "198.51.100.7", "192.0.2.1"),  # anybody may write the header
        (1, "10.0.0.9, 198.51.100.7", "198.51.100.7"),
        (2, "10.0.0.9, 198.51.100.7, 203.0.113.3", "198.51.100.7"),
        (1, "", "192.0.2.1"),
    ],
)
def test_the_network_is_what_our_own_proxies_saw(rf, settings, proxies, entete, attendu):
    settings.PROXY_COUNT = proxies
    request = rf.get("/", REMOTE_ADDR="192.0.2.1", headers={"X-Forwarded-For": entete})
    assert network_of(request) == attendu

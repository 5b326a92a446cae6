"""Words of danger show whom to call."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.urgences import detect


@pytest.mark.parametrize(
    ("text", "cle"),
    [
        ("j'ai envie de mourir", "suicide"),
        ("SUICIDE", "suicide"),
        ("je pense au suicide", "suicide"),
        ("mon père me bat", "violences"),
        ("violences conjugales Lille", "violences"),
        ("je suis harcelée au lycée", "violences"),
        ("à la rue ce soir", "rue"),
        ("où dormir", "rue"),
        ("hébergement d’urgence", "rue"),
    ],
)
def test_danger_is_heard(text, cle):
    assert cle in [urgence.cle for urgence in detect(text)]


@pytest.mark.parametrize(
    "text",
    ["", "logement", "rue de la République", "bataille navale", "un coup de main", "violon", "je cherche un abri bus"],
)
def test_other_words_are_not_danger(text):
    assert detect(text) == ()


def test_numbers_can_be_called():
    (urgence,) = detect("suicide")
    assert [(number.numero, number.href) for number in urgence.numeros] == [
        ("3114", "tel:3114"),
        ("15", "tel:15"),
        ("114", "sms:114"),
    ]


@given(st.text(max_size=300))
def test_any_text_is_read(text):
    detect(text)

"""What an SMS costs, at the edges of its segments."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portail.notifications.gsm7 import BASIC, ESCAPED, Mesure, measure, simplify


@pytest.mark.parametrize(
    ("texte", "expected"),
    [
        ("", Mesure(True, 0, 1, 160)),
        ("a" * 160, Mesure(True, 160, 1, 0)),
        ("a" * 161, Mesure(True, 161, 2, 145)),
        ("a" * 306, Mesure(True, 306, 2, 0)),
        ("a" * 307, Mesure(True, 307, 3, 152)),
        ("é" * 160, Mesure(True, 160, 1, 0)),
        ("€" * 80, Mesure(True, 160, 1, 0)),
        ("€" * 81, Mesure(True, 162, 2, 143)),  # 76 pairs fill 152 of the first 153
        ("ê" * 70, Mesure(False, 70, 1, 0)),
        ("ê" * 71, Mesure(False, 71, 2, 63)),
        ("😀" * 35, Mesure(False, 70, 1, 0)),
        ("😀" * 36, Mesure(False, 72, 2, 61)),  # 33 pairs fill 66 of the first 67
    ],
)
def test_measures(texte, expected):
    assert measure(texte) == expected


@given(st.text(alphabet=sorted(BASIC | ESCAPED), max_size=700))
def test_a_text_of_the_alphabet_never_costs_more_than_its_pairs_at_worst(texte):
    mesure = measure(texte)
    assert mesure.gsm7
    assert mesure.longueur == len(texte) + sum(sign in ESCAPED for sign in texte)
    assert mesure.segments >= -(-mesure.longueur // 160) or mesure.longueur == 0
    assert mesure.segments <= 1 + mesure.longueur // 152


@given(st.text(max_size=300))
def test_simplifying_never_makes_an_sms_dearer_and_settles_at_once(texte):
    simple = simplify(texte)
    assert simplify(simple) == simple
    if measure(texte).gsm7:
        assert measure(simple).gsm7


@pytest.mark.parametrize(
    ("texte", "expected"),
    [
        ("« L’œil » de Noël… être à l’heure", "\"L'oeil\" de Noel... etre à l'heure"),
        ("Rendez-vous à 14 h, ça va ?", "Rendez-vous à 14 h, ca va ?"),
        ("RDV 😀", "RDV 😀"),
    ],
)
def test_simplifies(texte, expected):
    assert simplify(texte) == expected

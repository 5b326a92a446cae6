"""Communes named in a sentence, and ordinary words left alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.gazetteer.sentences import SentenceReader
from geo.lookup import find_in_text
from tests.geo.shipped_gazetteer import shipped_gazetteer
from tests.geo.youth_queries import WITH_PLACE, queries_without_place


@pytest.mark.parametrize("query", queries_without_place())
def test_ordinary_words_are_not_places(query, every_commune):
    found = find_in_text(query)
    assert found.match is None, found.match.libelle
    assert found.span is None
    assert found.candidats == ()


@pytest.mark.parametrize(("query", "ref", "place", "sure"), WITH_PLACE)
def test_a_place_is_found_with_its_preposition(query, ref, place, sure, every_commune):
    found = find_in_text(query)
    assert found.span is not None
    assert query[slice(*found.span)] == place
    if sure:
        assert found.match is not None
        assert found.match.ref == ref
    else:
        assert found.match is None
        assert ref in [match.ref for match in found.candidats]


def test_there_are_enough_queries_to_trust_the_rules():
    assert len(queries_without_place()) >= 150
    assert len(WITH_PLACE) >= 40


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text):
    mention = SentenceReader(shipped_gazetteer()).best_mention(text)
    if mention:
        start, end = mention.span
        assert 0 <= start < end <= len(text)
        assert mention.records

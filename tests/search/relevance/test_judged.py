"""The judgments: enough of them, readable, about entries that exist, and split once and for all."""

from collections import Counter

import pytest

from geo import shipped
from portail.pages.demo.loading import page_entries
from portail.pages.demo.reading import read_folder
from ressources.demo.lecture import read
from search.facets import AGE_BANDS
from tests.search.relevance.judged import needs

AXES = {"decrochage", "orientation", "emploi", "logement", "sante", "droits", "engagement"}
LISTS = {"articles": "article", "pij": "pij"}


@pytest.fixture(scope="module")
def entries() -> set[str]:
    """The stable names of everything that could be graded."""
    found = {f"{kind}/{entry['id']}" for kind in ("personne", "structure") for entry in read(f"{kind}s")}
    found |= {f"permanence/{entry['id']}" for entry in read("permanences")}
    found |= {f"programme/{entry['slug']}" for entry in read_folder("programmes")}
    for page in page_entries():
        found |= {
            f"{LISTS[page['slug']]}/{child['slug']}" for child in page.get("enfants", ()) if page["slug"] in LISTS
        }
        if page["type"] == "axe":
            found.add(f"axe/{page['slug']}")
    return found


def test_there_are_enough_needs_on_every_axis():
    assert len(needs()) >= 150
    assert {need.axe for need in needs()} == AXES
    assert min(Counter(need.axe for need in needs()).values()) >= 20


def test_each_need_grades_entries_of_the_demonstration(entries):
    for need in needs():
        assert need.besoin, need.q
        assert need.grades.keys() <= entries, need.q
        assert max(need.grades.values()) == 3, f"{need.q}: the ideal answer must be worth going to"


def test_each_need_is_asked_once_and_where_the_table_of_communes_knows():
    keys = [need.key for need in needs()]
    assert len(set(keys)) == len(keys)
    french = {row["code"] for row in shipped.read_rows(shipped.COMMUNES)}
    belgian = {f"be-{row['code']}" for row in shipped.read_rows(shipped.BELGIQUE)}
    for need in needs():
        assert not need.age or need.age in AGE_BANDS
        assert need.commune or not need.lieu_dans_le_texte
        assert not need.commune or need.commune in french | belgian


def test_a_third_is_kept_out_on_every_axis():
    kept_out = [need for need in needs() if need.kept_out]
    assert 0.25 <= len(kept_out) / len(needs()) <= 0.45
    assert {need.axe for need in kept_out} == AXES


def test_needs_are_varied():
    assert sum(need.lieu_dans_le_texte for need in needs()) >= 5
    assert sum(need.commune.startswith("be-") for need in needs()) >= 5
    assert sum(bool(need.age) for need in needs()) >= 20
    assert sum(not need.commune for need in needs()) >= 10
    assert len({need.commune for need in needs()}) >= 40

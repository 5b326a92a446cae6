"""The commune of a row of a directory: right, or refused with a reason."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.resolution.rows import RowResolver
from geo.resolver import SEUIL, resolve
from tests.geo.dirty_places import place_rows
from tests.geo.dirty_rows import DirtyRow, combined_rows, single_rows
from tests.geo.nasty_rows import ROWS
from tests.geo.shipped_gazetteer import shipped_gazetteer


@pytest.fixture(scope="module")
def resolver(gazetteer) -> RowResolver:
    return RowResolver(gazetteer)


def answer_of(resolver: RowResolver, nom: str, code_postal: str = "", adresse: str = "", insee: str = "") -> str:
    commune = resolver.resolve(nom, code_postal, adresse, insee).commune
    return commune.ref if commune else ""


# --- what must hold of many rows -----------------------------------------------------------


def test_well_formed_rows_are_right(resolver, gazetteer):
    """Every commune with each of its postcodes: 99.5 % right, none wrong."""
    wrong, refused, count = [], [], 0
    for record in gazetteer.records:
        for code in record.codes_postaux if record.type == "COM" else ():
            commune = resolver.resolve(record.nom, code).commune
            count += 1
            if commune is None:
                refused.append((record.ref, code))
            elif commune.commune is not record:
                wrong.append((record.ref, code, commune.ref))
    assert count > 35_000
    assert wrong == []
    assert len(refused) <= 0.005 * count


def test_dirty_rows_are_right_or_refused(resolver, gazetteer):
    """98 % of all the dirty rows right, 90 % of each kind, and none wrong in silence."""
    rows = [*single_rows(gazetteer, 80), *combined_rows(gazetteer, 400), *place_rows(gazetteer, 80)]
    assert len(rows) >= 3_000
    verdicts = Counter((row.kind, _verdict(resolver, row)) for row in rows)
    wrong = [row for row in rows if _verdict(resolver, row) == "wrong"]
    assert wrong == []
    kinds = Counter(row.kind for row in rows)
    shares = {kind: verdicts[kind, "right"] / count for kind, count in kinds.items()}
    assert {kind: share for kind, share in shares.items() if share < 0.90} == {}
    assert sum(verdicts[kind, "right"] for kind in kinds) >= 0.98 * len(rows)


def _verdict(resolver: RowResolver, row: DirtyRow) -> str:
    resolution = resolver.resolve(*row.cells)
    if resolution.commune is None:
        return "right" if row.may_refuse or not row.refs else "refused"
    return "right" if resolution.commune.ref in row.refs else "wrong"


@pytest.mark.parametrize(("nom", "code_postal", "adresse", "ref"), ROWS)
def test_rows_of_public_directories(resolver, nom, code_postal, adresse, ref):
    resolution = resolver.resolve(nom, code_postal, adresse)
    assert (resolution.commune.ref if resolution.commune else "") == ref, resolution.raison
    assert resolution.raison


def test_there_are_enough_rows_of_public_directories():
    assert len(ROWS) >= 120


@settings(max_examples=300, deadline=None)
@given(nom=st.text(max_size=60), code_postal=st.text(max_size=12), adresse=st.text(max_size=60))
def test_any_cells_get_an_answer(nom, code_postal, adresse):
    resolution = RowResolver(shipped_gazetteer()).resolve(nom, code_postal, adresse)
    assert 0 <= resolution.confiance <= 1
    assert resolution.raison
    assert (resolution.commune is not None) == (resolution.confiance >= SEUIL)


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_case_accents_and_spaces_change_nothing(data):
    gazetteer = shipped_gazetteer()
    record = data.draw(st.sampled_from(gazetteer.records))
    code = data.draw(st.sampled_from(record.codes_postaux or ("",)))
    resolver = RowResolver(gazetteer)
    plain = resolver.resolve(record.nom, code)
    loud = resolver.resolve(f"  {record.nom.upper()} ", f" {code} ")
    assert (loud.proposition, loud.confiance) == (plain.proposition, plain.confiance)


# --- rules ---------------------------------------------------------------------------------


def test_a_part_answers_its_commune_and_is_kept(resolver):
    resolution = resolver.resolve("LOMME", "59160")
    assert resolution.commune.ref == "59350"
    assert resolution.localite.ref == "59355"
    assert "commune associée de Lille" in resolution.raison


def test_a_district_is_answered_when_it_is_written(resolver):
    assert answer_of(resolver, "Paris 15e") == "75115"
    resolution = resolver.resolve("Paris", "75015")
    assert resolution.commune.ref == "75115"
    assert resolution.commune.type == "ARM"
    assert "Paris" in resolution.raison


def test_a_contradicted_name_is_only_proposed(resolver):
    resolution = resolver.resolve("Tourcoing", "13001")
    assert resolution.commune is None
    assert resolution.proposition.ref == "59599"
    assert "à vérifier" in resolution.raison


def test_an_unknown_name_with_a_sure_postcode_is_only_proposed(resolver):
    resolution = resolver.resolve("Fives", "59800")
    assert resolution.commune is None
    assert resolution.proposition.ref == "59350"


def test_homonyms_are_refused_with_the_candidates(resolver):
    resolution = resolver.resolve("Saint-Denis")
    assert resolution.commune is None
    assert {"97411", "93066"} <= {record.ref for record in resolution.candidats}
    assert "plusieurs communes possibles" in resolution.raison


def test_a_name_like_that_of_the_postcodes_commune_is_not_taken_in_silence(resolver):
    """Angres is near Lens, and Orsans near Ornans: a slip in the name, or a wrong postcode?"""
    assert answer_of(resolver, "Angres", "49000") == ""
    assert answer_of(resolver, "Orsans", "25290") == ""


@pytest.mark.parametrize(
    ("cells", "insee", "ref"),
    [
        (("Lille", "59000"), "59350", "59350"),
        (("", ""), "59350", "59350"),
        (("", ""), "1053", "01053"),
        (("", ""), "1053.0", "01053"),
        (("Saint-Denis", ""), "97411", "97411"),
        (("Paris", "75015"), "75056", "75056"),
        (("Lomme", "59160"), "59355", "59350"),
        (("Comines", ""), "be-57097", "be-57097"),
        (("Quartier du Vieux Port", "59000"), "59350", "59350"),
        (("Tourcoing", "59200"), "13055", ""),
        (("Lille", "59000"), "99999", "59350"),
    ],
)
def test_an_insee_code_is_checked_against_the_row(resolver, cells, insee, ref):
    assert answer_of(resolver, *cells, insee=insee) == ref


def test_public_function_reads_the_shared_table(every_commune):
    resolution = resolve("ST POL S/ MER", "59430")
    assert resolution.commune.ref == "59183"
    assert resolution.confiance == 1.0

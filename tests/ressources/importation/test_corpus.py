"""The corpus of faulty files: each is refused whole, the database untouched, or taken with its rows accounted for."""

import hashlib

import pytest
from django.db import connection

from ressources.importation.erreurs import FichierRefuse
from ressources.models import Structure
from tests.ressources.importation.conftest import table
from tests.ressources.importation.corpus import LIGNES, REFUSES


def fingerprint() -> str:
    """Return a digest of every row of every table."""
    digest = hashlib.sha256()
    with connection.cursor() as cursor:
        for name in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")
            rows = sorted(repr(row) for row in cursor.fetchall())
            digest.update(f"{name}:{rows}".encode())
    return digest.hexdigest()


@pytest.mark.sqlite_enough("refused before anything is written")
@pytest.mark.parametrize(("format_", "contenu", "mots"), [c[1:] for c in REFUSES], ids=[c[0] for c in REFUSES])
def test_a_file_refused_as_a_whole_changes_nothing(run, format_, contenu, mots):
    run(table({}, {}), source="deja-la")
    before = fingerprint()

    with pytest.raises(FichierRefuse) as refusal:
        run(contenu, format_)

    assert mots in str(refusal.value)
    assert fingerprint() == before


@pytest.mark.parametrize(("format_", "contenu", "compte", "mots"), [c[1:] for c in LIGNES], ids=[c[0] for c in LIGNES])
def test_a_faulty_row_is_mended_refused_or_set_aside(run, format_, contenu, compte, mots):
    rapport = run(contenu, format_)

    bilan = rapport.bilan
    assert {cle: bilan[cle] for cle in compte} == compte
    assert bilan["lus"] == sum(compte.values())
    assert mots in "\n".join(map(str, rapport.entrees))
    for fiche in Structure.objects.all():
        fiche.full_clean()
        for lieu in fiche.lieux.all():
            lieu.full_clean()

    again = run(contenu, format_).bilan
    assert again["inchanges"] == bilan["crees"]
    assert (again["refuses"], again["quarantaine"]) == (bilan["refuses"], bilan["quarantaine"])


def test_the_corpus_is_large_enough_and_each_case_is_named_once():
    names = [case[0] for case in (*REFUSES, *LIGNES)]
    assert len(names) == len(set(names)) >= 100

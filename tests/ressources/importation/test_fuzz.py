"""Whatever the bytes, reading a file gives records or one clear refusal, never a traceback."""

import json
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ressources.importation.erreurs import FichierRefuse
from ressources.importation.lecteurs.datainclusion import LISTES_REUNIES
from ressources.importation.lecture import iter_lignes, read_file
from ressources.importation.mapping_di import COMMUNS
from ressources.models.importation import FormatImport
from tests.ressources.importation.corpus import DEUX, SAIN_XLSX

FORMATS = list(FormatImport.values)
LENT = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))

valeurs = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda enfants: st.lists(enfants, max_size=3) | st.dictionaries(st.text(max_size=8), enfants, max_size=3),
    max_leaves=8,
)
CHAMPS = [*COMMUNS, *LISTES_REUNIES, "services", "service", "structure", "structure_id", "frais"]
objets = st.dictionaries(st.sampled_from(CHAMPS), valeurs, max_size=8)


@pytest.mark.parametrize("format_", FORMATS)
@LENT
@given(contenu=st.binary(max_size=300))
def test_random_bytes(tmp_path, format_, contenu):
    path = tmp_path / "octets"
    path.write_bytes(contenu)
    with suppress(FichierRefuse):
        list(iter_lignes(path, format_))


@pytest.mark.parametrize("format_", FORMATS)
@LENT
@given(data=st.data())
def test_damaged_files(tmp_path, format_, data):
    """A sound file with a hole in it, or cut short."""
    sain = {"csv": b"id;nom;commune\n1;Maison;Lille\n" * 20, "xlsx": SAIN_XLSX}.get(format_, DEUX.encode())
    debut = data.draw(st.integers(0, len(sain)))
    fin = data.draw(st.integers(debut, len(sain)))
    path = tmp_path / "fichier"
    path.write_bytes(sain[:debut] + data.draw(st.binary(max_size=8)) + sain[fin:])
    with suppress(FichierRefuse):
        list(iter_lignes(path, format_))


@pytest.mark.django_db
@LENT
@given(contenu=st.lists(objets, max_size=4) | st.fixed_dictionaries({"structures": valeurs, "services": valeurs}))
def test_any_json(tmp_path, contenu):
    path = tmp_path / "fichier"
    path.write_text(json.dumps(contenu))
    with suppress(FichierRefuse):
        lu = read_file(path, "data-inclusion")
        assert all(fiche.source_id for fiche in lu.fiches)


@pytest.mark.django_db
@LENT
@given(rangees=st.lists(st.lists(st.text(max_size=15), min_size=3, max_size=3), min_size=1, max_size=4))
def test_any_table(tmp_path, rangees):
    path = tmp_path / "fichier"
    lignes = ["nom;commune;latitude", *(";".join(rangee) for rangee in rangees)]
    path.write_bytes("\n".join(lignes).encode("utf-8", "surrogatepass"))
    with suppress(FichierRefuse):
        read_file(path, "csv")

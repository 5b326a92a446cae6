"""Importing the table of communes: complete, idempotent, all or nothing, deleting nothing."""

import io
import shutil

import pytest
from django.core.management import call_command
from django.db import DatabaseError
from django.db.models import Count

from geo import importer, shipped
from geo.importer import import_table
from geo.models import Arrondissement, Commune, Departement, Epci, Pays, Region, TypeCommune, table_version
from tests.geo.factories import ZoneFactory

pytestmark = pytest.mark.django_db

KEPT = {
    shipped.COMMUNES: {"59350", "59355", "59599", "75056", "75101"},
    shipped.BELGIQUE: {"57096", "57097"},
}


@pytest.fixture
def folder(tmp_path):
    """A copy of the shipped tables with a handful of communes."""
    for name in shipped.COLUMNS:
        rows = [row for row in shipped.read_rows(name) if row["code"] in KEPT.get(name, {row["code"]})]
        shipped.write_rows(name, rows, tmp_path)
    return tmp_path


def rewrite(folder, change):
    rows = [*shipped.read_rows(shipped.COMMUNES, folder)]
    shipped.write_rows(shipped.COMMUNES, [row for row in rows if change(row) is not False], folder)


def test_the_whole_table_is_imported_once():
    first = import_table()
    again, forced = import_table(), import_table(force=True)

    assert first.lues == first.creees == 37_651
    for report in (again, forced):
        assert report.lues == report.inchangees == 37_651
        assert report.par_type == first.par_type
    _check_facts()


def _check_facts():
    """Figures of the official geographic code of 2026."""
    french = Commune.objects.filter(pays=Pays.FRANCE)
    current = french.current()
    assert dict(french.order_by().values_list("type").annotate(Count("pk"))) == {
        "COM": 34_875 + 94, "COMD": 2_105, "COMA": 471, "ARM": 45,
    }  # fmt: skip
    assert Commune.objects.filter(pays=Pays.BELGIQUE).count() == 61
    for territory, count in (
        ({"departement": "59"}, 647),
        ({"departement": "62"}, 887),
        ({"region": "32"}, 3_782),
        ({"arrondissement": "595"}, 124),
        ({"arrondissement": "595", "epci": "200093201"}, 95),
        ({"epci": "200093201"}, 95),
    ):
        assert current.filter(**territory).count() == count


def test_a_row_gets_the_types_of_the_database(folder):
    import_table(folder=folder)

    lomme = Commune.objects.with_names().get(code="59355")
    assert (lomme.type, lomme.parent.nom, lomme.codes_postaux) == (TypeCommune.ASSOCIEE, "Lille", ["59160"])
    assert (lomme.epci_id, lomme.departement_id, lomme.population) == ("200093201", "59", None)
    mouscron = Commune.objects.get(code="57096")
    assert (mouscron.nom_nl, mouscron.anciens_codes) == ("Moeskroen", ["54007"])
    assert (mouscron.departement.nom, mouscron.region.nom) == ("Hainaut", "Wallonie")
    assert mouscron.latitude == pytest.approx(50.745, abs=0.01)


def test_only_what_differs_is_written(folder):
    import_table(folder=folder)
    version, pks = table_version(), dict(Commune.objects.values_list("code", "pk"))

    def change(row):
        if row["code"] == "59599":
            row["population"] = "1"

    rewrite(folder, change)
    report = import_table(folder=folder)

    assert (report.creees, report.modifiees, report.inchangees, report.retirees) == (0, 1, 6, 0)
    assert Commune.objects.get(code="59599").population == 1
    assert dict(Commune.objects.values_list("code", "pk")) == pks
    assert table_version() != version


def test_a_second_run_does_not_change_the_version(folder):
    import_table(folder=folder)
    version = table_version()

    import_table(folder=folder)
    import_table(folder=folder, force=True)

    assert table_version() == version


def test_new_contours_change_the_version(folder):
    import_table(folder=folder)
    version = table_version()

    (folder / shipped.CONTOURS_DIR).mkdir()
    shipped.contours_path("59", folder).write_bytes(b"")

    assert import_table(folder=folder).changed is False
    assert table_version() != version


def test_what_was_touched_since_is_put_right(folder):
    import_table(folder=folder)
    commune = Commune.objects.get(code="59599")
    commune.nom = "Faute de frappe"
    commune.save()

    assert import_table(folder=folder).modifiees == 1
    assert Commune.objects.get(code="59599").nom == "Tourcoing"


def test_a_commune_gone_is_retired_under_the_one_that_took_its_code(folder):
    import_table(folder=folder)
    tourcoing = Commune.objects.get(code="59599")

    def merge(row):
        if row["code"] == "59350":
            row["anciens_codes"].append("59599")
        return row["code"] != "59599"

    rewrite(folder, merge)
    report = import_table(folder=folder)

    tourcoing.refresh_from_db()
    assert (report.retirees, report.modifiees) == (1, 1)
    assert not tourcoing.active
    assert tourcoing.parent.code == "59350"
    assert ZoneFactory(genre="commune", code="59350").covers(tourcoing)
    assert Commune.objects.get_by_ref("59599").code == "59350"
    assert import_table(folder=folder, force=True).changed is False


def test_a_commune_that_comes_back_is_in_force_again(folder, tmp_path_factory):
    import_table(folder=folder)
    copy = tmp_path_factory.mktemp("copy")
    shutil.copytree(folder, copy, dirs_exist_ok=True)
    rewrite(folder, lambda row: row["code"] != "59599")
    import_table(folder=folder)

    import_table(folder=copy)

    assert Commune.objects.get(code="59599").active


def test_a_bad_file_changes_nothing(folder):
    import_table(folder=folder)
    version = table_version()

    def spoil(row):
        row["nom"] = "Autre"
        if row["code"] == "75101":
            row["latitude"] = "1000"

    rewrite(folder, spoil)
    with pytest.raises(DatabaseError):
        import_table(folder=folder)

    assert table_version() == version
    assert not Commune.objects.filter(nom="Autre").exists()


def test_territories_follow_the_files(folder):
    import_table(folder=folder)

    assert (Region.objects.filter(pays="FR").count(), Departement.objects.filter(pays="FR").count()) == (26, 109)
    assert (Epci.objects.count(), Arrondissement.objects.count()) == (1_255, 333)
    assert Departement.objects.get(code="50000").region.nom == "Wallonie"


def test_the_command_counts_and_draws_progress_on_a_terminal(monkeypatch, folder):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setattr("geo.management.commands.import_communes.import_table", import_small(folder))
    out, terminal, pipe = io.StringIO(), Terminal(), io.StringIO()
    call_command("import_communes", stdout=out, stderr=terminal)
    call_command("import_communes", "--force", stdout=io.StringIO(), stderr=pipe)

    assert "7 communes lues" in out.getvalue()
    assert "7 créées, 0 modifiées, 0 inchangées, 0 retirées." in out.getvalue()
    assert "100 %" in terminal.getvalue()
    assert pipe.getvalue() == ""


def import_small(folder):
    return lambda progress, force: importer.import_table(progress, folder=folder, force=force)

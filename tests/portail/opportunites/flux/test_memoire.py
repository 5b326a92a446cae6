"""A long feed is read in the memory of a short one."""

import gc
import json
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from portail.opportunites.flux.correspondance import Reglage, build_offre
from portail.opportunites.flux.formats import LECTEURS
from ressources.importation.vocabulaire_recu import Vocabulaire
from tests.portail.opportunites.flux.conftest import mission


def _json(path: Path, nombre: int) -> None:
    with path.open("w", encoding="utf-8") as fichier:
        fichier.write('{"data": {"offres": [')
        for rang in range(nombre):
            fichier.write(f"{',' if rang else ''}{json.dumps(mission(rang))}")
        fichier.write("]}}")


def _xml(path: Path, nombre: int) -> None:
    texte = "Aider au quartier. " * 40  # long, so that the short feed too fills several of the blocks that are read
    with path.open("w", encoding="utf-8") as fichier:
        fichier.write("<missions>")
        for rang in range(nombre):
            fichier.write(f"<mission><id>{rang}</id><titre>Mission {rang}</titre><texte>{texte}</texte></mission>")
        fichier.write("</missions>")


def _csv(path: Path, nombre: int) -> None:
    with path.open("w", encoding="utf-8") as fichier:
        fichier.write("id;titre;ville\n")
        fichier.writelines(f"{rang};Mission {rang};Lille\n" for rang in range(nombre))


def _ical(path: Path, nombre: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as fichier:
        fichier.write("BEGIN:VCALENDAR\r\n")
        for rang in range(nombre):
            fichier.write(
                f"BEGIN:VEVENT\r\nUID:{rang}\r\nSUMMARY:Atelier\r\nDTSTART:20300101T100000Z\r\nEND:VEVENT\r\n"
            )
        fichier.write("END:VCALENDAR\r\n")


def _peak(format_: str, path: Path) -> int:
    """Return the largest memory held while reading a file, in bytes.

    The collector comes round often, and as often on every Python: what it would have freed is not counted as held.
    """
    reglage = Reglage(famille="engagement", format=format_, vocabulaire=Vocabulaire())
    usual = gc.get_threshold()
    gc.set_threshold(100)
    tracemalloc.start()
    try:
        for ligne in LECTEURS[format_](path, ""):
            build_offre(ligne, reglage)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        gc.set_threshold(*usual)


@pytest.mark.parametrize(("format_", "write"), [("json", _json), ("xml", _xml), ("csv", _csv), ("ical", _ical)])
def test_a_feed_eight_times_longer_takes_no_more_memory(tmp_path, format_: str, write: Callable[[Path, int], None]):
    court, long = tmp_path / "court", tmp_path / "long"
    write(court, 200)
    write(long, 1_600)
    _peak(format_, court)  # what is loaded once
    assert _peak(format_, long) < _peak(format_, court) + 2**18

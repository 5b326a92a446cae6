"""Readers: a file becomes nested records, one at a time, whatever its size.

Each yields `Ligne`s (place in the file, nested values) and raises `FichierRefuse` when the file as a whole is unusable.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from ressources.importation.lignes import Ligne

from ..vocabulaire import FormatFlux
from . import csv_, ical, json_, lba, rss, xml_

LECTEURS: dict[str, Callable[[Path, str], Iterator[Ligne]]] = {
    FormatFlux.LBA: lba.read_elements,
    FormatFlux.JSON: json_.read_elements,
    FormatFlux.CSV: csv_.read_elements,
    FormatFlux.XML: xml_.read_elements,
    FormatFlux.RSS: rss.read_elements,
    FormatFlux.ICAL: ical.read_elements,
}

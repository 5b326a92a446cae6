"""Build the table of other names from public packages; see `build_noms_communes`."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from geo.gazetteer.forms import canonical
from geo.gazetteer.other_names import GenreNom, NomAlternatif

# Dutch and West Flemish names, in use across the border, of French communes.
EXONYMES = {
    "59350": ("Rijsel",),
    "59512": ("Robaais", "Roubaais"),
    "59599": ("Toerkonje",),
    "59183": ("Duinkerke",),
    "59178": ("Dowaai",),
    "59122": ("Kamerijk",),
    "59043": ("Belle",),
    "59295": ("Hazebroek",),
    "59606": ("Valencijn",),
    "59017": ("Armentiers",),
    "59279": ("Halewijn",),
    "59656": ("Zuid-Wervik",),
    "62041": ("Atrecht",),
    "62765": ("Sint-Omaars",),
    "62160": ("Bonen",),
}

_PARENTHESIS = re.compile(r"\s*\(.*\)")


class CommuneConnue(NamedTuple):
    """What the builder must know of a commune: its own names and its codes."""

    pays: str
    code: str
    departement: str
    noms: tuple[str, ...]
    codes_postaux: tuple[str, ...]
    anciens_codes: tuple[str, ...]


class Communes:
    """The current communes, by code, by old code, by postcode and by name."""

    def __init__(self, communes: Iterable[CommuneConnue]):
        self.by_code: dict[tuple[str, str], CommuneConnue] = {}
        self.successors: dict[str, CommuneConnue] = {}
        self.belgian_by_postcode: dict[str, CommuneConnue] = {}
        self.codes_by_name: dict[tuple[str, str], set[str]] = defaultdict(set)
        for commune in communes:
            self.by_code[commune.pays, commune.code] = commune
            for code in commune.anciens_codes if commune.pays == "FR" else ():
                self.successors[code] = commune
            for code in commune.codes_postaux if commune.pays == "BE" else ():
                self.belgian_by_postcode[code] = commune
            for nom in commune.noms[:1]:
                self.codes_by_name[commune.departement, canonical(nom)].add(commune.code)

    def heir(self, code: str) -> CommuneConnue | None:
        """Return the French commune that has this code today, or took it over."""
        return self.by_code.get(("FR", code)) or self.successors.get(code)

    def says_something(self, commune: CommuneConnue, nom: str) -> bool:
        """Tell whether a name teaches something about a commune.

        A name that the commune bears already, or its beginning, teaches nothing; a name
        that another commune of the département bears today would mislead.
        """
        name = canonical(nom)
        own = {canonical(known) for known in commune.noms}
        others = self.codes_by_name[commune.departement, name] - {commune.code}
        return bool(name and not others and not any(f"{known} ".startswith(f"{name} ") for known in own))


def build_noms(communes: Communes, histoire: Path, codes_postaux: Path, belgique: Path) -> list[NomAlternatif]:
    """Return the sorted table: former, postal, foreign names and Belgian sections."""
    rows = {
        *former_names(communes, histoire),
        *postal_names(communes, codes_postaux),
        *belgian_sections(communes, belgique),
        *foreign_names(),
    }
    return sorted(rows)


def former_names(communes: Communes, histoire: Path) -> Iterator[NomAlternatif]:
    """Names since 1943 of communes that merged or changed their name (`historique-communes.json`)."""
    for event in json.loads(histoire.read_text(encoding="utf-8")):
        commune = communes.heir(event["code"])
        if commune and communes.says_something(commune, event["nom"]):
            yield NomAlternatif("FR", commune.code, GenreNom.ANCIEN, event["nom"], "")


def postal_names(communes: Communes, codes_postaux: Path) -> Iterator[NomAlternatif]:
    """What the post writes under a postcode, when it is not the name (`codes-postaux.json`)."""
    for row in json.loads(codes_postaux.read_text(encoding="utf-8")):
        commune = communes.by_code.get(("FR", row["codeCommune"]))
        libelle = " ".join(_PARENTHESIS.sub("", row["libelleAcheminement"]).split())
        if commune is None or row["codePostal"] not in commune.codes_postaux:
            continue
        own = canonical(commune.noms[0])
        part = canonical(libelle) in {canonical(nom) for nom in commune.noms[1:]}
        if canonical(libelle) != own and (part or communes.says_something(commune, libelle)):
            yield NomAlternatif("FR", commune.code, GenreNom.POSTAL, libelle.title(), row["codePostal"])


def belgian_sections(communes: Communes, belgique: Path) -> Iterator[NomAlternatif]:
    """Villages of the municipalities of the border (`hainaut.py` and its neighbours, read as text)."""
    pattern = re.compile(r'pg\.(?:city|township|village)\("(\d{4})", ((?:"[^"]*"(?:, )?)+)\)')
    for path in sorted(belgique.glob("*.py")):
        for code_postal, names in pattern.findall(path.read_text(encoding="utf-8")):
            commune = communes.belgian_by_postcode.get(code_postal)
            if commune is None:
                continue
            for nom in re.findall(r'"([^"]+)"', names)[:2]:
                section = _PARENTHESIS.sub("", nom)
                if communes.says_something(commune, section):
                    yield NomAlternatif("BE", commune.code, GenreNom.SECTION, section, code_postal)


def foreign_names() -> Iterator[NomAlternatif]:
    """Dutch names of French communes."""
    for code, noms in EXONYMES.items():
        for nom in noms:
            yield NomAlternatif("FR", code, GenreNom.ETRANGER, nom, "")

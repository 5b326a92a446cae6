"""Rows whose difficulty is the place, not the spelling: CEDEX, wrong postcodes, parts, abroad."""

import random
from collections.abc import Callable, Iterator

from geo.distance import great_circle_km
from geo.gazetteer.forms import canonical, squeezed
from geo.gazetteer.gazetteer import Gazetteer
from geo.gazetteer.other_names import GenreNom
from geo.gazetteer.record import CommuneRecord
from tests.geo.dirty_rows import (
    SEED,
    Cells,
    DirtyRow,
    Draw,
    cells_of,
    refs_of,
    unaccented,
)

ABROAD = [
    ("Bruxelles", "1000"), ("Bruxelles", "B-1000"), ("BRUSSEL", "1070"), ("Gent", "9000"),
    ("Namur", "5000"), ("Liège", "4000"), ("Charleroi", "6000"), ("Mons", "7000"),
    ("Anvers", "2000"), ("Louvain-la-Neuve", "1348"), ("Bruges", "8000"), ("Monaco", "98000"),
    ("MONACO CEDEX", "98007"), ("Monte-Carlo", "98000"), ("Luxembourg", "L-1234"),
    ("Esch-sur-Alzette", "L-4001"), ("Genève", "1201"), ("Lausanne", "CH-1003"),
    ("Barcelone", "08001"), ("Barcelona (Espagne)", "08001"), ("Milano", "20121"),
    ("Turin", "10121"), ("Köln", "50667"), ("Berlin", "10115"), ("Madrid", "28001"),
    ("Londres", ""), ("Dakar (Sénégal)", ""), ("Montréal, Canada", ""), ("Tunis", "1000"),
    ("Kehl", "77694"), ("Saarbrücken", "66111"), ("San Sebastián", "20001"), ("Roma", "00100"),
    ("Casablanca", "20000"), ("Wavre", "1300"), ("Hasselt", "3500"), ("Alger", "16000"),
]  # fmt: skip


def place_rows(gazetteer: Gazetteer, each: int) -> Iterator[DirtyRow]:
    """Yield `each` rows per kind of difficulty; all the rows from abroad."""
    rng = random.Random(SEED + 2)
    draw = Draw(gazetteer, rng)
    unique = _Unique(gazetteer)
    for kind, soil in KINDS.items():
        count = tries = 0
        while count < each and tries < 300 * each:
            tries += 1
            row = soil(draw, unique)
            if row is not None:
                cells, refs, may_refuse = row
                count += 1
                yield DirtyRow(kind, cells, refs, may_refuse)
    yield from other_name_rows(gazetteer, each, rng)
    yield from district_rows(gazetteer, rng)
    for nom, code_postal in ABROAD:
        yield DirtyRow("à l'étranger", Cells(nom, code_postal), frozenset())


class _Unique:
    """Tells the names that one commune alone bears, in the table or in its département."""

    def __init__(self, gazetteer: Gazetteer):
        self.gazetteer = gazetteer

    def in_departement(self, commune: CommuneRecord) -> bool:
        return self._alone(commune, departement=commune.departement)

    def everywhere(self, commune: CommuneRecord) -> bool:
        return self._alone(commune)

    def is_in(self, nom: str, code_postal: str) -> bool:
        """Tell whether a commune bears this name where the postcode says."""
        names = self.gazetteer.by_squeezed.get(squeezed(canonical(nom)), ())
        codes = (code for other in names for code in other.record.codes_postaux)
        return any(code[:2] == code_postal[:2] for code in codes)

    def opens_a_name(self, commune: CommuneRecord, other: CommuneRecord) -> bool:
        """Tell whether a name of the other's postcode begins so: Saint-Pierre and Saint-Pierre-la-Palud."""
        start = canonical(commune.nom)
        around = self.gazetteer.by_postcode[other.codes_postaux[0]]
        return any(canonical(record.nom).startswith(start) for record in around)

    def _alone(self, commune: CommuneRecord, departement: str | None = None) -> bool:
        names = self.gazetteer.by_form[canonical(commune.nom)]
        return all(
            nom.record.current is commune.current for nom in names if departement in (None, nom.record.departement)
        )


Soiled = tuple[Cells, frozenset[str], bool] | None


def cedex_code(draw: Draw, unique: _Unique) -> Soiled:
    """TOURCOING CEDEX, 59335"""
    commune, rng = draw.commune(), draw.rng
    code = commune.codes_postaux[0]
    if len(code) != 5:
        return None
    cedex = f"{code[:3] if code[:2] in ('97', '98') else code[:2]}{rng.randrange(1000):03d}"[:5]
    if cedex in draw.gazetteer.by_postcode:
        return None
    nom = unaccented(commune.nom).upper().replace("-", " ")
    cells = Cells(f"{nom} CEDEX{rng.choice(['', ' 1', ' 9'])}", cedex)
    home = code[:2] == commune.departement[:2]
    districted = canonical(commune.nom) in draw.gazetteer.districted
    refs = {commune.ref} | {r.ref for r in draw.gazetteer.records if districted and r.parent is commune}
    return cells, frozenset(refs), not (home and unique.in_departement(commune))


def distance_km(one: CommuneRecord, other: CommuneRecord) -> float:
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return 0.0
    return great_circle_km(one.latitude, one.longitude, other.latitude, other.longitude)


def code_of_neighbour(draw: Draw, unique: _Unique) -> Soiled:
    """The postcode of another commune of the département; of a small one far away, it may be a hamlet's."""
    commune = draw.commune()
    others = draw.gazetteer.by_departement[commune.departement]
    other = draw.rng.choice(others)
    code = draw.rng.choice(other.codes_postaux or ("",))
    if not code or code in commune.codes_postaux or commune.is_belgian:
        return None
    lost = commune.poids < 2_000 and distance_km(commune, other) > 40
    return Cells(commune.nom, code), frozenset([commune.ref]), lost or not unique.in_departement(commune)


def code_with_slip(draw: Draw, unique: _Unique) -> Soiled:
    """59300 or 59020 for 59200"""
    commune, rng = draw.commune(), draw.rng
    clean = cells_of(commune, rng)
    digits = [*clean.code_postal]
    place = rng.randrange(len(digits) - 1)
    if rng.random() < 0.5:
        digits[place] = rng.choice("0123456789")
    else:
        digits[place : place + 2] = digits[place + 1], digits[place]
    code = "".join(digits)
    if code == clean.code_postal or len(code) != 5:
        return None
    return Cells(clean.nom, code), _any_part(draw, commune), not unique.everywhere(commune)


def code_from_elsewhere(draw: Draw, unique: _Unique) -> Soiled:
    """The postcode of a commune of another département: a refusal is always right."""
    commune, other = draw.commune(), draw.commune()
    if unique.is_in(commune.nom, other.codes_postaux[0]) or unique.opens_a_name(commune, other):
        return None
    return Cells(commune.nom, other.codes_postaux[0]), _any_part(draw, commune), True


def only_name(draw: Draw, unique: _Unique) -> Soiled:
    commune = draw.commune()
    return Cells(commune.nom, ""), frozenset([commune.ref]), not unique.everywhere(commune)


def only_postcode(draw: Draw, unique: _Unique) -> Soiled:
    commune, rng = draw.commune(), draw.rng
    clean = cells_of(commune, rng)
    sharing = {r.current for r in draw.gazetteer.by_postcode[clean.code_postal]}
    alone = {r.commune for r in sharing} == {commune}
    nom = rng.choice(["", "-", "NC", "Non renseigné"])
    refs = refs_of(commune, clean, draw.gazetteer)
    return clean._replace(nom=nom), refs, not alone


def departement_after(draw: Draw, unique: _Unique) -> Soiled:
    """Wasquehal (59), Wasquehal (Nord), SAINT DENIS LA REUNION, LILLE 59"""
    commune, rng = draw.commune(), draw.rng
    if commune.is_belgian or canonical(commune.nom) in draw.gazetteer.districted:
        return None
    code, nom = commune.departement, commune.departement_nom
    written = rng.choice(
        [f"{commune.nom} ({code})", f"{commune.nom} ({nom})",
         f"{unaccented(commune.nom)} {unaccented(nom)}".upper(), f"{commune.nom} {code}",
         f"{commune.nom} - {nom}"]
    )  # fmt: skip
    return Cells(written, ""), frozenset([commune.ref]), not unique.in_departement(commune)


def departement_as_postcode(draw: Draw, unique: _Unique) -> Soiled:
    commune = draw.commune()
    if commune.is_belgian:
        return None
    refs = frozenset([commune.ref])
    return Cells(commune.nom, commune.departement), refs, not unique.in_departement(commune)


def part(draw: Draw, unique: _Unique) -> Soiled:
    """A delegated or associated commune with its commune's postcode: Lomme, 59160."""
    record = draw.rng.choice(draw.parts)
    code = draw.rng.choice(record.codes_propres or record.parent.codes_postaux)
    cells = Cells(draw.rng.choice([record.nom, unaccented(record.nom).upper()]), code)
    return cells, frozenset([record.parent.ref]), False


def part_beside_whole(draw: Draw, unique: _Unique) -> Soiled:
    """LOMME - LILLE, Lille (Lomme)"""
    record, rng = draw.rng.choice(draw.parts), draw.rng
    one, other = record.nom, record.parent.nom
    written = rng.choice([f"{one} - {other}", f"{other} ({one})", f"{one} ({other})", f"{one} {other}"])
    code = rng.choice(record.parent.codes_postaux)
    return Cells(written, code), frozenset([record.parent.ref]), False


KINDS: dict[str, Callable[[Draw, _Unique], Soiled]] = {
    "code CEDEX": cedex_code,
    "code d'une autre commune": code_of_neighbour,
    "faute dans le code postal": code_with_slip,
    "code d'un autre département": code_from_elsewhere,
    "nom seul": only_name,
    "code postal seul": only_postcode,
    "département après le nom": departement_after,
    "département pour code postal": departement_as_postcode,
    "commune déléguée ou associée": part,
    "commune et sa partie": part_beside_whole,
}


def other_name_rows(gazetteer: Gazetteer, each: int, rng: random.Random) -> Iterator[DirtyRow]:
    """Former, postal and foreign names, with a postcode of the commune."""
    names = [
        nom for nom in gazetteer.names
        if not nom.is_official and nom.record.codes_postaux and nom.genre in {*GenreNom}
    ]  # fmt: skip
    for nom in rng.sample(names, min(each, len(names))):
        code = nom.code_postal or rng.choice(nom.record.codes_postaux)
        cells = Cells(rng.choice([nom.texte, unaccented(nom.texte).upper()]), code)
        sharing = {r.commune for r in gazetteer.by_postcode[code]}
        namesakes = {other.record.commune for other in gazetteer.by_form[nom.forme] if other.record.commune in sharing}
        refs = frozenset(record.current.ref for record in namesakes)
        yield DirtyRow("ancien nom, nom postal ou étranger", cells, refs, len(namesakes) > 1)


def district_rows(gazetteer: Gazetteer, rng: random.Random) -> Iterator[DirtyRow]:
    """PARIS 15EME, LYON 03, Marseille 8e, Paris 75015, PARIS CEDEX 15"""
    for districts in gazetteer.districted.values():
        for number, district in districts.items():
            name, code = district.parent.nom, district.codes_postaux[0]
            ordinal = "1er" if number == 1 else f"{number}e"
            for nom, code_postal in (
                (f"{name} {ordinal}", code),
                (f"{name.upper()} {number:02d}", code),
                (f"{name.upper()} {number}EME ARRONDISSEMENT", ""),
                (f"{name} {ordinal} arrondissement", rng.choice([code, ""])),
                (f"{name} {code}", ""),
                (name, code),
                (f"{code} {name.upper()} CEDEX {number:02d}", ""),
                (f"{name} CEDEX {number:02d}", f"{code[:2]}{rng.randrange(700, 999)}"),
                (f"{name}-{number:02d}", f"{code[:2]}000"),
                (f"{name}{number:02d}", code),
                (f"{name} ({ordinal} arr.)", rng.choice([code, ""])),
            ):
                refs = {district.ref}
                if str(number) == district.departement:  # "Marseille 13" may be the département
                    refs.add(district.parent.ref)
                cells = Cells(nom, code_postal)
                yield DirtyRow("Paris, Lyon, Marseille", cells, frozenset(refs))


def _any_part(draw: Draw, commune: CommuneRecord) -> frozenset[str]:
    """The commune, or any of its districts."""
    if canonical(commune.nom) not in draw.gazetteer.districted:
        return frozenset([commune.ref])
    return frozenset([commune.ref, *(r.ref for r in draw.gazetteer.records if r.parent is commune)])

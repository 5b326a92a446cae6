"""Rows of directories with known truth, soiled in every way seen in public files.

Each corruption takes a commune written properly and returns what a careless file would
hold of it. The draw is seeded: the same rows at each run.
"""

import html.entities
import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import NamedTuple

from geo.gazetteer.gazetteer import Gazetteer
from geo.gazetteer.record import CommuneRecord

SEED = 59350


class Cells(NamedTuple):
    """Name and postcode, as a file holds them."""

    nom: str
    code_postal: str
    adresse: str = ""


class DirtyRow(NamedTuple):
    """A soiled row and what it means.

    `refs` are the right answers. `may_refuse` when the row lacks what would tell its commune
    from others: a refusal is then right too.
    """

    kind: str
    cells: Cells
    refs: frozenset[str]
    may_refuse: bool = False


Corruption = Callable[[Cells, CommuneRecord, random.Random], Cells | None]


def unaccented(text: str) -> str:
    text = text.replace("œ", "oe").replace("Œ", "OE")
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def shouted(cells: Cells, *_) -> Cells:
    """SAINT ANDRE LEZ LILLE"""
    return cells._replace(nom=unaccented(cells.nom).upper().replace("-", " "))


def shouted_without_apostrophe(cells: Cells, *_) -> Cells | None:
    nom = unaccented(cells.nom).upper().replace("-", " ")
    return cells._replace(nom=nom.replace("'", " ")) if "'" in nom else None


def glued(cells: Cells, commune, rng: random.Random) -> Cells | None:
    """villeneuve dascq, SaintAndré"""
    nom = cells.nom.replace("'", "", 1) if "'" in cells.nom else cells.nom.replace("-", "", 1)
    return cells._replace(nom=nom) if nom != cells.nom else None


def hyphened(cells: Cells, *_) -> Cells | None:
    nom = re.sub(r"[ ']", "-", cells.nom)
    return cells._replace(nom=nom) if nom != cells.nom else None


def abbreviated_saint(cells: Cells, commune, rng: random.Random) -> Cells | None:
    """St-Pol s/ Mer, STE MARIE"""
    nom = re.sub(r"\bSaint\b", rng.choice(["St", "ST", "St."]), cells.nom)
    nom = re.sub(r"\bSainte\b", rng.choice(["Ste", "STE"]), nom)
    if rng.random() < 0.5:
        nom = re.sub(r"-sur-", rng.choice([" s/ ", " S/", "-s-"]), nom)
        nom = re.sub(r"-sous-", rng.choice([" s/s ", " ss "]), nom)
    return cells._replace(nom=nom) if nom != cells.nom else None


def without_links(cells: Cells, *_) -> Cells | None:
    """Marcq Baroeul"""
    nom = re.sub(r"[- ](?:en|de|du|des|la|le|les|sur|lez|lès)(?=[- ])", "", cells.nom)
    return cells._replace(nom=nom) if nom != cells.nom and len(nom) >= 8 else None


def article_last(cells: Cells, commune, rng: random.Random) -> Cells | None:
    """Quesnoy (Le), MADELEINE LA"""
    found = re.match(r"(Les|Le|La) (.+)", cells.nom)
    if not found:
        return None
    article, rest = found.groups()
    return cells._replace(nom=rng.choice([f"{rest} ({article})", f"{rest} {article}".upper(), rest]))


def cedex_name(cells: Cells, commune, rng: random.Random) -> Cells:
    return cells._replace(nom=f"{cells.nom} {rng.choice(['CEDEX', 'Cedex 9', 'cedex 2'])}")


def lost_zero(cells: Cells, commune, rng: random.Random) -> Cells | None:
    """1000, 1000.0: what a spreadsheet leaves of 01000"""
    if not cells.code_postal.startswith("0"):
        return None
    return cells._replace(code_postal=cells.code_postal[1:] + rng.choice(["", ".0"]))


def odd_postcode(cells: Cells, commune, rng: random.Random) -> Cells | None:
    code = cells.code_postal
    if len(code) != 5:
        return cells._replace(code_postal=rng.choice([f"B-{code}", f"BE {code}", f"B{code}"]))
    return cells._replace(
        code_postal=rng.choice(
            [f"{code[:2]} {code[2:]}", f"F-{code}", f"{code}.0", f" {code} ", f"FR-{code}",
             f"{code} CEDEX", code.replace("0", "O", 1) if code[1] == "0" else f"{code}.",
             f"{int(code):,}", f"{int(code):,}".replace(",", "\u202f"), f"{code},00", f'="{code}"', f"CP {code}",
             code.translate({48 + digit: 0xFF10 + digit for digit in range(10)})]
        )
    )  # fmt: skip


def misspelt(cells: Cells, commune, rng: random.Random) -> Cells | None:
    """One slip of the fingers."""
    return _misspelt(cells, rng, 1) if len(cells.nom) >= 5 else None


def misspelt_twice(cells: Cells, commune, rng: random.Random) -> Cells | None:
    return _misspelt(cells, rng, 2) if len(cells.nom) >= 10 else None


def _misspelt(cells: Cells, rng: random.Random, slips: int) -> Cells:
    letters = list(cells.nom)
    for place in sorted(rng.sample(range(1, len(letters) - 1), slips), reverse=True):
        kind = rng.randrange(4)
        if kind == 0:
            del letters[place]
        elif kind == 1:
            letters.insert(place, rng.choice("aeinrst"))
        elif kind == 2:
            letters[place] = rng.choice("aeinrst")
        else:
            letters[place : place + 2] = reversed(letters[place : place + 2])
    return cells._replace(nom="".join(letters))


def bad_encoding(cells: Cells, commune, rng: random.Random) -> Cells | None:
    """ChÃ¢teau, Ch?teau: text read in another encoding than its own."""
    if cells.nom.isascii():
        return None
    if rng.random() < 0.5:
        return cells._replace(nom=cells.nom.encode().decode("cp1252", errors="replace"))
    nom = "".join(c if c.isascii() else rng.choice("?\ufffd") for c in cells.nom)
    return cells._replace(nom=nom) if len(nom) >= 6 else None


def misread_latin1(cells: Cells, *_) -> Cells | None:
    """Text read in Latin-1, whose controls vanish on a screen; sometimes twice."""
    return None if cells.nom.isascii() else cells._replace(nom=cells.nom.encode().decode("latin-1"))


def html_entities(cells: Cells, commune, rng: random.Random) -> Cells | None:
    """Ch&acirc;teau, L&#x27;Isle, B&#233;thune"""
    if cells.nom.isascii() and "'" not in cells.nom:
        return None
    names = html.entities.codepoint2name if rng.random() < 0.5 else {}
    nom = "".join(c if c.isascii() else f"&{names[ord(c)]};" if ord(c) in names else f"&#{ord(c)};" for c in cells.nom)
    return cells._replace(nom=nom.replace("'", rng.choice(["&#x27;", "&#39;", "&rsquo;"])))


def cut_apart(cells: Cells, commune, rng: random.Random) -> Cells | None:
    """Saint - Denis, DAMPIERRE/BROU, saint_denis"""
    nom = re.sub(r"-(?:sur|sous)-", "/", cells.nom) if rng.random() < 0.3 else cells.nom
    nom = nom.replace("-", rng.choice([" - ", "_", "\u2011", " \u2013 "]))
    return cells._replace(nom=nom) if nom != cells.nom else None


def all_in_a_word(cells: Cells, *_) -> Cells:
    """lavilleneuve, lhopital"""
    return cells._replace(nom=re.sub(r"[^a-z]", "", unaccented(cells.nom).lower()))


def said_twice(cells: Cells, commune, rng: random.Random) -> Cells:
    return cells._replace(nom=rng.choice([" ", " / ", ", "]).join([cells.nom, cells.nom]))


def postcode_in_name(cells: Cells, commune, rng: random.Random) -> Cells:
    code = cells.code_postal if len(cells.code_postal) == 5 else f"B-{cells.code_postal}"
    both = [f"{code} {cells.nom}", f"{cells.nom} {code}", f"{cells.nom} ({code})"]
    return cells._replace(nom=rng.choice(both), code_postal="")


def swapped(cells: Cells, *_) -> Cells:
    return cells._replace(nom=cells.code_postal, code_postal=cells.nom)


def country_after(cells: Cells, commune: CommuneRecord, rng: random.Random) -> Cells:
    country = "Belgique" if commune.is_belgian else "France"
    return cells._replace(nom=rng.choice([f"{cells.nom}, {country}", f"{cells.nom} ({country})"]))


def place_beside(cells: Cells, commune, rng: random.Random) -> Cells:
    """Wasquehal - ZA de la Pilaterie"""
    place = rng.choice(["ZI Nord", "Centre", "Quartier de la gare", "ZAC des Saules", "Le Bourg"])
    return cells._replace(nom=rng.choice([f"{cells.nom} - {place}", f"{place} - {cells.nom}"]))


def in_address(cells: Cells, commune, rng: random.Random) -> Cells:
    code = cells.code_postal if len(cells.code_postal) == 5 else f"B-{cells.code_postal}"
    number = rng.randrange(1, 200)
    ending = rng.choice([f", {code} {cells.nom}", f" - {code} - {cells.nom}", f"\n{code}, {cells.nom} CEDEX"])
    adresse = f"{number} rue des Écoles{ending}"
    return Cells("", rng.choice(["", cells.code_postal]), adresse)


def abbreviated(cells: Cells, commune, rng: random.Random) -> Cells | None:
    """V. d'Ascq, Villen. d'Ascq"""
    words = re.split(r"([- ])", cells.nom)
    if len(words) < 3 or len(words[0]) < 5 or words[0].lower() in ("saint", "sainte"):
        return None
    words[0] = words[0][: rng.choice([1, 3, 5])] + "."
    return cells._replace(nom="".join(words))


SINGLE: dict[str, Corruption] = {
    "majuscules sans accents": shouted,
    "sans apostrophe": shouted_without_apostrophe,
    "mots collés": glued,
    "traits d'union partout": hyphened,
    "St, Ste, s/": abbreviated_saint,
    "sans mots de liaison": without_links,
    "article à la fin ou oublié": article_last,
    "CEDEX dans le nom": cedex_name,
    "zéro perdu": lost_zero,
    "code postal mal écrit": odd_postcode,
    "une faute de frappe": misspelt,
    "deux fautes de frappe": misspelt_twice,
    "mauvais encodage": bad_encoding,
    "mauvais encodage, en Latin-1": misread_latin1,
    "entités HTML": html_entities,
    "mots séparés": cut_apart,
    "en un seul mot": all_in_a_word,
    "nom répété": said_twice,
    "code postal dans le nom": postcode_in_name,
    "cellules inversées": swapped,
    "pays après le nom": country_after,
    "lieu-dit à côté du nom": place_beside,
    "tout dans l'adresse": in_address,
    "nom abrégé": abbreviated,
}

# Corruptions that may come one after the other, in this order.
NAMES = [abbreviated_saint, without_links, misspelt, shouted, glued, cedex_name, place_beside,
         country_after]  # fmt: skip
POSTCODES = [lost_zero, odd_postcode, postcode_in_name, swapped, in_address]


def cells_of(commune: CommuneRecord, rng: random.Random) -> Cells:
    nom = rng.choice(commune.noms)
    return Cells(nom, rng.choice(commune.codes_postaux or ("",)))


def refs_of(commune: CommuneRecord, cells: Cells, gazetteer: Gazetteer) -> frozenset[str]:
    """The commune; in Paris, Lyon and Marseille, the district of the postcode."""
    districts = [
        district.ref
        for numbered in gazetteer.districted.values()
        for district in numbered.values()
        if district.parent is commune and cells.code_postal in district.codes_postaux
    ]
    return frozenset(districts or [commune.current.ref])


def single_rows(gazetteer: Gazetteer, each: int) -> Iterator[DirtyRow]:
    """Yield `each` rows per corruption, of communes drawn half by population."""
    rng = random.Random(SEED)
    draw = Draw(gazetteer, rng)
    for kind, corrupt in SINGLE.items():
        count = tries = 0
        while count < each and tries < 200 * each:
            tries += 1
            commune = draw.commune()
            clean = cells_of(commune, rng)
            dirty = corrupt(clean, commune, rng)
            if dirty is not None and dirty != clean:
                count += 1
                refs = refs_of(commune, clean, gazetteer)
                # An initial may be that of another commune of the postcode.
                yield DirtyRow(kind, dirty, refs, may_refuse=dirty.nom[1:2] == ".")


def combined_rows(gazetteer: Gazetteer, count: int) -> Iterator[DirtyRow]:
    """Yield rows with two or three corruptions."""
    rng = random.Random(SEED + 1)
    draw = Draw(gazetteer, rng)
    while count:
        commune = draw.commune()
        clean = cells = cells_of(commune, rng)
        chosen = sorted(rng.sample(range(len(NAMES)), rng.choice([1, 2])))
        done = 0
        for corrupt in [*(NAMES[i] for i in chosen), rng.choice(POSTCODES)]:
            dirty = corrupt(cells, commune, rng)
            if dirty is not None and dirty != cells:
                cells, done = dirty, done + 1
        if done >= 2:
            count -= 1
            yield DirtyRow("combinées", cells, refs_of(commune, clean, gazetteer))


class Draw:
    """Draws communes with a postcode, half uniformly, half by population; and parts of some."""

    def __init__(self, gazetteer: Gazetteer, rng: random.Random):
        self.gazetteer, self.rng = gazetteer, rng
        with_code = [r for r in gazetteer.records if r.commune.codes_postaux]
        self.communes = [r for r in with_code if r.type == "COM"]
        self.parts = [r for r in with_code if r.parent and r.type != "ARM"]
        self.cumulated = [*accumulate(r.poids + 1 for r in self.communes)]

    def commune(self) -> CommuneRecord:
        if self.rng.random() < 0.5:
            return self.rng.choice(self.communes)
        return self.rng.choices(self.communes, cum_weights=self.cumulated)[0]

"""Resolve rows against one gazetteer."""

from collections.abc import Iterable, Iterator

from geo.gazetteer.gazetteer import Gazetteer
from geo.gazetteer.names import Nom
from geo.gazetteer.record import CommuneRecord
from geo.resolution import reasons
from geo.resolution.abroad import country_named
from geo.resolution.districts import find_district
from geo.resolution.insee import find_by_code, is_around, is_named
from geo.resolution.naming import (
    Lecture,
    Nommage,
    holed_readings,
    is_shorthand,
    is_start,
    is_word,
    misspelt_readings,
    partial_readings,
    readings,
)
from geo.resolution.postcodes import FOREIGN, is_in
from geo.resolution.verdict import Resolution, refusal
from geo.resolution.weighing import KNOWN_TOWN, Avis, Lieu, best, weigh
from geo.resolution.writing import Ecrit, read_row

# Confidence when only the postcode speaks, or the name is unknown.
POSTCODE_ALONE, POSTCODE_UNSURE = 0.85, 0.6
CODE_INSEE_AGREED, CODE_INSEE_ALONE, CODE_INSEE_DENIED = 1.0, 0.9, 0.78

# A slip in a shorter name makes it too many others. A name that exists as it is written,
# but elsewhere, is seldom a slip.
SHORT_NAME, SHORT_NAME_DOUBT = 6, 0.1
EXISTS_ELSEWHERE_DOUBT = 0.25


class RowResolver:
    """Resolves rows against one gazetteer; stateless otherwise."""

    def __init__(self, gazetteer: Gazetteer):
        self.gazetteer = gazetteer

    def resolve(self, nom: str, code_postal: str = "", adresse: str = "", code_insee: str = "") -> Resolution:
        """Return the commune of a row; see `geo.resolver.resolve`."""
        ecrit = read_row(nom, code_postal, adresse)
        if code_insee and (found := find_by_code(self.gazetteer, code_insee)):
            return self._with_code(found, ecrit)
        if ecrit.postcode.pays == FOREIGN:
            return refusal("code postal étranger : hors du territoire connu")
        return self._by_name(ecrit) if ecrit.has_name else self._by_postcode(ecrit)

    # --- by name -----------------------------------------------------------------------

    def _by_name(self, ecrit: Ecrit) -> Resolution:
        opinions = self._opinions(ecrit)
        first, rivals = best(opinions)
        if not self._is_here(first) and country_named(_foreign_clues(first, ecrit), ecrit.hints):
            raison = f"« {ecrit.texte} » est à l’étranger : hors du territoire connu"
            return refusal(raison)
        if first is None:
            return self._unknown_name(ecrit)
        if rivals:
            records = [first.commune, *(avis.commune for avis in rivals)]
            return refusal(reasons.ambiguous(records), tuple(records))
        return self._answer(first, ecrit)

    @staticmethod
    def _is_here(avis: Avis | None) -> bool:
        """Tell whether a place supports a reading: Bruges and Mons are also French communes."""
        return avis is not None and avis.lieu not in (Lieu.RIEN, Lieu.CONTREDIT)

    def _opinions(self, ecrit: Ecrit) -> list[Avis]:
        """Exact readings; when none has the right postcode, partial and misspelt ones too.

        A cut in the text ("DAMPIERRE/BROU") makes pieces, read when the whole names no place.
        """
        opinions = self._weighed(readings(self.gazetteer, ecrit.names[:1], ecrit.whole), ecrit)
        if not any(self._is_here(avis) or avis.lieu == Lieu.RIEN for avis in opinions):
            opinions += self._weighed(readings(self.gazetteer, ecrit.names[1:]), ecrit)
        if any(avis.lieu == Lieu.CODE_POSTAL for avis in opinions):
            return opinions
        elsewhere = bool(opinions)
        known, few = self._names_around(ecrit)
        opinions += self._weighed(holed_readings(ecrit.holed, known), ecrit)
        shortens = is_word if elsewhere else is_shorthand if few else is_start
        partial = self._weighed(partial_readings([*ecrit.names, *ecrit.shortened], known, shortens), ecrit)
        opinions += (_doubted(avis, ecrit, elsewhere=elsewhere) for avis in partial)
        if not any(_settles(avis) for avis in opinions):
            misspelt = self._weighed(misspelt_readings(ecrit.names, known), ecrit)
            opinions += (_doubted(avis, ecrit, elsewhere=elsewhere) for avis in misspelt)
        return opinions

    def _weighed(self, lectures: Iterable[Lecture], ecrit: Ecrit) -> list[Avis]:
        return [
            weigh(lecture, ecrit, self.gazetteer.by_postcode)
            for lecture in lectures
            if lecture.record.is_belgian or not ecrit.in_belgium
        ]

    def _names_around(self, ecrit: Ecrit) -> tuple[list[Nom], bool]:
        """Names of the communes of the postcode; when it is in no table, of its département.

        Also tells whether they are few: those of a postcode.
        """
        by_postcode = self.gazetteer.by_postcode
        few = {record.commune: None for code in ecrit.postcode.codes for record in by_postcode.get(code, ())}
        communes = few or dict.fromkeys(self._communes_of_departement(ecrit))
        names = self.gazetteer.names_by_commune
        around = (nom for commune in communes for nom in names.get(commune, ()))
        return [nom for nom in around if nom.record.type != "ARM"], bool(few)

    def _communes_of_departement(self, ecrit: Ecrit) -> Iterator[CommuneRecord]:
        departement = ecrit.postcode.departement or ecrit.departement
        if not departement and not ecrit.in_belgium:
            return
        for code, records in self.gazetteer.by_departement.items():
            if is_in(departement, code) or (ecrit.in_belgium and records[0].is_belgian):
                yield from (record.commune for record in records)

    def _answer(self, avis: Avis, ecrit: Ecrit) -> Resolution:
        record, commune = avis.lecture.record, avis.commune
        raison = reasons.explain(avis, ecrit)
        # A name contradicted by its postcode is proposed only for a town that people know.
        if avis.lieu == Lieu.CONTREDIT and record.poids < KNOWN_TOWN:
            return refusal(raison, (commune,))
        confiance = avis.confiance
        if commune.parent is None and avis.lieu != Lieu.CONTREDIT:
            district = find_district(self.gazetteer, commune, ecrit)
            commune, confiance = district.record or commune, min(confiance, district.confiance)
            raison = " ; ".join(filter(None, (raison, district.raison)))
        localite = record if record.parent is not None and record is not commune else None
        return Resolution(confiance, raison, commune, localite)

    def _unknown_name(self, ecrit: Ecrit) -> Resolution:
        """Propose the only commune of the postcode, else refuse with the near names."""
        alone = self._by_postcode(ecrit)
        if alone.proposition and ecrit.postcode.is_certain:
            raison = f"à vérifier : {reasons.unknown(ecrit, ())} ; {alone.raison}"
            return Resolution(POSTCODE_UNSURE, raison, alone.proposition)
        near = {nom.record.current: None for name in ecrit.names[:1] for _, nom in self.gazetteer.typos.near(name)}
        return refusal(reasons.unknown(ecrit, [*near][:3]), tuple(near)[:3])

    # --- by codes ----------------------------------------------------------------------

    def _by_postcode(self, ecrit: Ecrit) -> Resolution:
        """Answer the only commune of a postcode, when no name is written."""
        code = ecrit.postcode
        if not code.written:
            return refusal("ni nom de commune ni code postal lisible")
        if code.insee and (record := find_by_code(self.gazetteer, code.insee)):
            return Resolution(CODE_INSEE_ALONE, f"code INSEE {code.insee}", record.current)
        found = {
            record.current: None for postcode in code.codes for record in self.gazetteer.by_postcode.get(postcode, ())
        }
        wholes = {record.parent for record in found}
        records = [record for record in found if record not in wholes]
        if not records:
            return refusal(f"code postal {code.written} inconnu, sans nom de commune")
        if len(records) > 1:
            return refusal(reasons.ambiguous(records), tuple(records))
        # Four digits without a name: Belgian if no French code is behind them.
        sure = code.is_certain or code.french not in self.gazetteer.by_postcode
        confiance = POSTCODE_ALONE if sure else POSTCODE_UNSURE
        raison = f"seule commune du code postal {code.written}"
        return Resolution(confiance, raison, records[0])

    def _with_code(self, found: CommuneRecord, ecrit: Ecrit) -> Resolution:
        """Check an INSEE code against the name and the postcode."""
        record = found.current
        localite = found if found is not record else None
        if not ecrit.has_name and not ecrit.postcode.written:
            return Resolution(CODE_INSEE_ALONE, "code INSEE seul", record, localite)
        around = is_around(record, ecrit)
        if around and (is_named(self.gazetteer, record, ecrit) or not ecrit.has_name):
            return Resolution(CODE_INSEE_AGREED, "code INSEE d’accord avec la ligne", record, localite)
        others = self._by_name(ecrit) if ecrit.has_name else self._by_postcode(ecrit)
        if around and others.commune is None:
            raison = f"code INSEE {record.ref} ; {others.raison}"
            return Resolution(CODE_INSEE_DENIED, raison, record, localite)
        raison = f"le code INSEE {record.ref} ({record.nom}) contredit le nom ou le code postal"
        return refusal(f"{raison} ; {others.raison}", (record,))


def _foreign_clues(first: Avis | None, ecrit: Ecrit) -> list[str]:
    """Names that may tell another country: not one of ours that ends with it (L'Hospitalet-près-l'Andorre)."""
    ours = first.lecture.nom.forme if first is not None and first.lecture.nommage == Nommage.EXACT else ""
    return [name for name in ecrit.names if name != ours or " " not in name]


def _settles(avis: Avis) -> bool:
    """Tell whether a reading leaves no need to suppose slips: well written, in its place."""
    return avis.lecture.nommage < Nommage.UNE_FAUTE and avis.lieu <= Lieu.TERRITOIRE


def _doubted(avis: Avis, ecrit: Ecrit, *, elsewhere: bool) -> Avis:
    """Lower the confidence of a loose reading; `elsewhere` if a commune bears the name as it is.

    Shortening stays believed: people do write "Saint-André" for Saint-André-lez-Lille.
    """
    if avis.lecture.nommage == Nommage.ABREGE:
        return avis
    short = avis.lieu != Lieu.CODE_POSTAL and all(len(n) < SHORT_NAME for n in ecrit.names)
    doubt = EXISTS_ELSEWHERE_DOUBT * elsewhere + SHORT_NAME_DOUBT * short
    return avis._replace(confiance=round(max(avis.confiance - doubt, 0.0), 2))

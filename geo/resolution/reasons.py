"""Why a commune was chosen or refused, in French, for whoever reads the report."""

from collections.abc import Iterable

from geo.gazetteer.record import CommuneRecord
from geo.resolution.naming import Nommage
from geo.resolution.weighing import Avis, Lieu
from geo.resolution.writing import Ecrit

MAX_LISTED = 4


def explain(avis: Avis, ecrit: Ecrit) -> str:
    """Say how the name and the place led to the commune."""
    parts = [_name(avis), _place(avis, ecrit), _whole(avis)]
    return " ; ".join(filter(None, parts))


def _name(avis: Avis) -> str:
    nom = avis.lecture.nom
    return {
        Nommage.EXACT: f"nom exact « {nom.texte} »",
        Nommage.AUTRE_NOM: f"« {nom.texte} » est un autre nom de {nom.record.nom}",
        Nommage.ECRITURE: f"nom écrit autrement que « {nom.texte} »",
        Nommage.ABREGE: f"nom abrégé, lu « {nom.texte} »",
        Nommage.CONTENU: f"« {nom.texte} » lu parmi d’autres mots",
        Nommage.UNE_FAUTE: f"une faute de frappe, lu « {nom.texte} »",
        Nommage.DEUX_FAUTES: f"deux fautes de frappe, lu « {nom.texte} »",
    }[avis.lecture.nommage]


def _place(avis: Avis, ecrit: Ecrit) -> str:
    record, code = avis.lecture.record, ecrit.postcode.written
    own = ", ".join(record.codes_postaux[:3])
    return {
        Lieu.CODE_POSTAL: "code postal de la commune",
        Lieu.DEPARTEMENT: f"code postal {code} inconnu (CEDEX ?), département d’accord",
        Lieu.TERRITOIRE: f"territoire d’accord ({record.departement_nom})",
        Lieu.CODE_VOISIN: f"code postal {code} à une faute de frappe de celui de la commune ({own})",
        Lieu.CODE_PROCHE: f"code postal {code} d’une commune proche, d’un autre département",
        Lieu.CODE_LOINTAIN: f"à vérifier : le code postal {code} est celui de communes lointaines du département",
        Lieu.AUTRE_CODE: f"le code postal {code} est celui d’une autre commune du département, le nom l’emporte",
        Lieu.RIEN: "sans code postal, nom unique",
        Lieu.CONTREDIT: f"à vérifier : le code postal ou le département ({code or ecrit.departement}) contredit le nom",
    }[avis.lieu]


def _whole(avis: Avis) -> str:
    """Name the part that was written and the whole that is answered, or the city of a district."""
    record = avis.lecture.record
    if record.parent is None:
        return ""
    if record.type == "ARM":
        return f"arrondissement municipal de {record.parent.nom} ({record.parent.ref})"
    kind = "déléguée" if record.type == "COMD" else "associée"
    return f"{record.nom} ({record.ref}) est une commune {kind} de {record.parent.nom}"


def ambiguous(records: Iterable[CommuneRecord]) -> str:
    """Say that several communes agree with the row."""
    return f"plusieurs communes possibles : {_listed(records)}"


def _listed(records: Iterable[CommuneRecord]) -> str:
    labels = [f"{record.libelle} [{record.ref}]" for record in records]
    more = f" et {len(labels) - MAX_LISTED} autres" if len(labels) > MAX_LISTED else ""
    return ", ".join(labels[:MAX_LISTED]) + more


def unknown(ecrit: Ecrit, near: Iterable[CommuneRecord]) -> str:
    """Say that no commune bears the name, and which ones nearly do."""
    reason = f"aucune commune connue ne s’appelle « {ecrit.texte} »"
    near = [*near]
    return f"{reason} ; noms proches : {_listed(near)}" if near else reason

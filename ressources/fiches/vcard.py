"""vCard 3.0 (RFC 2426), the version every telephone reads. Only public contacts go in."""

from ..contacts import personne_contacts, structure_contacts
from ..models import Lieu, PersonneRessource, Structure

LIGNE_MAX = 75  # octets, RFC 2426 §2.6


def personne_vcard(personne: PersonneRessource, url: str) -> str:
    """Return the card of a person; `url` is the absolute address of her page."""
    contacts = personne_contacts(personne)
    lieux = list(personne.lieux.all()) or list(personne.structure.lieux.all())
    return build(
        ("N", [personne.nom, personne.prenom, "", "", ""]),
        ("FN", str(personne)),
        ("ORG", [personne.structure.nom]),
        ("TITLE", personne.fonction),
        ("TEL;TYPE=WORK,VOICE", contacts.telephone),
        *address_lines(lieux[:1]),
        ("URL", url),
    )


def structure_vcard(structure: Structure, url: str) -> str:
    """Return the card of a structure; `url` is the absolute address of its page."""
    contacts = structure_contacts(structure)
    return build(
        ("N", [structure.nom, "", "", "", ""]),
        ("FN", structure.nom),
        ("ORG", [structure.nom]),
        ("TEL;TYPE=WORK,VOICE", contacts.telephone),
        ("EMAIL;TYPE=INTERNET", contacts.courriel),
        *address_lines(list(structure.lieux.all())),
        ("URL", url),
        ("URL", contacts.site_web),
    )


def address_lines(lieux: list[Lieu]):
    for lieu in lieux:
        pays = lieu.commune.get_pays_display()
        yield "ADR;TYPE=WORK", ["", lieu.complement, lieu.adresse, lieu.commune.nom, "", lieu.code_postal, pays]


def build(*proprietes: tuple[str, str | list[str]]) -> str:
    """Write the properties that have a value, escaped and folded; a list is a structured value."""
    lignes = ["BEGIN:VCARD", "VERSION:3.0"]
    for nom, valeur in proprietes:
        parties = valeur if isinstance(valeur, list) else [valeur]
        if any(parties):
            lignes.append(f"{nom}:{';'.join(escape(partie) for partie in parties)}")
    lignes.append("END:VCARD")
    return "".join(fold(ligne) + "\r\n" for ligne in lignes)


def escape(texte: str) -> str:
    for brut, echappe in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n")):
        texte = texte.replace(brut, echappe)
    return texte


def fold(ligne: str) -> str:
    """Cut a long line into pieces of at most 75 octets, the next ones opened by a space, never inside a character."""
    morceaux, courant, taille = [], "", 0
    for caractere in ligne:
        poids = len(caractere.encode())
        if taille + poids > LIGNE_MAX:
            morceaux.append(courant)
            courant, taille = " ", 1
        courant, taille = courant + caractere, taille + poids
    return "\r\n".join([*morceaux, courant])

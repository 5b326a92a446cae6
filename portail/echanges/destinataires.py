"""Who is written to about a request, and at which addresses. They are read here and in the outbox, nowhere else."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from ressources.accueil import desk_addresses
from ressources.models import PersonneRessource, Structure

GUICHET = "g"


@dataclass(frozen=True, slots=True)
class Destinataire:
    """A reader: `cle` names them in links ("p12", "s4", "g"); without address they read in their space."""

    cle: str
    nom: str
    adresses: tuple[str, ...]


def of_fiche(fiche: PersonneRessource | Structure) -> Destinataire:
    """Return who answers for an entry: its own address, else its accounts', else (a person) its structure's."""
    if isinstance(fiche, PersonneRessource):
        adresses = _known(fiche.courriel) or _accounts(fiche) or of_fiche(fiche.structure).adresses
        return Destinataire(f"p{fiche.pk}", str(fiche), adresses)
    return Destinataire(f"s{fiche.pk}", str(fiche), _known(fiche.courriel) or _accounts(fiche))


def of_guichet(site) -> Destinataire:
    """Return the CRIJ's desk."""
    return Destinataire(GUICHET, _("Le guichet du CRIJ"), tuple(dict.fromkeys(desk_addresses(site))))


def of_demande(demande) -> Destinataire:
    """Return who has the request now."""
    repondant = demande.repondant
    return of_fiche(repondant) if repondant else of_guichet(demande.site)


def find(demande, cle: str) -> Destinataire | None:
    """Return the reader that a link names, if they are still concerned: the target, the colleague, or the desk."""
    if cle == GUICHET:
        return of_guichet(demande.site)
    for fiche in (demande.transmise_a, demande.personne, demande.structure):
        if fiche is not None and (destinataire := of_fiche(fiche)).cle == cle:
            return destinataire
    return None


def _known(adresse: str) -> tuple[str, ...]:
    return (adresse,) if adresse else ()


def _accounts(fiche) -> tuple[str, ...]:
    comptes = fiche.rattachements.filter(utilisateur__is_active=True).exclude(utilisateur__email="")
    return tuple(comptes.values_list("utilisateur__email", flat=True).distinct())

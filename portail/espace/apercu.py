"""What the public reads of an entry, as facts: the same rules as its page decide what is shown."""

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portail.commun.wording import age_band
from ressources.contacts import personne_contacts, structure_contacts
from ressources.fiches.vues import permanence_address, view_lieu, view_permanence
from ressources.models import Permanence, PersonneRessource, Structure
from ressources.models.fiche import Fiche


class Fait(NamedTuple):
    """A line; `texte` is "" when the public reads nothing there, which is worth knowing too."""

    libelle: str
    texte: str


def describe(fiche: Fiche) -> list[Fait]:
    """Return what its page says, in its order."""
    if isinstance(fiche, PersonneRessource):
        own = _personne(fiche)
    else:
        own = _structure(fiche) if isinstance(fiche, Structure) else _permanence(fiche)
    return [Fait(str(libelle), str(texte)) for libelle, texte in (*own, *_shared(fiche))]


def _personne(personne: PersonneRessource) -> Iterator[tuple[str, str]]:
    yield _("Fonction"), personne.fonction
    yield _("Ce que je peux faire pour toi"), personne.presentation
    yield _("Compétences"), ", ".join(theme.nom for theme in personne.competences.all())
    yield _("Téléphone"), personne_contacts(personne).telephone
    lieux = personne.lieux.all() or personne.structure.lieux.all()
    yield _("Où la voir"), "\n".join(lieu.adresse_complete for lieu in lieux)
    yield _("Remplace pendant les absences"), str(personne.suppleant or "")


def _structure(structure: Structure) -> Iterator[tuple[str, str]]:
    contacts = structure_contacts(structure)
    yield _("Ce qu’on y trouve"), structure.presentation
    yield _("Thèmes"), ", ".join(theme.nom for theme in structure.thematiques.all())
    yield _("Téléphone"), contacts.telephone
    yield _("Courriel"), contacts.courriel
    yield _("Site web"), contacts.site_web
    for lieu in structure.lieux.select_related("commune"):
        vu = view_lieu(lieu, 0)
        semaine = [f"{jour.name} : {jour.hours or _('fermé')}" for jour in vu.semaine]
        yield str(lieu), "\n".join([lieu.adresse_complete, *semaine])


def _permanence(permanence: Permanence) -> Iterator[tuple[str, str]]:
    vue = view_permanence(permanence)
    dates = [date_format(creneau.debut, r"l j F, H\hi") for creneau in vue.dates] if vue else []
    yield _("Prochaines dates"), "\n".join(dates)
    yield _("Où"), permanence_address(permanence)
    yield _("De quoi il s’agit"), permanence.description


def _shared(fiche: Fiche) -> Iterator[tuple[str, str]]:
    yield _("Âges"), age_band(fiche.age_min, fiche.age_max)
    yield _("Langues"), ", ".join(fiche._meta.get_field("langues").labels(fiche.langues)) or _("français")
    yield _("Territoire"), ", ".join(str(zone) for zone in fiche.zones.all()) or _("on vient de partout")

"""Context of the two public pages, the same for readers and for the preview of a draft."""

from typing import Any
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils import timezone

from geo.links import contours_around

from ..contacts import personne_contacts, structure_contacts
from ..demarches import Demarche, address_of
from ..fraicheur import compute_fraicheur
from ..models import PersonneRessource, Structure
from ..promesses import promise_of
from .jsonld import personne_jsonld, structure_jsonld
from .lecture import permanences_of
from .vues import LieuVu, PermanenceVue, view_lieu, view_permanence

COLLEGUES_MAX = 6


def build_context(fiche: Structure | PersonneRessource) -> dict[str, Any]:
    """Return what the page of the entry shows. Queries: those of its lists, whatever their length."""
    if isinstance(fiche, Structure):
        return structure_context(fiche)
    return personne_context(fiche)


def structure_context(structure: Structure) -> dict[str, Any]:
    lieux = [view_lieu(lieu, numero) for numero, lieu in enumerate(structure.lieux.all(), start=1)]
    contacts = structure_contacts(structure)
    permanences = coming(permanences_of(structure=structure)) if structure.pk else []
    return {
        **shared_context(structure, lieux, contacts),
        **links("structure", structure),
        "thematiques": structure.thematiques.all(),
        "permanences": permanences,
        "personnes": PersonneRessource.objects.published().filter(structure=structure) if structure.pk else [],
        "prix": say_price(structure),
        "site_court": urlsplit(contacts.site_web).netloc.removeprefix("www.") or contacts.site_web,
        "jsonld": structure_jsonld(structure, lieux, contacts),
    }


def personne_context(personne: PersonneRessource) -> dict[str, Any]:
    propres = personne.lieux.all()
    lieux = [view_lieu(lieu, numero) for numero, lieu in enumerate(propres or personne.structure.lieux.all(), start=1)]
    contacts = personne_contacts(personne)
    absente = personne.is_absent(timezone.localdate())
    collegues = PersonneRessource.objects.published().filter(structure=personne.structure_id).exclude(pk=personne.pk)
    return {
        **shared_context(personne, lieux, contacts),
        **links("personne", personne),
        "thematiques": personne.competences.all(),
        "structure": personne.structure,
        "permanences": coming(permanences_of(personne=personne)) if personne.pk else [],
        "absente": absente,
        "suppleant": reachable_deputy(personne) if absente else None,
        "collegues": collegues[:COLLEGUES_MAX],
        "prix": say_price(personne.structure),
        "jsonld": personne_jsonld(personne, lieux, contacts),
    }


def shared_context(fiche, lieux: list[LieuVu], contacts) -> dict[str, Any]:
    return {
        "fiche": fiche,
        "fraicheur": compute_fraicheur(fiche.verifie_le),
        "lieux": lieux,
        "lieux_sur_carte": [vu for vu in lieux if vu.position],
        "contours": contours_around(next((vu.lieu.commune for vu in lieux if vu.position), None)),
        "contacts": contacts,
        "ecrire_url": address_of(Demarche.ECRIRE, fiche),
        "rendezvous_url": address_of(Demarche.RENDEZVOUS, fiche),
        "promesse": promise_of(fiche),
        "publics": ListeLisible(fiche, "publics"),
        "langues": ListeLisible(fiche, "langues"),
        "zones": fiche.zones.all(),
        "communes_des_lieux": sorted({vu.lieu.commune.nom for vu in lieux}),
    }


def links(genre: str, fiche) -> dict[str, str]:
    """Return the addresses that go with the page; "" for an entry that has none yet."""
    noms = {"vcard_url": "vcard", "agenda_url": "agenda", "signaler_url": "signaler"}
    if fiche.pk is None or not fiche.slug:
        return dict.fromkeys(noms, "")
    return {cle: reverse(f"ressources:{genre}_{nom}", args=[fiche.pk, fiche.slug]) for cle, nom in noms.items()}


class ListeLisible(list):
    """The words of a list of codes, ready for `{{ liste|join }}`."""

    def __init__(self, fiche, champ: str):
        super().__init__(fiche._meta.get_field(champ).labels(getattr(fiche, champ)))


def coming(permanences) -> list[PermanenceVue]:
    """Return the permanences that have dates to come, the soonest first."""
    vues = [vue for permanence in permanences if (vue := view_permanence(permanence))]
    return sorted(vues, key=lambda vue: vue.dates[0].debut)


def reachable_deputy(personne: PersonneRessource) -> PersonneRessource | None:
    """Return the deputy, if the public may read of her and she is there herself."""
    adjointe = personne.suppleant
    if adjointe is None or not adjointe.live or adjointe.opposition or adjointe.is_absent(timezone.localdate()):
        return None
    return adjointe if adjointe.structure.live and not adjointe.structure.opposition else None


def say_price(structure: Structure) -> str:
    """Return "Gratuit", "Payant : adhésion de 5 € par an", "" when unknown."""
    return " : ".join(filter(None, [structure.get_frais_display(), structure.frais_detail]))

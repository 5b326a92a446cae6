"""The published guide as flat rows: one per place, under the names of the import template.

Only what the public may read goes out: hidden contacts and opposed entries stay in.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch
from wagtail.models import Site

from ressources.contacts import structure_contacts
from ressources.models import Lieu, Structure

LOT = 500


def published_structures(site: Site) -> Iterator[Structure]:
    """Yield the published structures of a site with their places, themes and zones read along."""
    lieux = Prefetch("lieux", Lieu.objects.select_related("commune__parent").order_by("sort_order", "pk"))
    structures = Structure.objects.published().for_site(site).prefetch_related(lieux, "thematiques", "zones")
    yield from structures.order_by("pk").iterator(chunk_size=LOT)


def iter_rows(site: Site) -> Iterator[dict[str, Any]]:
    """Yield {column of the template: value} for each place; a structure without a place gives one row."""
    for structure in published_structures(site):
        for rang, lieu in enumerate(list(structure.lieux.all()) or [None]):
            yield describe(structure, lieu, rang)


def describe(structure: Structure, lieu: Lieu | None, rang: int) -> dict[str, Any]:
    contacts = structure_contacts(structure)
    return {
        "id": make_id(structure, rang),
        "nom": structure.nom,
        "sigle": structure.sigle,
        "type": structure.type,
        "description": structure.presentation,
        "siret": structure.siret,
        "telephone": contacts.telephone,
        "courriel": contacts.courriel,
        "site_web": structure.site_web,
        "thematiques": [theme.slug for theme in structure.thematiques.all()],
        "publics": structure.publics,
        "age_min": structure.age_min,
        "age_max": structure.age_max,
        "langues": structure.langues,
        "frais": structure.frais,
        "frais_detail": structure.frais_detail,
        "modes_accueil": structure.modes_accueil,
        "zone": [":".join(zone.key) for zone in structure.zones.all()],
        "reseaux_porteurs": structure.reseaux,
        "date_maj": structure.updated_at.date().isoformat(),
        "lien_source": structure.site.root_url + structure.get_absolute_url(),
        **(_describe_lieu(lieu) if lieu else {}),
    }


def make_id(structure: Structure, rang: int) -> str:
    """Return a stable identifier: "12", then "12-2" for the second place."""
    return f"{structure.pk}-{rang + 1}" if rang else str(structure.pk)


def _describe_lieu(lieu: Lieu) -> dict[str, Any]:
    return {
        "adresse": lieu.adresse,
        "complement_adresse": lieu.complement,
        "code_postal": lieu.code_postal,
        "commune": lieu.commune.nom,
        "code_insee": lieu.commune.code,
        "pays": lieu.commune.pays,
        "latitude": lieu.latitude,
        "longitude": lieu.longitude,
        "horaires_accueil": lieu.horaires,
        "acces": lieu.acces,
        "accessibilite": lieu.accessibilite,
    }

"""Read an entry with everything its page shows, in a number of queries that does not grow."""

from django.db.models import Prefetch, QuerySet

from ..models import Lieu, Permanence, PersonneRessource, Structure


def lieux_with_communes() -> QuerySet[Lieu]:
    return Lieu.objects.select_related("commune")


def structures_to_read() -> QuerySet[Structure]:
    return Structure.objects.prefetch_related(
        Prefetch("lieux", lieux_with_communes()), "thematiques", "zones"
    ).select_related("site")


def personnes_to_read() -> QuerySet[PersonneRessource]:
    return PersonneRessource.objects.select_related("site", "structure", "suppleant__structure").prefetch_related(
        Prefetch("lieux", lieux_with_communes()),
        Prefetch("structure__lieux", lieux_with_communes()),
        "competences",
        "zones",
    )


def permanences_of(**tenant) -> QuerySet[Permanence]:
    """Return the published permanences of `structure=` or `personne=`, with their addresses."""
    return (
        Permanence.objects.published()
        .filter(**tenant)
        .select_related("structure", "personne", "lieu__commune", "commune")
    )

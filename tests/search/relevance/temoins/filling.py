"""Fill the baselines' table with the documents of the judged guide."""

from collections.abc import Iterable

from wagtail.search.backends import get_search_backend

from search.sources import DocumentData

from .models import Texte


def fill(documents: Iterable[DocumentData]) -> int:
    """Replace the rows, and have Wagtail index them; return how many there are."""
    Texte.objects.all().delete()
    rows = Texte.objects.bulk_create([_row(document) for document in documents])
    get_search_backend().add_bulk(Texte, rows)
    return len(rows)


def _row(document: DocumentData) -> Texte:
    return Texte(
        entry=document.entry_key,
        title=document.title,
        keywords=" ".join((document.role, *document.keywords)),
        summary=document.summary,
        text=document.text,
        anywhere=document.remote or document.latitude is None,
        latitude=document.latitude,
        longitude=document.longitude,
        age_min=document.age_min or 0,
        age_max=200 if document.age_max is None else document.age_max,
    )

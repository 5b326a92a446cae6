"""The documents of the judged guide as a plain Django model, indexed by Wagtail as its manual says."""

from django.db import models
from wagtail.search import index


class Texte(index.Indexed, models.Model):
    """One entry at one place: the very texts that our index is given."""

    entry = models.CharField(max_length=80)  # DocumentData.entry_key
    title = models.CharField(max_length=300)
    keywords = models.TextField()
    summary = models.TextField()
    text = models.TextField()
    anywhere = models.BooleanField()  # helps at a distance, or stands nowhere
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    age_min = models.PositiveSmallIntegerField()
    age_max = models.PositiveSmallIntegerField()

    search_fields = (
        index.SearchField("title", boost=4),
        index.SearchField("keywords", boost=2),
        index.SearchField("summary"),
        index.SearchField("text"),
        *(index.FilterField(name) for name in ("anywhere", "latitude", "longitude", "age_min", "age_max")),
    )

    def __str__(self) -> str:
        return self.entry

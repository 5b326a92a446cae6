"""What is still to be carried to Elasticsearch, and the clock that dates it."""

from time import time_ns

from django.db import models
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

MAX_ATTEMPTS = 3  # refusals of one document, before it waits for somebody to look at it


class DiffusionQuerySet(models.QuerySet):
    """The waiting writings, in sentences."""

    def waiting(self) -> "DiffusionQuerySet":
        """Those that will be tried again."""
        return self.filter(attempts__lt=MAX_ATTEMPTS).order_by("id")

    def refused(self) -> "DiffusionQuerySet":
        """Those that Elasticsearch has refused too often."""
        return self.filter(attempts__gte=MAX_ATTEMPTS)


class Diffusion(models.Model):
    """A document whose copy must be written, or taken out when the document is gone.

    Written in the transaction that changed the document; deleted once every index has it.
    """

    version = models.BigIntegerField(_("version"))  # Horloge
    key = models.CharField(_("clé du document"), max_length=180)
    created_at = models.DateTimeField(_("demandée le"), auto_now_add=True, db_index=True)
    attempts = models.PositiveSmallIntegerField(_("refus"), default=0)

    objects = DiffusionQuerySet.as_manager()

    class Meta:
        verbose_name = _("document à diffuser")
        verbose_name_plural = _("documents à diffuser")

    def __str__(self) -> str:
        return f"{self.key} v{self.version}"


class Horloge(models.Model):
    """The clock of versions, one row: it never goes back, and what reads later bears more.

    Microseconds, so that a database restored from a backup goes on above what Elasticsearch has seen.
    """

    valeur = models.BigIntegerField(_("valeur"), default=0)

    class Meta:
        verbose_name = _("horloge des versions")
        verbose_name_plural = _("horloges des versions")

    def __str__(self) -> str:
        return str(self.valeur)

    @classmethod
    def advance(cls) -> int:
        """Return a new version, inside the transaction of what it dates: writers take turns on the row."""
        now = time_ns() // 1000
        if not cls.objects.filter(pk=1).update(valeur=Greatest(F("valeur") + 1, now)):
            Horloge.objects.bulk_create([Horloge(pk=1, valeur=0)], ignore_conflicts=True)
            return cls.advance()
        return cls.read()

    @classmethod
    def read(cls) -> int:
        """Return the last version: what is read after it is not older than it."""
        return cls.objects.filter(pk=1).values_list("valeur", flat=True).first() or 0

"""A version of the table of communes, so that whoever copies it in memory knows when to read again."""

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _


class VersionTable(models.Model):
    """The single row that names the present content of the table of communes.

    The name is drawn at random at each change: two different contents never share one,
    even when a transaction that changed it is rolled back.
    """

    SEULE = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=SEULE)
    version = models.CharField(_("version"), max_length=32)
    fichiers = models.CharField(
        _("empreinte des fichiers"),
        max_length=64,
        blank=True,
        help_text=_("Celle des fichiers importés, vide si la table a changé depuis."),
    )
    updated_at = models.DateTimeField(_("modifiée le"), auto_now=True)

    class Meta:
        verbose_name = _("version de la table des communes")
        verbose_name_plural = _("version de la table des communes")

    def __str__(self) -> str:
        return self.version


def table_version() -> str:
    """Return the version of the table of communes, "" when it is empty (one primary key read)."""
    versions = VersionTable.objects.filter(pk=VersionTable.SEULE)
    return versions.values_list("version", flat=True).first() or ""


def bump_version(fichiers: str = "") -> str:
    """Give the table of communes a new version and return it.

    `fichiers` is the digest of the files it now equals, if it comes from an import.
    """
    version = uuid4().hex
    VersionTable.objects.update_or_create(pk=VersionTable.SEULE, defaults={"version": version, "fichiers": fichiers})
    return version

"""Who read what: every reading of a request or of an appointment is written down, for the CRIJ to see."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Moyen(models.TextChoices):
    """How somebody of the team or a professional came to read."""

    LIEN = "lien", _("Par le lien du courriel")
    ESPACE = "espace", _("Depuis son espace")
    ADMIN = "admin", _("Depuis l’administration")


class Lecture(models.Model):
    """Somebody did something with a person's request. Lines are added, never changed; old ones are deleted."""

    utilisateur = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("compte"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    lecteur = models.CharField(
        _("qui"), max_length=150, default="", db_default=""
    )  # with a link from a mail, there is no account
    objet = models.CharField(_("à propos de"), max_length=60, db_index=True)  # "demande:12"
    action = models.SlugField(_("action"), max_length=30, db_index=False)
    moyen = models.CharField(
        pgettext_lazy("moyen", "comment"),
        max_length=8,
        choices=Moyen.choices,
        default=Moyen.ESPACE,
        db_default="espace",
    )
    quand = models.DateTimeField(_("quand"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("lecture")
        verbose_name_plural = _("journal des lectures")
        ordering = ["-quand", "-pk"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.objet} – {self.action}"

"""What an import leaves behind besides the entries: its history, what it last said, and what it set aside.

`Provenance` keeps the values a source gave last, so that the next import can tell a hand edit
(the entry differs from it) from a change at the source (the file differs from it).
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

TAILLE_MAX_APERCU = 20 * 1024 * 1024  # bytes of a file kept between the preview and the confirmation


class FormatImport(models.TextChoices):
    DATA_INCLUSION = "data-inclusion", _("data·inclusion (JSON)")
    CSV = "csv", _("CSV")
    XLSX = "xlsx", _("Excel (XLSX)")


class StatutImport(models.TextChoices):
    APERCU = "apercu", _("aperçu, à confirmer")
    EFFECTUE = "effectue", _("effectué")
    REFUSE = "refuse", _("refusé")


class MotifQuarantaine(models.TextChoices):
    COMMUNE_INCONNUE = "commune_inconnue", _("commune introuvable")
    COMMUNE_AMBIGUE = "commune_ambigue", _("plusieurs communes possibles")
    CODE_POSTAL = "code_postal", _("commune et code postal en désaccord")
    COORDONNEES = "coordonnees", _("coordonnées hors de la commune")
    OPPOSITION = "opposition", _("ressemble à une fiche retirée par opposition")

    def explain(self, detail: str) -> str:
        """Return the reason and its detail, which may begin with the reason itself."""
        return detail if detail.startswith(str(self.label)) else f"{self.label} : {detail}"


class StatutQuarantaine(models.TextChoices):
    A_TRAITER = "a_traiter", _("à traiter")
    PLACEE = "placee", _("commune choisie par un éditeur")
    ECARTEE = "ecartee", _("écartée")


class Import(models.Model):
    """One file given to the guide: its preview, then its result."""

    site = models.ForeignKey("wagtailcore.Site", on_delete=models.CASCADE, related_name="+", verbose_name=_("site"))
    source = models.CharField(_("source"), max_length=80)
    format = models.CharField(_("format"), max_length=20, choices=FormatImport.choices)
    fichier = models.CharField(_("fichier"), max_length=255)
    empreinte = models.CharField(_("empreinte SHA-256"), max_length=64)
    contenu = models.BinaryField(_("contenu"), null=True, blank=True, editable=False, max_length=TAILLE_MAX_APERCU)
    options = models.JSONField(_("options"), default=dict, blank=True)
    statut = models.CharField(_("statut"), max_length=10, choices=StatutImport.choices)
    bilan = models.JSONField(_("bilan"), default=dict, blank=True)
    remarques = models.JSONField(_("remarques"), default=list, blank=True)
    par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("par"),
    )
    created_at = models.DateTimeField(_("créé le"), auto_now_add=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return f"{self.source} — {self.fichier}"


class Provenance(models.Model):
    """What a source last said of an entry (`valeurs`: field name → value) and when it said so."""

    structure = models.OneToOneField(
        "ressources.Structure", on_delete=models.CASCADE, related_name="provenance", verbose_name=_("structure")
    )
    lieu = models.OneToOneField(
        "ressources.Lieu",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lieu importé"),
    )
    date_maj = models.DateField(_("mise à jour par la source"), null=True, blank=True)
    valeurs = models.JSONField(_("dernières valeurs reçues"), default=dict, blank=True)

    class Meta:
        verbose_name = _("provenance")
        verbose_name_plural = _("provenances")

    def __str__(self):
        return f"provenance {self.structure_id}"


class MiseDeCote(models.Model):
    """A record that could not be placed for certain, waiting for a person or for a better file."""

    site = models.ForeignKey("wagtailcore.Site", on_delete=models.CASCADE, related_name="+", verbose_name=_("site"))
    source = models.CharField(_("source"), max_length=80)
    source_id = models.CharField(_("identifiant dans la source"), max_length=255)
    nom = models.CharField(_("nom"), max_length=255)
    motif = models.CharField(_("motif"), max_length=20, choices=MotifQuarantaine.choices)
    detail = models.TextField(_("explication"))
    ligne = models.PositiveIntegerField(_("ligne du fichier"))
    localisation = models.JSONField(_("localisation reçue"), default=dict)
    donnees = models.JSONField(_("fiche reçue"), default=dict)
    statut = models.CharField(
        _("statut"), max_length=10, choices=StatutQuarantaine.choices, default=StatutQuarantaine.A_TRAITER
    )
    commune = models.ForeignKey(
        "geo.Commune",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("commune choisie"),
    )
    created_at = models.DateTimeField(_("créée le"), auto_now_add=True)
    updated_at = models.DateTimeField(_("modifiée le"), auto_now=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.nom

    @property
    def explication(self) -> str:
        """Why it waits, in a sentence."""
        return MotifQuarantaine(self.motif).explain(self.detail)


class FicheEnQuarantaine(MiseDeCote):
    """A row of a directory set aside."""

    class Meta:
        verbose_name = _("fiche en quarantaine")
        verbose_name_plural = _("fiches en quarantaine")
        ordering = ["source", "ligne", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["site", "source", "source_id"], name="quarantaine_source_unique"),
            models.CheckConstraint(
                condition=~models.Q(statut="placee") | models.Q(commune__isnull=False),
                name="quarantaine_placee_avec_commune",
            ),
        ]

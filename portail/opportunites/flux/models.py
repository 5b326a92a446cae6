"""Feeds, their mapping, their runs, what they last said of each offer, and what waits for an editor."""

import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from ressources.models.importation import MiseDeCote

from ..models import Opportunite
from ..vocabulaire import Famille
from .champs import list_champs
from .vocabulaire import FormatFlux, StatutPassage

SEMAINE = 24 * 7  # hours


class FluxQuerySet(models.QuerySet):
    """Sentences about feeds."""

    def due(self, moment):
        """Keep the feeds to fetch now: enabled, with an address, not waiting for a person, their time come."""
        return self.filter(Q(prochain_le=None) | Q(prochain_le__lte=moment), actif=True, suspendu_le=None).exclude(
            url=""
        )


class Flux(ClusterableModel):
    """One partner's feed. Its `nom` is the `source` of its offers: it never changes once it gave some."""

    site = models.ForeignKey("wagtailcore.Site", on_delete=models.PROTECT, related_name="+", verbose_name=_("site"))
    nom = models.SlugField(
        _("nom court"),
        max_length=60,
        unique=True,
        help_text=_("Sans accent ni espace : « adice-mobilites ». C’est par lui que ses offres sont retrouvées."),
    )
    titre = models.CharField(
        _("source affichée"), max_length=120, help_text=_("Montrée sous chaque offre : « La bonne alternance ».")
    )
    format = models.CharField(_("format"), max_length=20, choices=FormatFlux.choices)
    famille = models.CharField(
        _("famille"), max_length=12, choices=Famille.choices, help_text=_("Celle des offres dont le flux ne dit rien.")
    )
    url = models.URLField(
        _("adresse"),
        max_length=1000,
        blank=True,
        help_text=_("Vide : le flux n’est lu que dans des fichiers."),
    )
    jeton = models.CharField(
        _("nom du jeton"),
        max_length=40,
        blank=True,
        help_text=_("Si l’adresse demande une clé : son nom dans le réglage FLUX_JETONS. La clé n’est jamais ici."),
    )
    elements = models.CharField(
        _("où sont les offres"),
        max_length=200,
        blank=True,
        help_text=_(
            "Chemin de la liste (JSON : « data.offres ») ou nom de l’élément (XML : « offre »). Vide : deviné."
        ),
    )
    deviner = models.BooleanField(
        _("deviner les autres champs"),
        default=True,
        help_text=_("D’après leurs noms (« titre », « date limite », « ville »…), quand aucun chemin n’est donné."),
    )
    publier = models.BooleanField(
        _("publier aussitôt"), default=True, help_text=_("Sinon, les offres nouvelles attendent en brouillon.")
    )
    actif = models.BooleanField(_("lu tout seul"), default=False, help_text=_("À la fréquence choisie."))
    frequence = models.PositiveSmallIntegerField(
        _("fréquence"),
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(SEMAINE)],
        help_text=_("En heures, d’une heure à une semaine."),
    )

    etag = models.CharField(_("ETag"), max_length=500, blank=True, editable=False)
    modifie_http = models.CharField(_("Last-Modified"), max_length=100, blank=True, editable=False)
    prochain_le = models.DateTimeField(_("prochain passage"), null=True, blank=True, editable=False, db_index=True)
    dernier_le = models.DateTimeField(_("dernier passage"), null=True, blank=True, editable=False)
    echecs = models.PositiveSmallIntegerField(_("échecs de suite"), default=0, editable=False)
    suspendu_le = models.DateTimeField(_("suspendu le"), null=True, blank=True, editable=False)
    suspendu_car = models.TextField(_("suspendu parce que"), blank=True, editable=False)
    created_at = models.DateTimeField(_("créé le"), auto_now_add=True)
    updated_at = models.DateTimeField(_("modifié le"), auto_now=True)

    objects = FluxQuerySet.as_manager()

    class Meta:
        verbose_name = _("flux")
        verbose_name_plural = _("flux")
        ordering = ["titre", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(actif=True) | ~Q(url=""),
                name="flux_actif_avec_adresse",
                violation_error_message=_("Pour qu’il soit lu tout seul, donnez l’adresse du flux."),
            ),
            models.CheckConstraint(
                condition=Q(frequence__range=(1, SEMAINE)),
                name="flux_frequence_possible",
                violation_error_message=_("La fréquence va d’une heure à une semaine (168)."),
            ),
        ]

    def __str__(self):
        return self.titre

    def clean(self):
        super().clean()
        if self.pk and self._has_offers_under_another_name():
            raise ValidationError({"nom": _("Ce flux a déjà donné des offres : son nom court ne change plus.")})

    def _has_offers_under_another_name(self) -> bool:
        ancien = type(self).objects.filter(pk=self.pk).values_list("nom", flat=True).first()
        return ancien is not None and ancien != self.nom and Opportunite.objects.filter(source=ancien).exists()

    @property
    def offres(self):
        """The offers that it gave."""
        return Opportunite.objects.filter(site=self.site_id, source=self.nom)

    @property
    def etat(self) -> str:
        """Its state in a word or two, for lists."""
        if self.suspendu_le:
            return str(_("suspendu : à confirmer"))
        if self.echecs:
            panne = ngettext("en panne depuis %(n)d passage", "en panne depuis %(n)d passages", self.echecs)
            return panne % {"n": self.echecs}
        if not self.actif:
            return str(_("à la main"))
        return str(_("en marche"))

    def snooze(self) -> None:
        """Set the next run: its period, doubled at each failure in a row, a week at most."""
        heures = min(self.frequence * 2 ** min(self.echecs, 8), SEMAINE)
        self.prochain_le = timezone.now() + datetime.timedelta(hours=heures)


class CorrespondanceChamp(models.Model):
    """One line of a mapping: which path of the records fills which field."""

    flux = ParentalKey(Flux, on_delete=models.CASCADE, related_name="correspondances")
    champ = models.CharField(_("champ de l’offre"), max_length=30, choices=list_champs)
    chemin = models.CharField(
        _("chemin"),
        max_length=200,
        blank=True,
        help_text=_("« offre.titre », « lieux.0.ville » ; plusieurs essais séparés par « | »."),
    )
    valeur = models.CharField(
        _("sinon"), max_length=200, blank=True, help_text=_("Valeur donnée quand le flux n’en dit rien.")
    )

    class Meta:
        verbose_name = _("correspondance")
        verbose_name_plural = _("correspondances")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["flux", "champ"],
                name="flux_un_chemin_par_champ",
                violation_error_message=_("Ce champ a déjà un chemin."),
            ),
            models.CheckConstraint(
                condition=~Q(chemin="") | ~Q(valeur=""),
                name="flux_chemin_ou_valeur",
                violation_error_message=_("Donnez un chemin, une valeur, ou les deux."),
            ),
        ]

    def __str__(self):
        return f"{self.champ} ← {self.chemin or self.valeur}"


class PassageFlux(models.Model):
    """One run of a feed and what it did; the latest ones are kept."""

    flux = models.ForeignKey(Flux, on_delete=models.CASCADE, related_name="passages", verbose_name=_("flux"))
    statut = models.CharField(_("issue"), max_length=10, choices=StatutPassage.choices)
    origine = models.CharField(_("lu dans"), max_length=255)
    message = models.TextField(_("message"), blank=True)
    bilan = models.JSONField(_("bilan"), default=dict, blank=True)
    retirees = models.PositiveIntegerField(_("sorties du flux"), default=0)
    qualite = models.JSONField(_("champs vides"), default=dict, blank=True)
    remarques = models.JSONField(_("remarques"), default=list, blank=True)
    par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("par"),
    )
    commence_le = models.DateTimeField(_("commencé le"), default=timezone.now)
    fini_le = models.DateTimeField(_("fini le"), auto_now_add=True)

    class Meta:
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        ordering = ["-commence_le", "-pk"]

    def __str__(self):
        return f"{self.flux_id} {self.get_statut_display()}"


class ProvenanceOffre(models.Model):
    """What a feed last said of an offer: the next run tells a hand edit from a change at the source by it."""

    offre = models.OneToOneField(Opportunite, on_delete=models.CASCADE, related_name="provenance")
    flux = models.ForeignKey(Flux, on_delete=models.CASCADE, related_name="provenances")
    valeurs = models.JSONField(_("dernières valeurs reçues"), default=dict)

    class Meta:
        verbose_name = _("provenance d’une offre")
        verbose_name_plural = _("provenances d’offres")

    def __str__(self):
        return f"provenance {self.offre_id}"


class OffreEnQuarantaine(MiseDeCote):
    """An offer whose place is doubtful."""

    class Meta:
        verbose_name = _("offre mise de côté")
        verbose_name_plural = _("offres mises de côté")
        ordering = ["source", "ligne", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["site", "source", "source_id"], name="flux_quarantaine_unique"),
            models.CheckConstraint(
                condition=~Q(statut="placee") | Q(commune__isnull=False), name="flux_quarantaine_placee_avec_commune"
            ),
        ]

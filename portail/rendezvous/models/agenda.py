"""When somebody receives, when not, and the secret address of their calendar."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ressources.champs import DatesJson
from ressources.recurrence import PARIS, Recurrence, validate_regle

from ..jetons import make_jeton

DUREE_MAX = 12 * 60


class Ouverture(models.Model):
    """A stretch of time in which appointments may be taken, once or by an RFC 5545 rule.

    The hour of `debut` is a wall clock hour of Europe/Paris: it stays the same across changes of clock.
    """

    personne = models.ForeignKey(
        "ressources.PersonneRessource", on_delete=models.CASCADE, related_name="ouvertures", verbose_name=_("personne")
    )
    motifs = models.ManyToManyField("rendezvous.Motif", related_name="ouvertures", verbose_name=_("pour quoi"))
    lieu = models.ForeignKey(
        "ressources.Lieu",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lieu"),
        help_text=_("Laissez vide pour les rendez-vous à distance ou à domicile."),
    )
    debut = models.DateTimeField(_("première fois"), help_text=_("Jour et heure, à Paris."))
    duree_minutes = models.PositiveSmallIntegerField(_("durée en minutes"), default=180)
    regle = models.CharField(
        _("répétition"),
        max_length=200,
        blank=True,
        validators=[validate_regle],
        help_text=_("Vide : une seule fois. Exemple : FREQ=WEEKLY;BYDAY=TU (chaque mardi)."),
    )
    exceptions = DatesJson(_("dates annulées"), help_text=_("Une date par ligne : 24/12/2026."))
    jours_feries = models.BooleanField(_("aussi les jours fériés"), default=False)
    vacances = models.BooleanField(_("aussi pendant les vacances scolaires (zone B)"), default=True)

    class Meta:
        verbose_name = _("ouverture")
        verbose_name_plural = _("ouvertures")
        ordering = ["personne", "debut", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(duree_minutes__range=(15, DUREE_MAX)),
                name="rendezvous_ouverture_duree",
                violation_error_message=_("Une ouverture dure de 15 minutes à 12 heures."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.personne} – {timezone.localtime(self.debut, PARIS):%d/%m/%Y %H:%M}"

    def clean(self):
        super().clean()
        if self.debut and (self.debut.minute % 15 or self.debut.second or self.debut.microsecond):
            raise ValidationError({"debut": _("Commencez à l’heure, au quart, à la demie ou aux trois quarts.")})

    @property
    def recurrence(self) -> Recurrence:
        return Recurrence(
            debut=self.debut,
            duree_minutes=self.duree_minutes,
            regle=self.regle,
            exceptions=tuple(self.exceptions),
            jours_feries=self.jours_feries,
            pays=self.pays,
        )

    @property
    def pays(self) -> str:
        return self.lieu.commune.pays if self.lieu else "FR"


class Absence(models.Model):
    """When somebody does not receive, whatever their openings say. The reason is theirs alone."""

    personne = models.ForeignKey(
        "ressources.PersonneRessource", on_delete=models.CASCADE, related_name="absences", verbose_name=_("personne")
    )
    debut = models.DateTimeField(_("du"))
    fin = models.DateTimeField(_("au"))
    note = models.CharField(_("note pour vous"), max_length=120, blank=True, help_text=_("Jamais montrée au public."))

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        ordering = ["debut", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(debut__lt=F("fin")),
                name="rendezvous_absence_dans_l_ordre",
                violation_error_message=_("L’absence finit avant de commencer."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.personne} – {timezone.localtime(self.debut, PARIS):%d/%m/%Y}"


class FluxAgenda(models.Model):
    """The secret address at which somebody's calendar application reads their appointments; drawn anew to revoke it."""

    personne = models.OneToOneField(
        "ressources.PersonneRessource", on_delete=models.CASCADE, related_name="flux_agenda", verbose_name=_("personne")
    )
    jeton = models.CharField(max_length=22, unique=True, default=make_jeton, editable=False)
    cree_le = models.DateTimeField(_("créé le"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("adresse secrète d’agenda")
        verbose_name_plural = _("adresses secrètes d’agenda")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.personne)

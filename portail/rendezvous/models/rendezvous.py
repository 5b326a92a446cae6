"""An appointment."""

import datetime
import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ressources.models import PersonneRessource
from ressources.recurrence import PARIS

from ..vocabulaire import ANNULES, DELAI_ANNULATION, DELAI_DEPLACEMENT, Reservation, Statut
from .contact import Contact


class RendezVousQuerySet(models.QuerySet):
    def coming(self, at: datetime.datetime | None = None):
        """Keep those that stand and are not over."""
        return self.filter(statut=Statut.A_VENIR, fin__gt=at or timezone.now())

    def to_mark(self, at: datetime.datetime | None = None):
        """Keep those that began and whose attendance nobody has told."""
        return self.filter(statut=Statut.A_VENIR, debut__lte=at or timezone.now())

    def with_relations(self):
        """Read with each what a page or a message tells of it."""
        return self.select_related("motif__structure", "personne__structure", "lieu__commune", "site", "relais")

    def of_user(self, user):
        """Keep those of the people whose agenda the account may hold: its own entry, else its structures'."""
        return self.filter(personne__in=PersonneRessource.objects.editable_by(user))


class RendezVous(Contact):
    """Somebody comes to see somebody. `seance` is the time it takes, and none once it is cancelled."""

    PERSONNELS = {**Contact.PERSONNELS, "adresse": "", "prescripteur": "", "prescripteur_courriel": ""}

    reference = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)  # UID of the calendar's event
    sequence = models.PositiveSmallIntegerField(default=0, editable=False)  # of the event, RFC 5545
    motif = models.ForeignKey(
        "rendezvous.Motif", on_delete=models.PROTECT, related_name="rendezvous", verbose_name=_("motif")
    )
    personne = models.ForeignKey(
        PersonneRessource, on_delete=models.PROTECT, related_name="rendezvous", verbose_name=_("avec")
    )
    lieu = models.ForeignKey(
        "ressources.Lieu",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lieu"),
    )
    adresse = models.CharField(_("adresse de la visite"), max_length=250, blank=True)
    debut = models.DateTimeField(_("début"), db_index=True)
    fin = models.DateTimeField(_("fin"))
    seance = models.ForeignKey(
        "rendezvous.Seance", on_delete=models.PROTECT, null=True, editable=False, related_name="rendezvous"
    )
    participants = models.PositiveSmallIntegerField(_("personnes"), default=1)
    statut = models.CharField(_("état"), max_length=15, choices=Statut.choices, default=Statut.A_VENIR)
    pris_par = models.CharField(
        _("réservé par"), max_length=12, choices=Reservation.choices, default=Reservation.PUBLIC
    )
    prescripteur = models.CharField(_("professionnel qui oriente"), max_length=150, blank=True)
    prescripteur_courriel = models.EmailField(_("son adresse"), blank=True)
    confirme_le = models.DateTimeField(_("venue confirmée le"), null=True, blank=True, editable=False)
    termine_le = models.DateTimeField(_("annulé ou noté le"), null=True, blank=True, editable=False)
    relais = models.ForeignKey(
        PersonneRessource,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("relais proposé"),
    )

    objects = RendezVousQuerySet.as_manager()

    class Meta(Contact.Meta):
        abstract = False
        verbose_name = _("rendez-vous")
        verbose_name_plural = _("rendez-vous")
        ordering = ["debut", "pk"]
        default_permissions = ("view",)
        indexes = [models.Index(fields=["personne", "debut"], name="rendezvous_agenda")]
        constraints = [
            *Contact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(debut__lt=F("fin")),
                name="rendezvous_rendezvous_dans_l_ordre",
                violation_error_message=_("Le rendez-vous finit avant de commencer."),
            ),
            models.CheckConstraint(
                condition=Q(statut__in=ANNULES, seance__isnull=True)
                | (~Q(statut__in=ANNULES) & Q(seance__isnull=False)),
                name="rendezvous_rendezvous_occupe",
                violation_error_message=_("Un rendez-vous occupe son créneau, sauf s’il est annulé."),
            ),
            models.CheckConstraint(
                condition=Q(participants__gte=1),
                name="rendezvous_rendezvous_participants",
                violation_error_message=_("Il faut au moins une personne."),
            ),
        ]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.debut, PARIS):%d/%m/%Y %H:%M} – {self.motif}"

    def get_absolute_url(self) -> str:
        return reverse("rendezvous:suivi", args=[self.jeton])

    @property
    def objet(self) -> str:
        """What its messages are about, for the outbox."""
        return f"rendezvous:{self.pk}"

    @property
    def annule(self) -> bool:
        return self.statut in ANNULES

    @property
    def passe(self) -> bool:
        return self.fin <= timezone.now()

    @property
    def annulable(self) -> bool:
        """Whether the person may still cancel it themselves: up to four hours before."""
        return self.statut == Statut.A_VENIR and timezone.now() <= self.debut - DELAI_ANNULATION

    @property
    def deplacable(self) -> bool:
        """Whether the person may still choose another time: up to two days before."""
        return self.statut == Statut.A_VENIR and timezone.now() <= self.debut - DELAI_DEPLACEMENT

    @property
    def ou(self) -> str:
        """Where one meets, in words."""
        return self.motif.say_where(self.lieu, self.adresse)

"""When no time fits: a request for another one, and the list of those who wait for a place."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ressources.models import PersonneRessource

from ..vocabulaire import AVIS_MAX, StatutDemande
from .contact import Contact


class DemandeCreneau(Contact):
    """« Aucun créneau ne me va »: the professional answers with a time, kept until it is accepted or lapses."""

    PERSONNELS = {**Contact.PERSONNELS, "disponibilites": ""}

    motif = models.ForeignKey(
        "rendezvous.Motif", on_delete=models.PROTECT, related_name="demandes", verbose_name=_("motif")
    )
    personne = models.ForeignKey(
        PersonneRessource,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="demandes_creneau",
        verbose_name=_("avec"),
        help_text=_("Vide : n’importe qui de la structure."),
    )
    disponibilites = models.TextField(_("quand c’est possible"), max_length=500, blank=True)
    statut = models.CharField(_("état"), max_length=12, choices=StatutDemande.choices, default=StatutDemande.EN_ATTENTE)
    seance = models.ForeignKey(
        "rendezvous.Seance", on_delete=models.PROTECT, null=True, editable=False, related_name="propositions"
    )
    lieu = models.ForeignKey("ressources.Lieu", on_delete=models.SET_NULL, null=True, editable=False, related_name="+")
    propose_jusqua = models.DateTimeField(_("gardé jusqu’au"), null=True, blank=True, editable=False)
    rendezvous = models.OneToOneField(
        "rendezvous.RendezVous", on_delete=models.SET_NULL, null=True, editable=False, related_name="demande"
    )

    class Meta(Contact.Meta):
        abstract = False
        verbose_name = _("demande de créneau")
        verbose_name_plural = _("demandes de créneau")
        ordering = ["cree_le", "pk"]
        default_permissions = ("view",)
        constraints = [
            *Contact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(statut=StatutDemande.PROPOSEE, seance__isnull=False, propose_jusqua__isnull=False)
                | (~Q(statut=StatutDemande.PROPOSEE) & Q(seance__isnull=True)),
                name="rendezvous_demande_tient_sa_date",
                violation_error_message=_("Une proposition garde sa date, et elle seule."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.prenom or _('Anonyme')} – {self.motif}"

    def get_absolute_url(self) -> str:
        return reverse("rendezvous:demande_suivi", args=[self.jeton])

    @property
    def objet(self) -> str:
        return f"demande-creneau:{self.pk}"


class ListeAttente(Contact):
    """Somebody who wants to hear of a place that comes free; at most three times."""

    motif = models.ForeignKey(
        "rendezvous.Motif", on_delete=models.CASCADE, related_name="attentes", verbose_name=_("motif")
    )
    personne = models.ForeignKey(
        PersonneRessource,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="attentes",
        verbose_name=_("avec"),
    )
    avis = models.PositiveSmallIntegerField(_("avis envoyés"), default=0)

    class Meta(Contact.Meta):
        abstract = False
        verbose_name = _("inscription en liste d’attente")
        verbose_name_plural = _("liste d’attente")
        ordering = ["cree_le", "pk"]
        default_permissions = ("view",)
        constraints = [
            *Contact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(avis__lte=AVIS_MAX),
                name="rendezvous_attente_trois_avis",
                violation_error_message=_("Trois avis au plus."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.prenom or _('Anonyme')} – {self.motif}"

    def get_absolute_url(self) -> str:
        return reverse("rendezvous:attente_suivi", args=[self.jeton])

    @property
    def objet(self) -> str:
        return f"liste-attente:{self.pk}"

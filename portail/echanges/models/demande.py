"""A request: who asks, of whom, where it is. What was written is in its messages."""

import secrets

from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portail.espace.journal import readings_of
from portail.espace.models import Lecture
from ressources.ages import Tranche
from ressources.champs import ListeCodes, TelephoneField

from ..querysets import DemandeQuerySet
from ..vocabulaire import CLOS, OUVERTS, Moment, Preference, Statut

ANONYME = Q(anonymisee_le__isnull=False)


def make_reference() -> str:
    """Return the name of a request in links: nobody can guess it."""
    return secrets.token_urlsafe(18)


class Demande(models.Model):
    """A young person's request to somebody of the guide, or to a structure.

    `personne` and `structure` are whom it was written to; `transmise_a` is the colleague who has it now. They vanish
    with their entry, `nom_cible` stays. `attend_depuis` is the moment from which an answer is owed: the clock starts
    there.
    """

    site = models.ForeignKey("wagtailcore.Site", on_delete=models.PROTECT, related_name="+", verbose_name=_("site"))
    cle = models.CharField(_("clé d’envoi"), max_length=64, unique=True, editable=False)  # one form, one request
    reference = models.CharField(max_length=32, unique=True, editable=False, default=make_reference)
    empreinte_code = models.CharField(max_length=64, unique=True, editable=False)  # digest of the follow-up code

    structure = models.ForeignKey(
        "ressources.Structure", on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("structure")
    )
    personne = models.ForeignKey(
        "ressources.PersonneRessource",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("personne"),
    )
    nom_cible = models.CharField(_("à qui"), max_length=150)
    a_propos = models.CharField(_("à propos de"), max_length=150, blank=True)
    a_propos_url = models.CharField(_("page"), max_length=300, blank=True)
    transmise_a = models.ForeignKey(
        "ressources.PersonneRessource",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("transmise à"),
    )

    prenom = models.CharField(_("prénom ou pseudo"), max_length=40, blank=True)
    telephone = TelephoneField(_("téléphone"))
    courriel = models.EmailField(_("courriel"), blank=True)
    montre_contact = models.BooleanField(_("donne son contact au professionnel"), default=False)
    tranche = models.CharField(_("âge"), max_length=10, choices=Tranche.choices)
    preference = models.CharField(_("préfère"), max_length=12, choices=Preference.choices, default=Preference.PAGE)
    moments = ListeCodes(_("joignable"), choix=Moment.choices)
    accord_le = models.DateTimeField(_("a lu ce qu’on garde le"), default=timezone.now)
    accord_version = models.CharField(_("version du texte"), max_length=16)

    statut = models.CharField(_("état"), max_length=10, choices=Statut.choices, default=Statut.ENVOYEE)
    envoyee_le = models.DateTimeField(_("envoyée le"), default=timezone.now)
    attend_depuis = models.DateTimeField(_("attend depuis"), null=True, blank=True, default=timezone.now)
    lue_le = models.DateTimeField(_("lue le"), null=True, blank=True)
    repondue_le = models.DateTimeField(_("répondue le"), null=True, blank=True)
    rdv_propose_le = models.DateTimeField(_("rendez-vous proposé le"), null=True, blank=True)
    transmise_le = models.DateTimeField(_("transmise le"), null=True, blank=True)
    relayee_le = models.DateTimeField(_("confiée au guichet le"), null=True, blank=True)
    close_le = models.DateTimeField(_("close le"), null=True, blank=True)
    relances = models.PositiveSmallIntegerField(_("rappels"), default=0)
    activite_le = models.DateTimeField(_("dernier fait le"), default=timezone.now)
    anonymisee_le = models.DateTimeField(_("anonymisée le"), null=True, blank=True)

    refus_motif = models.TextField(
        _("motif"),
        blank=True,
        max_length=500,
        help_text=_("Pour les professionnels et l’équipe : la personne ne le voit pas."),
    )
    porte_structure = models.ForeignKey(
        "ressources.Structure",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("autre porte : structure"),
    )
    porte_personne = models.ForeignKey(
        "ressources.PersonneRessource",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("autre porte : personne"),
    )

    objects = DemandeQuerySet.as_manager()

    class Meta:
        verbose_name = _("demande")
        verbose_name_plural = _("demandes")
        ordering = ["-envoyee_le", "-pk"]
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["statut", "attend_depuis"], name="echanges_demande_attente"),
            models.Index(fields=["activite_le"], name="echanges_demande_activite"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=ANONYME | ~Q(telephone="") | ~Q(courriel=""),
                name="echanges_demande_joignable",
                violation_error_message=_("Il faut un téléphone ou une adresse e-mail."),
            ),
            models.CheckConstraint(
                condition=Q(statut__in=OUVERTS, attend_depuis__isnull=False)
                | (~Q(statut__in=OUVERTS) & Q(attend_depuis__isnull=True)),
                name="echanges_demande_attente_si_ouverte",
                violation_error_message=_("Une demande ouverte attend une réponse, et elle seule."),
            ),
            models.CheckConstraint(
                condition=Q(statut__in=CLOS, close_le__isnull=False) | (~Q(statut__in=CLOS) & Q(close_le__isnull=True)),
                name="echanges_demande_close_datee",
                violation_error_message=_("Une demande close a une date de clôture, et elle seule."),
            ),
            models.CheckConstraint(
                condition=~Q(statut=Statut.LUE) | Q(lue_le__isnull=False),
                name="echanges_demande_lue_datee",
                violation_error_message=_("Une demande lue a une date de lecture."),
            ),
            models.CheckConstraint(
                condition=~Q(statut=Statut.REPONDUE) | Q(repondue_le__isnull=False),
                name="echanges_demande_repondue_datee",
                violation_error_message=_("Une demande répondue a une date de réponse."),
            ),
            models.CheckConstraint(
                condition=ANONYME | ~Q(statut=Statut.REFUSEE) | ~Q(refus_motif=""),
                name="echanges_demande_refus_motive",
                violation_error_message=_("Un refus a un motif."),
            ),
            models.CheckConstraint(
                condition=~ANONYME | Q(prenom="", telephone="", courriel="", refus_motif=""),
                name="echanges_demande_anonyme_vide",
                violation_error_message=_("Une demande anonymisée ne garde rien de la personne."),
            ),
        ]

    def __str__(self) -> str:
        return _("%(prenom)s à %(cible)s") % {"prenom": self.prenom or _("Quelqu’un"), "cible": self.nom_cible}

    @property
    def cible(self):
        """The entry it was written to; None once it was deleted."""
        return self.personne or self.structure

    @property
    def repondant(self):
        """The entry that answers now: a colleague it was handed to, else the one it was written to."""
        return self.transmise_a or self.cible

    @property
    def porte(self):
        """The other door that a refusal proposes."""
        return self.porte_personne or self.porte_structure

    @property
    def est_ouverte(self) -> bool:
        return self.statut in OUVERTS

    @property
    def est_vivante(self) -> bool:
        """Whether both sides may still write."""
        return self.statut in (*OUVERTS, Statut.REPONDUE)

    @property
    def moments_lisibles(self) -> list[str]:
        return self._meta.get_field("moments").labels(self.moments)  # type: ignore[union-attr]

    @property
    def objet(self) -> str:
        """Name of the request in the journal of readings."""
        return f"demande:{self.pk}"

    @property
    def lectures(self) -> QuerySet[Lecture]:
        """Who read it, the latest first."""
        return readings_of(self.objet)

    @property
    def objet_jeune(self) -> str:
        """Name of the request in the outbox, for what is written to the young person."""
        return f"demande-jeune:{self.pk}"

    @property
    def objet_pro(self) -> str:
        """The same for what is written to professionals."""
        return f"demande-pro:{self.pk}"

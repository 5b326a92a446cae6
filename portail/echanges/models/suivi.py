"""What goes with a request: what was written, what happened, what was reported. The space's journal has who read it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..vocabulaire import Auteur, Fait, StatutAbus

MESSAGE_MAX = 3000


class MessageDemande(models.Model):
    """Words of one side. Emptied when the request is erased or anonymised."""

    demande = models.ForeignKey("echanges.Demande", on_delete=models.CASCADE, related_name="messages")
    auteur = models.CharField(_("de"), max_length=15, choices=Auteur.choices)
    nom = models.CharField(_("signé"), max_length=150, blank=True)
    texte = models.TextField(_("message"), max_length=MESSAGE_MAX, blank=True)
    cle = models.CharField(max_length=64, unique=True, null=True, editable=False)  # noqa: DJ001 - NULL: no form behind it
    ecrit_le = models.DateTimeField(_("écrit le"), default=timezone.now)

    class Meta:
        verbose_name = _("message d’une demande")
        verbose_name_plural = _("messages d’une demande")
        ordering = ["ecrit_le", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.get_auteur_display()} · {self.ecrit_le:%d/%m/%Y}"

    @property
    def du_jeune(self) -> bool:
        return self.auteur == Auteur.JEUNE


class EvenementDemande(models.Model):
    """Something that happened, in the order it happened. No free text: it outlives the anonymisation."""

    demande = models.ForeignKey("echanges.Demande", on_delete=models.CASCADE, related_name="evenements")
    fait = models.CharField(_("fait"), max_length=12, choices=Fait.choices)
    acteur = models.CharField(_("par"), max_length=15, choices=Auteur.choices)
    par = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("compte")
    )
    quand = models.DateTimeField(_("le"), default=timezone.now)

    class Meta:
        verbose_name = _("fait d’une demande")
        verbose_name_plural = _("faits d’une demande")
        ordering = ["quand", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.get_fait_display()


class AbusDemande(models.Model):
    """A professional says that a request is abusive; a moderator decides."""

    demande = models.OneToOneField(
        "echanges.Demande", on_delete=models.CASCADE, related_name="abus", verbose_name=_("demande")
    )
    motif = models.TextField(_("ce qui ne va pas"), max_length=1000)
    signale_par = models.CharField(_("signalé par"), max_length=150)
    statut = models.CharField(_("état"), max_length=8, choices=StatutAbus.choices, default=StatutAbus.NOUVEAU)
    traite_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("traité par"),
    )
    signale_le = models.DateTimeField(_("signalé le"), default=timezone.now)
    traite_le = models.DateTimeField(_("traité le"), null=True, blank=True)

    class Meta:
        verbose_name = _("abus signalé")
        verbose_name_plural = _("abus signalés")
        ordering = ["-signale_le", "-pk"]
        default_permissions = ("view", "change")

    def __str__(self) -> str:
        return str(self.demande)

"""The outbox, and the clock of the jobs that run at set times."""

from datetime import date, datetime

from django.db import models
from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from .vocabulaire import REPRENABLES, Canal, Statut


class MessageQuerySet(models.QuerySet):
    def due(self, at: datetime):
        """Keep what is to be sent now and that nobody is sending."""
        free = Q(bail_jusqua=None) | Q(bail_jusqua__lte=at)
        return self.filter(free, statut=Statut.A_ENVOYER, pas_avant__lte=at).order_by("pas_avant", "pk")

    def finished_before(self, at: datetime):
        """Keep what was settled before a date, one way or the other."""
        return self.exclude(statut=Statut.A_ENVOYER).filter(modifie_le__lt=at)

    def with_address(self):
        """Keep what still knows whom it is for."""
        return self.exclude(destinataire="", telephone="")

    def segments_of_month(self, site, month: date) -> int:
        """Return how many SMS segments a site has used in a month (its first day), those being sent included."""
        return self.filter(site=site, mois=month).aggregate(total=Sum("segments"))["total"] or 0


class Message(models.Model):
    """An e-mail or an SMS to one person, written in the transaction that causes it and sent by the worker afterwards.

    A worker takes a message by a lease (`bail_jusqua`): killed while it sends, it leaves a row that another takes when
    the lease ends, with the same Message-ID. A message may thus arrive twice, never be lost.
    """

    site = models.ForeignKey("wagtailcore.Site", verbose_name=_("site"), on_delete=models.CASCADE, related_name="+")
    canal = models.CharField(
        _("canal"), max_length=10, choices=Canal.choices, default=Canal.COURRIEL, db_default="courriel"
    )
    genre = models.SlugField(_("genre"), max_length=40, db_index=False)
    cle = models.CharField(_("clé"), max_length=160, unique=True)  # what causes it: once only
    objet = models.CharField(_("à propos de"), max_length=60, blank=True, db_index=True)
    destinataire = models.EmailField(_("destinataire"), blank=True)  # emptied when the message is forgotten
    telephone = models.CharField(
        _("téléphone"), max_length=20, blank=True, default="", db_default=""
    )  # E.164; emptied likewise
    sujet = models.CharField(_("sujet"), max_length=200, blank=True)
    texte = models.TextField(_("texte"), blank=True)
    html = models.TextField(_("version mise en page"), blank=True)
    pieces = models.JSONField(_("pièces jointes"), default=list, db_default=[], blank=True)  # [{nom, type, texte}]
    segments = models.PositiveSmallIntegerField(_("SMS facturés"), default=0, db_default=0)
    mois = models.DateField(null=True, editable=False)  # the first day of the month whose cap counts its segments
    statut = models.CharField(_("état"), max_length=10, choices=Statut.choices, default=Statut.A_ENVOYER)
    pas_avant = models.DateTimeField(_("pas avant"), default=timezone.now)
    utile_jusqua = models.DateTimeField(_("utile jusqu’à"), null=True, blank=True)
    bail_jusqua = models.DateTimeField(null=True, editable=False)
    tentatives = models.PositiveSmallIntegerField(_("tentatives"), default=0)
    reponse = models.CharField(_("réponse du serveur"), max_length=300, blank=True)
    cree_le = models.DateTimeField(_("écrit le"), auto_now_add=True)
    modifie_le = models.DateTimeField(_("modifié le"), auto_now=True)
    envoye_le = models.DateTimeField(_("envoyé le"), null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-pk"]
        default_permissions = ("view", "change")
        indexes = [
            models.Index(fields=["statut", "pas_avant"], name="message_a_envoyer"),
            models.Index(fields=["site", "mois"], condition=Q(mois__isnull=False), name="message_sms_du_mois"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(canal=Canal.COURRIEL, telephone="", segments=0, mois__isnull=True)
                | Q(canal=Canal.SMS, destinataire="", html=""),
                name="message_un_canal",
                violation_error_message=_("Un courriel a une adresse, un SMS un numéro de téléphone."),
            ),
            models.CheckConstraint(
                condition=Q(statut=Statut.ENVOYE, envoye_le__isnull=False)
                | (~Q(statut=Statut.ENVOYE) & Q(envoye_le__isnull=True)),
                name="message_envoye_date",
                violation_error_message=_("Un message envoyé a une date d’envoi, et lui seul."),
            ),
            models.CheckConstraint(
                condition=Q(utile_jusqua__isnull=True) | Q(utile_jusqua__gte=models.F("pas_avant")),
                name="message_utile_apres_depart",
                violation_error_message=_("Un message ne peut pas devenir inutile avant son départ."),
            ),
        ]

    def __str__(self) -> str:
        return self.sujet or f"{self.get_canal_display()} : {self.genre}"

    @property
    def a_qui(self) -> str:
        """The address or the number it is for, "" once forgotten."""
        return self.destinataire or self.telephone

    @property
    def is_retryable(self) -> bool:
        """Whether a moderator may have it sent again."""
        return self.statut in REPRENABLES and bool(self.a_qui)

    @property
    def message_id(self) -> str:
        """Message-ID of the e-mail: the same at each attempt, so that a receiver can tell a repeat."""
        return f"<{self.cle}@{self.site.hostname}>"


class Opposition(models.Model):
    """A telephone number that asked for no more SMS: its keyed digest only, which no one can read back."""

    empreinte = models.CharField(_("empreinte"), max_length=64, unique=True, editable=False)
    cree_le = models.DateTimeField(_("reçue le"), auto_now_add=True)

    class Meta:
        verbose_name = _("opposition aux SMS")
        verbose_name_plural = _("oppositions aux SMS")
        ordering = ["-pk"]
        default_permissions = ("view", "add", "delete")

    def __str__(self) -> str:
        return _("opposition du %(date)s") % {
            "date": date_format(timezone.localtime(self.cree_le), "SHORT_DATE_FORMAT")
        }


class TravailQuerySet(models.QuerySet):
    def due(self, at: datetime):
        return self.filter(prochain_le__lte=at)


class Travail(models.Model):
    """When a job runs next. The jobs themselves are code, registered in `planification`."""

    nom = models.SlugField(_("nom"), max_length=60, primary_key=True)
    prochain_le = models.DateTimeField(_("prochaine fois"), db_index=True)
    dernier_le = models.DateTimeField(_("dernière fois"), null=True, blank=True)

    objects = TravailQuerySet.as_manager()

    class Meta:
        verbose_name = _("travail régulier")
        verbose_name_plural = _("travaux réguliers")
        default_permissions = ()

    def __str__(self) -> str:
        return self.nom

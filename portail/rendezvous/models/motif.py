"""What one may come for."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from ressources.ages import Tranche

from ..vocabulaire import Lieu, Reservation

DUREE_MAX = 8 * 60
CAPACITE_MAX = 100
QUARTS_D_HEURE = tuple(range(15, DUREE_MAX + 1, 15))
TAMPONS = tuple(range(0, 121, 15))


class MotifQuerySet(models.QuerySet):
    def bookable(self):
        """Keep what is offered by structures that the public may read of."""
        return self.filter(actif=True, structure__live=True, structure__opposition=False)

    def for_site(self, site):
        return self.filter(Q(structure__site=site) | Q(structure__sites_adoptants=site)).distinct()

    def open_to(self, *reservations: str):
        return self.filter(reservation__in=reservations)


class Motif(models.Model):
    """A kind of appointment of a structure: how long, where, for whom, how far ahead."""

    structure = models.ForeignKey(
        "ressources.Structure", on_delete=models.CASCADE, related_name="motifs", verbose_name=_("structure")
    )
    nom = models.CharField(_("nom"), max_length=80, help_text=_("En clair : « Faire le point sur mon logement »."))
    description = models.TextField(
        _("en quelques mots"), blank=True, help_text=_("Ce qu’on fait ensemble, en disant « tu ».")
    )
    documents = models.TextField(_("à apporter"), blank=True, help_text=_("Un document par ligne."))
    duree_minutes = models.PositiveSmallIntegerField(
        _("durée"), default=45, help_text=_("En minutes, par quarts d’heure : 15, 30, 45, 60…")
    )
    tampon_minutes = models.PositiveSmallIntegerField(
        _("temps de trajet"),
        default=0,
        help_text=_("Minutes gardées libres avant et après, par quarts d’heure : pour aller d’un lieu à l’autre."),
    )
    mode = models.CharField(_("où"), max_length=10, choices=Lieu.choices, default=Lieu.SUR_PLACE)
    lien_visio = models.URLField(_("lien de la visio"), blank=True, help_text=_("Donné à qui a rendez-vous."))
    reservation = models.CharField(
        _("qui réserve"), max_length=12, choices=Reservation.choices, default=Reservation.PUBLIC
    )
    capacite = models.PositiveSmallIntegerField(
        _("places"),
        default=1,
        help_text=_("1 pour un rendez-vous seul ; 24 pour recevoir une classe. On compte, sans demander de noms."),
    )
    age_min = models.PositiveSmallIntegerField(_("âge minimum"), null=True, blank=True)
    age_max = models.PositiveSmallIntegerField(_("âge maximum"), null=True, blank=True)
    delai_min_heures = models.PositiveSmallIntegerField(
        _("au plus tard"), default=24, help_text=_("Heures avant le rendez-vous : ensuite, on ne peut plus réserver.")
    )
    delai_max_jours = models.PositiveSmallIntegerField(
        _("au plus tôt"), default=45, help_text=_("Jours à l’avance que l’on peut réserver.")
    )
    actif = models.BooleanField(_("proposé"), default=True)
    cree_le = models.DateTimeField(_("créé le"), default=timezone.now, editable=False)

    objects = MotifQuerySet.as_manager()

    class Meta:
        verbose_name = _("motif de rendez-vous")
        verbose_name_plural = _("motifs de rendez-vous")
        ordering = ["nom", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(duree_minutes__in=QUARTS_D_HEURE),
                name="rendezvous_motif_duree",
                violation_error_message=_("La durée va de 15 minutes à 8 heures, par quarts d’heure."),
            ),
            models.CheckConstraint(
                condition=Q(tampon_minutes__in=TAMPONS),
                name="rendezvous_motif_tampon",
                violation_error_message=_("Le temps de trajet va de 0 à 120 minutes, par quarts d’heure."),
            ),
            models.CheckConstraint(
                condition=Q(capacite__range=(1, CAPACITE_MAX)),
                name="rendezvous_motif_capacite",
                violation_error_message=_("Il y a de 1 à 100 places."),
            ),
            models.CheckConstraint(
                condition=Q(age_min__isnull=True) | Q(age_max__isnull=True) | Q(age_min__lte=F("age_max")),
                name="rendezvous_motif_ages",
                violation_error_message=_("L’âge minimum dépasse l’âge maximum."),
            ),
            models.CheckConstraint(
                condition=Q(delai_max_jours__range=(1, 365)) & Q(delai_min_heures__lt=F("delai_max_jours") * 24),
                name="rendezvous_motif_delais",
                violation_error_message=_(
                    "On réserve de 1 à 365 jours à l’avance, et « au plus tard » vient après « au plus tôt »."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.nom

    def clean(self):
        super().clean()
        if self.mode == Lieu.VISIO and not self.lien_visio:
            raise ValidationError({"lien_visio": _("Donnez le lien : sans lui, personne ne peut entrer.")})

    @property
    def collectif(self) -> bool:
        return self.capacite > 1

    @property
    def documents_lignes(self) -> list[str]:
        return [ligne.strip() for ligne in self.documents.splitlines() if ligne.strip()]

    def accepts_age(self, tranche: str) -> bool:
        """Tell whether some age of the band is received; an unknown band is."""
        return not tranche or Tranche(tranche).meets(self.age_min, self.age_max)

    def say_where(self, lieu, adresse: str = "") -> str:
        """Return where one meets, in words: the address, or how one is reached."""
        if self.mode == Lieu.SUR_PLACE and lieu:
            return ", ".join(filter(None, [lieu.nom, lieu.adresse_complete]))
        return adresse if self.mode == Lieu.DOMICILE else self.get_mode_display()

    @property
    def site(self) -> Site:
        return self.structure.site

"""Housing desks ("guichets uniques"): one place to speak of every way to be housed."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField

from ressources.champs import ListeCodes
from ressources.validation import validate_horaires

from ..vocabulaire import Famille, ServiceLogement
from .opportunite import Opportunite


class GuichetLogement(Opportunite):
    """A desk; the communes that it serves are its `zones`. Hours follow OpenStreetMap's syntax."""

    famille_du_modele = Famille.LOGEMENT

    services = ListeCodes(_("aide pour"), choix=ServiceLogement.choices)
    horaires = models.CharField(
        _("horaires"),
        max_length=500,
        blank=True,
        validators=[validate_horaires],
        help_text=_("Exemple : Mo-Fr 09:00-12:00,14:00-17:30; PH off"),
    )
    sur_rendez_vous = models.BooleanField(_("sur rendez-vous"), default=False)
    permanences = ParentalManyToManyField(
        "ressources.Permanence",
        blank=True,
        related_name="guichets",
        verbose_name=_("permanences"),
        help_text=_("Celles du guide : leurs prochaines dates paraissent sur la page."),
    )
    partenaires = ParentalManyToManyField(
        "ressources.Structure", blank=True, related_name="guichets_partenaires", verbose_name=_("partenaires")
    )
    documents = models.TextField(_("à apporter"), blank=True, help_text=_("Un papier par ligne."))

    class Meta:
        verbose_name = _("guichet logement")
        verbose_name_plural = _("guichets logement")

"""Going abroad: volunteering, internships, exchanges, jobs."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ressources.champs import DatesJson

from ..pays import PAYS
from ..vocabulaire import Famille, Niveau, Programme
from .opportunite import Opportunite

SEMAINES_MAX = 156  # three years


class Mobilite(Opportunite):
    """A departure. `commune`, if any, is where one prepares or applies; the stay is in `pays`."""

    famille_du_modele = Famille.MOBILITE

    pays = models.CharField(_("pays"), max_length=2, choices=PAYS.items(), db_index=True)
    ville_etrangere = models.CharField(_("ville"), max_length=80, blank=True, help_text=_("Là-bas."))
    programme = models.CharField(_("programme"), max_length=20, choices=Programme.choices)
    semaines_min = models.PositiveSmallIntegerField(
        _("durée minimum"), null=True, blank=True, help_text=_("En semaines.")
    )
    semaines_max = models.PositiveSmallIntegerField(
        _("durée maximum"), null=True, blank=True, help_text=_("En semaines. La même si la durée est fixe.")
    )
    niveau_demande = models.CharField(_("diplôme demandé"), max_length=1, choices=Niveau.choices, default=Niveau.AUCUN)
    langue_demandee = models.CharField(
        _("langue demandée"), max_length=120, blank=True, help_text=_("Exemple : « un peu d’anglais ».")
    )
    aides = models.TextField(
        _("ce qui est payé"), blank=True, help_text=_("Une aide par ligne : voyage, logement, argent de poche.")
    )
    preparation = models.TextField(
        _("préparation au départ"), blank=True, help_text=_("Ce qui est prévu avant de partir, et avec qui.")
    )
    seances = DatesJson(_("séances de préparation"), help_text=_("Une date par ligne : 24/12/2026."))
    en_binome = models.BooleanField(_("départ à deux"), default=False, help_text=_("On peut partir en binôme."))

    class Meta:
        verbose_name = _("mobilité internationale")
        verbose_name_plural = _("mobilité internationale")
        constraints = [
            models.CheckConstraint(
                condition=(Q(semaines_min=None) | Q(semaines_min__range=(1, SEMAINES_MAX)))
                & (Q(semaines_max=None) | Q(semaines_max__range=(1, SEMAINES_MAX))),
                name="opportunites_mobilite_duree_possible",
                violation_error_message=_("La durée va d’une semaine à trois ans (156 semaines)."),
            ),
            models.CheckConstraint(
                condition=Q(semaines_min=None) | Q(semaines_max=None) | Q(semaines_min__lte=F("semaines_max")),
                name="opportunites_mobilite_duree_dans_l_ordre",
                violation_error_message=_("La durée minimum dépasse la durée maximum."),
            ),
        ]

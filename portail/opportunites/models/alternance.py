"""Alternance: learning a trade half at school, half in a company."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..vocabulaire import Contrat, Famille, Niveau
from .opportunite import Opportunite

MOIS_MAX = 48
REPONSE_MAX = 90  # days


class Alternance(Opportunite):
    """An offer of a company. `organisme` (or `porteur`) is the employer; the place is where one works."""

    famille_du_modele = Famille.ALTERNANCE

    contrat = models.CharField(_("contrat"), max_length=20, choices=Contrat.choices)
    metier = models.CharField(_("métier"), max_length=120, help_text=_("Comme on le dirait : « boulanger »."))
    rome = models.CharField(
        _("code ROME"),
        max_length=5,
        blank=True,
        db_index=True,
        validators=[RegexValidator(r"^[A-N]\d{4}$", _("Une lettre puis quatre chiffres : D1102."))],
        help_text=_("Se remplit tout seul quand on choisit un métier de la liste."),
    )
    diplome = models.CharField(
        _("diplôme préparé"), max_length=150, blank=True, help_text=_("Exemple : « CAP boulanger ».")
    )
    niveau_prepare = models.CharField(_("niveau préparé"), max_length=1, choices=Niveau.choices)
    niveau_demande = models.CharField(_("diplôme demandé"), max_length=1, choices=Niveau.choices, default=Niveau.AUCUN)
    cfa = models.CharField(_("école ou CFA"), max_length=150, blank=True, help_text=_("Où l’on apprend, et sa ville."))
    rythme = models.CharField(
        _("rythme"), max_length=150, blank=True, help_text=_("Exemple : « 2 semaines en entreprise, 1 au CFA ».")
    )
    duree_mois = models.PositiveSmallIntegerField(_("durée en mois"), null=True, blank=True)
    remuneration = models.CharField(
        _("ce que tu gagnes"), max_length=200, blank=True, help_text=_("En clair : « de 27 à 53 % du Smic ».")
    )
    delai_reponse = models.PositiveSmallIntegerField(
        _("répond en"), null=True, blank=True, help_text=_("En jours : ce que l’employeur s’engage à tenir.")
    )

    class Meta:
        verbose_name = _("offre en alternance")
        verbose_name_plural = _("offres en alternance")
        constraints = [
            models.CheckConstraint(
                condition=Q(duree_mois=None) | Q(duree_mois__range=(1, MOIS_MAX)),
                name="opportunites_alternance_duree",
                violation_error_message=_("Un contrat dure de 1 à 48 mois."),
            ),
            models.CheckConstraint(
                condition=Q(delai_reponse=None) | Q(delai_reponse__range=(1, REPONSE_MAX)),
                name="opportunites_alternance_reponse",
                violation_error_message=_("Une réponse vient en 1 à 90 jours."),
            ),
        ]

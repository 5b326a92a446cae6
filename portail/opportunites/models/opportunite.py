"""What every opportunity has: what it is, who offers it, whom it is for, where, and until when."""

import datetime

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField

from ressources.champs import TelephoneField
from ressources.models.fiche import HORS_BROUILLON, Fiche, make_slug
from ressources.models.lieu import POSITION_VALIDE
from ressources.validation import validate_position

from ..etats import compute_echeance, compute_etat
from ..querysets import OpportuniteQuerySet
from ..vocabulaire import Etat, Famille


class Opportunite(Fiche):
    """Common part of the five families, each a model of its own that inherits from this table.

    What lists, calendars, feeds and reminders need is here, so that one query reads every family; `specific` is the
    object of the family. `ouverture`, `cloture`, `debut` and `fin` are days of Europe/Paris, both ends included.
    """

    famille_du_modele: str = ""
    gabarit = "opportunites/opportunite.html"
    hors_brouillon = (*HORS_BROUILLON, "archivee_le", "empreinte_source", "vue_le", "retiree_le")

    famille = models.CharField(_("famille"), max_length=12, choices=Famille.choices, editable=False, db_index=True)
    titre = models.CharField(
        _("titre"), max_length=150, help_text=_("Ce que l’on fera, et où : « Service civique dans une ludothèque ».")
    )
    slug = models.SlugField(_("adresse"), max_length=80, blank=True, editable=False)
    accroche = models.CharField(
        _("en une phrase"), max_length=220, help_text=_("Ce que la personne y gagne, en disant « tu ».")
    )
    description = models.TextField(
        _("description"),
        blank=True,
        help_text=_("En disant « tu », en phrases courtes. Une ligne vide sépare deux paragraphes."),
    )
    conditions = models.TextField(
        _("il faut"), blank=True, help_text=_("Une condition par ligne. Laissez vide s’il n’y en a pas.")
    )
    demarches = models.TextField(
        _("comment faire"), blank=True, help_text=_("Les étapes pour répondre, une par ligne, dans l’ordre.")
    )
    en_clair = models.TextField(
        _("en clair"),
        blank=True,
        help_text=_("Le résumé facile à lire (FALC) : une idée par ligne, des mots de tous les jours."),
    )
    thematiques = ParentalManyToManyField(
        "ressources.Thematique", blank=True, related_name="opportunites", verbose_name=_("thématiques")
    )

    porteur = models.ForeignKey(
        "ressources.Structure",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="opportunites",
        verbose_name=_("structure du guide"),
        help_text=_("Qui propose, si c’est une structure du guide : ses professionnels pourront tenir l’offre à jour."),
    )
    organisme = models.CharField(
        _("organisme"), max_length=150, blank=True, help_text=_("Qui propose, si ce n’est pas une structure du guide.")
    )
    personnes = ParentalManyToManyField(
        "ressources.PersonneRessource",
        blank=True,
        related_name="opportunites",
        verbose_name=_("personnes ressources"),
        help_text=_("Qui peut aider pour cette offre. Laissez vide : le portail propose les plus proches."),
    )
    lien = models.URLField(
        _("lien pour répondre"), max_length=500, blank=True, help_text=_("La page où l’on candidate ou s’inscrit.")
    )
    telephone = TelephoneField(_("téléphone"), help_text=_("Pour demander ou s’inscrire."))

    ouverture = models.DateField(
        _("ouvre le"), null=True, blank=True, help_text=_("Premier jour pour répondre. Vide : tout de suite.")
    )
    cloture = models.DateField(
        _("ferme le"),
        null=True,
        blank=True,
        help_text=_("Dernier jour pour répondre. Vide : jusqu’à la veille du début, ou sans fin s’il n’y en a pas."),
    )
    debut = models.DateField(_("commence le"), null=True, blank=True)
    fin = models.DateField(_("finit le"), null=True, blank=True, help_text=_("Dernier jour."))
    echeance = models.DateField(_("échéance"), null=True, blank=True, editable=False, db_index=True)
    places = models.PositiveSmallIntegerField(_("nombre de places"), null=True, blank=True)

    distanciel = models.BooleanField(_("à distance"), default=False, help_text=_("On peut le faire sans se déplacer."))
    adresse = models.CharField(_("adresse"), max_length=250, blank=True, help_text=_("Numéro et rue."))
    code_postal = models.CharField(_("code postal"), max_length=10, blank=True)
    commune = models.ForeignKey(
        "geo.Commune", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("commune")
    )
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)

    archivee_le = models.DateTimeField(
        _("archivée le"), null=True, blank=True, editable=False, help_text=_("Sa page reste, mais aucune liste.")
    )
    empreinte_source = models.CharField(
        _("empreinte de la source"), max_length=64, blank=True, editable=False, help_text=_("SHA-256 de l’offre reçue.")
    )
    vue_le = models.DateTimeField(_("vue dans le flux le"), null=True, blank=True, editable=False)
    retiree_le = models.DateTimeField(
        _("sortie du flux le"), null=True, blank=True, editable=False, help_text=_("Elle est close depuis ce jour.")
    )

    # Only to delete them along with the object: its content type is the family's, whatever the table.
    _workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="content_type",
        object_id_field="object_id",
        for_concrete_model=False,
    )

    objects = OpportuniteQuerySet.as_manager()

    class Meta(Fiche.Meta):
        verbose_name = _("opportunité")
        verbose_name_plural = _("opportunités")
        ordering = ["titre", "pk"]
        constraints = [
            *Fiche.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ouverture=None) | Q(cloture=None) | Q(ouverture__lte=F("cloture")),
                name="opportunites_ouverture_avant_cloture",
                violation_error_message=_("L’offre ferme avant d’ouvrir."),
            ),
            models.CheckConstraint(
                condition=Q(fin=None) | Q(debut__isnull=False, debut__lte=F("fin")),
                name="opportunites_debut_avant_fin",
                violation_error_message=_("La fin va avec un début, et vient après lui."),
            ),
            models.CheckConstraint(
                condition=~Q(famille=Famille.EVENEMENT) | Q(debut__isnull=False),
                name="opportunites_evenement_date",
                violation_error_message=_("Dites quel jour l’événement a lieu."),
            ),
            models.CheckConstraint(
                condition=POSITION_VALIDE,
                name="opportunites_position_valide",
                violation_error_message=_("La latitude et la longitude vont ensemble, en degrés."),
            ),
            models.CheckConstraint(
                condition=Q(retiree_le=None) | ~Q(source_id=""),
                name="opportunites_retiree_d_une_source",
                violation_error_message=_("Seule une offre venue d’un flux peut en sortir."),
            ),
        ]
        indexes = [
            models.Index(fields=["latitude", "longitude"], name="opportunites_position"),
            models.Index(fields=["live", "famille", "echeance"], name="opportunites_liste"),
            models.Index(fields=["debut"], name="opportunites_debut"),
        ]

    def __str__(self) -> str:
        return self.titre

    def save(self, **kwargs):
        self.famille = self.famille_du_modele or self.famille
        self.slug = make_slug(self.titre)
        self.echeance = compute_echeance(self.famille, self.cloture, self.debut, self.fin)
        super().save(**kwargs)

    def clean(self):
        super().clean()
        self.famille = self.famille_du_modele or self.famille
        if self.commune_id:
            validate_position(self.commune, self.latitude, self.longitude)
        elif self.latitude is not None or self.longitude is not None:
            raise ValidationError({"commune": _("Dites aussi dans quelle commune est ce point.")})

    def get_absolute_url(self) -> str:
        return reverse("opportunites:detail", args=[self.famille, self.pk, self.slug])

    def get_preview_template(self, request, mode_name):
        return self.gabarit

    def get_preview_context(self, request, mode_name):
        from ..fiche import build_context  # the page reads the models: not at their import

        return {"request": request, **build_context(self), "apercu": True}

    @property
    def specific(self) -> "Opportunite":
        """The object of the family, without a query when read `with_details()`, with the relations read along."""
        if self.famille_du_modele:
            return self
        from . import FAMILLES

        objet = getattr(self, FAMILLES[self.famille]._meta.model_name)
        for field in Opportunite._meta.concrete_fields:
            if field.is_relation and field.is_cached(self):
                field.set_cached_value(objet, field.get_cached_value(self))
        objet._prefetched_objects_cache = getattr(self, "_prefetched_objects_cache", {})
        return objet

    @property
    def etat(self) -> Etat:
        """Where it is in its life today."""
        return compute_etat(self, timezone.localdate())

    @property
    def nom_porteur(self) -> str:
        """Who offers it, "" when nobody is named."""
        return self.porteur.nom if self.porteur else self.organisme

    @property
    def nom_source(self) -> str:
        """The partner whose feed gave it, "" when it comes from nowhere else."""
        provenance = getattr(self, "provenance", None)  # written by feeds, of which this application knows nothing
        return provenance.flux.titre if provenance else ""

    @property
    def jours_restants(self) -> int | None:
        """Days left before it ends, 0 on the last day, None when it has no end."""
        return None if self.echeance is None else (self.echeance - timezone.localdate()).days

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude in degrees: its own, else its commune's; None when it is nowhere in particular."""
        if self.latitude is not None and self.longitude is not None:
            return self.latitude, self.longitude
        return self.commune.position if self.commune else None

    @property
    def ville(self) -> str:
        """Return "59100 Roubaix", "" when it is nowhere in particular."""
        return f"{self.code_postal} {self.commune.nom}".strip() if self.commune else ""

    @property
    def adresse_complete(self) -> str:
        return ", ".join(filter(None, [self.adresse, self.ville]))

    @property
    def jours(self) -> tuple[datetime.date, datetime.date] | None:
        """First and last day, None when no date is known."""
        return (self.debut, self.fin or self.debut) if self.debut else None

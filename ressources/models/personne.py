"""People of the guide: somebody to talk to, by name and by what they can do."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.search import index

from ..champs import TelephoneField
from ..querysets import PersonneQuerySet
from .apercu import ApercuFiche
from .fiche import HORS_BROUILLON, Fiche, Joignable, make_slug


class PersonneRessource(ApercuFiche, Joignable, Fiche, index.Indexed):
    """A professional whom a young person, or another professional, can turn to."""

    hors_brouillon = (*HORS_BROUILLON, "opposition")
    gabarit = "ressources/personne.html"

    prenom = models.CharField(_("prénom"), max_length=60, blank=True)
    nom = models.CharField(_("nom"), max_length=80)
    slug = models.SlugField(_("adresse"), max_length=80, blank=True, editable=False)
    fonction = models.CharField(
        _("fonction"), max_length=150, help_text=_("Son métier en clair : « conseillère en insertion ».")
    )
    structure = models.ForeignKey(
        "ressources.Structure", on_delete=models.PROTECT, related_name="personnes", verbose_name=_("structure")
    )
    lieux = ParentalManyToManyField(
        "ressources.Lieu",
        blank=True,
        related_name="personnes",
        verbose_name=_("lieux"),
        help_text=_("Là où on peut la voir. Laissez vide pour tous les lieux de sa structure."),
    )
    competences = ParentalManyToManyField(
        "ressources.Thematique", blank=True, related_name="personnes", verbose_name=_("compétences")
    )
    presentation = models.TextField(
        _("ce que je peux faire pour toi"),
        blank=True,
        help_text=_("En disant « je » et « tu », en phrases courtes. Une ligne vide sépare deux paragraphes."),
    )
    distanciel = models.BooleanField(_("aide aussi à distance"), default=False)
    suppleant = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="supplees",
        verbose_name=_("remplaçant ou remplaçante"),
        help_text=_("Qui répond pendant ses absences."),
    )
    telephone = TelephoneField(_("téléphone"))
    absence_debut = models.DateField(_("absence : premier jour"), null=True, blank=True)
    absence_fin = models.DateField(_("absence : dernier jour"), null=True, blank=True)
    absence_message = models.CharField(
        _("message d’absence"), max_length=250, blank=True, help_text=_("Sans donner de motif personnel.")
    )

    objects = PersonneQuerySet.as_manager()

    search_fields = [
        index.SearchField("prenom", boost=2),
        index.AutocompleteField("prenom"),
        index.SearchField("nom", boost=3),
        index.AutocompleteField("nom"),
        index.SearchField("fonction"),
        index.AutocompleteField("fonction"),
        index.SearchField("presentation"),
        index.FilterField("live"),
    ]

    class Meta(Fiche.Meta):
        verbose_name = _("personne ressource")
        verbose_name_plural = _("personnes ressources")
        ordering = ["nom", "prenom", "pk"]
        constraints = [  # type: ignore[misc]  # one more than every entry
            *Fiche.Meta.constraints,
            models.CheckConstraint(
                condition=Q(absence_fin__isnull=True) | Q(absence_debut__lte=F("absence_fin")),
                name="ressources_personne_absence_dans_l_ordre",
                violation_error_message=_("L’absence finit avant de commencer."),
            ),
            models.CheckConstraint(
                condition=~Q(suppleant=F("id")),
                name="ressources_personne_suppleant_autre",
                violation_error_message=_("Une personne ne se remplace pas elle-même."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.prenom} {self.nom}".strip()

    def save(self, **kwargs):
        self.slug = make_slug(str(self))
        super().save(**kwargs)

    def clean(self):
        super().clean()
        if self.absence_fin and not self.absence_debut:
            raise ValidationError({"absence_debut": _("Indiquez aussi le premier jour de l’absence.")})

    def get_absolute_url(self) -> str:
        return reverse("ressources:personne", args=[self.pk, self.slug])

    def is_absent(self, jour) -> bool:
        """Tell whether the date `jour` falls within the announced absence; without an end it lasts."""
        if self.absence_debut is None or jour < self.absence_debut:
            return False
        return self.absence_fin is None or jour <= self.absence_fin

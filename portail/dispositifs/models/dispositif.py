"""A dispositif: an aid or a programme, whom it is for, what it brings, how to get it."""

import datetime

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.search import index

from portail.cms.blocks import AIDE_CORPS, CorpsBlock
from portail.cms.fields import StreamField
from portail.dispositifs.blocks import RegleBlock, compile_rules
from portail.dispositifs.eligibilite.regles import Age, Periode, Regle, Territoire, Toutes
from portail.dispositifs.vocabulaire import Apport, Etat
from ressources.models.fiche import HORS_BROUILLON, Fiche, make_slug
from ressources.recherche.commun import zones_served
from ressources.vocabulaire import Axe

from .querysets import DispositifQuerySet, soon

MONEY = {Apport.ARGENT, Apport.LOGEMENT, Apport.EMPLOI, Apport.MOBILITE, Apport.SANTE}


class Dispositif(Fiche, index.Indexed):
    """Its rule is the ages, the territory and the dates of its own fields, and the conditions of `regle` besides."""

    hors_brouillon = HORS_BROUILLON
    publics = None  # said by the rule, and in words by `public`
    langues = None

    nom = models.CharField(_("nom"), max_length=120, help_text=_("Le nom officiel, sigle entre parenthèses."))
    slug = models.SlugField(
        _("adresse"),
        max_length=80,
        unique=True,
        blank=True,
        help_text=_(
            "La fin de l’adresse : /dispositifs/apl/. Vide : faite du nom. Une fois publiée, n’y touchez plus."
        ),
        error_messages={"unique": _("Un autre dispositif a déjà cette adresse.")},
    )
    chapeau = models.TextField(
        _("chapeau"), max_length=300, help_text=_("Ce que ça apporte, en une ou deux phrases, à « tu ».")
    )
    en_clair = models.TextField(
        _("en clair"),
        blank=True,
        help_text=_("Trois à six phrases très simples (FALC), une idée par ligne, sans négation ni sigle."),
    )
    axe = models.CharField(_("axe"), max_length=20, choices=Axe, help_text=_("Sa couleur et son dessin."))
    apport = models.CharField(
        _("ce que ça apporte"), max_length=20, choices=Apport, help_text=_("Ce que l’on y gagne d’abord.")
    )
    thematiques = ParentalManyToManyField(
        "ressources.Thematique", blank=True, related_name="+", verbose_name=_("thématiques")
    )
    laboratoire = models.BooleanField(
        _("programme du laboratoire"), default=False, help_text=_("L’un des programmes du laboratoire de la jeunesse.")
    )
    montant = models.CharField(
        _("ce que tu reçois"),
        max_length=160,
        blank=True,
        help_text=_("En mots simples. Un chiffre seulement s’il est sûr et daté."),
    )
    public = models.CharField(_("public"), max_length=160, blank=True, help_text=_("Les jeunes de qui il s’agit."))
    territoire_detail = models.TextField(
        _("précisions sur le territoire"),
        blank=True,
        help_text=_("En quelques mots : montré à la place de la liste."),
    )
    regle = StreamField(
        RegleBlock(),
        verbose_name=_("conditions"),
        blank=True,
        help_text=_(
            "En plus de l’âge, du territoire et des dates ci-dessus. Toutes ces conditions doivent être remplies : "
            "pour un choix, prenez « Au moins une de ces conditions »."
        ),
    )
    conditions = models.TextField(
        _("précisions sur les conditions"), blank=True, help_text=_("Une par ligne : ce que la règle ne dit pas.")
    )
    documents = models.TextField(_("papiers à préparer"), blank=True, help_text=_("Un par ligne."))
    porteur = models.CharField(_("porteur"), max_length=160, blank=True, help_text=_("Qui le donne ou le mène."))
    pilote = models.CharField(
        _("administration pilote"), max_length=160, blank=True, help_text=_("L’État ou la collectivité qui suit.")
    )
    partenaires = models.TextField(_("partenaires"), blank=True, help_text=_("Un par ligne."))
    beneficiaires_min = models.PositiveIntegerField(
        _("bénéficiaires, au moins"), null=True, blank=True, help_text=_("Combien de jeunes. Vide si on ne sait pas.")
    )
    beneficiaires_max = models.PositiveIntegerField(
        _("au plus"), null=True, blank=True, help_text=_("Le même nombre si on le connaît exactement.")
    )
    evaluation = models.TextField(_("évaluation"), blank=True, help_text=_("Ce qu’on en a appris, et qui le dit."))
    ouverture = models.DateField(_("ouvre le"), null=True, blank=True, help_text=_("Vide : déjà ouvert."))
    cloture = models.DateField(
        _("ferme le"), null=True, blank=True, help_text=_("Dernier jour pour demander. Vide : toute l’année.")
    )
    calendrier = models.CharField(
        _("calendrier"), max_length=120, blank=True, help_text=_("Exemple : « chaque année, de mars à mai ».")
    )
    lien = models.URLField(_("site officiel"), max_length=300, blank=True, help_text=_("Là où l’on demande."))
    lien_nom = models.CharField(_("nom du site"), max_length=80, blank=True, help_text=_("Exemple : caf.fr."))
    corps = StreamField(CorpsBlock(), verbose_name=_("pour aller plus loin"), blank=True, help_text=AIDE_CORPS)

    objects = DispositifQuerySet.as_manager()

    search_fields = [
        index.SearchField("nom", boost=3),
        index.AutocompleteField("nom"),
        index.SearchField("chapeau"),
        index.FilterField("axe"),
        index.FilterField("live"),
    ]

    class Meta(Fiche.Meta):
        verbose_name = _("dispositif")
        verbose_name_plural = _("dispositifs")
        ordering = ["nom", "pk"]
        constraints = [
            *Fiche.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ouverture__isnull=True) | Q(cloture__isnull=True) | Q(ouverture__lte=F("cloture")),
                name="%(app_label)s_%(class)s_dates",
                violation_error_message=_("La fermeture vient avant l’ouverture."),
            ),
            models.CheckConstraint(
                condition=Q(beneficiaires_min__isnull=True)
                | Q(beneficiaires_max__isnull=True)
                | Q(beneficiaires_min__lte=F("beneficiaires_max")),
                name="%(app_label)s_%(class)s_beneficiaires",
                violation_error_message=_("Le nombre le plus petit vient d’abord."),
            ),
        ]

    def __str__(self) -> str:
        return self.nom

    def clean(self):
        self.slug = self.slug or make_slug(self.nom)
        super().clean()

    def save(self, **kwargs):
        self.slug = self.slug or make_slug(self.nom)
        super().save(**kwargs)

    def get_absolute_url(self) -> str:
        return reverse("dispositifs:dispositif", args=[self.slug])

    def get_preview_template(self, request, mode_name):
        return "dispositifs/dispositif.html"

    def get_preview_context(self, request, mode_name):
        from portail.dispositifs.fiche import build_context  # it reads this model

        return {"request": request, **build_context(self), "apercu": True}

    def state_on(self, jour: datetime.date | None = None) -> Etat:
        """Where it stands on a day, today by default."""
        jour = jour or timezone.localdate()
        if self.ouverture and jour < self.ouverture:
            return Etat.A_VENIR
        if self.cloture is None:
            return Etat.OUVERT
        if jour > self.cloture:
            return Etat.CLOS
        return Etat.BIENTOT_CLOS if self.cloture - jour <= soon() else Etat.OUVERT

    @property
    def is_money(self) -> bool:
        return self.apport in MONEY

    @property
    def gain(self) -> str:
        """What one gets, when it is counted in money: shown with a euro sign."""
        return self.montant if self.is_money else ""

    @cached_property
    def conditions_lines(self) -> list[str]:
        return split_lines(self.conditions)

    @cached_property
    def documents_lines(self) -> list[str]:
        return split_lines(self.documents)

    @cached_property
    def en_clair_lines(self) -> list[str]:
        return split_lines(self.en_clair)

    @property
    def partenaires_lines(self) -> list[str]:
        return split_lines(self.partenaires)

    @property
    def whole_rule(self) -> Toutes:
        """Everything that must hold: ages, territory, dates, then the conditions of its own."""
        zones = list(self.zones.all())
        return assemble_rule(
            ages=(self.age_min, self.age_max),
            zones=zones,
            dates=(self.ouverture, self.cloture),
            conditions=compile_rules(self.regle),
        )


def split_lines(texte: str) -> list[str]:
    return [line.strip() for line in texte.splitlines() if line.strip()]


def assemble_rule(*, ages, zones, dates, conditions: tuple[Regle, ...]) -> Toutes:
    """Return the rule of these fields: bounds of age in years, geo zones, first and last day, and conditions."""
    regles: list[Regle] = []
    if ages != (None, None):
        regles.append(Age(low=ages[0], high=ages[1]))
    if zones:
        regles.append(Territoire(zones=zones_served(zones), noms=tuple(map(str, zones))))
    if dates != (None, None):
        regles.append(Periode(ouverture=dates[0], cloture=dates[1]))
    return Toutes((*regles, *conditions))

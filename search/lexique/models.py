"""What editors change of the words of the search."""

from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from geo.folding import fold
from search.lexique.lines import Sens, split_lines

MIN_EXPRESSION = 3  # letters and digits of an expression of danger, once folded


class Danger(models.TextChoices):
    """The dangers of `data/urgences.yaml`, by their key."""

    SUICIDE = "suicide", _("suicide, automutilation")
    VIOLENCES = "violences", _("violences, harcèlement")
    RUE = "rue", _("à la rue, sans toit ce soir")


class Synonymes(models.Model):
    """A line of synonyms written by an editor."""

    sens = models.CharField(_("sens"), max_length=12, choices=Sens, default=Sens.EQUIVALENTS)
    dit = models.TextField(
        _("quand on écrit"),
        help_text=_(
            "Une façon de dire par ligne : « mission loc », « miloc ». Accents et majuscules comptent pour rien."
        ),
    )
    trouve = models.TextField(
        _("trouver aussi"),
        blank=True,
        help_text=_(
            "Une par ligne. Pour « ceci trouve aussi cela », des mots. Pour « ceci s’adresse à ces métiers », des "
            "fonctions, des sortes de lieux ou des thèmes, comme ils s’écrivent sur les fiches."
        ),
    )
    actif = models.BooleanField(_("en service"), default=True)
    note = models.CharField(_("note pour l’équipe"), max_length=200, blank=True)
    updated_at = models.DateTimeField(_("modifiée le"), auto_now=True)

    class Meta:
        verbose_name = _("ligne de synonymes")
        verbose_name_plural = _("synonymes")
        ordering = ("dit", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(sens=Sens.EQUIVALENTS) | ~Q(trouve=""),
                name="search_synonymes_trouve",
                violation_error_message=_("Dites ce qu’il faut trouver aussi."),
            ),
        ]

    def __str__(self) -> str:
        said = ", ".join(split_lines(self.dit))
        return f"{said} → {', '.join(split_lines(self.trouve))}" if self.sens != Sens.EQUIVALENTS else said

    def clean(self) -> None:
        said, found = _spoken(self.dit, "dit"), _spoken(self.trouve, "trouve")
        if self.sens == Sens.EQUIVALENTS and len(set(map(fold, said))) < 2 and said:
            raise ValidationError({"dit": _("Écrivez au moins deux façons de dire la même chose, une par ligne.")})
        if self.sens != Sens.EQUIVALENTS and not found:
            raise ValidationError({"trouve": _("Dites ce qu’il faut trouver aussi.")})


class LigneEcartee(models.Model):
    """A shipped line, or a shipped expression of danger, that the team does not want."""

    cle = models.CharField(_("empreinte"), max_length=32, unique=True)  # lines.Ligne.cle
    texte = models.TextField(_("ligne"))
    created_at = models.DateTimeField(_("écartée le"), auto_now_add=True)

    class Meta:
        verbose_name = _("ligne écartée")
        verbose_name_plural = _("lignes écartées")

    def __str__(self) -> str:
        return self.texte


class MotUrgence(models.Model):
    """An expression that shows whom to call before any result."""

    expression = models.CharField(
        _("expression"),
        max_length=80,
        unique=True,
        help_text=_("Reconnue en mots entiers. Finissez par * pour un début de mot : « suicid* »."),
        validators=[RegexValidator(r"\*.", _("L’étoile va à la fin, une seule fois."), inverse_match=True)],
    )
    danger = models.CharField(_("danger"), max_length=12, choices=Danger)
    actif = models.BooleanField(_("en service"), default=True)
    updated_at = models.DateTimeField(_("modifiée le"), auto_now=True)

    class Meta:
        verbose_name = _("mot d’urgence")
        verbose_name_plural = _("mots d’urgence")
        ordering = ("expression",)

    def __str__(self) -> str:
        return self.expression

    def clean(self) -> None:
        if len(fold(self.expression)) < MIN_EXPRESSION:
            raise ValidationError({"expression": _("C’est trop court : trop de recherches montreraient les urgences.")})


class MiseEnAvant(models.Model):
    """A result that the team puts before the others, for the searches it names."""

    titre = models.CharField(_("titre"), max_length=120)
    texte = models.CharField(_("texte"), max_length=240, blank=True, help_text=_("Une phrase, en mots simples."))
    lien = models.CharField(
        _("adresse"),
        max_length=500,
        help_text=_("Une page du site (« /structures/12/ ») ou une adresse complète (« https://… »)."),
        validators=[RegexValidator(r"^(/(?!/)|https://)\S*$", _("Commencez par / ou par https://, sans espace."))],
    )
    recherches = models.TextField(
        _("pour ces recherches"),
        help_text=_(
            "Une par ligne : « bafa », « permis de conduire ». Les synonymes et les communes s’ajoutent d’eux-mêmes."
        ),
    )
    du = models.DateField(_("à partir du"), null=True, blank=True)
    au = models.DateField(_("jusqu’au"), null=True, blank=True, help_text=_("Ce jour compris."))
    actif = models.BooleanField(_("en service"), default=True)
    updated_at = models.DateTimeField(_("modifiée le"), auto_now=True)

    class Meta:
        verbose_name = _("résultat mis en avant")
        verbose_name_plural = _("résultats mis en avant")
        ordering = ("titre", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(du=None) | Q(au=None) | Q(du__lte=F("au")),
                name="search_miseenavant_dates",
                violation_error_message=_("La fin vient avant le début."),
            ),
        ]

    def __str__(self) -> str:
        return self.titre

    def clean(self) -> None:
        _spoken(self.recherches, "recherches")

    @property
    def en_cours(self) -> bool:
        """Whether it is shown today."""
        today = timezone.localdate()
        return self.actif and (self.du is None or self.du <= today) and (self.au is None or today <= self.au)


class VersionLexique(models.Model):
    """The single row that names the present state of the lines above, so that memories know when to read again."""

    SEULE = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=SEULE)
    version = models.CharField(_("version"), max_length=32)

    class Meta:
        verbose_name = _("version des mots de la recherche")
        verbose_name_plural = _("version des mots de la recherche")

    def __str__(self) -> str:
        return self.version

    @classmethod
    def bump(cls) -> None:
        """Draw another version: two states never share one, even after a rollback."""
        cls.objects.update_or_create(pk=cls.SEULE, defaults={"version": uuid4().hex})


def _spoken(text: str, field: str) -> list[str]:
    """Return the lines of a field. Raises ValidationError when one of them says nothing."""
    from search.analysis import stems  # the analyzer stands on the models of the search

    lines = split_lines(text)
    for line in lines:
        if not stems(line):
            message = _("« %(line)s » ne contient que des mots vides, que la recherche ne lit pas.")
            raise ValidationError({field: message % {"line": line}})
    return lines

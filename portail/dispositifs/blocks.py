"""The blocks from which an editor builds a rule, and the rule they make."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from ressources.admin.widgets import ChoixZones

from .eligibilite.regles import Age, AuMoinsUne, AVerifier, Parmi, Regle, Territoire, Toutes, aucune
from .eligibilite.situations import SITUATIONS, Question, situations_of
from .zones import check_lines, read_lines

AGE_MAX = 120
QUESTIONS = {
    Question.SITUATION: _("Ce qu’on fait"),
    Question.LOGEMENT: _("Où l’on vit"),
    Question.CAS: _("Autres cas"),
}
CRITERES, GROUPES = _("Une condition"), _("Plusieurs conditions")


class AgeBlock(blocks.StructBlock):
    age_min = blocks.IntegerBlock(required=False, min_value=0, max_value=AGE_MAX, label=_("À partir de (ans)"))
    age_max = blocks.IntegerBlock(
        required=False, min_value=0, max_value=AGE_MAX, label=_("Jusqu’à (ans)"), help_text=_("Compris.")
    )

    class Meta:
        icon = "user"
        label = _("Un âge")
        label_format = _("Âge : {age_min} – {age_max}")
        group = CRITERES
        form_classname = "struct-block regle-age"

    def clean(self, value):
        cleaned = super().clean(value)
        low, high = cleaned["age_min"], cleaned["age_max"]
        if low is None and high is None:
            raise blocks.StructBlockValidationError(
                block_errors={"age_min": ValidationError(_("Donnez au moins un des deux âges."))}
            )
        if None not in (low, high) and low > high:
            message = _("De %(low)s à %(high)s ans, il n’y a personne : inversez les deux âges.")
            raise blocks.StructBlockValidationError(
                block_errors={"age_max": ValidationError(message, params={"low": low, "high": high})}
            )
        return cleaned

    def compile(self, value) -> Regle:
        return Age(low=value["age_min"], high=value["age_max"])


class ZonesBlock(blocks.TextBlock):
    """Territories, one a line, found as one types."""

    @cached_property
    def field(self):
        return forms.CharField(widget=ChoixZones(), **self.field_options)

    def clean(self, value):
        return check_lines(super().clean(value))


class TerritoireBlock(blocks.StructBlock):
    zones = ZonesBlock(
        label=_("Territoires"),
        help_text=_("Il suffit d’habiter l’un d’eux. Un par ligne, choisi dans la liste."),
    )

    class Meta:
        icon = "globe"
        label = _("Un lieu de vie")
        group = CRITERES

    def compile(self, value) -> Regle:
        zones, names = read_lines(value["zones"])
        return Territoire(zones=zones, noms=names)


def situation_choices() -> list[tuple]:
    """Return the situations as they are ticked, under their questions."""
    return [(words, [(one.code, one.je) for one in situations_of(question)]) for question, words in QUESTIONS.items()]


class SituationsBlock(blocks.StructBlock):
    parmi = blocks.MultipleChoiceBlock(
        choices=situation_choices,
        widget=forms.CheckboxSelectMultiple,
        label=_("Au moins un de ces cas"),
        help_text=_("Il suffit d’un seul. Pour en demander plusieurs à la fois, ajoutez un autre bloc."),
    )

    class Meta:
        icon = "tick"
        label = _("Une situation")
        group = CRITERES

    def compile(self, value) -> Regle:
        return Parmi(codes=tuple(code for code in SITUATIONS if code in value["parmi"]))


class AVerifierBlock(blocks.StructBlock):
    condition = blocks.CharBlock(
        max_length=160,
        label=_("À vérifier"),
        help_text=_(
            "Ce qu’aucune question ne demande, à l’infinitif et en disant « tu » : « avoir un bail à ton nom ». "
            "La réponse sera « peut-être », avec cette phrase."
        ),
    )

    class Meta:
        icon = "help"
        label = _("Une chose à vérifier")
        label_format = _("À vérifier : {condition}")
        group = CRITERES

    def compile(self, value) -> Regle:
        return AVerifier(texte=value["condition"])


def criteria() -> list[tuple[str, blocks.Block]]:
    return [
        ("age", AgeBlock()),
        ("situations", SituationsBlock()),
        ("territoire", TerritoireBlock()),
        ("a_verifier", AVerifierBlock()),
    ]


class GroupeBlock(blocks.StreamBlock):
    """Conditions put together; `depth` more groups may stand inside."""

    def __init__(self, depth: int, **kwargs):
        super().__init__([*criteria(), *groups(depth)], **kwargs)

    def compile(self, value) -> Regle:
        return self.join(compile_rules(value))

    def join(self, regles: tuple[Regle, ...]) -> Regle:
        raise NotImplementedError


class ToutesBlock(GroupeBlock):
    class Meta:
        icon = "list-ul"
        label = _("Toutes ces conditions à la fois")
        group = GROUPES
        min_num = 2

    def join(self, regles: tuple[Regle, ...]) -> Regle:
        return Toutes(regles)


class AuMoinsUneBlock(GroupeBlock):
    class Meta:
        icon = "collapse-down"
        label = _("Au moins une de ces conditions")
        group = GROUPES
        min_num = 2

    def join(self, regles: tuple[Regle, ...]) -> Regle:
        return AuMoinsUne(regles)


class AucuneBlock(GroupeBlock):
    class Meta:
        icon = "cross"
        label = _("Aucune de ces conditions (« sauf si »)")
        group = GROUPES
        min_num = 1

    def join(self, regles: tuple[Regle, ...]) -> Regle:
        return aucune(regles)


def groups(depth: int) -> Iterable[tuple[str, blocks.Block]]:
    """Return the three groups, themselves holding groups down to `depth`; nothing at 0."""
    if depth == 0:
        return []
    return [
        ("au_moins_une", AuMoinsUneBlock(depth - 1)),
        ("aucune", AucuneBlock(depth - 1)),
        ("toutes", ToutesBlock(depth - 1)),
    ]


class RegleBlock(ToutesBlock):
    """A whole rule: all its conditions hold; none means everybody."""

    DEPTH = 2

    def __init__(self, local_blocks=None, depth: int = DEPTH, **kwargs):
        super().__init__(depth, **kwargs)

    class Meta:
        min_num = 0
        required = False


def compile_rules(stream: Any) -> tuple[Regle, ...]:
    """Return the conditions of a stream that its block has cleaned, in its order."""
    return tuple(child.block.compile(child.value) for child in stream)

"""A list of entries of the guide chosen by criteria: it follows the guide, nobody keeps it up by hand."""

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from geo.lookup import resolve_ou
from portail.cms.fiches import FoundFiches, find_fiches
from ressources.models import Thematique
from search.criteria import DEFAULT_RADIUS_KM, RADII_KM

TYPES = [
    ("personne", _("Personnes")),
    ("structure", _("Lieux")),
    ("permanence", _("Permanences")),
    ("article", _("Pages")),
]


def theme_choices() -> list[tuple[str, str]]:
    return list(Thematique.objects.values_list("slug", "nom"))


class ListeFichesValue(blocks.StructValue):
    @cached_property
    def found(self) -> FoundFiches:
        """The search that the editor described, run once a rendering."""
        match = resolve_ou(self.get("commune") or "").match
        return find_fiches(
            text=self.get("q") or "",
            themes=tuple(self.get("themes") or ()),
            types=tuple(self.get("types") or ()),
            commune=match.ref if match else "",
            rayon=int(self.get("rayon") or DEFAULT_RADIUS_KM),
            limit=self.get("nombre") or 6,
        )


class ListeFichesBlock(blocks.StructBlock):
    titre = blocks.CharBlock(max_length=100, label=_("Titre"), default=_("Qui peut t’aider"))
    q = blocks.CharBlock(
        required=False, max_length=80, label=_("Mots"), help_text=_("Comme dans la boîte de recherche.")
    )
    themes = blocks.MultipleChoiceBlock(required=False, choices=theme_choices, label=_("Thèmes"))
    types = blocks.MultipleChoiceBlock(
        required=False, choices=TYPES, label=_("Quoi"), help_text=_("Rien de coché : tout.")
    )
    commune = blocks.CharBlock(
        required=False, max_length=80, label=_("Commune"), help_text=_("Un nom ou un code postal. Vide : partout.")
    )
    rayon = blocks.ChoiceBlock(
        choices=[(str(km), f"{km} km") for km in RADII_KM], default=str(DEFAULT_RADIUS_KM), label=_("Rayon")
    )
    nombre = blocks.IntegerBlock(min_value=1, max_value=12, default=6, label=_("Combien de fiches"))

    class Meta:
        template = "cms/blocks/liste_fiches.html"
        value_class = ListeFichesValue
        icon = "list-ul"
        label = _("Liste de fiches")
        group = _("Agir")

    def clean(self, value):
        cleaned = super().clean(value)
        typed = cleaned.get("commune")
        answer = resolve_ou(typed) if typed else None
        if answer and answer.match is None:
            names = ", ".join(candidate.libelle for candidate in answer.candidats)
            message = ValidationError(f"{answer.message} {names}".strip())
            raise blocks.StructBlockValidationError(block_errors={"commune": message})
        return cleaned

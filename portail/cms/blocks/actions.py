"""Blocks that lead somewhere: call to action, emergency numbers."""

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from portail.cms.validators import validate_destination

GROUP = _("Agir")


class LienValue(blocks.StructValue):
    @cached_property
    def href(self) -> str:
        """The chosen page's address, else the typed one."""
        page = self.get("page")
        return (page.url if page else self.get("url")) or ""

    @property
    def external(self) -> bool:
        return not self.get("page") and (self.get("url") or "").startswith("http")


class AppelActionBlock(blocks.StructBlock):
    titre = blocks.CharBlock(max_length=100, label=_("Titre"))
    texte = blocks.TextBlock(required=False, label=_("Texte"))
    libelle = blocks.CharBlock(max_length=50, label=_("Texte du bouton"), help_text=_("Un verbe : « Voir les lieux »."))
    page = blocks.PageChooserBlock(required=False, label=_("Page"))
    url = blocks.CharBlock(
        required=False,
        validators=[validate_destination],
        label=_("Ou adresse"),
        help_text=_("Une recherche d’ici (/recherche/?q=logement), un site (https://…) ou un numéro (tel:3949)."),
    )

    class Meta:
        template = "cms/blocks/appel_action.html"
        value_class = LienValue
        icon = "link"
        label = _("Appel à l’action")
        group = GROUP

    def clean(self, value):
        cleaned = super().clean(value)
        if bool(cleaned.get("page")) == bool(cleaned.get("url")):
            message = ValidationError(_("Choisissez une page ou donnez une adresse : l’une des deux, pas les deux."))
            raise blocks.StructBlockValidationError(block_errors={"url": message})
        return cleaned


class NumerosUrgenceBlock(blocks.StructBlock):
    """The site's emergency numbers, kept in one place: the settings."""

    titre = blocks.CharBlock(max_length=100, label=_("Titre"), default=_("Besoin d’aide tout de suite ?"))

    class Meta:
        template = "cms/blocks/numeros_urgence.html"
        icon = "warning"
        label = _("Numéros d’urgence")
        group = GROUP

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        reglages = context.get("reglages")
        context["numbers"] = reglages.numeros_urgence.all() if reglages and reglages.pk else []
        context["verifie_le"] = reglages.numeros_verifies_le if reglages else None
        return context

"""Blocks made of words: rich text, call-out, quotation, steps, questions, key figures."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

GROUP = _("Textes")
INLINE_FEATURES = ["bold", "italic", "link", "document-link"]
PARAGRAPH_FEATURES = [*INLINE_FEATURES, "ol", "ul"]
TEXT_FEATURES = ["h2", "h3", *PARAGRAPH_FEATURES, "hr"]


class TexteBlock(blocks.RichTextBlock):
    """Running text; its titles start at level 2, the page's title being the only level 1."""

    def __init__(self, **kwargs):
        super().__init__(**{"features": TEXT_FEATURES, **kwargs})

    class Meta:
        template = "cms/blocks/texte.html"
        icon = "pilcrow"
        label = _("Texte")
        group = GROUP
        preview_value = "<p>Des phrases courtes, un verbe, une idée par paragraphe.</p>"


class TonEncart(blocks.ChoiceBlock):
    choices = [("info", _("Bon à savoir")), ("astuce", _("Astuce")), ("attention", _("Attention"))]

    class Meta:
        default = "info"
        label = _("Ton")


class EncartValue(blocks.StructValue):
    @cached_property
    def heading(self) -> str:
        """The editor's title, else the words of the tone."""
        return self.get("titre") or str(dict(TonEncart.choices).get(self.get("ton"), ""))

    @property
    def icon(self) -> str:
        return {"astuce": "lightbulb", "attention": "triangle-alert"}.get(self.get("ton"), "info")


class EncartBlock(blocks.StructBlock):
    ton = TonEncart()
    titre = blocks.CharBlock(required=False, max_length=80, label=_("Titre"))
    texte = blocks.RichTextBlock(features=PARAGRAPH_FEATURES, label=_("Texte"))

    class Meta:
        template = "cms/blocks/encart.html"
        value_class = EncartValue
        icon = "info-circle"
        label = _("Encart")
        group = GROUP


class CitationBlock(blocks.StructBlock):
    texte = blocks.TextBlock(label=_("Citation"), help_text=_("Sans guillemets : la page les ajoute."))
    auteur = blocks.CharBlock(required=False, max_length=80, label=_("Qui parle ?"), help_text=_("Prénom et fonction."))

    class Meta:
        template = "cms/blocks/citation.html"
        icon = "openquote"
        label = _("Citation")
        group = GROUP


class EtapeBlock(blocks.StructBlock):
    titre = blocks.CharBlock(max_length=100, label=_("Ce qu’il faut faire"), help_text=_("Commencez par un verbe."))
    texte = blocks.RichTextBlock(features=PARAGRAPH_FEATURES, required=False, label=_("Détail"))

    class Meta:
        icon = "order"
        label = _("Étape")


class EtapesValue(blocks.StructValue):
    @property
    def steps(self) -> list[dict[str, object]]:
        """The steps as the component draws them: {title, text}."""
        return [{"title": step["titre"], "text": step["texte"]} for step in self.get("etapes") or []]


class EtapesBlock(blocks.StructBlock):
    titre = blocks.CharBlock(required=False, max_length=100, label=_("Titre"))
    etapes = blocks.ListBlock(EtapeBlock(), min_num=2, label=_("Étapes"))

    class Meta:
        template = "cms/blocks/etapes.html"
        value_class = EtapesValue
        icon = "list-ol"
        label = _("Étapes")
        group = GROUP


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(max_length=160, label=_("Question"), help_text=_("Comme on la poserait à l’oral."))
    reponse = blocks.RichTextBlock(features=PARAGRAPH_FEATURES, label=_("Réponse"))

    class Meta:
        icon = "help"
        label = _("Question")


class FaqValue(blocks.StructValue):
    @property
    def answered(self) -> list[dict[str, object]]:
        """The questions as the component draws them: {question, answer}."""
        return [{"question": item["question"], "answer": item["reponse"]} for item in self.get("questions") or []]


class FaqBlock(blocks.StructBlock):
    titre = blocks.CharBlock(required=False, max_length=100, label=_("Titre"), default=_("Questions fréquentes"))
    questions = blocks.ListBlock(QuestionBlock(), label=_("Questions"))

    class Meta:
        template = "cms/blocks/faq.html"
        value_class = FaqValue
        icon = "help"
        label = _("Questions fréquentes")
        group = GROUP


class ChiffreBlock(blocks.StructBlock):
    valeur = blocks.CharBlock(max_length=20, label=_("Chiffre"), help_text=_("Ex. : 10 000, 3 ans, 1 sur 5."))
    libelle = blocks.CharBlock(max_length=120, label=_("Ce qu’il compte"))

    class Meta:
        icon = "snippet"
        label = _("Chiffre")


class ChiffresClesValue(blocks.StructValue):
    @property
    def figures(self) -> list[dict[str, str]]:
        """The figures as the component draws them: {value, label}; the source is told once, below."""
        return [{"value": figure["valeur"], "label": figure["libelle"]} for figure in self.get("chiffres") or []]


class ChiffresClesBlock(blocks.StructBlock):
    titre = blocks.CharBlock(required=False, max_length=100, label=_("Titre"))
    chiffres = blocks.ListBlock(ChiffreBlock(), max_num=6, label=_("Chiffres"))
    source = blocks.CharBlock(
        max_length=160,
        label=_("Source"),
        help_text=_("Qui le dit, et l’année : un chiffre sans source ne sert à rien."),
    )

    class Meta:
        template = "cms/blocks/chiffres_cles.html"
        value_class = ChiffresClesValue
        icon = "view"
        label = _("Chiffres clés")
        group = GROUP

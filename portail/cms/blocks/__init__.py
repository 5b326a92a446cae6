"""The named blocks of a page's body, and the stream that offers them."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .actions import AppelActionBlock, NumerosUrgenceBlock
from .fiches import ListeFichesBlock
from .medias import ImageBlock, VideoBlock
from .textes import ChiffresClesBlock, CitationBlock, EncartBlock, EtapesBlock, FaqBlock, TexteBlock

__all__ = ["AIDE_CORPS", "CorpsBlock"]

AIDE_CORPS = _("Des blocs à empiler : texte, étapes, questions, liste de fiches… Un titre de niveau 2 par grande idée.")


class CorpsBlock(blocks.StreamBlock):
    """Everything that an editor may put in a page's body."""

    texte = TexteBlock()
    encart = EncartBlock()
    etapes = EtapesBlock()
    faq = FaqBlock()
    chiffres_cles = ChiffresClesBlock()
    citation = CitationBlock()
    image = ImageBlock()
    video = VideoBlock()
    appel_action = AppelActionBlock()
    liste_fiches = ListeFichesBlock()
    numeros_urgence = NumerosUrgenceBlock()

"""The named blocks of a page's body, and the stream that offers them."""

from wagtail import blocks

from .actions import AppelActionBlock, NumerosUrgenceBlock
from .fiches import ListeFichesBlock
from .medias import ImageBlock, VideoBlock
from .textes import ChiffresClesBlock, CitationBlock, EncartBlock, EtapesBlock, FaqBlock, TexteBlock

__all__ = ["CorpsBlock"]


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

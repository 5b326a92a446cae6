"""Image and video blocks. Nothing is asked of another site before the reader clicks."""

import re
from urllib.parse import parse_qs, urlsplit

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

GROUP = _("Médias")
VIDEO_ID = re.compile(r"[A-Za-z0-9_-]{5,40}")


class ImageValue(blocks.StructValue):
    @cached_property
    def alternative(self) -> str:
        """What a person who does not see the image is told; empty for a decorative one."""
        if self.get("decorative"):
            return ""
        return self.get("alt") or getattr(self.get("image"), "description", "")

    @cached_property
    def credit(self) -> str:
        return getattr(self.get("image"), "credit", "")


class ImageBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Image"))
    alt = blocks.CharBlock(
        required=False,
        max_length=200,
        label=_("Texte de remplacement"),
        help_text=_("Ce que montre l’image, pour qui ne la voit pas. Vide : la description de la médiathèque."),
    )
    decorative = blocks.BooleanBlock(
        required=False, label=_("Décorative"), help_text=_("Cochez si l’image n’apprend rien de plus que le texte.")
    )
    legende = blocks.CharBlock(required=False, max_length=200, label=_("Légende"))

    class Meta:
        template = "cms/blocks/image.html"
        value_class = ImageValue
        icon = "image"
        label = _("Image")
        group = GROUP


def embed_url(url: str) -> str:
    """Return the cookie-free player address of a video page, or "" when the platform is not one we know.

    Known: YouTube (its -nocookie host), Dailymotion, Vimeo (`dnt`).
    """
    parts = urlsplit(url)
    host = parts.netloc.lower().removeprefix("www.").removeprefix("m.")
    first, _sep, rest = parts.path.strip("/").partition("/")
    video = rest.split("/")[0] if rest else first
    if host == "youtube.com" and first == "watch":
        video = parse_qs(parts.query).get("v", [""])[0]
    if not VIDEO_ID.fullmatch(video):
        return ""
    if host in {"youtube.com", "youtu.be", "youtube-nocookie.com"}:
        return f"https://www.youtube-nocookie.com/embed/{video}"
    if host in {"dailymotion.com", "dai.ly"}:
        return f"https://geo.dailymotion.com/player.html?video={video}"
    if host in {"vimeo.com", "player.vimeo.com"}:
        return f"https://player.vimeo.com/video/{video}?dnt=1"
    return ""


class VideoValue(blocks.StructValue):
    @cached_property
    def player(self) -> str:
        return embed_url(self.get("url") or "")

    @cached_property
    def platform(self) -> str:
        """The host's name, told to the reader before anything is asked of it."""
        return urlsplit(self.get("url") or "").netloc.removeprefix("www.")


class VideoBlock(blocks.StructBlock):
    titre = blocks.CharBlock(max_length=120, label=_("Titre"))
    url = blocks.URLBlock(
        label=_("Adresse de la vidéo"),
        help_text=_("YouTube, Dailymotion ou Vimeo : lue dans la page après un clic. Autre site : un lien."),
    )
    duree = blocks.CharBlock(required=False, max_length=20, label=_("Durée"), help_text=_("Ex. : 2 min 30."))
    resume = blocks.TextBlock(
        label=_("Ce qu’on y apprend"), help_text=_("Pour qui ne peut pas la voir ou l’entendre : l’essentiel en clair.")
    )

    class Meta:
        template = "cms/blocks/video.html"
        value_class = VideoValue
        icon = "media"
        label = _("Vidéo")
        group = GROUP

"""What every page of the portal has."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from portail.cms.models.reglages import ReglagesSite

HOME_DEPTH = 2  # Wagtail's tree: an invisible root at 1, each site's home under it
SHARE_FILTER = "fill-1200x630|format-jpeg"


class BasePage(Page):
    """Chapeau, "en clair" summary, sharing image, freshness and search-engine settings.

    `access_rule` says who may read the page; contracts check that each page type declares one it keeps.
    """

    access_rule = "public"
    axe = ""  # the axis that colours the page, for the types that have one
    og_type = "website"

    chapeau = models.TextField(
        _("chapeau"),
        max_length=400,
        blank=True,
        help_text=_("Deux phrases au plus : ce que la page apporte à qui la lit."),
    )
    en_clair = models.TextField(
        _("en clair"),
        blank=True,
        help_text=_(
            "Le résumé facile à lire et à comprendre (FALC) : une idée par ligne, des mots de tous les jours, "
            "pas de négation ni de sigle. Une ligne = une phrase."
        ),
    )
    image_partage = models.ForeignKey(
        "mediatheque.Illustration",
        verbose_name=_("image de partage"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Montrée quand la page est partagée. Vide : celle du site."),
    )
    relu_le = models.DateField(
        _("relu le"),
        null=True,
        blank=True,
        help_text=_(
            "La dernière fois qu’une personne a vérifié que tout est encore vrai (et non la dernière retouche)."
        ),
    )
    hors_moteurs = models.BooleanField(
        _("cacher aux moteurs de recherche"), default=False, help_text=_("La page reste lisible par son adresse.")
    )

    search_fields = [*Page.search_fields, index.SearchField("chapeau"), index.SearchField("en_clair")]

    content_panels = [*Page.content_panels, FieldPanel("chapeau")]
    lecture_panels = [
        MultiFieldPanel([FieldPanel("en_clair"), FieldPanel("relu_le")], heading=_("Facile à lire, à jour"))
    ]
    promote_panels = [
        *Page.promote_panels,
        MultiFieldPanel([FieldPanel("image_partage"), FieldPanel("hors_moteurs")], heading=_("Partage et moteurs")),
    ]

    class Meta:
        abstract = True

    @property
    def meta_title(self) -> str:
        return self.seo_title or self.title

    @property
    def meta_description(self) -> str:
        return self.search_description or self.chapeau

    @property
    def ages(self) -> str:
        """Whom the page is for, in words, for the types that know it."""
        return ""

    @property
    def card_label(self) -> str:
        """What kind of page it is, on a card."""
        return str(self._meta.verbose_name).capitalize()

    @cached_property
    def en_clair_lines(self) -> list[str]:
        """The easy-to-read summary as its sentences, one a line."""
        return [line.strip() for line in self.en_clair.splitlines() if line.strip()]

    def share_image(self, request):
        """Return the rendition to show when the page is shared, or None when neither page nor site has an image."""
        image = self.image_partage or ReglagesSite.for_request(request).image_partage
        return image.get_rendition(SHARE_FILTER) if image else None

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["canonical_url"] = self.get_full_url(request)
        context["share_image"] = self.share_image(request)
        context["breadcrumb"] = self.breadcrumb(request)
        return context

    def breadcrumb(self, request) -> list[dict[str, str]]:
        """The pages between the home and this one, as {label, url} (one query; none below the home)."""
        if self.depth is None or self.depth <= HOME_DEPTH + 1:
            return []
        above = self.get_ancestors().filter(depth__gt=HOME_DEPTH).live()
        return [{"label": page.title, "url": page.get_url(request)} for page in above]

    def get_sitemap_urls(self, request=None):
        return [] if self.hors_moteurs else super().get_sitemap_urls(request)

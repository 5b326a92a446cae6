"""The lists held by a site's settings: emergency numbers and social networks."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable


class NumeroUrgence(Orderable):
    """A number to call or text at once, and when to use it."""

    reglages = ParentalKey("cms.ReglagesSite", on_delete=models.CASCADE, related_name="numeros_urgence")
    numero = models.CharField(
        _("numéro"),
        max_length=14,
        validators=[RegexValidator(r"^[0-9 ]{2,14}$", _("Des chiffres seulement."))],
        help_text=_("Court ou gratuit : 3114, 0 800 235 236."),
    )
    nom = models.CharField(_("nom"), max_length=40, help_text=_("Deux ou trois mots : « Enfance en danger »."))
    quand = models.CharField(_("quand appeler"), max_length=140, help_text=_("Une phrase simple, à « tu »."))
    par_sms = models.BooleanField(_("par SMS"), default=False, help_text=_("Le 114 se joint par SMS."))
    en_tete = models.BooleanField(_("dans le bandeau"), default=False, help_text=_("Montré en bas de chaque page."))

    panels = [
        FieldRowPanel([FieldPanel("numero"), FieldPanel("nom")]),
        FieldPanel("quand"),
        FieldRowPanel([FieldPanel("par_sms"), FieldPanel("en_tete")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("numéro d’urgence")
        verbose_name_plural = _("numéros d’urgence")
        constraints = [models.UniqueConstraint(fields=["reglages", "numero"], name="numero_urgence_unique")]

    def __str__(self) -> str:
        return f"{self.numero} {self.nom}"

    @property
    def href(self) -> str:
        return f"{'sms' if self.par_sms else 'tel'}:{self.numero.replace(' ', '')}"


class Reseau(models.TextChoices):
    INSTAGRAM = "instagram", "Instagram"
    TIKTOK = "tiktok", "TikTok"
    YOUTUBE = "youtube", "YouTube"
    FACEBOOK = "facebook", "Facebook"
    LINKEDIN = "linkedin", "LinkedIn"
    MASTODON = "mastodon", "Mastodon"


class ReseauSocial(Orderable):
    reglages = ParentalKey("cms.ReglagesSite", on_delete=models.CASCADE, related_name="reseaux_sociaux")
    reseau = models.CharField(_("réseau"), max_length=20, choices=Reseau, help_text=_("Montré sur la page de contact."))
    url = models.URLField(_("adresse"), help_text=_("L’adresse complète du compte, avec https://."))

    panels = [FieldRowPanel([FieldPanel("reseau"), FieldPanel("url")])]

    class Meta(Orderable.Meta):
        verbose_name = _("réseau social")
        verbose_name_plural = _("réseaux sociaux")

    def __str__(self) -> str:
        return self.get_reseau_display()

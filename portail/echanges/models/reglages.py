"""What a site tells young people before they send: one text per age, written by the team."""

import hashlib

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from ressources.ages import Tranche

# The law asks a parent's consent below 15 for services built on consent (RGPD, article 8; loi Informatique et Libertés,
# article 45), not for counselling offered to a child (RGPD, recital 38).
MOINS_15 = """Tu as le droit d’écrire sans demander à tes parents : ce service est là pour t’aider.
Ton message est lu par la personne à qui tu écris, ou par quelqu’un qui la remplace. Personne d’autre.
Ton numéro ou ton adresse sert seulement à te prévenir quand on t’a répondu.
Si tu es en danger, la personne qui te lit peut prévenir quelqu’un pour te protéger : elle t’en parle d’abord."""
DE_15_A_17 = """Tu n’as pas besoin de l’accord de tes parents pour écrire.
Ton message est lu par la personne à qui tu écris, ou par quelqu’un qui la remplace. Personne d’autre.
Ton numéro ou ton adresse sert seulement à te prévenir quand on t’a répondu.
Si tu es en danger, la personne qui te lit peut prévenir quelqu’un pour te protéger : elle t’en parle d’abord."""
ADULTES = """Ton message est lu par la personne à qui tu écris, ou par quelqu’un qui la remplace. Personne d’autre.
Ton numéro ou ton adresse sert seulement à te prévenir quand on t’a répondu."""
AIDE = _("Une phrase par ligne, à « tu ». La durée de conservation est ajoutée par le portail.")


@register_setting(icon="mail", order=110)
class ReglagesDemandes(BaseSiteSetting):
    """Read before a request is sent; the version that was read is kept with it."""

    texte_moins_15 = models.TextField(_("moins de 15 ans"), default=MOINS_15, max_length=1500, help_text=AIDE)
    texte_15_17 = models.TextField(_("15 à 17 ans"), default=DE_15_A_17, max_length=1500, help_text=AIDE)
    texte_adultes = models.TextField(_("18 ans et plus"), default=ADULTES, max_length=1500, help_text=AIDE)

    panels = [
        MultiFieldPanel(
            [FieldPanel("texte_moins_15"), FieldPanel("texte_15_17"), FieldPanel("texte_adultes")],
            heading=_("Ce que la personne lit avant d’envoyer"),
        )
    ]

    class Meta:
        verbose_name = _("réglages des demandes")

    def texte_for(self, tranche: str) -> str:
        textes = {Tranche.MOINS_15: self.texte_moins_15, Tranche.DE_15_A_17: self.texte_15_17}
        return textes.get(Tranche(tranche), self.texte_adultes)

    def version_for(self, tranche: str) -> str:
        """Return a name of the text as it is now: what was read can be told from what came later."""
        return hashlib.sha256(self.texte_for(tranche).encode()).hexdigest()[:16]

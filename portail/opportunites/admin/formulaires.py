"""Forms of the opportunities."""

from django.utils.translation import gettext_lazy as _

from ressources.admin.formulaires import FicheForm

from .. import rome


class OffreForm(FicheForm):
    """Keeps a professional to the offers of their structures."""

    champs_structure = ("porteur",)

    def clean(self):
        donnees = super().clean()
        if self.is_restricted() and not donnees.get("porteur") and "porteur" not in self.errors:
            self.add_error("porteur", _("Choisissez la structure où vous travaillez : c’est elle qui propose l’offre."))
        return donnees


class AlternanceForm(OffreForm):
    """Writes the ROME code of the trade that was chosen or typed, when there is exactly one."""

    def clean(self):
        donnees = super().clean()
        if donnees.get("metier") and not donnees.get("rome"):
            donnees["rome"] = rome.find_code(donnees["metier"])
        return donnees

"""Forms of the import screens."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ressources.admin.champs import CommuneField
from ressources.importation.execution import Options
from ressources.models import Thematique
from ressources.models.importation import FormatImport
from ressources.vocabulaire import TypeStructure

TAILLE_MAX = 5 * 1024 * 1024  # bytes: some 15,000 structures, a quarter of a minute; larger files use the command


class EnvoiForm(forms.Form):
    """A file to import, and how."""

    fichier = forms.FileField(
        label=_("Fichier"),
        help_text=_(
            "CSV, Excel (.xlsx) ou JSON data·inclusion, 5 Mo au plus. Rien n’est changé avant que vous confirmiez."
        ),
    )
    format = forms.ChoiceField(label=_("Format"), choices=FormatImport.choices, initial=FormatImport.CSV)
    source = forms.CharField(
        label=_("Source"),
        max_length=60,
        help_text=_("Toujours le même nom pour le même annuaire : c’est ainsi que ses fiches sont retrouvées."),
    )
    type_defaut = forms.ChoiceField(
        label=_("Type, quand rien ne le dit"), choices=[("", "—"), *TypeStructure.choices], required=False
    )
    themes_defaut = forms.ModelMultipleChoiceField(
        label=_("Thèmes, quand le fichier n’en dit rien"),
        queryset=Thematique.objects.all(),
        to_field_name="slug",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    brouillon = forms.BooleanField(label=_("N’enregistrer que des brouillons"), required=False)
    depublier_absents = forms.BooleanField(
        label=_("Dépublier les fiches de cette source absentes du fichier"), required=False
    )

    def clean_fichier(self):
        fichier = self.cleaned_data["fichier"]
        if fichier.size > TAILLE_MAX:
            raise ValidationError(_("Ce fichier dépasse 5 Mo : demandez un import par la ligne de commande."))
        return fichier

    def options(self, site, par) -> Options:
        """Return how to import, for an account and a site."""
        donnees = self.cleaned_data
        return Options(
            site=site,
            source=donnees["source"].strip(),
            format=donnees["format"],
            brouillon=donnees["brouillon"],
            depublier_absents=donnees["depublier_absents"],
            type_defaut=donnees["type_defaut"],
            themes_defaut=tuple(theme.slug for theme in donnees["themes_defaut"]),
            par=par,
        )


class PlacementForm(forms.Form):
    """The commune of a record set aside."""

    commune = CommuneField(label=_("Commune"), help_text=_("Commencez à taper son nom ou son code postal."))

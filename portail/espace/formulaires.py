"""Forms of the space: a correction of one's entry, an absence. They say *vous*; models keep their own rules."""

from typing import cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from modelcluster.forms import ClusterForm

from ressources.choix import PlusieursField
from ressources.models import Permanence, PersonneRessource, Structure

CHECKS = forms.CheckboxSelectMultiple


class Correction(ClusterForm):
    """Base. `a_dire` is for what has no field here: the team reads it as a report."""

    a_dire = forms.CharField(
        label=_("Autre chose à corriger ?"),
        help_text=_("Une adresse, des horaires, une personne partie… Votre CRIJ s’en occupe."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    class Meta:
        formsets: list[str] = []

    @property
    def changed_names(self) -> list[str]:
        """Return the fields of the entry that were changed."""
        return [name for name in self.changed_data if name != "a_dire"]


class PersonneCorrection(Correction):
    class Meta(Correction.Meta):
        model = PersonneRessource
        fields = (
            "prenom",
            "nom",
            "fonction",
            "presentation",
            "competences",
            "telephone",
            "telephone_visible",
            "distanciel",
            "langues",
        )
        widgets = {"presentation": forms.Textarea(attrs={"rows": 8}), "competences": CHECKS}
        field_classes = {"competences": PlusieursField}


class StructureCorrection(Correction):
    site_web = forms.URLField(label=_("Site web"), required=False, max_length=500, assume_scheme="https")

    class Meta(Correction.Meta):
        model = Structure
        fields = (
            "nom",
            "presentation",
            "thematiques",
            "telephone",
            "telephone_visible",
            "courriel",
            "courriel_visible",
            "site_web",
            "distanciel",
            "langues",
        )
        widgets = {"presentation": forms.Textarea(attrs={"rows": 8}), "thematiques": CHECKS}
        field_classes = {"thematiques": PlusieursField}


class PermanenceCorrection(Correction):
    class Meta(Correction.Meta):
        model = Permanence
        fields = ("titre", "description", "exceptions", "sur_rendez_vous")
        widgets = {"description": forms.Textarea(attrs={"rows": 5})}


CORRECTIONS: dict[str, type[Correction]] = {
    "personne": PersonneCorrection,
    "structure": StructureCorrection,
    "permanence": PermanenceCorrection,
}


class AbsenceForm(forms.ModelForm):
    """When somebody is away, and who answers meanwhile."""

    class Meta:
        model = PersonneRessource
        fields = ("absence_debut", "absence_fin", "absence_message", "suppleant")
        labels = {
            "absence_debut": _("Premier jour"),
            "absence_fin": _("Dernier jour"),
            "absence_message": _("Un mot pour les jeunes"),
            "suppleant": _("Qui répond pendant ce temps ?"),
        }
        help_texts = {
            "absence_debut": _("Vide : vous êtes là."),
            "absence_fin": _("Compris. Vide : jusqu’à nouvel ordre."),
            "suppleant": _("Les demandes que vous ne lisez pas lui seront proposées."),
        }
        widgets = {
            "absence_debut": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "absence_fin": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        colleagues = PersonneRessource.objects.published().filter(structure=self.instance.structure_id)
        suppleant = cast(forms.ModelChoiceField, self.fields["suppleant"])
        suppleant.queryset = colleagues.exclude(pk=self.instance.pk)
        suppleant.empty_label = str(_("Personne en particulier"))

    def clean(self):
        data = super().clean() or self.cleaned_data
        debut, fin = data.get("absence_debut"), data.get("absence_fin")
        if debut and fin and fin < debut:
            self.add_error("absence_fin", ValidationError(_("Le dernier jour vient avant le premier.")))
        if data.get("absence_message") and not debut and not self.has_error("absence_debut"):
            self.add_error("absence_debut", ValidationError(_("Dites aussi à partir de quel jour.")))
        return data

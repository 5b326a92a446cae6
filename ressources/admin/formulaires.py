"""Forms of the guide's entries."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.models import Site

from ..models import Lieu
from ..permissions import structures_of
from .champs import ZonesField

TECHNIQUES = {"id", "ORDER", "DELETE", "sort_order", "comment_notifications"}


class FicheForm(WagtailAdminModelForm):
    """Base of the entries' forms: keeps a professional to their structures, names what was changed by hand."""

    zones = ZonesField(
        required=False,
        label=_("Territoire desservi"),
        help_text=_("Qui peut venir ? Un territoire par ligne. Laissez vide si l’on vient de partout."),
    )
    champs_structure: tuple[str, ...] = ()  # fields that name a structure, or somebody of one

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.site_id is None:
            self.instance.site = Site.objects.filter(is_default_site=True).first()
            self.initial["site"] = self.instance.site_id

    def clean(self):
        donnees = super().clean()
        for nom in self.champs_structure:
            self._keep_to_own_structures(nom)
        return donnees

    def changed_names(self) -> list[str]:
        """Return the fields changed by hand; those of a known place as "lieu.horaires", as imports name them."""
        noms = dict.fromkeys(nom for nom in self.changed_data if nom not in TECHNIQUES and nom not in self.formsets)
        for formset in self.formsets.values():
            for formulaire in formset.forms:
                if formulaire.instance.pk and formulaire.has_changed():
                    noms |= dict.fromkeys(f"lieu.{nom}" for nom in formulaire.changed_data if nom not in TECHNIQUES)
            if formset.deleted_forms:
                noms["lieux"] = None
        return list(noms)

    def is_restricted(self) -> bool:
        """Tell whether the form is drawn for somebody who edits the entries of their structures only."""
        modele = self._meta.model._meta
        droit = f"{modele.app_label}.change_{modele.model_name}"
        return self.for_user is not None and not self.for_user.has_perm(droit)

    def _keep_to_own_structures(self, nom: str) -> None:
        valeur = self.cleaned_data.get(nom)
        structure_id = getattr(valeur, "structure_id", None) or getattr(valeur, "pk", None)
        if structure_id and self.is_restricted() and structure_id not in structures_of(self.for_user):
            self.add_error(nom, ValidationError(_("Choisissez parmi les structures où vous travaillez.")))


class StructureForm(FicheForm):
    """A structure and its places."""


class PersonneForm(FicheForm):
    champs_structure = ("structure",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "lieux" in self.fields:
            lieux = Lieu.objects.filter(structure_id=self.chosen_structure_id()).select_related("commune")
            self.fields["lieux"].queryset = lieux

    def chosen_structure_id(self) -> int | None:
        """Return the structure chosen in what was sent, else the entry's."""
        envoyee = self.data.get(self.add_prefix("structure"), "")
        if envoyee.isascii() and envoyee.isdigit():
            return int(envoyee)
        return self.instance.structure_id


class PermanenceForm(FicheForm):
    champs_structure = ("structure", "personne", "lieu")

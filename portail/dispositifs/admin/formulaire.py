"""The form of a dispositif, and that of the rule being tried."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks.stream_block import StreamBlockValidationError

from ressources.admin.champs import ZonesField
from ressources.admin.formulaires import FicheForm

from ..blocks import compile_rules
from ..eligibilite.coherence import contradiction
from ..eligibilite.regles import Toutes
from ..models import Dispositif
from ..models.dispositif import assemble_rule

REGLE = ("age_min", "age_max", "ouverture", "cloture", "regle")


def build_rule(donnees: dict) -> Toutes | None:
    """Return the rule of a form's cleaned data, None when a field it needs is wrong."""
    if not donnees.keys() >= {*REGLE, "zones"}:
        return None
    return assemble_rule(
        ages=(donnees["age_min"], donnees["age_max"]),
        zones=list(donnees["zones"]),
        dates=(donnees["ouverture"], donnees["cloture"]),
        conditions=compile_rules(donnees["regle"]),
    )


BOUNDS = {
    "age_max": ("age_min", gettext_lazy("L’âge minimum dépasse l’âge maximum.")),
    "cloture": ("ouverture", gettext_lazy("La fermeture vient avant l’ouverture.")),
}


def reversed_fields(donnees: dict) -> list[str]:
    """Return the upper bounds that are below their lower one."""
    pairs = [(upper, donnees.get(lower), donnees.get(upper)) for upper, (lower, _words) in BOUNDS.items()]
    return [upper for upper, low, high in pairs if low is not None and high is not None and low > high]


class RegleFormMixin(forms.BaseModelForm):
    """Refuses a rule that nobody can satisfy, and says which conditions contradict each other."""

    regle: Toutes | None = None

    def clean(self):
        donnees = super().clean()
        donnees = self.cleaned_data if donnees is None else donnees
        if reversed_fields(donnees):
            return donnees  # said where they are
        self.regle = build_rule(donnees)
        clash = contradiction(self.regle) if self.regle else ()
        if clash:
            words = " ; ".join(f"« {regle.say()} »" for regle in clash)
            message = _("Personne ne peut remplir ces conditions à la fois : %(conditions)s.") % {"conditions": words}
            self.add_error("regle", StreamBlockValidationError(non_block_errors=[ValidationError(message)]))
        return donnees


class DispositifForm(RegleFormMixin, FicheForm):
    """The whole form."""


class EssaiForm(RegleFormMixin, forms.ModelForm):
    """What the rule is made of, read from the editor's page as it stands; nothing is saved."""

    zones = ZonesField(required=False)

    class Meta:
        model = Dispositif
        fields = [*REGLE]

    def clean(self):
        donnees = super().clean()
        for upper in reversed_fields(donnees):
            self.add_error(upper, BOUNDS[upper][1])
        return donnees

    def _post_clean(self):
        """The rest of the dispositif is not there to be checked."""

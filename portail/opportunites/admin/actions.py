"""Actions on several opportunities at once, from the lists."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.widgets import AdminDateInput

from ressources.admin.taches_groupees import ActionSurFiches

from ..models import FAMILLES
from ..services import archive, extend, publish, verify


class ActionSurOffres(ActionSurFiches):
    models = tuple(FAMILLES.values())

    def get_success_message(self, num_parent_objects, num_child_objects):
        return ngettext("%(n)d offre modifiée.", "%(n)d offres modifiées.", num_parent_objects) % {
            "n": num_parent_objects
        }


class PublierAction(ActionSurOffres):
    display_name = _("Publier")
    aria_label = _("Publier les offres choisies")
    action_type = "publier"
    action_priority = 20
    permission = "publish"
    question = _("Publier le dernier brouillon de ces offres ? Celles qui sont archivées reviennent dans les listes.")

    def apply(self, offre):
        publish(opportunite=offre, par=self.request.user)
        return True


class ArchiverAction(ActionSurOffres):
    display_name = _("Archiver")
    aria_label = _("Archiver les offres choisies")
    action_type = "archiver"
    action_priority = 25
    permission = "publish"
    question = _("Ces offres quittent les listes et la recherche. Leur page reste, et dit que c’est terminé.")

    def apply(self, offre):
        return archive(opportunite=offre, par=self.request.user)


class ClotureForm(forms.Form):
    cloture = forms.DateField(label=_("Nouveau dernier jour pour répondre"), widget=AdminDateInput)

    def clean_cloture(self):
        cloture = self.cleaned_data["cloture"]
        if cloture < timezone.localdate():
            raise ValidationError(_("Choisissez une date à venir."))
        return cloture


class ProlongerAction(ActionSurOffres):
    display_name = _("Prolonger")
    aria_label = _("Donner une nouvelle date de clôture aux offres choisies")
    action_type = "prolonger"
    action_priority = 15
    permission = "publish"
    form_class = ClotureForm
    question = _("La nouvelle date paraît tout de suite ; le reste des brouillons attend sa publication.")

    def apply(self, offre):
        try:
            extend(opportunite=offre, cloture=self.cleaned_form.cleaned_data["cloture"], par=self.request.user)
        except ValidationError as erreur:
            raison = " ".join(erreur.messages)
            messages.error(self.request, _now("« %(titre)s » : %(raison)s") % {"titre": offre, "raison": raison})
            return False
        return True


class VerifierAction(ActionSurOffres):
    display_name = _("Marquer comme vérifiées")
    aria_label = _("Marquer les offres choisies comme vérifiées aujourd’hui")
    action_type = "verifier"
    action_priority = 10
    question = _("Quelqu’un a confirmé aujourd’hui que ces offres sont justes ?")

    def apply(self, offre):
        verify(opportunite=offre, par=self.request.user)
        return True


ACTIONS = (VerifierAction, ProlongerAction, PublierAction, ArchiverAction)

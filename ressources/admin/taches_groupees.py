"""Actions on several entries at once, from the lists."""

from django import forms
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from ..models import Permanence, PersonneRessource, Structure, Thematique
from ..services import OppositionEnregistree, assign_thematique, publish, unpublish, verify
from ..vocabulaire import MoyenVerification

StrOrPromise = str | Promise


class ActionSurFiches(SnippetBulkAction):
    """Base: does `apply` to each entry the account may act upon, all or nothing."""

    models: tuple[type[Model], ...] = (Structure, PersonneRessource, Permanence)
    template_name = "ressources/admin/action_groupee.html"
    permission = "change"
    question: StrOrPromise = ""

    @classmethod
    def get_queryset(cls, model, object_ids):
        """Read the entries; keys that are no number name none."""
        return list(model.objects.filter(pk__in=[pk for pk in map(str, object_ids) if pk.isascii() and pk.isdigit()]))

    def check_perm(self, snippet):
        return self.permission_policy.user_has_permission_for_instance(self.request.user, self.permission, snippet)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, titre=self.display_name, question=self.question)

    @classmethod
    def execute_action(cls, objects, self=None, **kwargs):
        return sum(bool(self.apply(fiche)) for fiche in objects), 0

    def apply(self, fiche) -> bool:
        """Act upon one entry; tell whether something was done."""
        raise NotImplementedError

    def get_success_message(self, num_parent_objects, num_child_objects):
        return ngettext("%(n)d fiche modifiée.", "%(n)d fiches modifiées.", num_parent_objects) % {
            "n": num_parent_objects
        }


class MoyenForm(forms.Form):
    comment = forms.ChoiceField(label=_("Comment ?"), choices=MoyenVerification.choices)


class VerifierAction(ActionSurFiches):
    display_name = _("Marquer comme vérifiées")
    aria_label = _("Marquer les fiches choisies comme vérifiées aujourd’hui")
    action_type = "verifier"
    action_priority = 10
    form_class = MoyenForm
    question = _("Quelqu’un a confirmé que ces fiches sont justes ?")

    def apply(self, fiche):
        verify(fiche=fiche, comment=self.cleaned_form.cleaned_data["comment"], par=self.request.user)
        return True


class PublierAction(ActionSurFiches):
    display_name = _("Publier")
    aria_label = _("Publier les fiches choisies")
    action_type = "publier"
    action_priority = 20
    permission = "publish"
    question = _("Publier le dernier brouillon de ces fiches ?")

    def apply(self, fiche):
        try:
            publish(fiche=fiche, par=self.request.user)
        except OppositionEnregistree:
            return False
        return True


class RetirerAction(ActionSurFiches):
    display_name = _("Retirer du site")
    aria_label = _("Retirer les fiches choisies du site public")
    action_type = "retirer"
    action_priority = 25
    permission = "publish"
    question = _("Ces fiches ne seront plus visibles du public. Leur texte est gardé.")

    def apply(self, fiche):
        etait_publiee = fiche.live
        unpublish(fiche=fiche, par=self.request.user)
        return etait_publiee


class ThematiqueForm(forms.Form):
    thematique = forms.ModelChoiceField(label=_("Thème à ajouter"), queryset=Thematique.objects.all())


class ClasserAction(ActionSurFiches):
    display_name = _("Ajouter un thème")
    aria_label = _("Ajouter un thème aux fiches choisies")
    action_type = "classer"
    action_priority = 28
    permission = "publish"
    form_class = ThematiqueForm

    def apply(self, fiche):
        theme = self.cleaned_form.cleaned_data["thematique"]
        return assign_thematique(fiche=fiche, thematique=theme, par=self.request.user)


ACTIONS = (VerifierAction, PublierAction, RetirerAction, ClasserAction)

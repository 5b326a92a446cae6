"""Dealing with reports: the state, what was done, and by whom."""

from wagtail.snippets.views.snippets import EditView

from ..services import handle_signalement


class SignalementEditView(EditView):
    """Saving remembers who dealt with the report."""

    def save_instance(self):
        handle_signalement(
            signalement=self.form.instance,
            statut=self.form.cleaned_data["statut"],
            reponse=self.form.cleaned_data["reponse"],
            par=self.request.user,
        )
        return super().save_instance()

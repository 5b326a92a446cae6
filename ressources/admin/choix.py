"""Choosing an entry of the guide from a form: Wagtail's window, whose search takes any text."""

import re
from typing import Any

from django.db.models import Model
from wagtail.admin.forms.choosers import BaseFilterForm, SearchFilterMixin
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.widgets import AdminSnippetChooser

HORS_MOTS = re.compile(r"[^\w\s]|_")


class RechercheForm(SearchFilterMixin, BaseFilterForm):
    """The search of the window, words only: SQLite's full-text search takes a lone quote for an error."""

    def clean_q(self) -> str:
        return HORS_MOTS.sub(" ", self.cleaned_data["q"]).strip()


class FicheChooseView(ChooseView):
    filter_form_class = RechercheForm


class FicheChooseResultsView(ChooseResultsView):
    filter_form_class = RechercheForm


class FicheChooser(AdminSnippetChooser):
    """Wagtail's widget, drawn empty when what was sent names nothing: Wagtail would ask the database for « abc »."""

    def get_instance(self, value: Any) -> Model | None:
        try:
            return super().get_instance(value)
        except ValueError:
            return None


class FicheChooserViewSet(SnippetChooserViewSet):
    base_widget_class = FicheChooser
    choose_view_class = FicheChooseView
    choose_results_view_class = FicheChooseResultsView

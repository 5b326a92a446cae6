"""Widgets of the forms."""

from django import forms
from django.urls import reverse

from ressources.admin.widgets import Assiste


class ChoixMetier(Assiste, forms.TextInput):
    """A trade as people say it, with the names of the ROME as one types; the form finds the code."""

    def build_attrs(self, base_attrs, extra_attrs=None):
        attrs = super().build_attrs(base_attrs, extra_attrs)
        return {**attrs, "data-completer": reverse("opportunites:metiers"), "autocomplete": "off"}

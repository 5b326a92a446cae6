"""Widgets of the guide's forms. Each is a plain field that works alone; static/ressources/admin.js helps with it."""

from django import forms
from django.forms.widgets import Script
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

COMMUNES = "/api/v1/communes"


class Assiste(forms.Widget):
    """Mixin: draws the plain field, then what helps with it (`enveloppe`, given `champ` and `widget`)."""

    enveloppe = ""

    class Media:
        css = {"all": ["leaflet/leaflet.css", "ressources/admin.css"]}
        js = [Script("leaflet/leaflet.js"), Script("ressources/admin.js", type="module")]

    def render(self, name, value, attrs=None, renderer=None):
        champ = super().render(name, value, attrs, renderer)
        if not self.enveloppe:
            return champ
        contexte = {**self.get_context(name, value, attrs), "champ": champ}
        return SafeString(champ + render_to_string(self.enveloppe, contexte))


class ChoixCommune(Assiste, forms.TextInput):
    """A commune by name, with the list of our own API as one types."""

    def build_attrs(self, base_attrs, extra_attrs=None):
        attrs = super().build_attrs(base_attrs, extra_attrs)
        return {**attrs, "data-completer": COMMUNES, "autocomplete": "off"}


class ChoixLieu(Assiste, forms.TextInput):
    """A place of the guide by its structure or its commune."""

    def build_attrs(self, base_attrs, extra_attrs=None):
        attrs = super().build_attrs(base_attrs, extra_attrs)
        return {**attrs, "data-completer": reverse("ressources_admin:lieux"), "autocomplete": "off"}


class ChoixZones(Assiste, forms.Textarea):
    """Territories, one a line, with a field that finds and adds them."""

    enveloppe = "ressources/admin/widgets/zones.html"

    def __init__(self, attrs=None):
        super().__init__({"rows": 4, **(attrs or {})})

    def get_context(self, name, value, attrs):
        contexte = super().get_context(name, value, attrs)
        contexte["completer_url"] = reverse("ressources_admin:zones")
        return contexte


class ApercuMixin(Assiste):
    """Shows below the field, as one types, how the guide understands it."""

    enveloppe = "ressources/admin/widgets/apercu.html"
    apercu = ""  # name of the view
    avec = ""  # names of the neighbour fields to send along
    exemples: tuple[tuple[str, str], ...] = ()

    def get_context(self, name, value, attrs):
        contexte = super().get_context(name, value, attrs)
        return contexte | {
            "apercu_url": reverse(f"ressources_admin:{self.apercu}"),
            "avec": self.avec,
            "exemples": self.exemples,
        }


class SaisieHoraires(ApercuMixin, forms.TextInput):
    """Opening hours in OpenStreetMap's syntax, read back in French."""

    apercu = "horaires"
    avec = "commune"
    exemples = (
        ("Mo-Fr 09:00-12:00,14:00-17:30; PH off", "Lundi à vendredi, matin et après-midi"),
        ("Mo-Fr 09:00-17:00; PH off", "Lundi à vendredi, sans coupure"),
        ("We 14:00-18:00; Sa 10:00-12:00; PH off", "Mercredi après-midi et samedi matin"),
        ('Mo-Fr 09:00-17:00 "sur rendez-vous"; PH off', "Sur rendez-vous"),
    )


class SaisieRepetition(ApercuMixin, forms.TextInput):
    """A recurrence rule, read back as the next dates."""

    apercu = "repetition"
    avec = "debut,duree_minutes,exceptions,jours_feries"
    exemples = (
        ("FREQ=WEEKLY;BYDAY=TU", "Chaque mardi"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "Un mardi sur deux"),
        ("FREQ=MONTHLY;BYDAY=1WE", "Le premier mercredi du mois"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "Le dernier vendredi du mois"),
    )


class SaisieLongitude(Assiste, forms.NumberInput):
    """Closes a position: opens a map of the commune whose marker writes the latitude and the longitude."""

    enveloppe = "ressources/admin/widgets/carte.html"

    def __init__(self, attrs=None):
        super().__init__({"step": "any", **(attrs or {})})

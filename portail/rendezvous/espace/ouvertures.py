"""The form of an opening: days and hours as people say them, kept as an RFC 5545 rule."""

import datetime
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portail.espace.professionnel import Professionnel
from ressources.champs import DatesFormField
from ressources.choix import PlusieursField
from ressources.models import Lieu
from ressources.recurrence import PARIS

from ..models import Absence, Motif, Ouverture
from ..vocabulaire import Lieu as Mode

JOURS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
UNE_FOIS, SEMAINE, QUINZAINE, TELLE_QUELLE = "une", "1", "2", "autre"
SIMPLE = re.compile(r"FREQ=WEEKLY(;INTERVAL=(?P<n>\d))?;BYDAY=[A-Z]{2}(;UNTIL=(?P<fin>\d{8}))?")
HEURE = {"type": "time", "step": "900"}
JOUR = {"type": "date"}


def jour_field(label: Any, **options: Any) -> forms.DateField:
    erreurs = {"required": _("Choisissez un jour."), "invalid": _("Ce n’est pas une date : jour, mois, année.")}
    saisie = forms.DateInput(attrs=JOUR, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=saisie, error_messages=erreurs, **options)


def heure_field(label: Any, **options: Any) -> forms.TimeField:
    erreurs = {"required": _("Choisissez une heure."), "invalid": _("Ce n’est pas une heure : 9:00, 14:30…")}
    saisie = forms.TimeInput(attrs=HEURE, format="%H:%M")
    return forms.TimeField(label=label, widget=saisie, error_messages=erreurs, **options)


class PersonneForm(forms.ModelForm):
    """Base: the people, places and reasons are those of the professional's structures."""

    def __init__(self, *args: Any, pro: Professionnel, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["personne"].queryset = pro.personnes()  # type: ignore[attr-defined]
        self.fields["personne"].label = str(_("Pour qui"))
        if self.instance.pk is None and len(pro.moi_ids) == 1:
            self.initial.setdefault("personne", next(iter(pro.moi_ids)))


class OuvertureForm(PersonneForm):
    field_order = ("personne", "motifs", "lieu", "jour", "de", "a", "repetition", "jusqu_au", "exceptions")

    jour = jour_field(_("Premier jour"))
    de = heure_field(_("De"), help_text=_("Par quarts d’heure : 9:00, 9:15…"))
    a = heure_field(_("À"))
    repetition = forms.ChoiceField(
        label=_("Répétition"),
        choices=[
            (SEMAINE, _("Chaque semaine")),
            (QUINZAINE, _("Une semaine sur deux")),
            (UNE_FOIS, _("Une seule fois")),
        ],
        widget=forms.RadioSelect,
    )
    jusqu_au = jour_field(_("Jusqu’au"), required=False, help_text=_("Compris. Vide : sans fin."))
    exceptions = DatesFormField(
        label=_("Sauf ces jours"), required=False, help_text=_("Une date par ligne : 24/12/2026.")
    )

    class Meta:
        model = Ouverture
        fields = ("personne", "motifs", "lieu", "exceptions", "jours_feries", "vacances")
        widgets = {"motifs": forms.CheckboxSelectMultiple}
        field_classes = {"motifs": PlusieursField}
        labels = {"motifs": _("Pour quoi"), "lieu": _("Où")}
        error_messages = {"motifs": {"required": _("Cochez au moins un motif.")}}

    def __init__(self, *args: Any, pro: Professionnel, **kwargs: Any) -> None:
        super().__init__(*args, pro=pro, **kwargs)
        structures = pro.structure_ids
        self.fields["motifs"].queryset = Motif.objects.filter(structure__in=structures)  # type: ignore[attr-defined]
        self.fields["lieu"].queryset = Lieu.objects.filter(structure__in=structures)  # type: ignore[attr-defined]
        self.fields["lieu"].empty_label = str(_("Aucun lieu"))  # type: ignore[attr-defined]
        self.initial.setdefault("repetition", SEMAINE)
        if self.instance.pk:
            self.initial.update(read_times(self.instance))
        if self.initial["repetition"] == TELLE_QUELLE:  # written by the team: kept, where this form could not say it
            repetition = self.fields["repetition"]
            repetition.choices = [(TELLE_QUELLE, _("Comme aujourd’hui (règle particulière)")), *repetition.choices]  # type: ignore[attr-defined]

    def clean_de(self) -> datetime.time:
        de = self.cleaned_data["de"]
        if de.minute % 15 or de.second:
            raise ValidationError(_("Commencez à l’heure, au quart, à la demie ou aux trois quarts."))
        return de

    def clean(self) -> dict[str, Any]:
        donnees = super().clean() or self.cleaned_data
        de, a = donnees.get("de"), donnees.get("a")
        if de and a and a <= de:
            self.add_error("a", _("La fin vient avant le début."))
        if (jour := donnees.get("jour")) and (fin := donnees.get("jusqu_au")) and fin < jour:
            self.add_error("jusqu_au", _("Le dernier jour vient avant le premier."))
        self._check_structure(donnees)
        if not self.errors:
            self._write_times(donnees)
        return donnees

    def _check_structure(self, donnees: dict[str, Any]) -> None:
        """A person receives for their own structure's reasons, at its places."""
        personne = donnees.get("personne")
        motifs = list(donnees.get("motifs") or [])
        if personne and any(motif.structure_id != personne.structure_id for motif in motifs):
            self.add_error("motifs", _("Ces motifs sont ceux d’une autre structure que la sienne."))
        lieu = donnees.get("lieu")
        if lieu is None and any(motif.mode == Mode.SUR_PLACE for motif in motifs):
            self.add_error("lieu", _("Choisissez où l’on vient : un de ces rendez-vous est sur place."))

    def _write_times(self, donnees: dict[str, Any]) -> None:
        jour, de, a = donnees["jour"], donnees["de"], donnees["a"]
        self.instance.debut = datetime.datetime.combine(jour, de, tzinfo=PARIS)
        self.instance.duree_minutes = (a.hour - de.hour) * 60 + a.minute - de.minute
        if donnees["repetition"] != TELLE_QUELLE:
            self.instance.regle = write_regle(jour, donnees["repetition"], donnees["jusqu_au"])


def write_regle(jour: datetime.date, repetition: str, jusqu_au: datetime.date | None) -> str:
    """Return "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20261231"; "" for one time only."""
    if repetition == UNE_FOIS:
        return ""
    parties = [
        "FREQ=WEEKLY",
        f"INTERVAL={repetition}" if repetition != SEMAINE else "",
        f"BYDAY={JOURS[jour.weekday()]}",
    ]
    return ";".join(filter(None, [*parties, f"UNTIL={jusqu_au:%Y%m%d}" if jusqu_au else ""]))


def read_times(ouverture: Ouverture) -> dict[str, Any]:
    """Return the day and hours of an opening as its form shows them."""
    debut = ouverture.debut.astimezone(PARIS)
    lue = SIMPLE.fullmatch(ouverture.regle)
    fin = lue and lue["fin"]
    autrement = TELLE_QUELLE if ouverture.regle else UNE_FOIS
    return {
        "jour": debut.date(),
        "de": debut.time(),
        "a": (debut + datetime.timedelta(minutes=ouverture.duree_minutes)).time(),
        "repetition": (lue["n"] or SEMAINE) if lue else autrement,
        "jusqu_au": datetime.datetime.strptime(fin, "%Y%m%d").date() if fin else None,  # noqa: DTZ007 - a day
    }


class AbsenceForm(PersonneForm):
    """Whole days, or hours of them."""

    field_order = ("personne", "du", "du_heure", "au", "au_heure", "note")

    du = jour_field(_("Du"))
    du_heure = heure_field(_("à partir de"), required=False, help_text=_("Vide : toute la journée."))
    au = jour_field(_("Au"))
    au_heure = heure_field(_("jusqu’à"), required=False, help_text=_("Vide : toute la journée."))

    class Meta:
        model = Absence
        fields = ("personne", "note")

    def clean(self) -> dict[str, Any]:
        donnees = super().clean() or self.cleaned_data
        du, au = donnees.get("du"), donnees.get("au")
        if du and au and not {"du_heure", "au_heure"}.intersection(self.errors):
            debut = datetime.datetime.combine(du, donnees["du_heure"] or datetime.time.min, tzinfo=PARIS)
            fin = datetime.datetime.combine(au, donnees["au_heure"] or datetime.time.min, tzinfo=PARIS)
            fin = fin if donnees["au_heure"] else fin + datetime.timedelta(days=1)
            if fin <= debut:
                self.add_error("au", _("L’absence finit avant de commencer."))
            self.instance.debut, self.instance.fin = debut, fin
        return donnees

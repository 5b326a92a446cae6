"""Moving an opening from the week's grid: the same rules as its form, for all its dates or for one of them."""

import datetime

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portail.espace.professionnel import Professionnel
from ressources.recurrence import PARIS, is_holiday

from ..models import Ouverture
from .ouvertures import TELLE_QUELLE, UNE_FOIS, OuvertureForm

TOUTES, UNE = "toutes", "une"


class DeplacementForm(forms.Form):
    """What a drag says: the date that was taken, where it was put, and whether the others follow."""

    date = forms.DateField()
    jour = forms.DateField()
    de = forms.TimeField()
    a = forms.TimeField()
    portee = forms.ChoiceField(
        choices=[(TOUTES, gettext_lazy("Chaque fois")), (UNE, gettext_lazy("Ce jour-là seulement"))]
    )


@transaction.atomic
def move_ouverture(*, ouverture: Ouverture, pro: Professionnel, date, jour, de, a, portee: str) -> str:
    """Move it, and return ""; or change nothing, and return in words what is wrong."""
    if not _takes_place(ouverture, date):
        return _("Cette ouverture a changé entre-temps. Reprenez depuis cette page.")
    if is_holiday(jour, ouverture.pays) and not ouverture.jours_feries:
        return _("C’est un jour férié. Pour recevoir quand même, cochez-le dans le formulaire de l’ouverture.")
    heures = {"de": de, "a": a}
    if ouverture.regle and portee == UNE:
        return _set_apart(ouverture, pro, date, {"jour": jour, **heures})
    return _shift(ouverture, pro, jour - date, heures)


def _takes_place(ouverture: Ouverture, date: datetime.date) -> bool:
    """Tell whether the opening has this date, on the clock of Paris."""
    minuit = datetime.datetime.combine(date, datetime.time.min, tzinfo=PARIS)
    dates = ouverture.recurrence.next_dates(minuit, 2, datetime.timedelta(days=1))
    return any(une.debut.date() == date and not une.annule for une in dates)


def _shift(ouverture: Ouverture, pro: Professionnel, ecart: datetime.timedelta, heures: dict) -> str:
    """Move every date, the days off and the last day along with them."""
    champs = _read(ouverture, pro)
    if ecart and champs["repetition"] == TELLE_QUELLE:
        return _("Sa répétition est particulière : on ne change que ses heures ici. Pour le jour, demandez à l’équipe.")
    exceptions = [datetime.date.fromisoformat(un) + ecart for un in ouverture.exceptions]
    champs |= {"jour": champs["jour"] + ecart, "exceptions": [un.isoformat() for un in exceptions], **heures}
    if champs["jusqu_au"]:
        champs["jusqu_au"] += ecart
    return _write(OuvertureForm(champs, instance=ouverture, pro=pro))


def _set_apart(ouverture: Ouverture, pro: Professionnel, date: datetime.date, champs: dict) -> str:
    """Take one date out of the repetition, and open it once elsewhere."""
    seule = _read(ouverture, pro) | {"repetition": UNE_FOIS, "jusqu_au": None, "exceptions": []} | champs
    if refus := _write(OuvertureForm(seule, pro=pro)):
        return refus
    ouverture.exceptions = sorted({*ouverture.exceptions, date.isoformat()})
    ouverture.save(update_fields=["exceptions"])
    return ""


def _read(ouverture: Ouverture, pro: Professionnel) -> dict:
    """Return what its form would be sent with, nothing changed."""
    form = OuvertureForm(instance=ouverture, pro=pro)
    return {nom: form.get_initial_for_field(champ, nom) for nom, champ in form.fields.items()} | {
        "motifs": list(ouverture.motifs.values_list("pk", flat=True))
    }


def _write(form: OuvertureForm) -> str:
    if not form.is_valid():
        return " ".join(str(erreur) for erreurs in form.errors.values() for erreur in erreurs)
    form.save()
    return ""

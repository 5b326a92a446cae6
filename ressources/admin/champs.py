"""Form fields of the admin: a commune and a territory, typed by name, completed as one types."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from geo.lookup import resolve_ou
from geo.models import Commune, GenreZone, Pays, Zone

from ..models import Lieu
from .widgets import ChoixCommune, ChoixLieu, ChoixZones

REF = re.compile(r"\((?P<ref>be-\d{5}|\d[\dABab]\d{3})\)\s*$")
LIEU = re.compile(r"\(lieu (?P<pk>\d{1,18})\)\s*$")
ZONE = re.compile(
    r"\(\s*(?P<genre>[a-z]+)\s*:\s*(?P<code>[\w-]+)\s*(?:,?\s*sauf\s+(?P<exclusions>[\w,\s-]+))?\)\s*$", re.IGNORECASE
)
BELGE = "be-"


def label_commune(commune: Commune) -> str:
    """Return what the field shows and reads back: "Roubaix (59512)"."""
    return f"{commune.nom} ({commune.ref})"


class CommuneField(forms.ModelChoiceField):
    """A commune, chosen in the list that opens while typing, or simply written: "Roubaix", "59100 Roubaix"."""

    widget = ChoixCommune
    default_error_messages = {"required": _("Indiquez la commune.")}

    def __init__(self, **kwargs):
        kwargs.setdefault("queryset", Commune.objects.with_names())
        super().__init__(**kwargs)

    def prepare_value(self, value):
        if isinstance(value, Commune):
            return label_commune(value)
        if isinstance(value, int):
            commune = Commune.objects.filter(pk=value).first()
            return label_commune(commune) if commune else ""
        return value

    def to_python(self, value):
        if value in self.empty_values or isinstance(value, Commune):
            return value or None
        if trouve := REF.search(value):
            commune = Commune.objects.get_by_ref(trouve["ref"])
            if commune is not None:
                return commune
        reponse = resolve_ou(value)
        if reponse.commune is not None:
            return reponse.commune
        noms = ", ".join(f"{match.libelle} ({match.ref})" for match in reponse.candidats[:5])
        if noms:
            raise ValidationError(_("Plusieurs communes possibles : %(noms)s."), params={"noms": noms})
        raise ValidationError(_("On ne connaît pas la commune « %(texte)s »."), params={"texte": value})

    def has_changed(self, initial, data):
        return (self.prepare_value(initial) or "") != (data or "")


def label_lieu(lieu: Lieu) -> str:
    """Return what the field shows and reads back: "Mission locale – 12 rue de la Lune, 59100 Roubaix (lieu 12)"."""
    return f"{lieu.structure} – {', '.join(filter(None, [lieu.nom, lieu.adresse_complete]))} (lieu {lieu.pk})"


def lieux_to_label():
    return Lieu.objects.select_related("structure", "commune")


class LieuField(forms.ModelChoiceField):
    """A place of the guide, found by its structure or its commune as one types."""

    widget = ChoixLieu

    def prepare_value(self, value):
        if isinstance(value, int):
            value = lieux_to_label().filter(pk=value).first()
        return label_lieu(value) if isinstance(value, Lieu) else value

    def to_python(self, value):
        if value in self.empty_values or isinstance(value, Lieu):
            return value or None
        trouve = LIEU.search(value)
        lieu = lieux_to_label().filter(pk=int(trouve["pk"])).first() if trouve else None
        if lieu is None:
            raise ValidationError(_("Choisissez le lieu dans la liste qui s’ouvre quand vous écrivez."))
        return lieu

    def has_changed(self, initial, data):
        return (self.prepare_value(initial) or "") != (data or "")


def label_zone(zone: Zone) -> str:
    """Return the line that stands for a zone: "Nord (departement:59 sauf 59350)"."""
    code = f"{BELGE}{zone.code}" if zone.pays == Pays.BELGIQUE and zone.genre != GenreZone.PAYS else zone.code
    sauf = f" sauf {', '.join(zone.exclusions)}" if zone.exclusions else ""
    return f"{zone} ({zone.genre}:{code}{sauf})"


def parse_zone(ligne: str) -> Zone:
    """Return the zone of a line, checked but not saved. Raises ValidationError, in French."""
    trouve = ZONE.search(ligne)
    if trouve is None:
        raise ValidationError(
            _("« %(ligne)s » : choisissez le territoire dans la liste, comme « Nord (departement:59) »."),
            params={"ligne": ligne},
        )
    code, genre = trouve["code"], trouve["genre"].lower()
    if genre not in GenreZone:
        raise ValidationError(_("« %(genre)s » n’est pas une sorte de territoire."), params={"genre": genre})
    belge = code.lower().startswith(BELGE) or (genre == GenreZone.PAYS and code.upper() == Pays.BELGIQUE)
    exclusions = (trouve["exclusions"] or "").replace(",", " ").split()
    pays = Pays.BELGIQUE if belge else Pays.FRANCE
    zone = Zone(genre=genre, pays=pays, code=code.removeprefix(BELGE), exclusions=exclusions)
    zone.normalise()
    zone.libelle = zone.compute_libelle()
    return zone


def read_zone(ligne: str) -> Zone:
    """Return the zone of a line, made if need be. Raises ValidationError, in French."""
    zone = parse_zone(ligne)
    return Zone.objects.get_or_make(zone.genre, zone.code, pays=zone.pays, exclusions=zone.exclusions)


class ZonesField(forms.ModelMultipleChoiceField):
    """Territories, one a line; those that nobody used yet are made."""

    widget = ChoixZones

    def __init__(self, **kwargs):
        kwargs.setdefault("queryset", Zone.objects.all())
        super().__init__(**kwargs)

    def prepare_value(self, value):
        if value is None or isinstance(value, str):
            return value or ""
        zones = list(value)
        if not all(isinstance(zone, Zone) for zone in zones):
            zones = list(Zone.objects.filter(pk__in=zones))
        return "\n".join(label_zone(zone) for zone in zones)

    def clean(self, value):
        lignes = [ligne.strip() for ligne in (value or "").splitlines() if ligne.strip()]
        if self.required and not lignes:
            raise ValidationError(self.error_messages["required"], code="required")
        zones, erreurs = [], []
        for ligne in lignes:
            try:
                zones.append(read_zone(ligne))
            except ValidationError as erreur:
                erreurs.extend(erreur.messages)
        if erreurs:
            raise ValidationError(erreurs)
        return Zone.objects.filter(pk__in=[zone.pk for zone in zones])

    def has_changed(self, initial, data):
        avant, apres = ((self.prepare_value(valeur) or "").split("\n") for valeur in (initial, data))
        return {ligne.strip() for ligne in avant} != {ligne.strip() for ligne in apres}

"""Small answers to the forms as one types: territories by name, hours and repetitions read back in French."""

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from geo.lookup import search_communes
from geo.models import Arrondissement, Departement, Epci, GenreZone, Pays, Region, Zone
from search.horaires import describe, say_hour

from ..champs import DatesFormField
from ..fiches.semaine import build_semaine
from ..recurrence import PARIS, Creneau, Recurrence, validate_regle
from ..validation import validate_horaires
from .champs import CommuneField, label_lieu, label_zone, lieux_to_label

SUGGESTIONS = 8
DATES = 5
TEXTE_MAX = 500
TERRITOIRES = (
    (GenreZone.EPCI, Epci),
    (GenreZone.DEPARTEMENT, Departement),
    (GenreZone.ARRONDISSEMENT, Arrondissement),
    (GenreZone.REGION, Region),
)


@require_safe
def suggest_zones(request: HttpRequest) -> JsonResponse:
    """Answer `[{"ligne", "detail"}]` for `?q=`: communes and larger territories, ready to be written in the field."""
    texte = request.GET.get("q", "").strip()[:TEXTE_MAX]
    if not texte:
        return JsonResponse([], safe=False)
    zones = [
        Zone(genre=genre, pays=territoire.pays, code=territoire.code, nom=str(territoire))
        for genre, modele in TERRITOIRES
        for territoire in modele.objects.filter(nom__icontains=texte)[:SUGGESTIONS]
    ]
    zones += [
        Zone(genre=GenreZone.COMMUNE, pays=match.record.pays, code=match.ref.removeprefix("be-"), nom=match.libelle)
        for match in search_communes(texte, SUGGESTIONS)
    ]
    return JsonResponse(
        [{"ligne": label_zone(zone), "detail": str(zone.get_genre_display())} for zone in zones], safe=False
    )


@require_safe
def suggest_lieux(request: HttpRequest) -> JsonResponse:
    """Answer `[{"ligne", "detail"}]` for `?q=`: places whose structure, name or commune holds the text."""
    texte = request.GET.get("q", "").strip()[:TEXTE_MAX]
    if not texte:
        return JsonResponse([], safe=False)
    parmi = Q(structure__nom__icontains=texte) | Q(nom__icontains=texte) | Q(commune__nom__icontains=texte)
    lieux = lieux_to_label().filter(parmi).order_by("structure__nom", "pk")
    return JsonResponse(
        [{"ligne": label_lieu(lieu), "detail": lieu.commune.nom} for lieu in lieux[: 2 * SUGGESTIONS]], safe=False
    )


@require_safe
def read_horaires(request: HttpRequest) -> JsonResponse:
    """Answer `{"valide", "lignes"}` for `?valeur=`: the week in French, or what is wrong."""
    texte = request.GET.get("valeur", "").strip()[:TEXTE_MAX]
    if not texte:
        return JsonResponse({"valide": True, "lignes": []})
    try:
        validate_horaires(texte)
    except ValidationError as erreur:
        return JsonResponse({"valide": False, "lignes": erreur.messages})
    pays = country_of(request.GET.get("commune", ""))
    jours = build_semaine(texte, pays)
    lignes = [_("Cette semaine : %(phrase)s.") % {"phrase": describe(texte, pays=pays)}]
    lignes += [f"{jour.name} : {jour.hours or _('fermé')}" for jour in jours]
    return JsonResponse({"valide": True, "lignes": lignes})


def country_of(texte: str) -> str:
    """Return the country of the commune typed in the form, France when it names none."""
    try:
        commune = CommuneField(required=False).to_python(texte)
    except ValidationError:
        commune = None
    return commune.pays if commune else Pays.FRANCE


@require_safe
def read_repetition(request: HttpRequest) -> JsonResponse:
    """Answer `{"valide", "lignes"}` for `?valeur=&debut=&duree_minutes=&exceptions=`: the next dates."""
    try:
        recurrence = parse_recurrence(request.GET)
    except ValidationError as erreur:
        return JsonResponse({"valide": False, "lignes": erreur.messages})
    dates = recurrence.next_dates(timezone.now(), DATES)
    lignes = [say_creneau(creneau) for creneau in dates] or [_("Plus aucune date à venir.")]
    return JsonResponse({"valide": True, "lignes": lignes})


def parse_recurrence(valeurs) -> Recurrence:
    """Read the neighbour fields of the form. Raises ValidationError, in French."""
    regle = valeurs.get("valeur", "").strip()[:TEXTE_MAX]
    if regle:
        validate_regle(regle)
    try:
        debut = parse_datetime(valeurs.get("debut", "").strip())
    except ValueError:
        debut = None
    if debut is None:
        raise ValidationError(_("Indiquez d’abord la première date."))
    duree = valeurs.get("duree_minutes", "")
    recurrence = Recurrence(
        debut=debut if debut.tzinfo else debut.replace(tzinfo=PARIS),
        duree_minutes=int(duree) if duree.isascii() and duree.isdigit() and len(duree) <= 4 else 60,
        regle=regle,
    )
    exceptions = DatesFormField(required=False).to_python(valeurs.get("exceptions", "")[:TEXTE_MAX])
    return replace(recurrence, exceptions=tuple(exceptions), jours_feries=valeurs.get("jours_feries") == "true")


def say_creneau(creneau: Creneau) -> str:
    """Return "mardi 24 mars, 14 h – 16 h (jour férié)"."""
    texte = f"{date_format(creneau.debut, 'l j F Y')}, {say_hour(creneau.debut)} – {say_hour(creneau.fin)}"
    return f"{texte} ({creneau.annule})" if creneau.annule else texte

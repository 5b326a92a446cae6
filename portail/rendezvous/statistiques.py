"""How many come, how many are missed, how long people wait, by structure and reason. Nobody is named."""

import csv
import datetime
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Q, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from .models import RendezVous
from .vocabulaire import ANNULES, Statut

URL_NAME = "rendezvous_chiffres"
PERIODES = (30, 90, 365)  # days
DELAI = ExpressionWrapper(F("debut") - F("cree_le"), output_field=DurationField())
MESURES: dict[str, Any] = {
    "pris": Count("pk"),
    "honores": Count("pk", filter=Q(statut=Statut.HONORE)),
    "absences": Count("pk", filter=Q(statut=Statut.ABSENCE)),
    "annules": Count("pk", filter=Q(statut__in=ANNULES)),
    "personnes": Sum("participants", filter=Q(statut=Statut.HONORE)),
    "delai": Avg(DELAI),
}


def measure(jours: int) -> list[dict[str, Any]]:
    """Return a line for each reason of each structure, of the appointments of the last `jours` days. One query."""
    depuis = timezone.now() - datetime.timedelta(days=jours)
    rendezvous = RendezVous.objects.filter(debut__gte=depuis, debut__lte=timezone.now()).order_by()
    groupes = rendezvous.values("motif__structure__nom", "motif__nom").annotate(**MESURES)
    return [_finish(dict(ligne)) for ligne in groupes.order_by("motif__structure__nom", "motif__nom")]


def _finish(ligne: dict[str, Any]) -> dict[str, Any]:
    """Add the rate of absence (of those whose attendance was told) and the delay in days; None when unknown."""
    notes = ligne["honores"] + ligne["absences"]
    taux = round(100 * ligne["absences"] / notes) if notes else None
    delai = round(ligne["delai"] / datetime.timedelta(days=1), 1) if ligne["delai"] else None
    return ligne | {"taux": taux, "delai": delai, "personnes": ligne["personnes"] or 0}


def read_period(texte: str) -> int:
    return int(texte) if texte in map(str, PERIODES) else PERIODES[1]


@require_safe
@permission_required("rendezvous.view_motif", login_url="wagtailadmin_login")
def show(request: HttpRequest) -> HttpResponse:
    """The table, or the same as CSV (`format=csv`)."""
    jours = read_period(request.GET.get("jours", ""))
    lignes = measure(jours)
    if request.GET.get("format") == "csv":
        return write_csv(lignes, jours)
    contexte = {"lignes": lignes, "jours": jours, "periodes": PERIODES}
    return render(request, "rendezvous/admin/chiffres.html", contexte)


COLONNES = {
    "motif__structure__nom": "structure",
    "motif__nom": "motif",
    "pris": "rendez-vous",
    "honores": "honorés",
    "absences": "absences",
    "annules": "annulés",
    "taux": "absences en %",
    "personnes": "personnes reçues",
    "delai": "délai en jours",
}


def write_csv(lignes: list[dict[str, Any]], jours: int) -> HttpResponse:
    reponse = HttpResponse(content_type="text/csv; charset=utf-8")
    reponse["Content-Disposition"] = f'attachment; filename="rendez-vous-{jours}-jours.csv"'
    reponse.write("\ufeff")  # spreadsheets then read the accents
    fichier = csv.writer(reponse, delimiter=";")
    fichier.writerow(COLONNES.values())
    fichier.writerows([safe(ligne[cle]) for cle in COLONNES] for ligne in lignes)
    return reponse


def safe(valeur: Any) -> Any:
    """Keep a spreadsheet from reading a name as a formula."""
    return f"'{valeur}" if isinstance(valeur, str) and valeur[:1] in "=+-@\t" else valeur

"""What the agenda shows, and the figures: reads only."""

import datetime
from collections.abc import Iterable
from itertools import groupby

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portail.espace.professionnel import Professionnel
from portail.espace.sections import Chiffre, Panneau

from ..models import DemandeCreneau, RendezVous
from ..mots import local
from ..vocabulaire import ANNULES, Statut, StatutDemande

MONTRES = 5
CHIFFRES_JOURS = 90
ASSEZ = 5  # appointments, below which a rate says nothing


def rendezvous_of(pro: Professionnel):
    return RendezVous.objects.filter(personne__in=pro.personne_ids).with_relations()


def demandes_of(pro: Professionnel):
    """Requests to them, or to anybody of their structures."""
    siennes = Q(personne__in=pro.personne_ids) | Q(personne=None, motif__structure__in=pro.structure_ids)
    return DemandeCreneau.objects.filter(siennes).select_related("motif__structure", "personne", "seance", "site")


def count_waiting(pro: Professionnel) -> int:
    """Count what waits for the professional: requests without a proposal, attendances to tell. Two queries."""
    demandes = demandes_of(pro).filter(statut=StatutDemande.EN_ATTENTE).count()
    return demandes + rendezvous_of(pro).to_mark().count()


def by_day(rendezvous: Iterable[RendezVous]) -> list[tuple[datetime.date, list[RendezVous]]]:
    groupes = groupby(rendezvous, key=lambda un: local(un.debut).date())
    return [(jour, list(groupe)) for jour, groupe in groupes]


def show_today(pro: Professionnel) -> Panneau | None:
    """Show today's appointments, those whose attendance is to be told, and the requests; nothing when there is none."""
    fin = (local(timezone.now()) + datetime.timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    attente = list(rendezvous_of(pro).to_mark()[:MONTRES])
    jour = list(rendezvous_of(pro).coming().filter(debut__gt=timezone.now(), debut__lt=fin))
    demandes = list(demandes_of(pro).filter(statut=StatutDemande.EN_ATTENTE)[:MONTRES])
    if not (attente or jour or demandes):
        return None
    return Panneau("rendezvous/espace/panneau.html", {"attente": attente, "jour": jour, "demandes": demandes})


def measure(rendezvous) -> dict[str, float | int | None]:
    """Return `total`, `absence` (share of those told, None when too few), `delai` (days from booking to the day)."""
    chiffres = rendezvous.aggregate(
        total=Count("pk", filter=~Q(statut__in=ANNULES)),
        annules=Count("pk", filter=Q(statut__in=ANNULES)),
        venus=Count("pk", filter=Q(statut=Statut.HONORE)),
        absents=Count("pk", filter=Q(statut=Statut.ABSENCE)),
        delai=Avg(ExpressionWrapper(F("debut") - F("cree_le"), output_field=DurationField())),
    )
    notes = chiffres["venus"] + chiffres["absents"]
    return {
        "total": chiffres["total"],
        "annules": chiffres["annules"],
        "absence": chiffres["absents"] / notes if notes >= ASSEZ else None,
        "delai": chiffres["delai"] / datetime.timedelta(days=1) if chiffres["delai"] else None,
    }


def count_figures(pro: Professionnel) -> list[Chiffre]:
    """Say how many appointments, how many missed, how long people wait for one. One query."""
    depuis = timezone.now() - datetime.timedelta(days=CHIFFRES_JOURS)
    vus = measure(
        RendezVous.objects.filter(personne__in=pro.personne_ids, debut__gte=depuis, debut__lte=timezone.now())
    )
    return say_figures(vus)


def say_figures(vus: dict) -> list[Chiffre]:
    periode = str(_("sur 90 jours"))
    chiffres = [Chiffre(str(vus["total"]), ngettext("rendez-vous", "rendez-vous", vus["total"]), periode)]
    if vus["absence"] is not None:
        chiffres.append(
            Chiffre(f"{vus['absence']:.0%}".replace("%", "\N{NO-BREAK SPACE}%"), str(_("d’absences")), periode)
        )
    if vus["delai"] is not None:
        jours = round(vus["delai"])
        chiffres.append(
            Chiffre(
                ngettext("%(n)s jour", "%(n)s jours", jours) % {"n": jours},
                str(_("entre la réservation et le rendez-vous")),
                str(_("en moyenne")),
            )
        )
    return chiffres

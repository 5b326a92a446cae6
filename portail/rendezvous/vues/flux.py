"""A professional's agenda for their calendar application, at an address that is the only key to it."""

import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portail.commun.discretion import discreet

from ..calendrier import build_feed
from ..models import FluxAgenda, RendezVous
from ..vocabulaire import ANNULES

PASSE, AVENIR = datetime.timedelta(days=31), datetime.timedelta(days=400)


@require_safe
@discreet
def feed(request: HttpRequest, jeton: str) -> HttpResponse:
    """Last month and what is to come, without cancelled ones: what left the file leaves the calendar."""
    flux = get_object_or_404(FluxAgenda.objects.select_related("personne"), jeton=jeton)
    maintenant = timezone.now()
    rendezvous = RendezVous.objects.filter(
        personne=flux.personne, debut__range=(maintenant - PASSE, maintenant + AVENIR)
    ).exclude(statut__in=ANNULES)
    ics = build_feed(rendezvous.with_relations(), _("Mes rendez-vous"))
    return HttpResponse(ics, content_type="text/calendar; charset=utf-8")

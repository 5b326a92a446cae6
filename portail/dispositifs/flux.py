"""Feeds: what is new as RSS, openings and closings as iCalendar, for the whole list or for somebody's answers."""

import datetime
from collections.abc import Iterable, Iterator

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from search.parameters import clean

from .catalogue import Filtres, read_filters
from .droits import find_droits
from .models import Dispositif
from .questions import Reponses, read_answers

EDITEUR = "-//Portail Info Jeunesse//Dispositifs//FR"
SIZE = 50


class ItemsFeed(Feed):
    """How a dispositif is written in a feed."""

    item_guid_is_permalink = True

    def item_title(self, item: Dispositif) -> str:
        return clean(item.nom)

    def item_description(self, item: Dispositif) -> str:
        return clean(item.chapeau)

    def item_link(self, item: Dispositif) -> str:
        return item.get_absolute_url()

    def item_pubdate(self, item: Dispositif) -> datetime.datetime:
        return item.first_published_at or item.created_at

    def item_updateddate(self, item: Dispositif) -> datetime.datetime:
        return item.updated_at


class DispositifsFeed(ItemsFeed):
    """The dispositifs published or changed last, narrowed by the filters of the list."""

    def get_object(self, request: HttpRequest) -> Filtres:
        return read_filters(request.GET)

    def title(self, filtres: Filtres) -> str:
        return " · ".join([_("Aides et programmes"), *(words for words, _query in filtres.chips())])

    def description(self, filtres: Filtres) -> str:
        return _("Ce qui existe pour les jeunes, le plus récent d’abord.")

    def link(self, filtres: Filtres) -> str:
        return f"{reverse('dispositifs:liste')}?{filtres.to_query()}".rstrip("?")

    def items(self, filtres: Filtres):
        return filtres.apply().order_by("-updated_at", "-pk")[:SIZE]


class DroitsFeed(ItemsFeed):
    """What somebody may have, or soon will: a feed reader asks with the answers of the address; nobody keeps them."""

    def __call__(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = super().__call__(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    def get_object(self, request: HttpRequest) -> Reponses:
        return read_answers(request.GET)

    def title(self, reponses: Reponses) -> str:
        return _("Ce à quoi tu as droit")

    def description(self, reponses: Reponses) -> str:
        return _("Ce qui est pour toi, à vérifier ou pour bientôt, le plus récent d’abord.")

    def link(self, reponses: Reponses) -> str:
        return f"{reverse('dispositifs:mes_droits')}?{reponses.to_query()}".rstrip("?")

    def items(self, reponses: Reponses) -> list[Dispositif]:
        return sorted(_reachable(reponses), key=lambda item: item.updated_at, reverse=True)[:SIZE]


def _reachable(reponses: Reponses) -> list[Dispositif]:
    """Return the dispositifs of the yes, the maybe and the soon."""
    found = find_droits(reponses.profil)
    return [droit.dispositif for droit in (*found.oui, *found.peut_etre, *found.bientot)]


@require_safe
def dispositifs_ics(request: HttpRequest) -> HttpResponse:
    """Openings and closings to come, narrowed by the filters of the list."""
    return _calendar(request, read_filters(request.GET).apply().dated(), _("Aides et programmes : les dates"))


@require_safe
def dispositif_ics(request: HttpRequest, slug: str) -> HttpResponse:
    """Opening and closing of one dispositif; an empty calendar when it has none. Raises Http404 for an unknown one."""
    dispositif = get_object_or_404(Dispositif.objects.published(), slug=slug)
    return _calendar(request, [dispositif], str(dispositif), f"{slug}.ics")


@require_safe
def droits_ics(request: HttpRequest) -> HttpResponse:
    """Openings and closings of what somebody may have."""
    response = _calendar(request, _reachable(read_answers(request.GET)), _("Ce à quoi tu as droit : les dates"))
    add_never_cache_headers(response)
    return response


def _calendar(
    request: HttpRequest, items: Iterable[Dispositif], nom: str, fichier: str = "dispositifs.ics"
) -> HttpResponse:
    agenda = Calendar()
    agenda.add("prodid", EDITEUR)
    agenda.add("version", "2.0")
    agenda.add("x-wr-calname", nom)
    for event in _events(items, request):
        agenda.add_component(event)
    response = HttpResponse(agenda.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{fichier}"'
    return response


MOMENTS = (
    ("ouverture", gettext_lazy("Ouvre : %(nom)s")),
    ("cloture", gettext_lazy("Dernier jour : %(nom)s")),
)


def _events(items: Iterable[Dispositif], request: HttpRequest) -> Iterator[Event]:
    """Yield one event a whole day for each date that is not past; their UIDs are stable."""
    today = timezone.localdate()
    domain = request.get_host().partition(":")[0]
    for item in items:
        for field, summary in MOMENTS:
            day = getattr(item, field)
            if day is None or day < today:
                continue
            event = Event()
            event.add("uid", f"dispositif-{item.pk}-{field}@{domain}")
            event.add("dtstamp", item.updated_at)
            event.add("summary", summary % {"nom": item.nom})
            event.add("description", item.chapeau)
            event.add("url", request.build_absolute_uri(item.get_absolute_url()))
            event.add("dtstart", day)
            event.add("dtend", day + datetime.timedelta(days=1))
            yield event

"""schema.org description of an opportunity, where a type fits: JobPosting for alternance, Event for events.

A closed offer says nothing: search engines ask for `validThrough` and drop what is over.
Required fields: https://developers.google.com/search/docs/appearance/structured-data/job-posting (and /event).
"""

from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString

from ressources.fiches.jsonld import dump
from ressources.vocabulaire import Frais

from .models import Alternance, Evenement, Opportunite
from .vocabulaire import Etat, Famille

PAYS = "FR"
SANS_SUITE = {Etat.CLOSE, Etat.ARCHIVEE, Etat.BROUILLON}


def describe(offre: Opportunite, url: str) -> SafeString | str:
    """Return the element to put in the page, "" when no type fits, when it is over or nowhere."""
    if offre.etat in SANS_SUITE or (offre.commune is None and not offre.distanciel):
        return ""
    if offre.famille == Famille.ALTERNANCE and offre.nom_porteur:
        return dump(_job(offre, url))
    if offre.famille == Famille.EVENEMENT:
        return dump(_event(offre, url))
    return ""


def _job(offre: Alternance, url: str) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": offre.titre,
        "description": "\n".join(filter(None, [offre.accroche, offre.description, offre.conditions])),
        "datePosted": timezone.localdate(offre.first_published_at or offre.created_at).isoformat(),
        "validThrough": offre.echeance.isoformat() if offre.echeance else "",
        "jobStartDate": offre.debut.isoformat() if offre.debut else "",
        "employmentType": "INTERN",
        "hiringOrganization": {"@type": "Organization", "name": offre.nom_porteur},
        "jobLocation": place_of(offre),
        **(_remote() if offre.commune is None else {}),
        "occupationalCategory": f"{offre.rome} {offre.metier}".strip(),
        "totalJobOpenings": offre.places,
        "directApply": False,
        "url": url,
    }


def _remote() -> dict[str, Any]:
    """Return what is asked of a job without a place: that it is wholly remote, and from where it may be done."""
    return {
        "jobLocationType": "TELECOMMUTE",
        "applicantLocationRequirements": {"@type": "Country", "name": PAYS},
    }


def _event(offre: Evenement, url: str) -> dict[str, Any]:
    premier, dernier = offre.jours
    commence, finit = offre.instants or (premier, None)
    mode = "OfflineEventAttendanceMode" if offre.commune else "OnlineEventAttendanceMode"
    return {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": offre.titre,
        "description": "\n".join(filter(None, [offre.accroche, offre.description])),
        "startDate": commence.isoformat(),
        "endDate": (finit if finit and premier == dernier else dernier).isoformat(),
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": f"https://schema.org/{mode}",
        "location": place_of(offre) or {"@type": "VirtualLocation", "url": offre.lien or url},
        "organizer": {"@type": "Organization", "name": offre.nom_porteur} if offre.nom_porteur else {},
        "isAccessibleForFree": offre.frais == Frais.GRATUIT,
        "maximumAttendeeCapacity": offre.places,
        "url": url,
    }


def place_of(offre: Opportunite) -> dict[str, Any]:
    """Return the place of an opportunity, {} when it is nowhere in particular."""
    if offre.commune is None:
        return {}
    position = {}
    if offre.latitude is not None:
        position = {"@type": "GeoCoordinates", "latitude": offre.latitude, "longitude": offre.longitude}
    return {
        "@type": "Place",
        "name": offre.nom_porteur or offre.commune.nom,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": offre.adresse,
            "postalCode": offre.code_postal,
            "addressLocality": offre.commune.nom,
            "addressCountry": offre.commune.pays,
        },
        "geo": position,
    }

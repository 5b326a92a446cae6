"""schema.org description of the pages, for search engines: only what the page itself shows.

A `<script type="application/ld+json">` is data: browsers never run it, whatever the content security policy.
"""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

ECHAPPEMENTS = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}
JOURS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def structure_jsonld(structure, lieux, contacts) -> SafeString:
    """Describe an organisation and its places."""
    return dump(
        {
            "@context": "https://schema.org",
            "@type": "Organization",
            "name": structure.nom,
            "alternateName": structure.sigle,
            "description": structure.presentation,
            "telephone": contacts.telephone,
            "email": contacts.courriel,
            "url": contacts.site_web,
            "location": [describe_lieu(vu, structure.nom) for vu in lieux],
        }
    )


def personne_jsonld(personne, lieux, contacts) -> SafeString:
    """Describe a person at work."""
    return dump(
        {
            "@context": "https://schema.org",
            "@type": "Person",
            "givenName": personne.prenom,
            "familyName": personne.nom,
            "name": str(personne),
            "jobTitle": personne.fonction,
            "telephone": contacts.telephone,
            "knowsLanguage": personne.langues,
            "worksFor": {"@type": "Organization", "name": personne.structure.nom},
            "workLocation": [describe_lieu(vu, personne.structure.nom) for vu in lieux],
        }
    )


def describe_lieu(vu, nom: str) -> dict[str, Any]:
    lieu = vu.lieu
    return {
        "@type": "Place",
        "name": lieu.nom or nom,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": ", ".join(filter(None, [lieu.adresse, lieu.complement])),
            "postalCode": lieu.code_postal,
            "addressLocality": lieu.commune.nom,
            "addressCountry": lieu.commune.pays,
        },
        "geo": {"@type": "GeoCoordinates", "latitude": lieu.latitude, "longitude": lieu.longitude}
        if vu.position
        else {},
        "openingHoursSpecification": [
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": JOURS[jour.date.weekday()],
                "opens": f"{ouvre:%H:%M}",
                "closes": f"{ferme:%H:%M}",
                "validFrom": jour.date.isoformat(),
                "validThrough": jour.date.isoformat(),
            }
            for jour in vu.semaine
            for ouvre, ferme in jour.spans
        ],
    }


def dump(description: dict[str, Any]) -> SafeString:
    """Return the element to put in the page, empty values left out."""
    texte = json.dumps(prune(description), ensure_ascii=False).translate(ECHAPPEMENTS)
    return mark_safe(f'<script type="application/ld+json">{texte}</script>')  # noqa: S308 (escaped above)


def prune(valeur: Any) -> Any:
    """Drop empty values, at every depth."""
    if isinstance(valeur, dict):
        gardees = {cle: prune(contenu) for cle, contenu in valeur.items()}
        return {cle: contenu for cle, contenu in gardees.items() if contenu not in ("", None, [], {})}
    if isinstance(valeur, list):
        return [prune(contenu) for contenu in valeur]
    return valeur

"""Which machines a feed may be asked from: those of the public Internet, whatever name or redirection leads there.

A name is resolved once, every answer is checked, and the connection goes to a checked address: a name that changes its
mind between the check and the connection (DNS rebinding) gains nothing. Hosts of an intranet can be allowed by
`FLUX_HOTES_PRIVES`.
"""

import ipaddress
import socket
from contextlib import suppress

from django.conf import settings

from ressources.importation.erreurs import FichierRefuse

Adresse = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class EchecReseau(FichierRefuse):
    """The feed could not be fetched; nothing is written."""


def resolve_public(hote: str, port: int) -> list[str]:
    """Return the addresses of a host, all public; raises EchecReseau for a private one or an unknown name."""
    adresses = _resolve(hote, port)
    if hote not in settings.FLUX_HOTES_PRIVES and not all(is_public(ipaddress.ip_address(ip)) for ip in adresses):
        raise EchecReseau(f"« {hote[:80]} » mène à une adresse privée : c’est interdit.")
    return adresses


def _resolve(hote: str, port: int) -> list[str]:
    """Return the addresses of a name, each once; an address is its own answer."""
    with suppress(ValueError):
        return [str(ipaddress.ip_address(hote.partition("%")[0]))]
    try:
        reponses = socket.getaddrinfo(hote, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as erreur:
        raise EchecReseau(f"Le serveur « {hote[:80]} » est introuvable.") from erreur
    return list(dict.fromkeys(str(reponse[4][0]).partition("%")[0] for reponse in reponses))


def is_public(adresse: Adresse) -> bool:
    """Tell whether an address belongs to the public Internet, looking inside the forms that carry an IPv4 one."""
    portee = _carried(adresse)
    if portee is not None:
        return is_public(portee)
    return adresse.is_global and not adresse.is_multicast and not adresse.is_reserved


def _carried(adresse: Adresse) -> ipaddress.IPv4Address | None:
    if isinstance(adresse, ipaddress.IPv4Address):
        return None
    if adresse in _NAT64:
        return ipaddress.IPv4Address(int(adresse) & 0xFFFFFFFF)
    return adresse.ipv4_mapped or adresse.sixtofour or (adresse.teredo[1] if adresse.teredo else None)

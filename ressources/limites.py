"""How often something may be done from one place, to one person, by one contact. Counted in the shared cache.

What is counted enters the cache as a keyed digest, and leaves it with the window: nobody can read from it who wrote.
"""

from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

SEL = "ressources.limites"


@dataclass(frozen=True, slots=True)
class Limite:
    """At most `maximum` times within `fenetre` seconds, which start at the first time."""

    nom: str
    maximum: int
    fenetre: int = 3600

    def allows(self, valeur: object) -> bool:
        """Count one time for `valeur`; False once there are more than the maximum."""
        cle = self._key(valeur)
        cache.add(cle, 0, self.fenetre)
        try:
            return cache.incr(cle) <= self.maximum
        except ValueError:  # it expired between the two calls
            return True

    def count(self, valeur: object) -> int:
        """Return how many times were counted in the current window."""
        return cache.get(self._key(valeur), 0)

    def is_reached(self, valeur: object) -> bool:
        """Tell whether one more would be refused, without counting it."""
        return self.count(valeur) >= self.maximum

    def _key(self, valeur: object) -> str:
        return f"{SEL}.{self.nom}.{salted_hmac(SEL, str(valeur), algorithm='sha256').hexdigest()}"


def network_of(request: HttpRequest) -> str:
    """Return the visitor's address, as the nearest of the PROXY_COUNT proxies in front of the site saw it.

    What a visitor writes in X-Forwarded-For comes before what our proxies add, and is not read.
    """
    proxies = settings.PROXY_COUNT
    if proxies:
        vues = [adresse.strip() for adresse in request.headers.get("X-Forwarded-For", "").split(",") if adresse.strip()]
        if len(vues) >= proxies:
            return vues[-proxies]
    return request.META.get("REMOTE_ADDR", "")

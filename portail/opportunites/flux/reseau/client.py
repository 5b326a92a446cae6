"""Fetch a feed into a file: conditional, bounded in time and size, each redirection checked, refused when cut short."""

import http.client
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from django.conf import settings

from .adresses import EchecReseau, resolve_public

REDIRECTIONS_MAX = 5
BLOC = 1 << 16  # bytes
AGENT = "PortailInfoJeunesse/1 (flux)"
_DEPLACEE = {301, 302, 303, 307, 308}
_MESSAGES = {
    401: "demande une clé, ou refuse la nôtre",
    403: "nous refuse l’accès",
    404: "ne connaît pas cette adresse",
    410: "a retiré ce flux",
    429: "dit que nous venons trop souvent",
}


@dataclass(frozen=True, slots=True)
class Recu:
    """What a server answered: a new file, or nothing new since the last time."""

    nouveau: bool
    etag: str = ""
    modifie: str = ""


class _Connexion(http.client.HTTPConnection):
    """A connection to an address that was checked, under the name that was asked."""

    def __init__(self, hote: str, port: int, adresse: str, tls: ssl.SSLContext | None):
        super().__init__(hote, port, timeout=settings.FLUX_ATTENTE)
        self.adresse, self.tls = adresse, tls

    def connect(self):
        self.sock = socket.create_connection((self.adresse, self.port), self.timeout)
        if self.tls is not None:
            self.sock = self.tls.wrap_socket(self.sock, server_hostname=self.host)


def download(url: str, cible: Path, *, etag: str = "", modifie: str = "", jeton: str = "") -> Recu:
    """Write what an address gives into `cible`; raises EchecReseau, with a message for an editor.

    `etag` and `modifie` are what the server gave the last time. `jeton` goes to the first host alone.
    """
    fin = time.monotonic() + settings.FLUX_DUREE_MAX
    origine = urlsplit(url).netloc
    for _saut in range(REDIRECTIONS_MAX + 1):
        parts = _check_url(url)
        entetes = _headers(etag, modifie, jeton if parts.netloc == origine else "")
        connexion = _open(parts)
        try:
            suite = _ask(connexion, parts, entetes, cible, fin)
        except (OSError, http.client.HTTPException, ValueError) as erreur:
            raise _failure(erreur) from erreur
        finally:
            connexion.close()
        if isinstance(suite, Recu):
            return suite
        url = urljoin(url, suite)
    raise EchecReseau(f"L’adresse renvoie ailleurs plus de {REDIRECTIONS_MAX} fois.")


def _check_url(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as erreur:
        raise EchecReseau("L’adresse du flux est mal écrite.") from erreur
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise EchecReseau("L’adresse du flux doit commencer par https:// ou http://.")
    if parts.username or parts.password:
        raise EchecReseau("L’adresse du flux ne doit pas contenir de mot de passe : utilisez un jeton.")
    return parts


def _open(parts: SplitResult) -> _Connexion:
    hote = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    tls = ssl.create_default_context() if parts.scheme == "https" else None
    return _Connexion(hote, port, resolve_public(hote, port)[0], tls)


def _headers(etag: str, modifie: str, jeton: str) -> dict[str, str]:
    entetes = {"User-Agent": AGENT, "Accept": "*/*", "Accept-Encoding": "gzip", "Connection": "close"}
    for nom, valeur in (("If-None-Match", etag), ("If-Modified-Since", modifie)):
        if valeur:
            entetes[nom] = valeur
    if jeton:
        entetes["Authorization"] = f"Bearer {jeton}"
    return entetes


def _ask(
    connexion: _Connexion, parts: SplitResult, entetes: Mapping[str, str], cible: Path, fin: float
) -> "Recu | str":
    """Return what was received, or the address where it is now."""
    chemin = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    requete = f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?[]')}" if parts.query else ""
    connexion.request("GET", chemin + requete, headers=dict(entetes))
    reponse = connexion.getresponse()
    if reponse.status == 304:
        return Recu(False)
    if reponse.status in _DEPLACEE and (ailleurs := reponse.headers.get("Location")):
        return ailleurs
    if reponse.status != 200:
        panne = "est en panne" if reponse.status >= 500 else "refuse la demande"
        raise EchecReseau(f"Le serveur {_MESSAGES.get(reponse.status, panne)} (réponse {reponse.status}).")
    _save(reponse, cible, fin)
    return Recu(True, reponse.headers.get("ETag", "")[:500], reponse.headers.get("Last-Modified", "")[:100])


def _save(reponse: http.client.HTTPResponse, cible: Path, fin: float) -> None:
    annonce, recu = reponse.headers.get("Content-Length"), 0
    with cible.open("wb") as fichier:
        while bloc := reponse.read1(BLOC):  # what is there, so that a trickle is seen
            recu += len(bloc)
            if recu > settings.FLUX_TAILLE_MAX:
                raise EchecReseau(f"Le flux dépasse {settings.FLUX_TAILLE_MAX // 2**20} Mo.")
            if time.monotonic() > fin:
                raise EchecReseau(f"Le flux n’est pas arrivé en entier en {settings.FLUX_DUREE_MAX} secondes.")
            fichier.write(bloc)
    if annonce and annonce.isdecimal() and recu < int(annonce):
        raise EchecReseau(f"Le téléchargement s’est interrompu : {recu} octets sur {annonce}.")


def _failure(erreur: Exception) -> EchecReseau:
    if isinstance(erreur, EchecReseau):
        return erreur
    if isinstance(erreur, TimeoutError):
        return EchecReseau("Le serveur ne répond pas.")
    if isinstance(erreur, ssl.SSLError):
        return EchecReseau("Le certificat du serveur n’est pas valable.")
    if isinstance(erreur, http.client.IncompleteRead):
        return EchecReseau("Le téléchargement s’est interrompu.")
    if isinstance(erreur, ConnectionError):
        return EchecReseau("Le serveur refuse ou coupe la connexion.")
    return EchecReseau("La réponse du serveur est illisible.")

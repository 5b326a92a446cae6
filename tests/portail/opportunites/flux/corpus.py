"""Feeds as they should not be: each sample is made here, with what has to happen to it.

`attendu` is the counts of a run, or a text of the refusal when the whole feed is refused.
"""

import gzip
import json
from dataclasses import dataclass, field
from typing import Any

from tests.portail.opportunites.flux.conftest import jour, mission, offre_lba


@dataclass(frozen=True)
class Echantillon:
    nom: str
    contenu: bytes
    attendu: dict[str, int] | str
    options: dict[str, Any] = field(default_factory=dict)
    champs: dict[str, Any] = field(default_factory=dict)  # of the first offer, once written


def _json(*missions: Any) -> bytes:
    return json.dumps(list(missions), ensure_ascii=False).encode()


def _un(nom: str, champs: dict[str, Any] | None = None, attendu: Any = None, **autres: Any) -> Echantillon:
    """A mission with one fault."""
    return Echantillon(nom, _json(mission(1, **autres)), attendu or {"crees": 1}, {}, champs or {})


def _csv(lignes: str, encodage: str = "utf-8") -> bytes:
    return ("id;titre;organisme;ville;code postal;forme\n" + lignes).encode(encodage)


def _xml(corps: str, tete: str = '<?xml version="1.0"?>') -> bytes:
    return f"{tete}<missions>{corps}</missions>".encode()


def _element(autre: str = "", titre: str = "Bénévole au festival") -> str:
    return f"<mission><id>x1</id><titre>{titre}</titre><ville>Lille</ville><cp>59000</cp>{autre}</mission>"


def _ical(corps: str, fin: str = "END:VCALENDAR\r\n") -> bytes:
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//exemple//FR\r\n{corps}{fin}".encode()


def _event(autre: str = "", debut: str | None = None) -> str:
    jour_ical = jour(20).replace("-", "")
    debut = f"DTSTART:{jour_ical}T140000" if debut is None else debut
    lignes = [
        "BEGIN:VEVENT",
        "UID:e1",
        "SUMMARY:Atelier CV",
        debut,
        "LOCATION:1 rue de l’Exemple\\, 59000 Lille",
        autre,
    ]
    return "\r\n".join([*filter(None, lignes), "END:VEVENT"]) + "\r\n"


def _rss(corps: str) -> bytes:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>{corps}</channel></rss>'.encode()


_ITEM = "<item><guid>g1</guid><title>Service civique nature</title><city>Lille</city>{}</item>"
_LIEUX = {"ville": "", "code postal": ""}
_BOMBE = (
    '<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]>'
)
_EXTERNE = '<?xml version="1.0"?><!DOCTYPE b [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
_EXTERNE_P = '<?xml version="1.0"?><!DOCTYPE b [<!ENTITY % x SYSTEM "http://127.0.0.1/x.dtd"> %x;]>'
_RSS, _ICAL, _XML = {"format": "rss", "famille": "engagement"}, {}, {"famille": "engagement"}
_CSV = {"famille": "engagement", "format": "csv"}
_TRONQUE = _json(mission(1), mission(2))

ECHANTILLONS = [
    # the file as a whole
    Echantillon("vide", b"", "vide"),
    Echantillon("blancs", b" \n\t \n", "vide"),
    Echantillon("page d’erreur", b"<!DOCTYPE html><html><body>404</body></html>", "page web"),
    Echantillon("pdf", b"%PDF-1.7 ...", "un PDF"),
    Echantillon("classeur", b"PK\x03\x04....", "archive ou un classeur"),
    Echantillon("image", b"\x89PNG\r\n\x1a\n....", "une image"),
    Echantillon("octets", bytes(range(256)) * 4, "octets nuls"),
    Echantillon("gzip tronqué", gzip.compress(_TRONQUE * 50)[:-9], "abîmé ou incomplet"),
    Echantillon("gzip", gzip.compress(_json(mission(1))), {"crees": 1}),
    # JSON
    Echantillon("json tronqué dans un texte", _TRONQUE[:-40], "tronqué"),
    Echantillon("json tronqué entre deux offres", _json(mission(1))[:-1] + b",", "tronqué"),
    Echantillon("json sans fin", b'{"items": [' + _json(mission(1))[1:-1], "tronqué"),
    Echantillon("json à virgule de trop", _json(mission(1))[:-1] + b",]", "mal formé"),
    Echantillon("json à apostrophes", b"[{'id': 1}]", "mal formé"),
    Echantillon("json trop imbriqué", b'[{"a":' + b"[" * 100_000, "JSON"),
    Echantillon("json d’erreur", b'{"error": "quota", "message": "trop"}', "Aucune liste"),
    Echantillon("json liste vide", b"[]", {}),
    Echantillon("json page vide", b'{"items": [], "total": 0}', {}),
    Echantillon("json nombres", b"[1, 2, null]", {"refuses": 3}),
    Echantillon("json NaN", _json(mission(1)).replace(b'"ville"', b'"places": NaN, "ville"'), {"crees": 1}),
    Echantillon("json par lignes", b"\n".join(_json(mission(n))[1:-1] for n in (1, 2)), {"crees": 2}),
    Echantillon("json avec BOM", b"\xef\xbb\xbf" + _json(mission(1)), {"crees": 1}),
    Echantillon("json en utf-16", _json(mission(1)).decode().encode("utf-16"), {"crees": 1}),
    Echantillon("json en cp1252", _json(mission(1)).decode().encode("cp1252"), {"crees": 1}),
    Echantillon(
        "json mal relu",
        _json(mission(1)).decode().encode().decode("latin-1").encode(),
        {"crees": 1},
        champs={"titre": "Service civique à la ludothèque 1"},
    ),
    Echantillon("enveloppes", json.dumps({"data": {"offres": [mission(1)]}}).encode(), {"crees": 1}),
    Echantillon(
        "geojson",
        json.dumps(
            {
                "type": "FeatureCollection",
                "features": [
                    {
                        "type": "Feature",
                        "geometry": {"type": "Point", "coordinates": [3.0635, 50.6365]},
                        "properties": {**mission(1), **_LIEUX},
                    }
                ],
            }
        ).encode(),
        {"crees": 1},
    ),
    # one value
    _un("sans titre", attendu={"refuses": 1}, titre=""),
    _un("titre de ponctuation", attendu={"refuses": 1}, titre="—"),
    _un("titre null", attendu={"refuses": 1}, titre=None),
    _un("titre long", titre="Mission " * 60),
    _un("html", {"description": "Viens !\nOn t’attend."}, description="<p>Viens&nbsp;!</p><p>On t’attend.</p>"),
    _un("script", {"description": "Viens."}, description="<script>alert(1)</script><b>Viens.</b>"),
    _un("caractères de contrôle", {"organisme": "Le Chaland"}, organisme="Le\x00\x08 Chaland\u200b"),
    _un("objet à la place d’un texte", {"organisme": ""}, organisme={"a": {"b": 1}}),
    _un("lien dangereux", {"lien": ""}, lien="javascript:alert(1)"),
    _un("lien sans protocole", {"lien": "https://www.exemple.fr/m"}, lien="www.exemple.fr/m"),
    _un("téléphone illisible", {"telephone": ""}, telephone="appelez-nous"),
    _un("date impossible", **{"date limite": "31/02/2026"}),
    _un("date en toutes lettres", **{"date limite": "mardi 31 mars 2099 à 18 h"}),
    _un("date ancienne", **{"date limite": "01/01/1970"}),
    _un("places négatives", places="-3"),
    _un("places en lettres", {"places": None}, places="plusieurs"),
    _un("âges croisés", {"age_min": None}, **{"age min": 25, "age max": 16}),
    _un("domaine inconnu", domaine="astrologie"),
    _un("thème inconnu", themes=["licorne"]),
    _un("ouverture après clôture", ouverture=jour(90)),
    _un("identifiant démesuré", id="x" * 5000),
    Echantillon("sans identifiant", _json({**mission(1), "id": None}), {"crees": 1}),
    Echantillon("identifiant double", _json(mission(1), mission(1, lien="")), {"crees": 1, "refuses": 1}),
    # the place
    _un("aucun lieu", attendu={"quarantaine": 1}, **_LIEUX),
    _un("commune inconnue", attendu={"quarantaine": 1}, **{"ville": "Xyzville", "code postal": ""}),
    _un("commune et code en désaccord", attendu={"quarantaine": 1}, **{"ville": "Lille", "code postal": "13001"}),
    _un("homonymes", attendu={"quarantaine": 1}, **{"ville": "Saint-Denis", "code postal": ""}),
    _un("point ailleurs", attendu={"quarantaine": 1}, latitude=43.3, longitude=5.4),
    _un("point retourné", latitude=3.0635, longitude=50.6365),
    _un("point nul", latitude=0, longitude=0),
    _un("point illisible", latitude="nord", longitude="est"),
    _un("code postal en nombre", **{"code postal": 59000.0}),
    # CSV
    Echantillon("csv sans ligne", _csv(""), "aucune ligne", _CSV),
    Echantillon(
        "csv qui est du xml", b"<offres><offre><titre>T, et U</titre></offre></offres>", "on dirait du XML", _CSV
    ),
    Echantillon("csv qui est du json", b'[{"titre": "T", "id": 1}]', "on dirait du JSON", _CSV),
    Echantillon("csv sans titres", b"bonjour", "titres", _CSV),
    Echantillon("csv guillemet ouvert", _csv('a;"Titre;x;Lille;59000;\nb;T;x;Lille;59000;\n'), "guillemet", _CSV),
    Echantillon("csv cellules de trop", _csv("a;Titre;x;Lille;59000;benevolat;de trop\n"), {"refuses": 1}, _CSV),
    Echantillon("csv cellules en moins", _csv("a;Titre;x;Lille\n"), {"crees": 1}, _CSV),
    Echantillon("csv cp1252", _csv("a;Été solidaire;Cœur;Lille;59000;\n", "cp1252"), {"crees": 1}, _CSV),
    Echantillon("csv tabulations", _csv("a;Titre;x;Lille;59000;\n").replace(b";", b"\t"), {"crees": 1}, _CSV),
    Echantillon("csv lignes blanches", _csv(";;;;;\na;Titre;x;Lille;59000;\n;;;;;\n"), {"crees": 1}, _CSV),
    # XML
    Echantillon("xml", _xml(_element()), {"crees": 1}, _XML),
    Echantillon("xml tronqué", _xml(_element())[:-14], "tronqué", _XML),
    Echantillon("xml mal fermé", _xml(_element("<a></b>")), "mal formé", _XML),
    Echantillon("xml bombe", _xml(_element("&c;"), _BOMBE), "entités", _XML),
    Echantillon("xml entité externe", _xml(_element("&x;"), _EXTERNE), "entités", _XML),
    Echantillon("xml entité de paramètre", _xml(_element(), _EXTERNE_P), "entités", _XML),
    Echantillon("xml profond", _xml("<a>" * 500 + "</a>" * 500), "imbriqué", _XML),
    Echantillon(
        "xml esperluette", _xml(_element(titre="Aide & écoute")), {"crees": 1}, _XML, {"titre": "Aide & écoute"}
    ),
    Echantillon(
        "xml entités html", _xml(_element(titre="&Eacute;t&eacute;&nbsp;!")), {"crees": 1}, _XML, {"titre": "Été !"}
    ),
    Echantillon("xml contrôle", _xml(_element("<x>\x0b\x1f</x>")), {"crees": 1}, _XML),
    Echantillon(
        "xml faux encodage",
        _xml(_element(), '<?xml version="1.0" encoding="UTF-8"?>').decode().encode("cp1252"),
        {"crees": 1},
        _XML,
        {"titre": "Bénévole au festival"},
    ),
    Echantillon(
        "xml latin-9",
        _xml(_element(), '<?xml version="1.0" encoding="ISO-8859-15"?>').decode().encode("iso-8859-15"),
        {"crees": 1},
        _XML,
    ),
    Echantillon(
        "xml encodage inventé", '<?xml version="1.0" encoding="x-rien"?><missions>é'.encode("cp1252"), "encodage"
    ),
    Echantillon("xml blancs devant", b"\n\n  " + _xml(_element()), {"crees": 1}, _XML),
    Echantillon(
        "xml cdata", _xml(_element("<description><![CDATA[<p>Viens & joue</p>]]></description>")), {"crees": 1}, _XML
    ),
    # RSS, Atom
    Echantillon("rss", _rss(_ITEM.format("<link>https://exemple.fr/a</link>")), {"crees": 1}, _RSS),
    Echantillon("rss vide", _rss(""), {}, _RSS),
    Echantillon("rss sans titre", _rss("<item><guid>g</guid></item>"), {"refuses": 1}, _RSS),
    Echantillon("rss tronqué", _rss(_ITEM.format(""))[:-20], "tronqué", _RSS),
    Echantillon(
        "atom",
        b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>u1</id>'
        b'<title type="html">Nuit &lt;b&gt;verte&lt;/b&gt;</title>'
        b'<link rel="self" href="https://exemple.fr/x"/><link href="https://exemple.fr/nuit"/><city>Lille</city></entry></feed>',
        {"crees": 1},
        _RSS,
        {"titre": "Nuit verte", "lien": "https://exemple.fr/nuit"},
    ),
    # iCalendar
    Echantillon("ical", _ical(_event()), {"crees": 1}, _ICAL),
    Echantillon("ical vide", _ical(""), {}, _ICAL),
    Echantillon("ical tronqué", _ical(_event(), ""), "tronqué", _ICAL),
    Echantillon("ical tronqué dans un événement", _ical(_event()[:-12], ""), "tronqué", _ICAL),
    Echantillon("ical sans date", _ical(_event(debut="")), {"refuses": 1}, _ICAL),
    Echantillon("ical date impossible", _ical(_event(debut="DTSTART:20261399")), {"refuses": 1}, _ICAL),
    Echantillon("ical annulé", _ical(_event("STATUS:CANCELLED")), {"refuses": 1}, _ICAL),
    Echantillon(
        "ical fuseau inventé", _ical(_event(debut=f"DTSTART;TZID=Lune:{jour(9).replace('-', '')}T100000")), {"crees": 1}
    ),
    Echantillon("ical répété", _ical(_event("RRULE:FREQ=WEEKLY;COUNT=9")), {"crees": 1}, _ICAL),
    Echantillon("ical répétition illisible", _ical(_event("RRULE:FREQ=JAMAIS")), {"refuses": 1}, _ICAL),
    Echantillon(
        "ical journée entière", _ical(_event(debut=f"DTSTART;VALUE=DATE:{jour(9).replace('-', '')}")), {"crees": 1}
    ),
    # La bonne alternance
    Echantillon(
        "lba erreur",
        b'{"jobs": null, "statusCode": 401, "error": "Unauthorized"}',
        "erreur",
        {"format": "labonnealternance"},
    ),
    Echantillon(
        "lba sans adresse", json.dumps({"jobs": [{**offre_lba(1), "workplace": {}}]}).encode(), {"quarantaine": 1}
    ),
    Echantillon("lba sans titre", json.dumps({"jobs": [{**offre_lba(1), "offer": {}}]}).encode(), {"refuses": 1}),
    Echantillon(
        "lba champs nuls",
        json.dumps({"jobs": [{**offre_lba(1), "contract": None, "apply": None}]}).encode(),
        {"crees": 1},
    ),
    Echantillon("lba offre inconnue", b'{"jobs": [{"bidule": 1}]}', {"refuses": 1}),
]

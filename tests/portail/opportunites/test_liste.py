"""Lists: what they show, what narrows them, what they say when there is nothing."""

import datetime
from urllib.parse import parse_qs

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from geo.models import Zone
from portail.opportunites.filtres import FILTRES, read
from portail.opportunites.models import Opportunite
from portail.opportunites.vocabulaire import Famille
from tests.geo.factories import CommuneFactory
from tests.portail.opportunites.factories import (
    FABRIQUES,
    EngagementFactory,
    EvenementFactory,
    GuichetFactory,
    MobiliteFactory,
)
from tests.ressources.factories import ThematiqueFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lundi", "home")]

JOUR = datetime.date(2026, 3, 16)


def in_days(days: int) -> datetime.date:
    return JOUR + datetime.timedelta(days=days)


def titles(response) -> list[str]:
    return [carte.title for carte in response.context["cartes"]]


@pytest.mark.parametrize("famille", Famille)
def test_each_family_has_its_list(client, famille):
    for fabrique in FABRIQUES.values():
        fabrique()
    response = client.get(f"/opportunites/{famille}/")
    assert response.status_code == 200
    assert [carte.type for carte in response.context["cartes"]] == [famille]
    assert not response.cookies
    assert client.get("/opportunites/").context["total"] == len(FABRIQUES)


@pytest.mark.parametrize(
    ("famille", "une"),
    [
        ("mobilite", "Départ à l’étranger"),
        ("logement", "Guichet logement"),
        ("alternance", "Offre en alternance"),
        ("engagement", "Mission"),
        ("evenement", "Événement"),
    ],
)
def test_a_card_says_what_one_offer_is(client, famille, une):
    offre = FABRIQUES[famille]()
    card = f'<span class="card__kicker">{une}</span>'
    assert card in client.get("/opportunites/").text
    assert f'<p class="kicker">{une}' in client.get(offre.get_absolute_url()).text


def test_only_what_is_current_is_listed_the_soonest_to_close_first(client):
    for titre, champs in {
        "Sans fin": {},
        "Bientôt": {"cloture": in_days(3)},
        "Plus tard": {"cloture": in_days(30)},
        "Future": {"ouverture": in_days(5), "cloture": in_days(40)},
        "Close": {"cloture": in_days(-1)},
        "Brouillon": {"live": False},
        "Archivée": {"archivee_le": datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)},
    }.items():
        EngagementFactory(titre=titre, **champs)
    assert titles(client.get("/opportunites/")) == ["Bientôt", "Plus tard", "Future", "Sans fin"]
    assert titles(client.get("/opportunites/engagement/?quand=bientot")) == ["Bientôt"]
    assert titles(client.get("/opportunites/engagement/?quand=a-venir")) == ["Future"]


@pytest.mark.parametrize(
    ("famille", "query", "champs"),
    [
        ("mobilite", "pays=be", {"pays": "BE"}),
        ("mobilite", "programme=chantier", {"programme": "chantier"}),
        ("mobilite", "duree=long", {"semaines_min": 40, "semaines_max": 52}),
        ("mobilite", "sans-diplome=1", {"niveau_demande": "0"}),
        ("logement", "service=mediation", {"services": ["mediation", "aides"]}),
        ("logement", "sans-rendez-vous=1", {"sur_rendez_vous": False}),
        ("alternance", "niveau=5", {"niveau_prepare": "5"}),
        ("alternance", "contrat=professionnalisation", {"contrat": "professionnalisation"}),
        ("alternance", "metier=soudeuse soudeur", {"rome": "", "metier": "Soudeuse soudeur"}),
        ("alternance", "metier=soudeur", {"rome": "H2913", "metier": "Opérateur"}),
        ("engagement", "forme=benevolat", {"forme": "benevolat"}),
        ("engagement", "domaine=sport", {"domaine": "sport"}),
        ("evenement", "genre=forum", {"genre": "forum"}),
        ("evenement", "gratuit=1", {"frais": "gratuit"}),
        ("mobilite", "age=16-17", {"age_min": 16, "age_max": 20}),
    ],
)
def test_a_filter_keeps_what_fits(client, famille, query, champs):
    autres = {
        "mobilite": {"niveau_demande": "4", "age_min": 26},
        "logement": {"sur_rendez_vous": True, "services": ["parc-prive"]},
        "evenement": {"frais": "payant"},
    }
    fabrique = FABRIQUES[famille]
    fabrique(titre="Gardée", **champs)
    fabrique(titre="Écartée", **autres.get(famille, {}))
    assert titles(client.get(f"/opportunites/{famille}/?{query}")) == ["Gardée"]


def test_every_value_of_every_filter_is_accepted(client):
    for famille, choix in FILTRES.items():
        for filtre in choix:
            for valeur in filtre.valeurs:
                filtres = read(famille, QueryDict(f"{filtre.nom}={valeur}"))
                assert not filtres.errors
                assert filtres.choisis == {filtre.nom: (valeur,)}
                list(filtres.apply(Site.objects.get(), JOUR))


@pytest.mark.parametrize(
    "query",
    [
        "pays=zz",
        "age=1000",
        "quand=jamais",
        "tri=%00",
        "page=-1",
        "page=9999999999",
        "rayon=abc",
        "theme=%27",
        "ou=zzzz",
    ],
)
def test_what_is_wrong_is_said_and_left_out(client, query):
    MobiliteFactory()
    response = client.get(f"/opportunites/mobilite/?{query}")
    assert response.status_code in (200, 400)  # a NUL is refused before any view
    if response.status_code == 200:
        assert response.context["filtres"].errors
        assert response.context["total"] == 1


def test_around_a_place_what_serves_it_is_listed_with_its_distance(client):
    lille = CommuneFactory(lille=True)
    warneton = CommuneFactory(belgian=True)
    GuichetFactory(titre="Ici", commune=lille, zones=[Zone.objects.get_or_make("commune", lille.code)])
    GuichetFactory(titre="Pas pour toi", commune=lille, zones=[Zone.objects.get_or_make("commune", "57097", pays="BE")])
    GuichetFactory(titre="Trop loin", commune=warneton)
    MobiliteFactory(titre="Ailleurs")
    response = client.get(f"/opportunites/?commune={lille.ref}&rayon=5&tri=distance")
    assert titles(response) == ["Ici", "Ailleurs"]
    ici, ailleurs = response.context["cartes"]
    assert ici.distance_km == pytest.approx(0, abs=0.01)
    assert ailleurs.distance_km is None
    assert ici.url.endswith(f"?commune={lille.ref}")


def test_nothing_near_offers_a_wider_circle(client):
    lille, warneton = CommuneFactory(lille=True), CommuneFactory(belgian=True)
    EvenementFactory(commune=warneton)
    response = client.get(f"/opportunites/evenement/?commune={lille.ref}&rayon=5")
    assert response.context["total"] == 0
    assert response.context["plus_large"]["nombre"] == 1
    assert "Voir jusqu’à" in response.content.decode()


def test_a_theme_holds_what_is_under_it(client):
    parent = ThematiqueFactory(slug="emploi")
    EngagementFactory(titre="Dessous", thematiques=[ThematiqueFactory(slug="alternance", parent=parent)])
    EngagementFactory(titre="Autre")
    assert titles(client.get("/opportunites/?theme=emploi")) == ["Dessous"]


def test_pages_follow_each_other(client):
    for rang in range(14):
        EngagementFactory(cloture=in_days(rang))
    premiere, seconde = client.get("/opportunites/"), client.get("/opportunites/?page=2")
    assert (len(titles(premiere)), len(titles(seconde))) == (12, 2)
    assert not set(titles(premiere)) & set(titles(seconde))


def test_an_unknown_family_is_not_found(client):
    assert client.get("/opportunites/voyage/").status_code == 404


def test_the_number_of_queries_does_not_grow(client):
    def fill(nombre: int) -> None:
        lille = CommuneFactory(lille=True)
        theme = ThematiqueFactory(slug="theme")
        for fabrique in FABRIQUES.values():
            for _rang in range(nombre):
                fabrique(commune=lille, thematiques=[theme])

    fill(1)
    client.get("/opportunites/?commune=59350")  # what a process reads once
    compte = []
    for nombre in (1, 2):
        fill(nombre)
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/opportunites/?commune=59350&tri=distance").status_code == 200
        compte.append(len(queries))
    assert compte[0] == compte[1], compte


def test_the_home_page_shows_what_closes_soon_two_of_a_family_at_most(client):
    for rang in range(4):
        MobiliteFactory(cloture=in_days(rang))
    EngagementFactory(titre="Service civique au théâtre", cloture=in_days(5))
    EngagementFactory(cloture=in_days(50))
    content = client.get("/").content.decode()
    assert "Ça ferme bientôt" in content
    assert "Service civique au théâtre" in content
    assert content.count('class="brief"') == 3


def test_the_home_page_says_nothing_of_nothing(client):
    assert "Ça ferme bientôt" not in client.get("/").content.decode()


def test_trades_are_suggested(client):
    response = client.get("/opportunites/metiers.json?q=boulan")
    assert {"ligne": "boulanger", "detail": "D1102"} in response.json()


def test_the_sitemap_holds_what_is_current(client):
    MobiliteFactory(titre="Ouverte")
    MobiliteFactory(titre="Passée", cloture=in_days(-1))
    content = client.get("/sitemap.xml").content.decode()
    assert "-ouverte/" in content
    assert "-passee/" not in content
    assert "/opportunites/alternance/" in content
    assert Opportunite.objects.count() == 2


def test_htmx_gets_the_list_and_what_follows_it_alone(client):
    lille = CommuneFactory(lille=True)
    EngagementFactory()
    query = f"commune={lille.ref}&forme=&age=&tri=debut&page=3"
    response = client.get(f"/opportunites/engagement/?{query}", headers={"HX-Request": "true"})
    assert "<html" not in response.text
    for part in ('id="reponse"', 'id="filtres" hx-swap-oob="true"', 'id="familles" hx-swap-oob="true"'):
        assert part in response.text
    assert f'href="/opportunites/mobilite/?commune={lille.ref}"' in response.text
    path, _, pushed = response["HX-Push-Url"].partition("?")
    assert path == "/opportunites/engagement/"
    assert parse_qs(pushed, keep_blank_values=True).keys() == {"ou", "commune", "tri"}
    assert {"HX-Request", "HX-History-Restore-Request"} <= set(response["Vary"].split(", "))
    back = client.get(f"/opportunites/engagement/?{query}", headers={"HX-History-Restore-Request": "true"})
    assert "<html" in back.text
    assert "hx-swap-oob" not in back.text

"""The results page, its fragment, its feed and its API."""

from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from search.sources import DocumentData
from tests.search import corpus, territory

PAGE = "/recherche/"
WIDE = f"{PAGE}?commune=59599&rayon=50"


def page(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    assert not response.cookies
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_addresses_are_those_published():
    assert reverse("search:recherche") == PAGE
    assert reverse("search:rss") == "/recherche.rss"


def test_results_are_counted_listed_and_can_be_narrowed(client, guide):
    text = page(client, f"{WIDE}&q=logement&theme=logement")
    assert "à moins de 50 km de Tourcoing" in text
    assert text.count("<article") > 5
    assert 'name="theme" value="logement" checked' in text
    assert "Retirer le filtre" in text
    assert 'data-km="50"' in text
    assert 'rel="alternate"' in text


def test_a_map_always_has_ground_under_its_pins(client, guide):
    """Around the place when there is one, under the first pins otherwise."""
    around = client.get(WIDE).context["contours"].split()
    under = client.get(f"{PAGE}?q=logement").context["contours"].split()
    assert ["/epci/" in ground for ground in around] == [True]
    assert 1 <= len(under) <= 3
    assert all(client.get(ground).status_code == 200 for ground in around + under)


@pytest.mark.parametrize(
    "query",
    [
        "", "q=", "q=%22*(", "q=je+cherche+un", "page=9999", "rayon=abc", "type=x&age=y&tri=z", "q=" + "a" * 5000,
        "ou=%F0%9F%8F%A0", "commune=59350&latitude=x", "theme=logement&theme=sante&ouvert=1&tri=fraicheur",
    ],
)  # fmt: skip
def test_any_address_answers(client, guide, query):
    page(client, f"{PAGE}?{query}")
    assert client.get(f"/recherche.rss?{query}").status_code == 200
    assert client.get(f"/api/v1/recherche?{query}").status_code in {200, 422}


def test_htmx_gets_the_results_and_the_filters_alone(client, guide):
    response = client.get(WIDE, headers={"HX-Request": "true"})
    text = response.content.decode()
    assert "<html" not in text
    assert 'id="reponse"' in text
    assert 'hx-swap-oob="true"' in text
    assert "HX-Request" in response["Vary"]
    assert response["HX-Push-Url"].startswith(PAGE)


def test_errors_are_said_above_the_results(client, guide):
    text = page(client, f"{PAGE}?ou=59999")
    assert "On ne connaît pas « 59999 »" in text
    assert "<article" in text


def test_a_commune_in_the_text_can_be_taken_out(client, guide):
    text = page(client, f"{PAGE}?q=logement+tourcoing")
    assert "près de Tourcoing" in text
    assert 'href="?q=logement"' in text


def test_nothing_here_but_further(client, engine, communes):
    lens = communes["62498"]
    engine.index(
        [
            DocumentData(
                source="structure",
                object_id=number,
                type="structure",
                title="École de trapèze",
                url="/",
                commune=lens.ref,
                latitude=lens.latitude,
                longitude=lens.longitude,
            )
            for number in range(3)
        ]
    )
    text = page(client, f"{PAGE}?q=trapèze&commune=59350&rayon=10")
    assert "Rien à moins de 10 km de Lille. À 30 km, il y a 3 réponses." in text
    assert "Voir jusqu’à 30 km" in text
    assert "Point Information Jeunesse" in text


def test_near_spellings_are_offered(client, guide):
    assert "apprentissage" in page(client, f"{PAGE}?q=aprentissage")


def test_words_that_nothing_holds_together_are_said(client, guide):
    text = page(client, f"{PAGE}?q=logement+trapèze")
    assert "Rien ne parle de « trapeze ». Voici ce qui répond au reste." in text
    assert "<article" in text


def test_few_results_with_every_word_come_first_and_are_followed(client, engine, communes):
    """The others are nearer: the one that has both words is first all the same, and that is said."""
    lille = communes["59350"]
    near = {"commune": "59350", "latitude": lille.latitude, "longitude": lille.longitude}
    shared = {"source": "essai", "type": "structure", "url": "/"}
    engine.index(
        [
            DocumentData(**shared, object_id=1, title="Tournage", text="vannerie", commune="59512", remote=True),
            *(DocumentData(**shared, **near, object_id=number, title="Vannerie") for number in range(2, 5)),
        ]
    )
    text = page(client, f"{PAGE}?q=vannerie+tournage&commune=59350")
    assert "Un seul résultat a tous tes mots : il est en premier" in text
    assert "Les suivants n’ont pas toujours « tournage »" in text
    assert text.count("<article") == 4
    assert text.index("Tournage</") < text.index("Vannerie</")
    by_distance = page(client, f"{PAGE}?q=vannerie+tournage&commune=59350&tri=distance")
    assert by_distance.count("<article") == 1


def test_danger_comes_first_and_is_kept_nowhere(client, guide, caplog):
    response = client.get(f"{PAGE}?q=envie+de+mourir")
    text = response.content.decode()
    assert 'href="tel:3114"' in text
    assert "no-store" in response["Cache-Control"]
    assert "mourir" not in caplog.text
    assert 'rel="alternate"' not in text


def count_queries(client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    "address", ["/recherche/?commune=59350&q=logement", "/api/v1/recherche?commune=59350", "/recherche.rss"]
)
def test_queries_do_not_grow_with_results(client, engine, communes, address):
    """One row and ten cost the same: one query for the index, one for the cards, a constant for the page."""
    documents = [
        document
        for document in corpus.generate(300, [territory.where(communes["59350"])])
        if not document.zones and "logement" in document.themes
    ] or pytest.fail("no document drawn")
    engine.index(documents[:1])
    count_queries(client, address)  # what is read once per process
    one = count_queries(client, address)
    engine.index(documents)
    assert count_queries(client, address) == one


def test_api_answers_in_the_published_form(client, guide):
    answer = client.get("/api/v1/recherche?q=logement&commune=59599&taille=5&tri=distance").json()
    assert {"total", "facettes", "resultats"} <= set(answer)
    assert len(answer["resultats"]) == 5
    assert set(answer["resultats"][0]) == {
        "type", "id", "titre", "url", "structure", "commune", "code_commune", "latitude", "longitude",
        "distance_km", "verifie_le", "themes",
    }  # fmt: skip
    assert set(answer["facettes"]["theme"][0]) == {"valeur", "libelle", "nombre"}
    distances = [result["distance_km"] for result in answer["resultats"]]
    assert distances == sorted(distances)


@pytest.mark.parametrize(
    ("query", "field"),
    [("rayon=x", "rayon"), ("taille=101", "taille"), ("type=x", "type"), ("page=-1", "page"), ("ou=zzzz", "ou")],
)
def test_api_refuses_with_the_field_and_a_french_message(client, guide, query, field):
    response = client.get(f"/api/v1/recherche?{query}")
    assert response.status_code == 422
    (error,) = response.json()["detail"]
    assert error["champ"] == field
    assert error["msg"]


def test_feed_is_read_and_freshest_first(client, guide):
    response = client.get("/recherche.rss?theme=logement")
    root = ElementTree.fromstring(response.content)
    assert len(root.findall(".//item")) == 50
    assert root.find(".//channel/link").text.endswith("theme=logement&tri=fraicheur")

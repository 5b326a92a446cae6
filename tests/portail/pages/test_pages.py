"""What the page types add to the frame: lists, plans, facts, people near you."""

import datetime
import re

import pytest

from portail.cms.models import ReglagesSite
from portail.pages.models import ContentPage, HomePage, SuggestionRecherche
from portail.pages.models.themes import related_pages
from portail.pages.proximite import nearest_points
from ressources.models import Structure
from ressources.vocabulaire import TypeStructure
from tests.geo.factories import CommuneFactory
from tests.portail.dispositifs.factories import DispositifFactory
from tests.portail.pages.factories import (
    AxePageFactory,
    ContentPageFactory,
    LegalPageFactory,
    ListingPageFactory,
    PijPageFactory,
    PlanPageFactory,
)
from tests.ressources.factories import PersonneFactory, StructureFactory, ThematiqueFactory, make_lieu

pytestmark = pytest.mark.django_db  # even an unsaved page asks for its content type


@pytest.fixture
def listing(home):
    return ListingPageFactory(parent=home)


@pytest.fixture
def lille(db):
    return CommuneFactory(nom="Lille", code="59350", latitude=50.63, longitude=3.07)


def make_point(nom: str, commune, **champs) -> Structure:
    lieu = make_lieu(commune=commune, latitude=commune.latitude, longitude=commune.longitude)
    return StructureFactory(
        **{"nom": nom, "type": TypeStructure.INFO_JEUNESSE, "lieux": [lieu], "live": True, **champs}
    )


class TestHome:
    def test_offers_real_searches_and_the_axes_in_their_order(self, home, client):
        home.suggestions = [SuggestionRecherche(libelle="un logement à Tourcoing", q="logement", ou="Tourcoing")]
        home.save()
        AxePageFactory(parent=home, title="Travailler", phrase="Jobs et stages")
        AxePageFactory(parent=home, title="M’orienter", axe="orientation")
        AxePageFactory(parent=home, title="Caché", live=False)

        html = client.get("/").content.decode()

        assert 'href="/recherche/?q=logement&amp;ou=Tourcoing"' in html
        assert html.index("Travailler") < html.index("M’orienter")
        assert "Jobs et stages" in html
        assert "Caché" not in html

    def test_shows_the_nearest_information_places_of_the_sites_commune(self, home, lille, client):
        hem = CommuneFactory(nom="Hem", code="59299", latitude=50.65, longitude=3.19)
        make_point("PIJ de Hem", hem)
        make_point("CRIJ de Lille", lille)
        make_point("Retiré", lille, opposition=True)
        make_point("Mission locale", lille, type=TypeStructure.MISSION_LOCALE)
        reglages = ReglagesSite.for_site(home.get_site())
        reglages.commune = lille
        reglages.save()

        html = client.get("/").content.decode()

        assert html.index("CRIJ de Lille") < html.index("PIJ de Hem")
        assert "Retiré" not in html
        assert "Mission locale" not in html

    def test_says_nothing_of_near_places_without_a_commune(self, home, client):
        assert "près de chez toi" not in client.get("/").content.decode().split("<footer")[0].split("</section>", 1)[1]

    def test_shows_the_three_articles_read_over_last(self, home, listing, client):
        for day in range(1, 5):
            ContentPageFactory(parent=listing, title=f"Relu le {day}", relu_le=datetime.date(2026, 10, day))
        ContentPageFactory(parent=listing, title="Brouillon", relu_le=datetime.date(2026, 11, 1), live=False)

        html = client.get(home.url).content.decode()

        assert re.findall(r"Relu le \d(?=</a>)", html) == ["Relu le 4", "Relu le 3", "Relu le 2"]
        assert "Brouillon" not in html

    def test_there_is_one_home_a_site(self, home):
        assert HomePage.max_count_per_parent == 1
        assert not HomePage.can_create_at(home)


def test_nearest_points_keep_one_place_a_structure_within_reach(lille):
    lieux = [
        make_lieu(commune=lille, latitude=50.63, longitude=3.07),
        make_lieu(commune=lille, latitude=50.64, longitude=3.07),
    ]
    StructureFactory(nom="Deux lieux", type=TypeStructure.INFO_JEUNESSE, lieux=lieux, live=True)
    far = CommuneFactory(nom="Amiens", code="80021", latitude=49.89, longitude=2.30)
    make_point("Trop loin", far)

    points = nearest_points(lille)

    assert [point.structure.nom for point in points] == ["Deux lieux"]
    assert points[0].distance_km == pytest.approx(0, abs=0.1)


def test_nowhere_has_no_nearest_point(db):
    assert nearest_points(None) == []


class TestListing:
    def test_filters_by_axis_and_offers_only_axes_that_have_pages(self, listing, client):
        ContentPageFactory(parent=listing, title="Louer sans garant", axe="autonomie")
        ContentPageFactory(parent=listing, title="Faire un CV", axe="emploi")

        html = client.get(f"{listing.url}?axe=emploi").content.decode()

        assert "Faire un CV" in html
        assert "Louer sans garant" not in html
        assert "?axe=orientation" not in html

    @pytest.mark.parametrize("query", ["page=99", "page=-1", "page=x", "axe=%00", "axe=inconnu", "page=%F0%9F%9A%B2"])
    def test_survives_any_query(self, listing, client, query):
        ContentPageFactory(parent=listing, title="Faire un CV")

        response = client.get(f"{listing.url}?{query}")

        assert response.status_code in {200, 400}
        if response.status_code == 200:
            assert "Faire un CV" in response.content.decode()

    def test_keeps_the_axis_from_one_screen_to_the_next(self, home, client):
        listing = ListingPageFactory(parent=home, per_page=1)
        ContentPageFactory.create_batch(2, parent=listing, axe="emploi")
        ContentPageFactory(parent=listing, axe="autonomie")

        assert "?axe=emploi&amp;page=2" in client.get(f"{listing.url}?axe=emploi").content.decode()


class TestAges:
    @pytest.mark.parametrize(
        ("low", "high", "words"),
        [(16, 25, "16 à 25 ans"), (18, None, "dès 18 ans"), (None, 29, "jusqu’à 29 ans"), (None, None, "")],
    )
    def test_ages_in_words(self, low, high, words):
        assert ContentPage(age_min=low, age_max=high).ages == words


def test_related_pages_share_type_and_axis_and_leave_out_drafts(listing):
    page, same, _other = (ContentPageFactory(parent=listing, axe=axe) for axe in ("emploi", "emploi", "autonomie"))
    ContentPageFactory(parent=listing, axe="emploi", live=False)

    assert related_pages(page) == [same]


def test_related_pages_begin_with_those_that_share_themes(listing):
    theme = ThematiqueFactory(slug="logement")
    page = ContentPageFactory(parent=listing, thematiques=[theme])
    far = ContentPageFactory(parent=listing)
    near = ContentPageFactory(parent=listing, thematiques=[theme])

    assert related_pages(page) == [near, far]


class TestAxis:
    def test_gathers_people_articles_and_dispositifs(self, home, listing, client, django_capture_on_commit_callbacks):
        theme = ThematiqueFactory(slug="alternance", nom="Alternance", axe="emploi")
        with django_capture_on_commit_callbacks(execute=True):
            PersonneFactory(prenom="Zoé", nom="Moulinet", competences=[theme], live=True)
            ContentPageFactory(parent=listing, title="Trouver un apprentissage", axe="emploi")
            DispositifFactory(nom="CV vidéo", axe="emploi", laboratoire=True)
            DispositifFactory(nom="Prime d’activité", axe="emploi")
            DispositifFactory(nom="ALSES", axe="decrochage", laboratoire=True)
        axis = AxePageFactory(parent=home, axe="emploi")

        html = client.get(axis.url).content.decode()

        assert "Zoé Moulinet" in html
        assert "Trouver un apprentissage" in html
        assert "CV vidéo" in html
        assert "Prime d’activité" in html
        assert "ALSES" not in html
        assert 'href="/recherche/?theme=alternance"' in html


class TestPij:
    def test_shows_address_and_team_from_the_guide(self, listing, client, lille):
        structure = make_point("PIJ de Lille", lille)
        PersonneFactory(prenom="Zoé", nom="Moulinet", structure=structure, live=True)
        page = PijPageFactory(parent=listing, structure=structure)

        html = client.get(page.url).content.decode()

        assert "12 rue de la Péniche" in html
        assert "Zoé Moulinet" in html

    @pytest.mark.parametrize("hidden", [{"live": False}, {"opposition": True}])
    def test_says_nothing_of_an_entry_the_public_may_not_read(self, listing, client, lille, hidden):
        page = PijPageFactory(parent=listing, structure=make_point("PIJ secret", lille, **hidden))

        response = client.get(page.url)

        assert response.status_code == 200
        assert "PIJ secret" not in response.content.decode()
        assert "rue de la Péniche" not in response.content.decode()


def test_plan_follows_the_tree_and_leaves_out_drafts(home, listing, client):
    ContentPageFactory(parent=listing, title="Faire un CV")
    LegalPageFactory(parent=home, title="Brouillon", live=False)
    plan = PlanPageFactory(parent=home)

    html = client.get(plan.url).content.decode()

    assert html.index(listing.title) < html.index("Faire un CV")
    assert "Brouillon" not in html


def test_a_page_hidden_from_engines_says_so_and_leaves_the_sitemap(home, client):
    page = LegalPageFactory(parent=home, hors_moteurs=True)

    assert '<meta name="robots" content="noindex">' in client.get(page.url).content.decode()
    assert page.get_sitemap_urls() == []

"""The guide in the search: what is found, and how it follows every change."""

import datetime
import json

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string

from geo.models import Zone
from ressources.horaires_permanence import write_osm
from ressources.models import Lieu, Permanence, PersonneRessource, Structure, Thematique
from ressources.recherche import PermanenceSource, PersonneSource, StructureSource
from ressources.recurrence import PARIS, Recurrence
from ressources.services import publish, record_opposition, unpublish
from search.criteria import Criteria
from search.engines import get_engine
from search.horaires import is_open
from search.models import Document
from tests.geo.factories import CommuneFactory, DepartementFactory
from tests.ressources.factories import (
    PermanenceFactory,
    PersonneFactory,
    StructureFactory,
    ThematiqueFactory,
    make_lieu,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def indexed(django_capture_on_commit_callbacks):
    """Return a context in which what would follow a commit does."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def nord(**autres) -> Zone:
    DepartementFactory()
    return Zone.objects.get_or_make("departement", "59", **autres)


def titles(**conditions) -> set[str]:
    return set(Document.objects.filter(**conditions).values_list("title", flat=True))


def document(source, fiche):
    return list(source.documents([fiche.pk]))


def test_a_structure_gives_a_document_per_place():
    lille = CommuneFactory(lille=True)
    theme = ThematiqueFactory(slug="garant", parent=ThematiqueFactory(slug="logement"))
    structure = StructureFactory(
        lieux=[make_lieu(commune=lille), make_lieu(latitude=None, longitude=None)],
        thematiques=[theme],
        zones=[nord(exclusions=["59350"])],
        age_min=16,
        langues=["fr"],
        verifie_le=datetime.date(2020, 1, 1),
    )
    premier, second = document(StructureSource(), structure)
    assert premier.commune == "59350"
    assert (premier.latitude, premier.longitude) == (50.632, 3.061)
    assert (second.latitude, second.longitude) == (50.63, 3.06)  # the commune's point
    assert premier.themes == ("garant", "logement")
    assert [(z.genre, z.pays, z.code, z.exclusions) for z in premier.zones] == [("departement", "FR", "59", ("59350",))]
    assert premier.quality == 0.0
    assert premier.payload["telephone"] == "03 53 01 00 01"


@pytest.mark.parametrize(
    ("source", "fabrique"), [(StructureSource, StructureFactory), (PersonneSource, PersonneFactory)]
)
def test_the_languages_spoken_are_words_too_but_french(source, fabrique):
    decrite, *_autres = document(source(), fabrique(langues=["fr", "fsl"]))
    assert "langue des signes" in decrite.text
    assert "français " not in decrite.text


def test_without_a_place_there_is_still_a_document():
    (unique,) = document(StructureSource(), StructureFactory(lieux=[], distanciel=True))
    assert (unique.commune, unique.latitude, unique.remote) == ("", None, True)


def test_a_person_is_found_at_her_places_or_at_the_structures():
    structure = StructureFactory(lieux=[make_lieu(), make_lieu()])
    partout = PersonneFactory(structure=structure)
    ici = PersonneFactory(structure=structure, lieux=[structure.lieux.first()])
    assert len(document(PersonneSource(), partout)) == 2
    assert len(document(PersonneSource(), ici)) == 1


def test_a_permanence_serves_whom_its_holder_serves(lundi):
    zone = nord()
    permanence = PermanenceFactory(structure=StructureFactory(zones=[zone]))
    (decrite,) = document(PermanenceSource(), permanence)
    assert [z.code for z in decrite.zones] == ["59"]
    assert decrite.opening_hours == "Tu 14:00-16:00; PH off"
    assert decrite.payload["prochaine"] == "2026-03-17T14:00:00+01:00"


def test_whoever_is_there_every_day_comes_before_a_permanence(lundi):
    structure = StructureFactory(verifie_le=lundi.date())
    permanence = PermanenceFactory(structure=structure, verifie_le=lundi.date())
    (held,), (open_daily, *_others) = document(PermanenceSource(), permanence), document(StructureSource(), structure)
    assert 0 < held.quality < open_daily.quality


def test_a_permanence_that_is_over_is_not_found(lundi):
    assert document(PermanenceSource(), PermanenceFactory(regle="")) == []


@pytest.mark.parametrize(
    ("source", "fabrique"),
    [(StructureSource, StructureFactory), (PersonneSource, PersonneFactory), (PermanenceSource, PermanenceFactory)],
)
def test_queries_do_not_grow(source, fabrique, django_assert_max_num_queries):
    premiere = fabrique()
    ids = [premiere.pk, *(fiche.pk for fiche in fabrique.create_batch(9))]
    with django_assert_max_num_queries(12) as une:
        assert len(list(source().documents(ids[:1]))) == 1
    with django_assert_max_num_queries(len(une)):
        assert len(list(source().documents(ids))) == 10


def test_hidden_contacts_are_not_in_the_index(indexed):
    with indexed():
        structure = StructureFactory(telephone="06 39 98 77 66", telephone_visible=False, courriel="secret@exemple.fr")
        PersonneFactory(
            structure=structure, telephone="06 39 98 77 66", telephone_visible=False, courriel="secret@exemple.fr"
        )
    textes = [json.dumps(ligne, default=str) for ligne in Document.objects.values()]
    assert textes
    assert not any(fuite in texte for texte in textes for fuite in ("secret", "98 77 66", "987766"))


def test_publishing_and_withdrawing_follow(indexed):
    with indexed():
        structure = StructureFactory(nom="Foyer du Canal", live=False)
        PersonneFactory(nom="Hirondelle", structure=structure)
        PermanenceFactory(titre="Permanence du Canal", structure=structure)
    assert titles() == set()
    with indexed():
        publish(fiche=structure)
    assert titles() == {"Foyer du Canal", "Léa Hirondelle", "Permanence du Canal"}
    with indexed():
        unpublish(fiche=Structure.objects.get())
    assert titles() == set()


def test_an_opposition_leaves_the_index(indexed):
    with indexed():
        personne = PersonneFactory(nom="Hirondelle")
    with indexed():
        record_opposition(fiche=personne)
    assert "Léa Hirondelle" not in titles()


def test_a_draft_changes_nothing_until_published(indexed):
    with indexed():
        StructureFactory(nom="Foyer du Canal")
    brouillon = Structure.objects.get()
    brouillon.nom = "Foyer de la Deûle"
    with indexed():
        brouillon.save_revision()
    assert titles() == {"Foyer du Canal"}
    with indexed():
        publish(fiche=Structure.objects.get())
    assert titles() == {"Foyer de la Deûle"}


def found(question: str):
    """Return the hits of a search written as on the results page: "q=toit&commune=59350"."""
    return get_engine().search(Criteria.from_query(QueryDict(question))).hits


def test_changes_of_places_themes_and_zones_follow(indexed):
    lille = CommuneFactory(lille=True)
    zone = nord()
    with indexed():
        StructureFactory(
            lieux=[make_lieu(commune=lille)],
            thematiques=[ThematiqueFactory(slug="logement", nom="Me loger")],
            zones=[zone],
        )
    assert len(found("commune=59350")) == 1
    with indexed():
        lieu = Lieu.objects.get()
        lieu.horaires = "Sa 10:00-12:00"
        lieu.save()
    assert found("")[0].schedule == ("FR", "Sa 10:00-12:00")
    assert not found("q=toit")
    with indexed():
        theme = Thematique.objects.get()
        theme.nom = "Un toit"
        theme.save()
    assert len(found("q=toit")) == 1
    with indexed():
        zone.exclusions = ["59350"]
        zone.save()
    assert not found("commune=59350")
    with indexed():
        lieu.delete()
    assert found("")[0].commune_ref == ""


def test_deleting_leaves_nothing(indexed):
    with indexed():
        PermanenceFactory(personne=PersonneFactory())
    assert Document.objects.exists()
    with indexed():
        Permanence.objects.get().delete()
        PersonneRessource.objects.get().delete()
        for structure in Structure.objects.all():
            structure.delete()
    assert not Document.objects.exists()


@pytest.mark.parametrize("fabrique", [StructureFactory, PersonneFactory, PermanenceFactory])
def test_cards_are_drawn_without_a_query(indexed, lundi, fabrique, django_assert_num_queries):
    with indexed():
        fiche = fabrique()
    source = {"structure": "structure", "personneressource": "personne", "permanence": "permanence"}[
        fiche._meta.model_name
    ]
    hit = next(hit for hit in found("") if hit.source == source)
    with django_assert_num_queries(0):
        carte = render_to_string(hit.card_template, {"hit": hit, "number": 3, "heading": "2"})
    assert str(fiche) in carte
    assert 'data-marker="3"' in carte
    assert hit.url in carte


MARDI = Recurrence(datetime.datetime(2026, 3, 3, 14, tzinfo=PARIS), 120, "FREQ=WEEKLY;BYDAY=TU")


@pytest.mark.parametrize(
    "regle", ["FREQ=WEEKLY;BYDAY=TU", "FREQ=WEEKLY;BYDAY=TU;COUNT=30", "FREQ=WEEKLY;INTERVAL=1;BYDAY=TU,TU"]
)
def test_hours_of_a_permanence_say_when_it_is_held(regle):
    recurrence = Recurrence(MARDI.debut, 120, regle, ("2026-03-24",))
    osm = write_osm(recurrence, datetime.datetime(2026, 3, 16, 9, tzinfo=PARIS))
    ouvert = [is_open(osm, datetime.datetime(2026, 3, jour, 15, tzinfo=PARIS)) for jour in (17, 18, 24, 31)]
    assert ouvert == [True, False, False, True]
    assert not is_open(osm, datetime.datetime(2026, 3, 17, 16, 30, tzinfo=PARIS))


def test_hours_past_midnight():
    nuit = Recurrence(datetime.datetime(2026, 3, 3, 22, tzinfo=PARIS), 240, "FREQ=WEEKLY;BYDAY=TU")
    osm = write_osm(nuit, datetime.datetime(2026, 3, 16, 9, tzinfo=PARIS))
    assert is_open(osm, datetime.datetime(2026, 3, 18, 1, tzinfo=PARIS))

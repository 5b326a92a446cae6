"""What an opportunity is: its constraints, its drafts, its life."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import Revision

from portail.opportunites.models import FAMILLES, Opportunite
from portail.opportunites.vocabulaire import Etat, Famille
from tests.geo.factories import CommuneFactory
from tests.portail.opportunites.factories import (
    FABRIQUES,
    AlternanceFactory,
    EngagementFactory,
    EvenementFactory,
    GuichetFactory,
    MobiliteFactory,
)

pytestmark = pytest.mark.django_db

JOUR = datetime.date(2026, 3, 16)
HIER, DEMAIN = JOUR - datetime.timedelta(days=1), JOUR + datetime.timedelta(days=1)


def in_days(days: int) -> datetime.date:
    return JOUR + datetime.timedelta(days=days)


def test_there_is_a_model_for_each_family():
    assert set(FAMILLES) == set(FABRIQUES) == set(Famille)


@pytest.mark.parametrize("famille", Famille)
def test_an_opportunity_is_read_back_as_its_family(famille, django_assert_num_queries):
    offre = FABRIQUES[famille]()
    with django_assert_num_queries(1):
        assert Opportunite.objects.all().specifics() == [offre]
    assert type(Opportunite.objects.get().specific) is FAMILLES[famille]


STATES = {
    Etat.BROUILLON: {"live": False},
    Etat.FUTURE: {"ouverture": DEMAIN},
    Etat.OUVERTE: {"cloture": in_days(15)},
    Etat.BIENTOT_CLOSE: {"cloture": JOUR},
    Etat.CLOSE: {"cloture": HIER},
    Etat.ARCHIVEE: {"archivee_le": datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)},
}


@pytest.mark.parametrize("famille", Famille)
@pytest.mark.parametrize("etat", Etat)
def test_every_family_goes_through_every_state_and_queries_agree(lundi, famille, etat):
    offre = FABRIQUES[famille](**STATES[etat])
    assert offre.etat == etat
    offres = Opportunite.objects.published()
    lists = {
        Etat.FUTURE: offres.opening_after(JOUR),
        Etat.BIENTOT_CLOSE: offres.closing_within(14),
        Etat.CLOSE: offres.closed_on(JOUR),
        Etat.ARCHIVEE: Opportunite.objects.archived(),
    }
    for listed, rows in lists.items():
        assert rows.exists() == (listed == etat), listed
    assert offres.open_on(JOUR).exists() == (etat in (Etat.OUVERTE, Etat.BIENTOT_CLOSE))
    assert offres.current_on(JOUR).exists() == (etat in (Etat.OUVERTE, Etat.BIENTOT_CLOSE, Etat.FUTURE))


@pytest.mark.parametrize("fabrique", [MobiliteFactory, AlternanceFactory, EngagementFactory])
def test_without_a_closing_date_nobody_joins_what_has_begun(lundi, fabrique):
    assert fabrique(debut=DEMAIN).etat == Etat.BIENTOT_CLOSE
    assert fabrique(debut=JOUR).etat == Etat.CLOSE


def test_an_event_can_be_joined_until_its_last_day(lundi):
    assert EvenementFactory(debut=HIER, fin=JOUR).etat == Etat.BIENTOT_CLOSE
    assert EvenementFactory(debut=HIER).etat == Etat.CLOSE


def test_a_desk_without_dates_never_closes(lundi):
    guichet = GuichetFactory()
    assert guichet.etat == Etat.OUVERTE
    assert guichet.jours_restants is None


def test_what_left_its_feed_is_closed(lundi):
    offre = AlternanceFactory(source="flux", source_id="a1", retiree_le=timezone.now())
    assert offre.etat == Etat.CLOSE
    assert not Opportunite.objects.current_on(JOUR).exists()


@pytest.mark.parametrize(
    ("fabrique", "champs", "mot"),
    [
        (MobiliteFactory, {"ouverture": DEMAIN, "cloture": JOUR}, "ferme avant d’ouvrir"),
        (EngagementFactory, {"debut": DEMAIN, "fin": JOUR}, "vient après lui"),
        (EngagementFactory, {"fin": JOUR}, "vient après lui"),
        (EvenementFactory, {"debut": None}, "quel jour"),
        (EvenementFactory, {"heure_debut": None}, "heure de début"),
        (EvenementFactory, {"heure_fin": datetime.time(13)}, "heure de début"),
        (MobiliteFactory, {"semaines_min": 12, "semaines_max": 8}, "durée minimum"),
        (MobiliteFactory, {"semaines_max": 157}, "trois ans"),
        (AlternanceFactory, {"duree_mois": 0}, "48 mois"),
        (AlternanceFactory, {"delai_reponse": 91}, "90 jours"),
        (EngagementFactory, {"duree_mois": 37}, "36 mois"),
        (EngagementFactory, {"heures_semaine": 49}, "48 heures"),
        (GuichetFactory, {"latitude": 50.6}, "vont ensemble"),
        (GuichetFactory, {"age_min": 26, "age_max": 25}, "âge maximum"),
        (GuichetFactory, {"retiree_le": datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)}, "venue d’un flux"),
    ],
)
def test_the_database_refuses_nonsense_and_the_form_says_why(fabrique, champs, mot):
    with pytest.raises(IntegrityError), transaction.atomic():
        fabrique(**champs)
    offre = fabrique.build(site=None, **champs)
    offre.famille = offre.famille_du_modele
    with pytest.raises(ValidationError) as refus:
        offre.validate_constraints()
    assert mot in str(refus.value)


def test_a_source_gives_an_opportunity_once():
    AlternanceFactory(source="flux", source_id="a1")
    with pytest.raises(IntegrityError), transaction.atomic():
        EngagementFactory(source="flux", source_id="a1")
    EngagementFactory(source="autre", source_id="a1")


@pytest.mark.parametrize("rome", ["D110", "Z1102", "d1102", "D11O2"])
def test_a_rome_code_is_a_letter_and_four_digits(rome):
    with pytest.raises(ValidationError, match="quatre chiffres"):
        AlternanceFactory.build(site=None, rome=rome).clean_fields()


def test_a_point_needs_its_commune():
    with pytest.raises(ValidationError, match="commune"):
        EvenementFactory.build(site=None, latitude=50.6, longitude=3.0).clean()


def test_a_draft_never_brings_back_what_belongs_to_the_whole(lundi):
    offre = AlternanceFactory(source="flux", source_id="a1")
    revision = offre.save_revision()
    offre.retiree_le = timezone.now()
    offre.empreinte_source = "f" * 64
    offre.save()
    brouillon = revision.as_object()
    assert brouillon.retiree_le == offre.retiree_le
    assert brouillon.empreinte_source == "f" * 64


def test_revisions_belong_to_the_object_and_die_with_it():
    autre = EngagementFactory()
    autre.save_revision()
    offre = MobiliteFactory()
    offre.save_revision()
    assert offre.revisions.count() == 1
    offre.delete()
    assert [revision.content_object for revision in Revision.objects.not_page_revisions()] == [autre]


def test_a_published_draft_moves_the_deadline(lundi):
    offre = MobiliteFactory(cloture=DEMAIN)
    offre.cloture = in_days(40)
    offre.save_revision().publish()
    offre.refresh_from_db()
    assert offre.echeance == in_days(40)
    assert offre.etat == Etat.OUVERTE


def test_the_point_falls_back_on_the_commune():
    lille = CommuneFactory(lille=True)
    assert EvenementFactory(commune=lille).point == lille.position
    assert EvenementFactory(commune=lille, latitude=50.63, longitude=3.06).point == (50.63, 3.06)
    assert EvenementFactory().point is None

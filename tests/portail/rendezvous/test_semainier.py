"""The week of the agenda: what it shows, and what a drag changes, for all the dates or one."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portail.rendezvous.creneaux import find_creneaux
from portail.rendezvous.espace.semainier import build_semainier
from portail.rendezvous.models import Absence, Ouverture
from tests.portail.espace.conftest import espace, nadia
from tests.ressources.factories import PersonneFactory

from .factories import MotifFactory, OuvertureFactory, paris

__all__ = ["espace", "nadia"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lundi")]
MARDI = datetime.date(2026, 3, 24)


@pytest.fixture
def motif(nadia):
    return MotifFactory(structure=nadia.structure)


@pytest.fixture
def personne(nadia, motif):
    return OuvertureFactory(personne=nadia.personne, motifs=[motif]).personne


@pytest.fixture
def ouverture(personne) -> Ouverture:
    return personne.ouvertures.get()


def blocs(ouverture: Ouverture, jour: datetime.date) -> list[tuple[str, str, int, int]]:
    semaine = build_semainier(ouverture.personne, jour)
    return [(f"{un.date:%d}", bloc.genre, bloc.de, bloc.a) for un in semaine.jours for bloc in un.blocs]


def drag(espace, ouverture: Ouverture, **plus):
    envoi = {"date": "2026-03-24", "jour": "2026-03-25", "de": "10:00", "a": "13:00", "portee": "toutes"}
    return espace.post(f"/espace/creneaux/{ouverture.pk}/deplacer/", envoi | plus)


class TestTheWeek:
    def test_openings_appointments_and_absences_by_day(self, ouverture, book):
        book()
        Absence.objects.create(personne=ouverture.personne, debut=paris(2026, 3, 26, 14), fin=paris(2026, 3, 28))
        assert blocs(ouverture, MARDI) == [
            ("24", "ouverture", 540, 720),
            ("24", "rendezvous", 540, 600),
            ("26", "absence", 840, 1440),
            ("27", "absence", 0, 1440),
        ]

    def test_the_absence_announced_on_the_entry_is_there_too(self, ouverture, espace):
        personne = ouverture.personne
        personne.absence_debut, personne.absence_fin = MARDI, datetime.date(2026, 3, 25)
        personne.save()
        absents = [ligne for ligne in blocs(ouverture, MARDI) if ligne[1] == "absence"]
        assert absents == [("24", "absence", 0, 1440), ("25", "absence", 0, 1440)]
        page = espace.get("/espace/creneaux/", {"qui": personne.pk, "semaine": "2026-03-24"}).content.decode()
        assert page.count(f"/espace/fiches/personne/{personne.pk}/absence/") == 2

    def test_the_hours_stay_those_of_the_clock_on_the_wall(self, ouverture):
        assert blocs(ouverture, datetime.date(2026, 3, 31)) == [("31", "ouverture", 540, 720)]  # the clocks moved on 29

    def test_what_overlaps_stands_side_by_side(self, ouverture, motif):
        OuvertureFactory(personne=ouverture.personne, motifs=[motif], debut=paris(2026, 3, 3, 10), duree_minutes=60)
        mardi = build_semainier(ouverture.personne, MARDI).jours[1]
        assert [(bloc.voie, bloc.voies) for bloc in mardi.blocs] == [(0, 2), (1, 2)]

    def test_early_and_late_hours_widen_it(self, ouverture, motif):
        assert build_semainier(ouverture.personne, MARDI).heures == range(8, 19)
        OuvertureFactory(
            personne=ouverture.personne, motifs=[motif], debut=paris(2026, 3, 23, 7, 30), duree_minutes=12 * 60
        )
        assert build_semainier(ouverture.personne, MARDI).heures == range(7, 20)

    @pytest.mark.parametrize(
        "query", ["", "?qui=abc&semaine=hier", f"?qui={'9' * 25}&semaine=9999-12-31", "?semaine=0001-01-01"]
    )
    def test_a_senseless_address_shows_this_week_of_oneself(self, espace, ouverture, query):
        reponse = espace.get(f"/espace/creneaux/{query}")
        assert reponse.status_code == 200
        assert str(ouverture.personne) in reponse.text

    def test_a_colleague_s_week(self, espace, ouverture, motif):
        collegue = PersonneFactory(structure=motif.structure, prenom="Sacha", nom="Pont")
        OuvertureFactory(personne=collegue, motifs=[motif], debut=paris(2026, 3, 26, 15), regle="")
        html = espace.get(f"/espace/creneaux/?qui={collegue.pk}&semaine=2026-03-24").text
        assert "15 h – 18 h" in html.replace("\N{NO-BREAK SPACE}", " ")

    def test_queries_do_not_grow(self, espace, ouverture, motif, book):
        def count() -> int:
            with CaptureQueriesContext(connection) as queries:
                assert espace.get("/espace/creneaux/?semaine=2026-03-24").status_code == 200
            return len(queries)

        book()
        count()
        few = count()
        book(debut=paris(2026, 3, 24, 10))
        OuvertureFactory(personne=ouverture.personne, motifs=[motif], debut=paris(2026, 3, 4, 10))
        assert count() == few


class TestADrag:
    def test_every_date_moves_with_its_days_off(self, espace, ouverture, motif):
        ouverture.regle, ouverture.exceptions = "FREQ=WEEKLY;INTERVAL=1;BYDAY=TU;UNTIL=20260630", ["2026-04-07"]
        ouverture.save()
        reponse = drag(espace, ouverture)
        assert reponse.status_code == 302
        assert f"qui={ouverture.personne_id}&semaine=2026-03-25" in reponse.url
        ouverture.refresh_from_db()
        assert ouverture.debut == paris(2026, 3, 4, 10)
        assert ouverture.regle == "FREQ=WEEKLY;BYDAY=WE;UNTIL=20260701"
        assert ouverture.exceptions == ["2026-04-08"]
        assert [motif] == list(ouverture.motifs.all())
        assert paris(2026, 3, 25, 12) in [un.debut for un in find_creneaux(motif=motif)]

    def test_one_date_alone_leaves_the_others(self, espace, ouverture, motif):
        drag(espace, ouverture, portee="une")
        assert blocs(ouverture, MARDI) == [("25", "ouverture", 600, 780)]
        assert blocs(ouverture, datetime.date(2026, 3, 31)) == [("31", "ouverture", 540, 720)]
        seule = Ouverture.objects.latest("pk")
        assert (seule.regle, list(seule.motifs.all())) == ("", [motif])

    def test_what_happens_once_moves_without_asking(self, espace, ouverture):
        Ouverture.objects.update(regle="", debut=paris(2026, 3, 24, 9))
        drag(espace, ouverture, portee="une")
        assert Ouverture.objects.get().debut == paris(2026, 3, 25, 10)

    @pytest.mark.parametrize(
        ("faute", "mots"),
        [
            ({"a": "09:00"}, "La fin vient avant le début"),
            ({"de": "10:10"}, "au quart"),
            ({"date": "2026-03-23"}, "a changé entre-temps"),
            ({"jour": "2026-04-06"}, "jour férié"),
            ({"jour": "hier"}, "On n’a pas compris"),
            ({"portee": "rien"}, "On n’a pas compris"),
        ],
    )
    def test_what_is_refused_is_said_and_nothing_moves(self, espace, ouverture, faute, mots):
        reponse = drag(espace, ouverture, **faute)
        assert reponse.status_code == 422
        assert mots in reponse.text
        assert blocs(ouverture, MARDI) == [("24", "ouverture", 540, 720)]
        assert Ouverture.objects.count() == 1

    def test_a_rule_that_the_form_cannot_say_keeps_its_days(self, espace, ouverture):
        Ouverture.objects.update(regle="FREQ=MONTHLY;BYDAY=4TU", debut=paris(2026, 2, 24, 9))
        assert "répétition est particulière" in drag(espace, ouverture).text
        drag(espace, ouverture, jour="2026-03-24")
        ouverture.refresh_from_db()
        assert (ouverture.regle, ouverture.debut) == ("FREQ=MONTHLY;BYDAY=4TU", paris(2026, 2, 24, 10))

    def test_the_form_keeps_such_a_rule_too(self, espace, ouverture):
        Ouverture.objects.update(regle="FREQ=MONTHLY;BYDAY=4TU", debut=paris(2026, 2, 24, 9))
        page = f"/espace/creneaux/{ouverture.pk}/"
        assert "règle particulière" in espace.get(page).text
        envoi = {"personne": ouverture.personne_id, "motifs": [ouverture.motifs.get().pk], "lieu": ouverture.lieu_id}
        heures = {"jour": "2026-02-24", "de": "09:00", "a": "11:00", "repetition": "autre", "vacances": "on"}
        espace.post(page, envoi | heures)
        ouverture.refresh_from_db()
        assert (ouverture.regle, ouverture.duree_minutes) == ("FREQ=MONTHLY;BYDAY=4TU", 120)

    def test_a_drawn_stretch_fills_the_forms(self, espace, ouverture):
        html = espace.get("/espace/creneaux/nouveau/?jour=2026-03-25&de=10:00&a=12:00&repetition=une").text
        assert 'name="jour" value="2026-03-25"' in html
        assert 'name="a" value="12:00"' in html
        html = espace.get("/espace/creneaux/absence/?du=2026-03-25&du_heure=10:00&au=2026-03-25&au_heure=12:00").text
        assert 'name="au_heure" value="12:00"' in html

    def test_a_number_too_large_for_any_database_is_an_unknown_choice(self, espace, ouverture):
        envoi = {"personne": "9" * 25, "motifs": ["9" * 25], "lieu": "9" * 25, "jour": "2026-03-25", "repetition": "1"}
        assert espace.post("/espace/creneaux/nouveau/", envoi | {"de": "10:00", "a": "12:00"}).status_code == 422

"""What can be booked, from what is open and what is taken."""

import datetime
import itertools

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from portail.rendezvous.creneaux import Besoin, Plage, cut, find_creneaux, nearest, quarts_between
from portail.rendezvous.models import Absence, Ouverture, VacancesScolaires
from portail.rendezvous.seances import Moment, take
from portail.rendezvous.vacances import Calendrier
from portail.rendezvous.vocabulaire import QUART
from ressources.recurrence import PARIS
from tests.geo.factories import CommuneFactory
from tests.ressources.factories import PersonneFactory, make_lieu

from .factories import MotifFactory, OuvertureFactory, paris

pytestmark = pytest.mark.usefixtures("lundi")
MINUTE = datetime.timedelta(minutes=1)


def starts(motif, **criteres) -> list[str]:
    """Return the starts on the wall clock of Paris, "17/03 09:00"."""
    return [f"{c.debut.astimezone(PARIS):%d/%m %H:%M}" for c in find_creneaux(motif=motif, **criteres)]


@pytest.mark.django_db
class TestOpenings:
    def test_a_stretch_is_cut_in_slots_from_the_minimum_delay_to_the_maximum(self, motif, personne):
        # Monday 15:00 + 24 h leaves out Tuesday 17; Monday + 45 days is 30 April.
        expected = [
            f"{jour} {heure}"
            for jour in ("24/03", "31/03", "07/04", "14/04", "21/04", "28/04")
            for heure in ("09:00", "10:00", "11:00")
        ]

        assert starts(motif) == expected

    def test_the_minimum_delay_counts_to_the_minute(self, motif, personne):
        motif.delai_min_heures = 19  # Tuesday 10:00
        motif.save()

        assert starts(motif)[:3] == ["17/03 10:00", "17/03 11:00", "24/03 09:00"]

    def test_cancelled_dates_absences_and_public_holidays_close(self, motif, personne):
        Ouverture.objects.update(exceptions=["2026-03-24"])
        Absence.objects.create(personne=personne, debut=paris(2026, 3, 31, 9, 30), fin=paris(2026, 3, 31, 10, 30))
        OuvertureFactory(personne=personne, motifs=[motif], debut=paris(2026, 4, 6, 9), regle="")  # Easter Monday

        assert starts(motif, a=paris(2026, 4, 8, 0)) == ["31/03 11:00", "07/04 09:00", "07/04 10:00", "07/04 11:00"]

    def test_an_opening_may_ignore_public_holidays(self, motif, personne):
        OuvertureFactory(personne=personne, motifs=[motif], debut=paris(2026, 4, 6, 9), regle="", jours_feries=True)

        assert "06/04 09:00" in starts(motif)

    def test_belgian_holidays_close_in_belgium(self, motif, personne):
        motif.delai_max_jours = 200
        motif.save()
        mouscron = make_lieu(commune=CommuneFactory(pays="BE"))
        mouscron.structure = personne.structure
        mouscron.save()
        OuvertureFactory(personne=personne, motifs=[motif], lieu=mouscron, debut=paris(2026, 7, 21, 14), regle="")

        assert "21/07 14:00" not in starts(motif)  # the national day of Belgium
        assert "21/07 09:00" in starts(motif)

    def test_school_holidays_close_when_asked(self, motif, personne):
        Ouverture.objects.update(vacances=False)

        assert starts(motif, a=paris(2026, 4, 30, 0))[-1] == "28/04 11:00"
        assert not {"14/04 09:00", "21/04 09:00"}.intersection(starts(motif))

    def test_the_absence_told_on_the_entry_closes(self, motif, personne):
        personne.absence_debut, personne.absence_fin = datetime.date(2026, 3, 24), datetime.date(2026, 4, 1)
        personne.save()

        assert starts(motif)[0] == "07/04 09:00"

    def test_nothing_from_somebody_who_is_not_in_the_guide_any_more(self, motif, personne):
        personne.opposition = True
        personne.save()

        assert starts(motif) == []

    def test_several_people_and_places_are_put_together(self, motif, personne):
        collegue = PersonneFactory(structure=motif.structure)
        OuvertureFactory(personne=collegue, motifs=[motif], duree_minutes=60)

        found = find_creneaux(motif=motif, a=paris(2026, 3, 24, 12))

        assert [c.personne.pk for c in found if c.debut == paris(2026, 3, 24, 9)] == [personne.pk, collegue.pk]
        assert len(find_creneaux(motif=motif, personne=collegue, a=paris(2026, 3, 24, 12))) == 1


@pytest.mark.django_db
class TestTaken:
    def test_what_is_taken_is_not_offered_and_the_next_starts_after(self, motif, personne):
        autre = MotifFactory(structure=motif.structure, duree_minutes=30)
        take(autre, Moment(personne, paris(2026, 3, 24, 9, 30)))

        assert starts(motif, a=paris(2026, 3, 25, 0)) == ["24/03 10:00", "24/03 11:00"]

    def test_travel_is_kept_free_before_and_after(self, personne, motif):
        visite = MotifFactory(structure=motif.structure, duree_minutes=30, tampon_minutes=30)
        take(visite, Moment(personne, paris(2026, 3, 24, 10)))

        assert starts(motif, a=paris(2026, 3, 25, 0)) == ["24/03 11:00"]

    def test_a_group_session_is_offered_until_it_is_full(self, motif, personne):
        motif.capacite = 24
        motif.save()
        take(motif, Moment(personne, paris(2026, 3, 24, 10)), participants=20)

        places = {c.debut: c.places for c in find_creneaux(motif=motif, a=paris(2026, 3, 25, 0))}
        assert places[paris(2026, 3, 24, 10)] == 4
        assert places[paris(2026, 3, 24, 9)] == 24

        take(motif, Moment(personne, paris(2026, 3, 24, 10)), participants=4)
        assert starts(motif, a=paris(2026, 3, 25, 0)) == ["24/03 09:00", "24/03 11:00"]

    def test_the_appointment_being_moved_counts_as_free(self, motif, personne):
        seance = take(motif, Moment(personne, paris(2026, 3, 24, 9)))

        assert "24/03 09:00" not in starts(motif)
        assert "24/03 09:00" in starts(motif, sans=seance)

    def test_queries_do_not_grow(self, motif, personne):
        with CaptureQueriesContext(connection) as few:
            find_creneaux(motif=motif)
        for heure in range(3):
            take(motif, Moment(personne, paris(2026, 3, 24, 9 + heure)))
            OuvertureFactory(personne=PersonneFactory(structure=motif.structure), motifs=[motif])
            Absence.objects.create(personne=personne, debut=paris(2026, 4, 1, 9), fin=paris(2026, 4, 1, 10))
        with CaptureQueriesContext(connection) as many:
            find_creneaux(motif=motif)

        assert len(many) == len(few) <= 5


@pytest.mark.django_db
@pytest.mark.parametrize(("nuit", "heures"), [((2026, 3, 29), 5), ((2026, 10, 25), 7)], ids=["23 h", "25 h"])
def test_slots_last_an_hour_on_the_nights_when_clocks_change(nuit, heures, lundi):
    """From midnight to six by the clock, there are five hours in March and seven in October."""
    lundi.move_to(paris(*nuit) - datetime.timedelta(days=7))
    motif = MotifFactory()
    OuvertureFactory(
        personne__structure=motif.structure, motifs=[motif], debut=paris(*nuit, 0), duree_minutes=360, regle=""
    )

    found = find_creneaux(motif=motif)

    assert len(found) == heures
    assert all(c.fin - c.debut == 60 * MINUTE for c in found)
    assert found[-1].fin == paris(*nuit, 6)


QUARTERS = st.integers(0, 40).map(lambda rang: paris(2026, 3, 24, 6).astimezone(datetime.UTC) + rang * QUART)


@given(
    longueur=st.integers(1, 40),
    duree=st.integers(1, 8),
    tampon=st.integers(0, 4),
    pris=st.sets(QUARTERS, max_size=12),
)
def test_no_slot_overlaps_what_is_taken_and_all_are_within_the_opening(longueur, duree, tampon, pris):
    plage = Plage(
        paris(2026, 3, 24, 7).astimezone(datetime.UTC),
        paris(2026, 3, 24, 7).astimezone(datetime.UTC) + longueur * QUART,
    )
    besoin = Besoin(duree * QUART, tampon * QUART)

    creneaux = list(cut(plage, besoin, pris))

    for debut, fin, _places in creneaux:
        assert plage.debut <= debut < fin <= plage.fin
        assert fin - debut == besoin.duree
        assert pris.isdisjoint(quarts_between(debut - besoin.tampon, fin + besoin.tampon))
    assert all(avant[1] <= apres[0] for avant, apres in itertools.pairwise(creneaux))


@given(duree=st.integers(1, 8), pris=st.sets(QUARTERS, max_size=12))
def test_no_room_is_left_between_slots(duree, pris):
    """Wherever an appointment would fit, the slot that was offered overlaps it: nothing free is hidden."""
    debut = paris(2026, 3, 24, 7).astimezone(datetime.UTC)
    plage, besoin = Plage(debut, debut + 16 * QUART), Besoin(duree * QUART)
    offerts = list(cut(plage, besoin, pris))
    for rang in range(16 - duree + 1):
        essai = (debut + rang * QUART, debut + (rang + duree) * QUART)
        if pris.isdisjoint(quarts_between(*essai)):
            assert any(a < essai[1] and essai[0] < b for a, b, _places in offerts)


def test_the_nearest_come_in_order_of_time():
    plage = Plage(paris(2026, 3, 24, 8), paris(2026, 3, 24, 18))
    from portail.rendezvous.creneaux import Creneau

    tous = [Creneau(None, debut, fin) for debut, fin, _places in cut(plage, Besoin(60 * MINUTE), set())]

    proches = nearest(tous, paris(2026, 3, 24, 12), 3)

    assert [c.debut.hour for c in proches] == [11, 12, 13]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("jour", "attendu"), [("2025-12-25", True), ("2026-02-13", False), ("2026-02-14", True), ("2026-03-02", False)]
)
def test_school_holidays_of_zone_b(jour, attendu):
    assert Calendrier().is_holiday(datetime.date.fromisoformat(jour)) is attendu


@pytest.mark.django_db
def test_the_team_adds_a_year_and_corrects_another():
    VacancesScolaires.objects.create(nom="Toussaint 2027", debut="2027-10-23", fin="2027-11-07")
    VacancesScolaires.objects.create(nom="hiver 2026", debut="2026-02-21", fin="2026-03-08")
    jours = ("2027-10-30", "2026-02-14", "2026-03-02", "2025-12-25")
    en_vacances = [Calendrier().is_holiday(datetime.date.fromisoformat(jour)) for jour in jours]
    assert en_vacances == [True, False, True, True]

"""Every move, and those that are refused by name."""

import datetime
import itertools

import icalendar
import pytest
import vobject

from portail.notifications.models import Message
from portail.rendezvous import erreurs
from portail.rendezvous.creneaux import find_creneaux
from portail.rendezvous.donnees_personnelles import forget_old
from portail.rendezvous.models import DemandeCreneau, ListeAttente, Quart, RendezVous, Seance
from portail.rendezvous.seances import quarts_of
from portail.rendezvous.services import (
    Coordonnees,
    accept_proposition,
    accept_relais,
    ask_creneau,
    cancel_by_service,
    cancel_rendezvous,
    confirm_rendezvous,
    decline_proposition,
    erase_contact,
    join_attente,
    leave_attente,
    mark_presence,
    move_rendezvous,
    offer_relais,
    propose_creneau,
    refuse_relais,
    release_expired,
    remind_waiting,
)
from portail.rendezvous.services.contact import Origine
from portail.rendezvous.vocabulaire import Reservation, Statut, StatutDemande
from tests.ressources.factories import PersonneFactory

from .conftest import SAM
from .factories import OuvertureFactory, make_cle, paris

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lundi")]
NEUF, DIX, ONZE = (paris(2026, 3, 24, heure) for heure in (9, 10, 11))
ALEX = Coordonnees(prenom="Alex", courriel="alex@exemple.fr", tranche_age="18-25")


def kinds(**criteres) -> list[str]:
    """Return the kinds of the messages that wait, in order."""
    return list(Message.objects.filter(statut="a_envoyer", **criteres).order_by("pk").values_list("genre", flat=True))


def consistent() -> bool:
    """Tell whether sessions, quarters and appointments say the same thing."""
    for seance in Seance.objects.select_related("motif"):
        held = sum(seance.rendezvous.values_list("participants", flat=True)) + seance.propositions.count()
        heures = list(seance.quarts.order_by("heure").values_list("heure", flat=True))
        if held != seance.prises or heures != quarts_of(seance):
            return False
    return not Quart.objects.exclude(seance__in=Seance.objects.all()).exists()


@pytest.fixture(autouse=True)
def _consistency():
    yield
    assert consistent()


class TestBooking:
    def test_it_takes_the_time_and_tells_everybody(self, book, personne):
        rendezvous = book()

        assert (rendezvous.statut, rendezvous.debut, rendezvous.fin) == (Statut.A_VENIR, NEUF, DIX)
        assert NEUF not in [c.debut for c in find_creneaux(motif=rendezvous.motif)]
        # A confirmation, two reminders, by mail and SMS; and a word to the professional.
        assert sorted(kinds()) == sorted(["rdv_confirmation", "rdv_rappel", "rdv_rappel"] * 2 + ["rdv_pro"])
        assert Message.objects.get(genre="rdv_pro").destinataire == personne.courriel

    def test_the_same_form_twice_is_one_appointment(self, book):
        cle = make_cle()
        assert book(cle=cle).pk == book(cle=cle).pk
        assert RendezVous.objects.count() == 1
        assert len(kinds()) == 7

    def test_a_time_that_is_taken_is_refused_and_nothing_is_written(self, book):
        book()
        before = Message.objects.count()
        with pytest.raises(erreurs.CreneauPris):
            book(contact=ALEX)
        assert RendezVous.objects.count() == 1
        assert Message.objects.count() == before

    @pytest.mark.parametrize(
        "debut", [paris(2026, 3, 24, 9, 15), paris(2026, 3, 25, 9), paris(2026, 3, 17, 9), paris(2025, 3, 25, 9)]
    )
    def test_only_what_is_offered_is_booked(self, book, debut):
        with pytest.raises(erreurs.CreneauPris):
            book(debut=debut)

    def test_who_may_book(self, book, motif):
        motif.reservation = Reservation.PRESCRIPTEUR
        motif.save()
        with pytest.raises(erreurs.ReservationFermee):
            book()
        oriente = book(origine=Origine(pris_par=Reservation.PRESCRIPTEUR, prescripteur="Nadia, mission locale"))
        assert oriente.prescripteur == "Nadia, mission locale"

    def test_ages(self, book, motif):
        motif.age_min = 18
        motif.save()
        with pytest.raises(erreurs.AgeNonRecu):
            book()
        assert book(contact=ALEX).prenom == "Alex"

    def test_a_class_of_24_is_a_count(self, book, motif):
        motif.capacite = 30
        motif.save()
        book(participants=24)
        with pytest.raises(erreurs.PlusAssezDePlaces):
            book(participants=7)
        book(participants=6)
        assert Seance.objects.get().prises == 30
        with pytest.raises(erreurs.CreneauPris):
            book()


class TestChangingOnesMind:
    def test_moving_frees_the_former_time_and_says_the_new_one(self, book):
        rendezvous = book()
        moved = move_rendezvous(rendezvous=rendezvous, debut=ONZE)

        assert (moved.debut, moved.sequence, moved.reference) == (ONZE, 1, rendezvous.reference)
        assert NEUF in [c.debut for c in find_creneaux(motif=rendezvous.motif)]
        assert kinds(objet=rendezvous.objet).count("rdv_rappel") == 4
        assert "rdv_confirmation" not in kinds()  # it had not left: the new date says all

    def test_moving_by_less_than_its_length(self, book, personne, motif):
        OuvertureFactory(personne=personne, motifs=[motif], debut=paris(2026, 3, 24, 9, 30), regle="")
        assert move_rendezvous(rendezvous=book(), debut=paris(2026, 3, 24, 9, 30)).debut == paris(2026, 3, 24, 9, 30)

    def test_a_refused_move_changes_nothing(self, book):
        rendezvous, _autre = book(), book(debut=DIX, contact=ALEX)
        with pytest.raises(erreurs.CreneauPris):
            move_rendezvous(rendezvous=rendezvous, debut=DIX)
        rendezvous.refresh_from_db()
        assert (rendezvous.debut, rendezvous.sequence) == (NEUF, 0)

    def test_a_group_moves_to_another_session(self, book, motif):
        motif.capacite = 30
        motif.save()
        classe, _autre = book(participants=20), book(participants=5)
        book(debut=ONZE, participants=10)
        move_rendezvous(rendezvous=classe, debut=ONZE)
        assert sorted(Seance.objects.values_list("debut", "prises")) == [(NEUF, 5), (ONZE, 30)]

    def test_moving_is_allowed_up_to_two_days_before(self, book, lundi):
        rendezvous = book()
        lundi.move_to(NEUF - datetime.timedelta(days=2, minutes=-1))
        with pytest.raises(erreurs.TropTardPourDeplacer):
            move_rendezvous(rendezvous=rendezvous, debut=paris(2026, 3, 31, 9))
        lundi.move_to(NEUF - datetime.timedelta(days=2))
        assert move_rendezvous(rendezvous=rendezvous, debut=paris(2026, 3, 31, 9)).debut == paris(2026, 3, 31, 9)

    def test_cancelling_is_allowed_up_to_four_hours_before(self, book, lundi):
        rendezvous = book()
        lundi.move_to(NEUF - datetime.timedelta(hours=4, minutes=-1))
        with pytest.raises(erreurs.TropTardPourAnnuler):
            cancel_rendezvous(rendezvous=rendezvous)
        lundi.move_to(NEUF - datetime.timedelta(hours=4))
        assert cancel_rendezvous(rendezvous=rendezvous).statut == Statut.ANNULE_PERSONNE

    def test_cancelling_frees_the_time_and_drops_the_reminders(self, book):
        rendezvous = book()
        for _fois in range(2):
            cancel_rendezvous(rendezvous=rendezvous)
        assert not Quart.objects.exists()
        assert kinds(objet=rendezvous.objet) == ["rdv_annulation"] * 2
        assert book(contact=ALEX).debut == NEUF

    def test_the_service_may_cancel_with_a_word(self, book):
        rendezvous = book()
        cancel_by_service(rendezvous=rendezvous, mot="Léa est en formation ce jour-là.")
        message = Message.objects.get(genre="rdv_annulation_service", canal="courriel")
        assert "Léa est en formation" in message.texte
        assert "Léa est en formation" in message.html

    def test_confirming_twice_is_confirming_once(self, book, lundi):
        rendezvous = confirm_rendezvous(rendezvous=book())
        premier = rendezvous.confirme_le
        lundi.shift(60)
        assert confirm_rendezvous(rendezvous=rendezvous).confirme_le == premier

    def test_attendance_is_told_once_it_began_and_may_be_put_right(self, book, lundi):
        rendezvous = book()
        with pytest.raises(erreurs.PasEncoreCommence):
            mark_presence(rendezvous=rendezvous, statut=Statut.HONORE)
        lundi.move_to(NEUF)
        assert mark_presence(rendezvous=rendezvous, statut=Statut.ABSENCE).statut == Statut.ABSENCE
        assert mark_presence(rendezvous=rendezvous, statut=Statut.HONORE).statut == Statut.HONORE


MOVES = {
    "confirm": lambda r: confirm_rendezvous(rendezvous=r),
    "cancel": lambda r: cancel_rendezvous(rendezvous=r),
    "cancel_by_service": lambda r: cancel_by_service(rendezvous=r),
    "move": lambda r: move_rendezvous(rendezvous=r, debut=paris(2026, 3, 31, 9)),
    "honore": lambda r: mark_presence(rendezvous=r, statut=Statut.HONORE),
    "offer": lambda r: offer_relais(rendezvous=r, collegue=PersonneFactory(structure=r.personne.structure)),
    "accept": lambda r: accept_relais(rendezvous=r),
}
ENDS = {
    "annule": lambda r, lundi: cancel_rendezvous(rendezvous=r),
    "annule_service": lambda r, lundi: cancel_by_service(rendezvous=r),
    "honore": lambda r, lundi: (lundi.move_to(NEUF), mark_presence(rendezvous=r, statut=Statut.HONORE)),
}
HARMLESS = {("annule", "cancel"), ("annule_service", "cancel_by_service"), ("honore", "honore")}  # said twice


@pytest.mark.parametrize(("fin", "coup"), sorted(set(itertools.product(ENDS, MOVES)) - HARMLESS))
def test_nothing_moves_once_it_is_over(book, lundi, fin, coup):
    rendezvous = book()
    ENDS[fin](rendezvous, lundi)
    rendezvous.refresh_from_db()
    statut = rendezvous.statut
    with pytest.raises(erreurs.RendezVousRefuse):
        MOVES[coup](rendezvous)
    rendezvous.refresh_from_db()
    assert rendezvous.statut == statut


class TestAnotherTime:
    @pytest.fixture
    def demande(self, motif, personne) -> DemandeCreneau:
        return ask_creneau(motif=motif, personne=personne, disponibilites="Le soir", contact=SAM, cle=make_cle())

    def test_a_proposal_holds_its_time_until_it_is_accepted(self, demande, personne, book):
        soir = paris(2026, 3, 18, 18, 30)
        demande = propose_creneau(demande=demande, personne=personne, debut=soir)
        with pytest.raises(erreurs.DejaRepondu):
            propose_creneau(demande=demande, personne=personne, debut=NEUF)

        rendezvous = accept_proposition(demande=demande)

        assert accept_proposition(demande=demande).pk == rendezvous.pk
        assert (rendezvous.debut, rendezvous.prenom, rendezvous.statut) == (soir, "Sam", Statut.A_VENIR)
        assert RendezVous.objects.count() == 1

    def test_a_time_that_is_taken_is_not_proposed(self, demande, personne, book):
        book()
        with pytest.raises(erreurs.CreneauPris):
            propose_creneau(demande=demande, personne=personne, debut=NEUF)
        demande.refresh_from_db()
        assert demande.statut == StatutDemande.EN_ATTENTE

    def test_a_proposed_time_is_booked_by_nobody_else(self, demande, personne, book):
        propose_creneau(demande=demande, personne=personne, debut=NEUF)
        with pytest.raises(erreurs.CreneauPris):
            book(contact=ALEX)

    def test_it_lapses_after_two_days_and_the_time_is_free(self, demande, personne, lundi):
        propose_creneau(demande=demande, personne=personne, debut=NEUF)
        assert release_expired() == 0
        lundi.shift(datetime.timedelta(hours=48))
        with pytest.raises(erreurs.PropositionPerimee):
            accept_proposition(demande=demande)
        assert release_expired() == 1
        demande.refresh_from_db()
        assert demande.statut == StatutDemande.EN_ATTENTE
        assert not Seance.objects.exists()

    @pytest.mark.parametrize(("encore", "statut"), [(True, "en_attente"), (False, "close")])
    def test_it_may_be_declined(self, demande, personne, encore, statut):
        propose_creneau(demande=demande, personne=personne, debut=NEUF)
        assert decline_proposition(demande=demande, encore=encore).statut == statut
        assert not Seance.objects.exists()

    def test_who_owes_a_time_is_reminded_at_three_days_then_seven(self, demande, lundi):
        assert remind_waiting() == 0
        for _jour in range(9):
            lundi.shift(datetime.timedelta(days=1))
            remind_waiting()
            remind_waiting()
        rappels = Message.objects.filter(genre="rdv_pro", cle__contains="rappel").order_by("pk")
        assert [message.cle.split("-")[-2] for message in rappels] == ["3", "7"]

    def test_what_is_asked_of_anybody_reaches_the_structure(self, motif):
        motif.structure.courriel = "accueil@exemple.fr"
        motif.structure.save()
        ask_creneau(motif=motif, personne=None, disponibilites="Tôt", contact=SAM, cle=make_cle())
        assert kinds(destinataire="accueil@exemple.fr") == ["rdv_pro"]

    def test_the_past_is_not_proposed(self, demande, personne):
        with pytest.raises(erreurs.MomentPasse):
            propose_creneau(demande=demande, personne=personne, debut=paris(2026, 3, 16, 9))


class TestWaiting:
    @pytest.fixture
    def attente(self, motif) -> ListeAttente:
        return join_attente(motif=motif, personne=None, contact=ALEX, cle=make_cle())

    def test_three_notices_and_no_more(self, attente, book):
        for _fois in range(4):
            cancel_rendezvous(rendezvous=book())
        attente.refresh_from_db()
        assert attente.avis == 3
        assert kinds(destinataire="alex@exemple.fr") == ["rdv_attente", *["rdv_place"] * 3]

    def test_a_place_that_cannot_be_booked_any_more_is_not_announced(self, attente, book, lundi):
        rendezvous = book()
        lundi.move_to(NEUF - datetime.timedelta(hours=5))
        cancel_rendezvous(rendezvous=rendezvous)
        assert "rdv_place" not in kinds()

    def test_what_the_service_cancels_is_not_offered(self, attente, book):
        cancel_by_service(rendezvous=book())
        assert "rdv_place" not in kinds()

    def test_leaving_forgets(self, attente):
        leave_attente(attente=attente)
        assert not ListeAttente.objects.exists()
        assert kinds() == []


class TestHandover:
    @pytest.fixture
    def collegue(self, motif):
        return PersonneFactory(structure=motif.structure, prenom="Sacha")

    def test_nothing_changes_until_the_person_agrees(self, book, collegue, personne):
        rendezvous = offer_relais(rendezvous=book(), collegue=collegue)
        assert rendezvous.personne == personne
        passed = accept_relais(rendezvous=rendezvous)
        assert (passed.personne, passed.debut, passed.relais) == (collegue, NEUF, None)
        assert set(Quart.objects.values_list("personne_id", flat=True)) == {collegue.pk}

    def test_the_person_may_refuse(self, book, collegue, personne):
        rendezvous = refuse_relais(rendezvous=offer_relais(rendezvous=book(), collegue=collegue))
        assert (rendezvous.personne, rendezvous.relais) == (personne, None)
        with pytest.raises(erreurs.PasDeRelais):
            accept_relais(rendezvous=rendezvous)

    def test_a_colleague_who_is_taken_by_then_cannot(self, book, motif, collegue, personne):
        OuvertureFactory(personne=collegue, motifs=[motif])
        rendezvous = offer_relais(rendezvous=book(), collegue=collegue)
        book(personne=collegue, contact=ALEX)
        with pytest.raises(erreurs.CreneauPris):
            accept_relais(rendezvous=rendezvous)

    def test_only_within_the_structure(self, book):
        with pytest.raises(erreurs.PasDeRelais):
            offer_relais(rendezvous=book(), collegue=PersonneFactory())


class TestFiles:
    def files(self) -> list[str]:
        messages = Message.objects.filter(canal="courriel").order_by("pk")
        return [piece["texte"] for message in messages for piece in message.pieces]

    def test_the_calendar_follows_under_one_name(self, book):
        rendezvous = book()
        cancel_rendezvous(rendezvous=move_rendezvous(rendezvous=rendezvous, debut=ONZE))
        read = [icalendar.Calendar.from_ical(texte) for texte in self.files()]
        events = [agenda.walk("VEVENT")[0] for agenda in read]

        assert [str(agenda["METHOD"]) for agenda in read] == ["REQUEST", "REQUEST", "CANCEL"]
        assert [int(event["SEQUENCE"]) for event in events] == [0, 1, 2]
        assert len({str(event["UID"]) for event in events}) == 1
        assert [event.decoded("DTSTART") for event in events] == [NEUF, ONZE, ONZE]
        assert str(events[-1]["STATUS"]) == "CANCELLED"
        for texte in self.files():
            event = vobject.readOne(texte, validate=True).vevent
            assert event.organizer.value.startswith("mailto:")
            assert event.attendee.value == "mailto:sam@exemple.fr"
            assert personal_words().isdisjoint(texte.split())


def personal_words() -> set[str]:
    return {"lea.mesange@exemple.fr", "Sam", "+33639980101"}


class TestForgetting:
    def test_erasing_keeps_the_line_and_nobody_in_it(self, book):
        rendezvous = cancel_rendezvous(rendezvous=book())
        erase_contact(ligne=rendezvous)
        rendezvous.refresh_from_db()
        assert (rendezvous.prenom, rendezvous.telephone, rendezvous.courriel) == ("", "", "")
        assert rendezvous.anonymise_le
        assert kinds(objet=rendezvous.objet) == []

    def test_time_forgets(self, book, lundi, settings):
        settings.RENDEZVOUS_CONSERVATION_JOURS = 730
        rendezvous = book()
        lundi.move_to(rendezvous.fin + datetime.timedelta(days=730))
        assert forget_old() == 0
        lundi.shift(60)
        assert forget_old() == 1
        rendezvous.refresh_from_db()
        assert rendezvous.prenom == ""

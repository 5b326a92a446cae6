"""What follows a booking, by secret link: one's appointment, another time, the waiting list, the agenda's file."""

import datetime

import icalendar
import pytest

from portail.rendezvous.models import DemandeCreneau, FluxAgenda, ListeAttente
from portail.rendezvous.seances import Moment, take
from portail.rendezvous.services import ask_creneau, cancel_rendezvous, offer_relais, propose_creneau
from portail.rendezvous.vocabulaire import Statut
from tests.ressources.factories import PersonneFactory

from .conftest import SAM, answer_form
from .factories import DIX, NEUF, key, make_cle, paris

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lundi")]


class TestMyAppointment:
    def test_confirm(self, navigateur, book):
        page = book().get_absolute_url()
        assert "Tu as dit que tu viens" in navigateur.post(f"{page}je-viens/", follow=True).content.decode()

    def test_cancel_is_asked_once_more(self, navigateur, book):
        rendezvous = book()
        page = f"{rendezvous.get_absolute_url()}annuler/"
        assert "Annuler ce rendez-vous ?" in navigateur.get(page).content.decode()
        assert "Rendez-vous annulé" in navigateur.post(page, follow=True).content.decode()
        rendezvous.refresh_from_db()
        assert rendezvous.statut == Statut.ANNULE_PERSONNE

    def test_too_late_says_to_call(self, navigateur, book, lundi):
        rendezvous = book()
        lundi.move_to(NEUF - datetime.timedelta(hours=1))
        reponse = navigateur.post(f"{rendezvous.get_absolute_url()}annuler/")
        assert reponse.status_code == 409
        assert "moins de 4 heures" in reponse.content.decode()
        assert "tel:+33353010001" in reponse.content.decode()

    def test_move(self, navigateur, book, personne):
        rendezvous = book()
        page = f"{rendezvous.get_absolute_url()}deplacer/"
        assert f'value="{key(DIX)}_{personne.pk}"' in navigateur.get(page).content.decode()
        navigateur.post(page, {"choix": f"{key(DIX)}_{personne.pk}"})
        rendezvous.refresh_from_db()
        assert rendezvous.debut == DIX

    def test_move_to_a_time_that_is_gone_shows_the_nearest(self, navigateur, book, personne, motif):
        rendezvous = book()
        take(motif, Moment(personne, DIX))
        reponse = navigateur.post(f"{rendezvous.get_absolute_url()}deplacer/", {"choix": f"{key(DIX)}_{personne.pk}"})
        assert reponse.status_code == 409
        assert "Les plus proches" in reponse.content.decode()

    @pytest.mark.parametrize(("reponse", "attendu"), [("oui", "Sacha"), ("non", "Léa")])
    def test_a_colleague_may_be_accepted_or_not(self, navigateur, book, motif, reponse, attendu):
        rendezvous = offer_relais(
            rendezvous=book(), collegue=PersonneFactory(structure=motif.structure, prenom="Sacha")
        )
        html = navigateur.get(rendezvous.get_absolute_url()).content.decode()
        assert "te propose de voir Sacha" in html
        navigateur.post(f"{rendezvous.get_absolute_url()}relais/", {"reponse": reponse})
        rendezvous.refresh_from_db()
        assert rendezvous.personne.prenom == attendu

    def test_the_calendar_file(self, navigateur, book):
        rendezvous = book()
        page = f"{rendezvous.get_absolute_url()}rendez-vous.ics"
        assert icalendar.Calendar.from_ical(navigateur.get(page).content)["METHOD"] == "PUBLISH"
        cancel_rendezvous(rendezvous=rendezvous)
        assert icalendar.Calendar.from_ical(navigateur.get(page).content)["METHOD"] == "CANCEL"

    def test_what_is_kept_is_told(self, navigateur, book):
        donnees = navigateur.get(f"{book().get_absolute_url()}mes-donnees.json").json()
        assert donnees["prénom ou pseudo"] == "Sam"
        assert donnees["adresse e-mail"] == "sam@exemple.fr"

    def test_erasing_cancels_and_forgets(self, navigateur, book):
        rendezvous = book()
        page = f"{rendezvous.get_absolute_url()}effacer/"
        assert "sera annulé en même temps" in navigateur.get(page).content.decode()
        assert "C’est effacé" in navigateur.post(page, follow=True).content.decode()
        rendezvous.refresh_from_db()
        assert (rendezvous.prenom, rendezvous.statut) == ("", Statut.ANNULE_PERSONNE)
        assert navigateur.get(rendezvous.get_absolute_url()).status_code == 200


class TestAnotherTimeAndWaiting:
    @pytest.fixture
    def send(self, navigateur, motif, personne, lundi):
        def send_form(quoi: str, **plus):
            page = f"/rendez-vous/{motif.pk}/{quoi}/?avec={personne.pk}"
            html = navigateur.get(page).content.decode()
            envoi = {**answer_form(html, lundi), "avec": str(personne.pk)}
            return navigateur.post(page, envoi | plus, follow=True)

        return send_form

    def test_asking_then_accepting(self, navigateur, send, personne):
        html = send("demander", disponibilites="Le soir après 18 h").content.decode()
        assert "Ta demande est arrivée" in html
        assert "Le soir après 18 h" in html
        demande = DemandeCreneau.objects.get()
        propose_creneau(demande=demande, personne=personne, debut=paris(2026, 3, 18, 18, 30))
        html = navigateur.get(demande.get_absolute_url()).content.decode()
        assert "Une date est proposée" in html
        assert "mercredi 18 mars à 18" in html
        fini = navigateur.post(demande.get_absolute_url(), {"reponse": "oui"}, follow=True).content.decode()
        assert "C’est réservé" in fini

    def test_declining_for_another_one(self, navigateur, motif, personne):
        demande = ask_creneau(motif=motif, personne=personne, disponibilites="Tôt", contact=SAM, cle=make_cle())
        propose_creneau(demande=demande, personne=personne, debut=paris(2026, 3, 18, 18, 30))
        html = navigateur.post(demande.get_absolute_url(), {"reponse": "autre"}, follow=True).content.decode()
        assert "Ta demande est arrivée" in html

    def test_a_proposal_that_lapsed_says_so(self, navigateur, motif, personne, lundi):
        demande = ask_creneau(motif=motif, personne=personne, disponibilites="Tôt", contact=SAM, cle=make_cle())
        propose_creneau(demande=demande, personne=personne, debut=NEUF)
        lundi.shift(datetime.timedelta(hours=49))
        reponse = navigateur.post(demande.get_absolute_url(), {"reponse": "oui"})
        assert reponse.status_code == 409
        assert "n’est plus valable" in reponse.content.decode()

    def test_words_are_needed(self, send):
        reponse = send("demander", disponibilites="")
        assert reponse.status_code == 422
        assert "quand tu es libre" in reponse.content.decode()

    def test_waiting_then_leaving(self, navigateur, send):
        assert "Tu es sur la liste d’attente" in send("attendre").content.decode()
        attente = ListeAttente.objects.get()
        assert "n’es plus sur la liste" in navigateur.post(attente.get_absolute_url()).content.decode()
        assert not ListeAttente.objects.exists()


def test_the_agenda_of_a_professional_by_its_secret_address(navigateur, book, personne):
    rendezvous, annule = book(), book(debut=DIX)
    cancel_rendezvous(rendezvous=annule)
    flux = FluxAgenda.objects.create(personne=personne)
    agenda = icalendar.Calendar.from_ical(navigateur.get(f"/rendez-vous/agenda/{flux.jeton}.ics").content)
    [event] = agenda.walk("VEVENT")
    assert str(event["SUMMARY"]) == "Faire le point – Sam"
    assert rendezvous.courriel not in agenda.to_ical().decode()

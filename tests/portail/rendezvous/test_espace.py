"""The professional's side: agenda, openings, absences, proposals, figures, booking for somebody."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portail.espace.models import Lecture
from portail.espace.professionnel import find_professionnel
from portail.rendezvous.creneaux import find_creneaux
from portail.rendezvous.espace.agenda import count_figures
from portail.rendezvous.models import Absence, DemandeCreneau, FluxAgenda, Ouverture, RendezVous
from portail.rendezvous.services import ask_creneau, cancel_rendezvous, mark_presence
from portail.rendezvous.vocabulaire import Reservation, Statut, StatutDemande
from tests.portail.espace.conftest import espace, nadia
from tests.ressources.factories import PersonneFactory

from .conftest import SAM
from .factories import MotifFactory, OuvertureFactory, make_cle, paris

__all__ = ["espace", "nadia"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lundi")]
NEUF = paris(2026, 3, 24, 9)


@pytest.fixture
def motif(nadia):
    return MotifFactory(structure=nadia.structure)


@pytest.fixture
def personne(nadia, motif):
    return OuvertureFactory(personne=nadia.personne, motifs=[motif]).personne


@pytest.fixture
def form(motif, personne) -> dict:
    return {
        "personne": personne.pk,
        "motifs": [motif.pk],
        "lieu": personne.structure.lieux.first().pk,
        "jour": "2026-03-18",
        "de": "14:00",
        "a": "17:00",
        "repetition": "1",
        "vacances": "on",
    }


class TestAgenda:
    def test_what_comes_what_waits_and_who_reads(self, espace, book, lundi, motif, personne, nadia):
        ask_creneau(motif=motif, personne=None, disponibilites="Le soir", contact=SAM, cle=make_cle())
        rendezvous = book()
        html = espace.get("/espace/rendez-vous/").text
        assert "Mardi 24 mars" in html
        assert "Dates à proposer" in html
        assert rendezvous.courriel not in html

        html = espace.get(f"/espace/rendez-vous/{rendezvous.pk}/").text
        assert rendezvous.courriel in html
        assert Lecture.objects.get().objet == rendezvous.objet

        lundi.move_to(NEUF)
        assert "Qui est venu" in espace.get("/espace/rendez-vous/").text
        assert "Qui est venu" not in espace.get("/espace/").text
        assert "Sam" in espace.get("/espace/").text
        espace.post(f"/espace/rendez-vous/{rendezvous.pk}/noter/", {"statut": "absence"})
        rendezvous.refresh_from_db()
        assert rendezvous.statut == Statut.ABSENCE

    def test_cancelling_with_a_word(self, espace, book):
        rendezvous = book()
        reponse = espace.post(f"/espace/rendez-vous/{rendezvous.pk}/annuler/", {"mot": "Désolée."}, follow=True)
        assert "la personne est prévenue" in reponse.text
        assert "Annulé par le service" in reponse.text

    def test_a_refusal_is_said(self, espace, book):
        rendezvous = cancel_rendezvous(rendezvous=book())
        reponse = espace.post(f"/espace/rendez-vous/{rendezvous.pk}/noter/", {"statut": "honore"}, follow=True)
        assert "n’est plus à venir" in reponse.text

    def test_handing_over(self, espace, book, nadia):
        rendezvous, sacha = book(), PersonneFactory(structure=nadia.structure, prenom="Sacha")
        assert "Sacha" in espace.get(f"/espace/rendez-vous/{rendezvous.pk}/").text
        espace.post(f"/espace/rendez-vous/{rendezvous.pk}/relais/", {"collegue": sacha.pk})
        rendezvous.refresh_from_db()
        assert rendezvous.relais == sacha
        assert (
            "Choisissez"
            in espace.post(f"/espace/rendez-vous/{rendezvous.pk}/relais/", {"collegue": "٣"}, follow=True).text
        )

    def test_queries_do_not_grow(self, espace, book):
        def count() -> int:
            with CaptureQueriesContext(connection) as queries:
                assert espace.get("/espace/rendez-vous/").status_code == 200
            return len(queries)

        book()
        count()
        few = count()
        for heure in (10, 11):
            book(debut=NEUF.replace(hour=heure))
        assert count() == few


class TestProposing:
    @pytest.fixture
    def demande(self, motif, personne) -> DemandeCreneau:
        return ask_creneau(motif=motif, personne=personne, disponibilites="Le soir", contact=SAM, cle=make_cle())

    def test_a_time_is_proposed(self, espace, demande, personne):
        page = f"/espace/rendez-vous/demandes/{demande.pk}/"
        assert "Le soir" in espace.get(page).text
        reponse = espace.post(page, {"personne": personne.pk, "jour": "2026-03-18", "heure": "18:30"}, follow=True)
        assert "La date est proposée" in reponse.text
        demande.refresh_from_db()
        assert demande.statut == StatutDemande.PROPOSEE
        assert demande.seance.debut == paris(2026, 3, 18, 18, 30)

    @pytest.mark.parametrize(
        ("jour", "heure", "mots"),
        [
            ("2026-03-18", "18:20", "au quart"),
            ("2026-03-15", "18:30", "déjà passé"),
            ("2026-03-24", "09:00", "vient d’être pris"),
            ("", "09:00", "Choisissez un jour"),
        ],
    )
    def test_what_cannot_be_is_said(self, espace, demande, personne, book, jour, heure, mots):
        book()
        reponse = espace.post(
            f"/espace/rendez-vous/demandes/{demande.pk}/", {"personne": personne.pk, "jour": jour, "heure": heure}
        )
        assert reponse.status_code == 422
        assert mots in reponse.text
        demande.refresh_from_db()
        assert demande.statut == StatutDemande.EN_ATTENTE


class TestOpenings:
    def test_adding_one_offers_its_slots(self, espace, form, motif):
        reponse = espace.post("/espace/creneaux/nouveau/", form, follow=True)
        assert "C’est enregistré" in reponse.text
        assert Ouverture.objects.latest("pk").regle == "FREQ=WEEKLY;BYDAY=WE"
        assert paris(2026, 3, 18, 14) in [c.debut for c in find_creneaux(motif=motif)]

    @pytest.mark.parametrize(
        ("plus", "regle"),
        [
            ({"repetition": "2"}, "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE"),
            ({"repetition": "une"}, ""),
            ({"jusqu_au": "2026-06-30"}, "FREQ=WEEKLY;BYDAY=WE;UNTIL=20260630"),
        ],
    )
    def test_repetitions_are_read_back_as_they_were_written(self, espace, form, plus, regle):
        espace.post("/espace/creneaux/nouveau/", form | plus)
        ouverture = Ouverture.objects.latest("pk")
        assert ouverture.regle == regle
        html = espace.get(f"/espace/creneaux/{ouverture.pk}/").text
        assert 'name="jour" value="2026-03-18"' in html
        assert 'name="a" value="17:00"' in html
        if "jusqu_au" in plus:
            assert 'value="2026-06-30"' in html

    @pytest.mark.parametrize(
        ("faute", "mots"),
        [
            ({"a": "13:00"}, "La fin vient avant"),
            ({"de": "14:10"}, "au quart"),
            ({"jusqu_au": "2026-01-01"}, "Le dernier jour vient avant"),
            ({"lieu": ""}, "Choisissez où"),
            ({"motifs": []}, "Cochez au moins un motif"),
            ({"de": ""}, "Choisissez une heure"),
            ({"exceptions": "demain"}, "n’est pas une date"),
            ({"personne": "0"}, "choix"),
        ],
    )
    def test_errors_are_said_beside_the_field(self, espace, form, faute, mots):
        before = Ouverture.objects.count()
        reponse = espace.post("/espace/creneaux/nouveau/", form | faute)
        assert reponse.status_code == 422
        assert mots in reponse.text
        assert Ouverture.objects.count() == before

    def test_the_reasons_of_another_structure_are_not_offered(self, espace, form):
        autre = MotifFactory(nom="Ailleurs")
        assert "Ailleurs" not in espace.get("/espace/creneaux/nouveau/").text
        assert espace.post("/espace/creneaux/nouveau/", form | {"motifs": [autre.pk]}).status_code == 422

    def test_taking_one_away_leaves_appointments(self, espace, book, personne):
        rendezvous = book()
        espace.post(f"/espace/creneaux/{personne.ouvertures.get().pk}/retirer/")
        rendezvous.refresh_from_db()
        assert rendezvous.statut == Statut.A_VENIR

    def test_an_absence_closes(self, espace, motif, personne):
        espace.post("/espace/creneaux/absence/", {"personne": personne.pk, "du": "2026-03-24", "au": "2026-03-24"})
        absence = Absence.objects.get()
        assert (absence.debut, absence.fin) == (paris(2026, 3, 24), paris(2026, 3, 25))
        assert NEUF not in [c.debut for c in find_creneaux(motif=motif)]
        assert "mardi 24 mars" in espace.get("/espace/creneaux/").text
        espace.post(f"/espace/creneaux/absence/{absence.pk}/retirer/")
        assert NEUF in [c.debut for c in find_creneaux(motif=motif)]

    def test_an_absence_ends_after_it_begins(self, espace, personne):
        reponse = espace.post(
            "/espace/creneaux/absence/", {"personne": personne.pk, "du": "2026-03-24", "au": "2026-03-20"}
        )
        assert reponse.status_code == 422
        assert "finit avant de commencer" in reponse.text

    def test_the_secret_address_is_made_changed_and_cut(self, espace, personne):
        page = "/espace/creneaux/agenda-secret/"
        espace.post(page)
        premier = FluxAgenda.objects.get().jeton
        assert premier in espace.get("/espace/creneaux/").text
        espace.post(page)
        assert FluxAgenda.objects.get().jeton != premier
        assert espace.get(f"/rendez-vous/agenda/{premier}.ics").status_code == 404
        espace.post(page, {"quoi": "couper"})
        assert not FluxAgenda.objects.exists()


class TestBookingForSomebody:
    def test_with_another_structure_what_the_public_cannot(self, espace, lundi, nadia):
        ailleurs = MotifFactory(nom="Entrée en atelier", reservation=Reservation.PRESCRIPTEUR)
        ouverture = OuvertureFactory(personne__structure=ailleurs.structure, motifs=[ailleurs])
        assert "Entrée en atelier" in espace.get("/espace/rendez-vous/orienter/").text
        html = espace.get(f"/espace/rendez-vous/orienter/?motif={ailleurs.pk}").text
        choix = re.search(r'name="choix" value="([^"]+)"', html)[1]
        page = "/espace/rendez-vous/orienter/reserver/"
        html = espace.get(page, {"motif": ailleurs.pk, "choix": choix}).text
        jeton = re.search(r'name="jeton" value="([^"]+)"', html)[1]
        qui = {"prenom": "Lou", "telephone": "06 39 98 03 03", "tranche_age": "15-17", "accord": "on"}
        envoi = {"motif": ailleurs.pk, "choix": choix, "jeton": jeton, **qui}
        assert "C’est réservé" in espace.post(page, envoi, follow=True).text
        espace.post(page, envoi)  # sent twice
        rendezvous = RendezVous.objects.get()
        assert rendezvous.personne == ouverture.personne
        assert rendezvous.pris_par == Reservation.PRESCRIPTEUR
        assert rendezvous.prescripteur.startswith("Nadia")
        assert (rendezvous.prenom, rendezvous.telephone) == ("Lou", "+33639980303")

    def test_what_is_a_team_s_own_is_for_that_team(self, espace, nadia, personne):
        MotifFactory(nom="Le nôtre", structure=nadia.structure, reservation=Reservation.SERVICE)
        MotifFactory(nom="Le leur", reservation=Reservation.SERVICE)
        html = espace.get("/espace/rendez-vous/orienter/").text
        assert "Le nôtre" in html
        assert "Le leur" not in html

    @pytest.mark.parametrize("query", ["", "?motif=abc", "?motif=999999", "?motif=" + "9" * 40])
    def test_a_senseless_address_shows_the_choice(self, espace, query):
        assert espace.get(f"/espace/rendez-vous/orienter/{query}").status_code == 200
        assert espace.get(f"/espace/rendez-vous/orienter/reserver/{query}").status_code == 200


def test_figures_say_delay_and_absence_once_there_are_enough(book, motif, personne, lundi, nadia):
    pro = find_professionnel(nadia.utilisateur)
    OuvertureFactory(personne=personne, motifs=[motif], debut=paris(2026, 3, 25, 9), regle="", duree_minutes=300)
    debuts = [c.debut for c in find_creneaux(motif=motif, a=paris(2026, 3, 26))][:6]
    rendezvous = [book(debut=debut) for debut in debuts]
    lundi.move_to(paris(2026, 3, 26, 9))
    assert [c.libelle for c in count_figures(pro)] == ["rendez-vous", "entre la réservation et le rendez-vous"]
    for rang, un in enumerate(rendezvous):
        mark_presence(rendezvous=un, statut=Statut.HONORE if rang else Statut.ABSENCE)
    chiffres = {c.libelle: c.valeur for c in count_figures(pro)}
    assert chiffres == {
        "rendez-vous": "6",
        "d’absences": "17\N{NO-BREAK SPACE}%",
        "entre la réservation et le rendez-vous": "8 jours",
    }

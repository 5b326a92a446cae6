"""What anybody sees: choosing, booking. Without account, never cached."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portail.notifications.envoi import send_due
from portail.notifications.models import Message
from portail.notifications.vocabulaire import Canal
from portail.notifications.vocabulaire import Statut as StatutMessage
from portail.rendezvous.models import Motif, RendezVous
from portail.rendezvous.seances import Moment, take
from portail.rendezvous.services import cancel_rendezvous
from portail.rendezvous.vocabulaire import Reservation
from tests.ressources.factories import PersonneFactory, StructureFactory

from .factories import DIX, NEUF, MotifFactory, OuvertureFactory, key
from .test_services import consistent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lundi")]


class TestTheWay:
    def test_from_the_entry_to_the_appointment(self, navigateur, motif, personne, fill, address):
        entree = navigateur.get(personne.get_absolute_url()).content.decode()
        assert f'href="/rendez-vous/personne/{personne.pk}/"' in entree

        creneaux = navigateur.get(f"/rendez-vous/personne/{personne.pk}/", follow=True)  # one reason: straight to times
        assert creneaux.redirect_chain[-1][0] == f"/rendez-vous/{motif.pk}/?avec={personne.pk}"
        html = creneaux.content.decode()
        assert "Semaine du lundi 23 mars" in html
        lien = re.search(r'class="slot" href="([^"]+)"', html)[1].replace("&amp;", "&")
        assert parse_qs(urlsplit(lien).query) == {"creneau": [key(NEUF)], "avec": [str(personne.pk)]}

        envoi = fill()
        recap = navigateur.post(address, envoi)
        assert recap.status_code == 200
        assert "Relis avant de réserver" in recap.content.decode()
        assert not RendezVous.objects.exists()

        fini = navigateur.post(address, {**envoi, "etape": "envoyer", "accord": "1"}, follow=True)
        rendezvous = RendezVous.objects.get()
        assert fini.redirect_chain == [(f"/rdv/{rendezvous.jeton}/?nouveau=1", 302)]
        html = fini.content.decode()
        assert "C’est réservé. On t’attend." in html
        assert "mardi 24 mars à 9" in html
        assert "12 rue de la Péniche" in html
        assert (rendezvous.debut, rendezvous.prenom, rendezvous.site) == (NEUF, "Sam", motif.site)

    def test_several_reasons_are_offered_first(self, navigateur, motif, personne):
        autre = MotifFactory(structure=motif.structure, nom="Un CV")
        personne.ouvertures.get().motifs.add(autre)
        for genre, pk in (("personne", personne.pk), ("structure", motif.structure_id)):
            html = navigateur.get(f"/rendez-vous/{genre}/{pk}/").content.decode()
            assert "Tu viens pour quoi" in html
            assert "Un CV" in html
            assert "Faire le point" in html

    def test_nothing_is_offered_where_nothing_can_be_booked(self, navigateur):
        personne = PersonneFactory()
        assert "/rendez-vous/personne" not in navigateur.get(personne.get_absolute_url()).content.decode()
        html = navigateur.get(f"/rendez-vous/personne/{personne.pk}/").content.decode()
        assert "on ne réserve pas encore en ligne" in html

    def test_the_weeks_that_have_slots_follow_each_other(self, navigateur, motif, personne):
        html = navigateur.get(f"/rendez-vous/{motif.pk}/", {"semaine": "2026-03-30"}).content.decode()
        assert "Semaine du lundi 30 mars" in html
        assert "semaine=2026-03-23" in html
        assert "semaine=2026-04-06" in html

    @pytest.mark.parametrize("semaine", ["hier", "2026-99-99", "0001-01-01", "9999-12-31", "2026-W12-1"])
    def test_a_senseless_week_shows_one_that_has_slots(self, navigateur, motif, personne, semaine):
        reponse = navigateur.get(f"/rendez-vous/{motif.pk}/", {"semaine": semaine, "avec": "٣"})
        assert reponse.status_code == 200
        assert 'class="slot"' in reponse.content.decode()

    def test_when_all_is_taken_it_says_what_to_do(self, navigateur, motif, personne):
        personne.ouvertures.all().delete()
        html = navigateur.get(f"/rendez-vous/{motif.pk}/").content.decode()
        assert "Tout est pris pour le moment" in html
        assert f"/rendez-vous/{motif.pk}/demander/" in html
        assert f"/rendez-vous/{motif.pk}/attendre/" in html

    def test_queries_do_not_grow_with_slots(self, navigateur, motif, personne):
        def count() -> int:
            with CaptureQueriesContext(connection) as queries:
                navigateur.get(f"/rendez-vous/{motif.pk}/")
            return len(queries)

        count()
        few = count()
        for _rang in range(4):
            OuvertureFactory(personne=PersonneFactory(structure=motif.structure), motifs=[motif])
        assert count() == few


class TestErrors:
    @pytest.mark.parametrize(
        ("faute", "mots"),
        [
            ({"prenom": ""}, "comment t’appeler"),
            ({"courriel": ""}, "Donne une adresse e-mail ou un numéro"),
            ({"courriel": "sam@"}, "Il manque quelque chose"),
            ({"telephone": "12"}, "n’est pas un numéro"),
            ({"telephone": "03 53 01 00 01", "sms": "on"}, "portable"),
            ({"sms": "on"}, "donne ton numéro de portable"),
            ({"tranche_age": ""}, "Choisis ton âge"),
            ({"tranche_age": "plus-30"}, "pas pour cet âge"),
            ({"site_internet": "https://robot.example"}, "robot"),
            ({"jeton": "faux"}, "trop longtemps"),
            ({"calcul": ""}, "petite question"),
            ({"calcul": "99"}, "petite question"),
        ],
    )
    def test_they_are_said_and_nothing_is_booked(self, navigateur, motif, fill, address, faute, mots):
        Motif.objects.filter(pk=motif.pk).update(age_max=30)
        envoi = fill(**faute) if "jeton" not in faute else {**fill(), **faute}
        reponse = navigateur.post(address, {**envoi, "etape": "envoyer", "accord": "1"})
        assert reponse.status_code == 422
        html = reponse.content.decode()
        assert mots in html
        assert "error-summary" in html
        assert not RendezVous.objects.exists()

    def test_they_are_summed_up_in_the_order_of_the_page(self, navigateur, fill, address):
        html = navigateur.post(address, fill(prenom="", courriel="", tranche_age="")).content.decode()
        liens = re.findall(r'<li><a href="#id_([a-z]+)', html)
        champs = [nom for nom in re.findall(r'name="([a-z_]+)"', html) if nom in ("prenom", "courriel", "tranche_age")]
        assert liens == ["prenom", "tranche", "courriel"]
        assert list(dict.fromkeys(champs)) == ["prenom", "tranche_age", "courriel"]

    def test_agreeing_is_needed(self, navigateur, fill, address):
        reponse = navigateur.post(address, {**fill(), "etape": "envoyer"})
        assert reponse.status_code == 422
        assert "Coche cette case" in reponse.content.decode()
        assert not RendezVous.objects.exists()

    def test_a_minor_hears_that_no_parent_is_needed(self, navigateur, fill, address):
        html = navigateur.post(address, fill(tranche_age="moins-15")).content.decode()
        assert "pas besoin de l’accord de tes parents" in html

    def test_words_are_not_lost_when_going_back(self, navigateur, fill, address):
        html = navigateur.post(address, {**fill(), "etape": "corriger"}).content.decode()
        assert 'value="Sam"' in html

    @pytest.mark.parametrize("creneau", ["", "demain", "2026-03-24T99:00Z", "2026-03-24T08:00", "9999-99-99T00:00Z"])
    def test_a_senseless_time_leads_back_to_the_choice(self, navigateur, motif, address, personne, creneau):
        reponse = navigateur.get(address, {"creneau": creneau, "avec": personne.pk})
        assert (reponse.status_code, reponse["Location"]) == (302, f"/rendez-vous/{motif.pk}/")

    @pytest.mark.parametrize("avec", ["", "abc", "999999", "9" * 30, "-1"])
    def test_nobody_leads_back_to_the_choice(self, navigateur, address, motif, avec):
        assert navigateur.get(address, {"creneau": key(NEUF), "avec": avec}).status_code == 302

    @pytest.mark.parametrize(("debut", "statut"), [("0001-01-01T00:00Z", 302), ("2999-12-31T23:45Z", 409)])
    def test_far_times_are_not_offered(self, navigateur, address, personne, debut, statut):
        assert navigateur.get(address, {"creneau": debut, "avec": personne.pk}).status_code == statut

    def test_too_many_from_one_place_are_asked_to_come_back(self, navigateur, fill, address, settings):
        settings.RENDEZVOUS_PAR_HEURE_SANS_SCRIPT = 3
        for _fois in range(3):
            cancel_rendezvous_of(navigateur.post(address, {**fill(), "etape": "envoyer", "accord": "1"}))
        reponse = navigateur.post(address, {**fill(), "etape": "envoyer", "accord": "1"})
        assert reponse.status_code == 429
        assert "dans une heure" in reponse.content.decode()


def cancel_rendezvous_of(reponse) -> None:
    jeton = reponse["Location"].split("/")[2]
    cancel_rendezvous(rendezvous=RendezVous.objects.get(jeton=jeton))


class TestTaken:
    def test_between_display_and_confirmation(self, navigateur, motif, personne, fill, address):
        envoi = fill()
        take(motif, Moment(personne, NEUF))
        reponse = navigateur.post(address, {**envoi, "etape": "envoyer", "accord": "1"})
        html = reponse.content.decode()
        assert reponse.status_code == 409
        assert "vient d’être pris" in html
        assert 'name="prenom" value="Sam"' in html
        assert f'name="choix" value="{key(DIX)}_{personne.pk}"' in html

        # One press takes the nearest one, with what was written.
        choix = {**envoi, "etape": "envoyer", "accord": "1", "choix": f"{key(DIX)}_{personne.pk}"}
        assert navigateur.post(address, choix).status_code == 302
        assert RendezVous.objects.get().debut == DIX

    def test_opening_the_form_of_a_time_that_is_gone(self, navigateur, motif, personne, address):
        take(motif, Moment(personne, NEUF))
        reponse = navigateur.get(address, {"creneau": key(NEUF), "avec": personne.pk})
        assert reponse.status_code == 409
        assert f"creneau={key(DIX)}&amp;avec={personne.pk}" in reponse.content.decode()

    def test_sending_twice_leads_to_the_same_page(self, navigateur, fill, address):
        envoi = {**fill(), "etape": "envoyer", "accord": "1"}
        premier, second = navigateur.post(address, envoi), navigateur.post(address, envoi)
        assert premier["Location"].partition("?")[0] == second["Location"].partition("?")[0]
        assert RendezVous.objects.count() == 1


class TestGuards:
    def test_no_page_is_kept_indexed_or_sets_a_cookie_for_nothing(self, navigateur, motif, personne, book):
        rendezvous = book()
        pages = [f"/rendez-vous/{motif.pk}/", rendezvous.get_absolute_url(), f"{rendezvous.get_absolute_url()}annuler/"]
        for page in pages:
            reponse = navigateur.get(page)
            assert "no-store" in reponse["Cache-Control"]
            assert "noindex" in reponse["X-Robots-Tag"]
            assert 'content="noindex' in reponse.content.decode()
        assert not navigateur.get(pages[0]).cookies

    def test_another_site_does_not_offer_it(self, navigateur, motif, personne):
        from wagtail.models import Site

        ailleurs = Site.objects.create(hostname="ailleurs.exemple.fr", root_page=motif.site.root_page)
        assert navigateur.get(f"/rendez-vous/{motif.pk}/", HTTP_HOST=ailleurs.hostname).status_code in (400, 404)

    @pytest.mark.parametrize("reservation", [Reservation.PRESCRIPTEUR, Reservation.SERVICE])
    def test_what_is_not_for_the_public_is_not_found(self, navigateur, motif, personne, reservation):
        Motif.objects.filter(pk=motif.pk).update(reservation=reservation)
        assert navigateur.get(f"/rendez-vous/{motif.pk}/").status_code == 404

    def test_an_unknown_secret_is_not_found(self, navigateur):
        for page in (
            "/rdv/inconnu/",
            "/rdv/demande/inconnu/",
            "/rdv/attente/inconnu/",
            "/rendez-vous/agenda/inconnu.ics",
        ):
            assert navigateur.get(f"/{page}").status_code == 404

    def test_the_address_of_the_professional_is_nowhere(self, navigateur, personne, book):
        rendezvous = book()
        for page in (rendezvous.get_absolute_url(), f"{rendezvous.get_absolute_url()}rendez-vous.ics"):
            assert personne.courriel not in navigateur.get(page).content.decode()


def test_a_class_books_its_places(navigateur, motif, fill, address):
    Motif.objects.filter(pk=motif.pk).update(capacite=30)
    envoi = fill(participants="24", tranche_age="15-17")
    navigateur.post(address, {**envoi, "etape": "envoyer", "accord": "1"})
    assert RendezVous.objects.get().participants == 24
    trop = fill(participants="7")
    assert navigateur.post(address, {**trop, "etape": "envoyer", "accord": "1"}).status_code == 409
    assert consistent()


def test_another_structure_is_not_mixed_in(navigateur, motif, personne):
    autre = MotifFactory(structure=StructureFactory())
    assert (
        navigateur.get(f"/rendez-vous/{autre.pk}/reserver/", {"creneau": key(NEUF), "avec": personne.pk}).status_code
        == 302
    )


class TestSmsBeyondTheCap:
    @pytest.fixture(autouse=True)
    def _carrier(self, settings):
        settings.SMS_URL, settings.SMS_PLAFOND_MENSUEL = "base://", 1

    def book(self, navigateur, fill, address) -> str:
        envoi = fill(telephone="06 39 98 00 01", sms="on")
        return navigateur.post(address, {**envoi, "etape": "envoyer", "accord": "1"}, follow=True).content.decode()

    def test_when_it_is_reached_meanwhile_the_mail_leaves_all_the_same(
        self, navigateur, fill, address, motif, settings, mailoutbox
    ):
        assert "par e-mail" in self.book(navigateur, fill, address)
        settings.SMS_PLAFOND_MENSUEL = 0  # others took the last ones
        send_due()
        [sms] = Message.objects.filter(canal=Canal.SMS, genre="rdv_confirmation")
        assert (sms.statut, sms.envoye_le) == (StatutMessage.PLAFOND, None)
        assert next(mail.to for mail in mailoutbox if "rendez-vous.ics" in str(mail.attachments)) == ["sam@exemple.fr"]

    def test_once_reached_no_form_promises_one(self, navigateur, fill, address, motif, personne):
        creneau = {"creneau": key(NEUF), "avec": personne.pk}
        assert 'name="sms"' in navigateur.get(address, creneau).content.decode()
        self.book(navigateur, fill, address)
        send_due()
        assert Message.objects.filter(canal=Canal.SMS, statut=StatutMessage.ENVOYE).count() == 1
        for page in (address, f"/rendez-vous/{motif.pk}/demander/", f"/rendez-vous/{motif.pk}/attendre/"):
            assert 'name="sms"' not in navigateur.get(page, creneau | {"creneau": key(DIX)}).content.decode()

"""Templates are seen with sample data, by those who may; a demonstration has an inbox, and nothing else has."""

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection
from django.urls import reverse
from django.utils import timezone

from portail.notifications import boite
from portail.notifications.gsm7 import measure
from portail.notifications.modeles import modeles, preview_courriel, preview_sms
from portail.notifications.models import Message, Opposition
from portail.notifications.oppositions import is_opposed
from portail.notifications.sms import post_sms
from portail.notifications.vocabulaire import Canal, Statut
from portail.settings.base import BASE_DIR
from tests.ressources.factories import UtilisateurFactory

from .conftest import default_site

pytestmark = pytest.mark.django_db
FILE_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
BY_ANOTHER_WAY = {"ressources/courriels/signalement"}  # the guide draws it itself


@pytest.fixture
def moderateur(client):
    client.force_login(UtilisateurFactory(groupe="Modérateurs", email="ines@exemple.fr"))
    return client


@pytest.fixture
def administrateur(client):
    client.force_login(UtilisateurFactory(is_superuser=True))
    return client


@pytest.fixture
def mail_folder(settings, tmp_path):
    """Have mails written to files, as in a demonstration."""
    settings.DEMO_ACCOUNTS = True
    if hasattr(settings, "MAILERS"):
        settings.MAILERS = {"default": {"BACKEND": FILE_BACKEND, "OPTIONS": {"file_path": str(tmp_path)}}}
    else:
        settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = FILE_BACKEND, str(tmp_path)
    return tmp_path


def on_disk() -> set[str]:
    """Return the templates of messages that are there."""
    root = BASE_DIR / "templates"
    found = [*root.glob("*/courriels/*.txt"), *root.glob("*/sms/*.txt")]
    drawn = [path for path in found if not path.name.startswith("_")]  # the others are parts
    return {path.relative_to(root).with_suffix("").as_posix() for path in drawn}


def test_every_template_has_sample_data():
    assert {modele.gabarit for modele in modeles()} == on_disk() - BY_ANOTHER_WAY


@pytest.mark.parametrize("modele", modeles(), ids=lambda modele: modele.nom)
def test_each_is_drawn_short_and_signed(modele):
    site = default_site()
    if modele.canal == Canal.SMS:
        apercu = preview_sms(modele, site)
        assert apercu.mesure.gsm7
        assert apercu.mesure.segments <= 2
        return
    lettre = preview_courriel(modele, site)
    assert 0 < len(lettre.sujet) <= 78  # RFC 5322, 2.1.1: what a list of mails shows
    assert lettre.html.count("<h1") == 1
    for version in (lettre.texte, lettre.html):
        assert "Portail Info Jeunesse" in version
        assert "parce que" in version  # why one receives it


@pytest.mark.parametrize("modele", modeles(), ids=lambda modele: modele.nom)
def test_each_has_its_screen(modele, moderateur):
    page = moderateur.get(reverse("messages_modele", args=[modele.nom]))
    assert page.status_code == 200
    if modele.canal == Canal.COURRIEL:
        assert 'srcdoc="&lt;!DOCTYPE html&gt;' in page.text


def test_the_list_says_what_sms_cost(moderateur, settings):
    settings.SMS_PLAFOND_MENSUEL = 40
    page = moderateur.get(reverse("messages_modeles")).text
    assert "<strong>0</strong> sur 40" in page
    assert "1 SMS" in page


def test_a_trial_goes_to_who_asks(moderateur, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        moderateur.post(reverse("messages_essai", args=["notifications-courriels-essai"]))
    assert mailoutbox[0].to == ["ines@exemple.fr"]
    assert moderateur.post(reverse("messages_essai", args=["notifications-sms-essai"])).status_code == 404
    assert moderateur.get(reverse("messages_modele", args=["inconnu"])).status_code == 404


@pytest.mark.parametrize("groupe", ["Éditeurs", "Professionnels"])
def test_others_do_not_see_them(client, groupe):
    client.force_login(UtilisateurFactory(groupe=groupe))
    for address in (reverse("messages_modeles"), reverse("messages_modele", args=["notifications-courriels-essai"])):
        assert client.get(address).status_code in (302, 403)
    client.post(reverse("messages_essai", args=["notifications-courriels-essai"]))
    assert not Message.objects.exists()


def test_the_inbox_shows_what_would_have_been_received(administrateur, mail_folder):
    mail = EmailMultiAlternatives("Votre code", "Bonjour : https://exemple.fr/", to=["nadia@exemple.fr"])
    mail.attach_alternative("<p>Bonjour Zoé</p>", "text/html")
    mail.attach("rendez-vous.ics", "BEGIN:VCALENDAR", "text/calendar")
    mail.send() if hasattr(boite.settings, "MAILERS") else get_connection(FILE_BACKEND).send_messages([mail])
    sms = post_sms(
        site=default_site(),
        gabarit="notifications/sms/essai",
        telephone="06 39 98 00 01",
        contexte={"prenom": "Zoé"},
        cle="sms-1",
    )
    Message.objects.filter(pk=sms.pk).update(statut=Statut.ENVOYE, envoye_le=timezone.now())
    page = administrateur.get(reverse("messages_boite"))
    assert {(recu.a, recu.sujet, recu.pieces) for recu in page.context["recus"]} == {
        ("nadia@exemple.fr", "Votre code", ("rendez-vous.ics",)),
        ("+33639980001", "", ()),
    }
    assert 'srcdoc="&lt;p&gt;Bonjour Zoé&lt;/p&gt;' in page.text
    assert f"{measure(sms.texte).longueur} signes" in page.text


def test_an_empty_inbox_says_how_to_fill_it(administrateur, mail_folder):
    assert "Rien encore" in administrateur.get(reverse("messages_boite")).text


def test_there_is_no_inbox_where_mails_leave(administrateur):
    assert administrateur.get(reverse("messages_boite")).status_code == 404


def test_the_inbox_holds_codes_and_is_for_administrators(moderateur, mail_folder):
    assert moderateur.get(reverse("messages_boite")).status_code in (302, 403)


def test_a_stop_is_typed_by_moderators_and_kept_as_a_digest(moderateur):
    address = reverse("oppositions-sms:add")
    assert "n’est pas un numéro de portable" in moderateur.post(address, {"telephone": "03 53 01 00 01"}).text
    moderateur.post(address, {"telephone": "06 39 98 00 01"})
    assert is_opposed("+33639980001")
    moderateur.post(address, {"telephone": "06 39 98 00 01"})
    assert Opposition.objects.count() == 1
    opposition = Opposition.objects.get()
    assert "639980001" not in moderateur.get(reverse("oppositions-sms:index")).text
    moderateur.post(reverse("oppositions-sms:delete", args=[opposition.pk]))
    assert not is_opposed("+33639980001")

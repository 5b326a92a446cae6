"""A mail drawn from its templates: a subject, a text, a laid-out version, files; forgotten as a whole."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.template import TemplateDoesNotExist
from django.utils import timezone

from portail.cms.models import ReglagesSite
from portail.notifications.courriels import post_courriel
from portail.notifications.depart_courriel import as_email
from portail.notifications.envoi import send_due
from portail.notifications.models import Message
from portail.notifications.services import forget_messages

from .conftest import default_site

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

ICS = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"


@pytest.fixture
def post():
    def post_one(**changes) -> Message:
        given = {
            "site": default_site(),
            "gabarit": "notifications/courriels/essai",
            "destinataire": "camille@exemple.fr",
            "contexte": {"prenom": "Camille"},
            "cle": "essai-1",
        }
        return post_courriel(**given | changes)

    return post_one


def parts_of(message: Message):
    return list(message_from_bytes(as_email(message).message().as_bytes(), policy=policy.default).walk())


def test_the_first_line_is_the_subject_and_the_rest_the_text(post):
    message = post()
    assert (message.genre, message.sujet) == ("essai", "Un essai de Portail Info Jeunesse")
    assert message.texte.startswith("Bonjour Camille,")
    assert "parce que vous avez demandé un essai" in message.texte


def test_the_site_signs_in_its_own_words(post):
    reglages = ReglagesSite.for_site(default_site())
    reglages.nom, reglages.guichet_nom, reglages.guichet_telephone = "Info Nord", "Le CRIJ", "03 53 01 00 01"
    reglages.save()
    message = post()
    for version in (message.texte, message.html):
        assert "Info Nord" in version
        assert "Le CRIJ : 03 53 01 00 01" in version


def test_text_is_not_escaped_and_html_is(post):
    message = post(contexte={"prenom": "Zoé & <b>Max</b>"})
    assert "Zoé & <b>Max</b>" in message.texte
    assert "Zoé &amp; &lt;b&gt;Max&lt;/b&gt;" in message.html


def test_the_laid_out_version_asks_nothing_of_anybody(post):
    html = post().html
    assert not [word for word in ("<img", "<link", "src=", "@import", "url(") if word in html]
    assert "prefers-color-scheme: dark" in html


def test_links_are_absolute(post, settings):
    settings.BASE_URL = "https://portail.exemple.fr"
    message = post()
    assert "https://portail.exemple.fr/admin/" in message.texte
    assert 'href="https://portail.exemple.fr/admin/"' in message.html


def test_a_mail_without_laid_out_version_is_a_text(post):
    message = post(gabarit="notifications/sms/essai")
    assert message.html == ""
    assert message.sujet.startswith("Portail Info Jeunesse : bonjour")


def test_a_mail_without_text_is_refused(post):
    with pytest.raises(TemplateDoesNotExist):
        post(gabarit="notifications/courriels/inconnu")
    assert not Message.objects.exists()


@pytest.mark.parametrize("kind", ["text/calendar", 'text/calendar; method=REQUEST; charset="utf-8"'])
def test_an_invitation_leaves_with_its_method(post, kind):
    message = post(pieces=[("rendez-vous.ics", kind, ICS)])
    calendars = [part for part in parts_of(message) if part.get_content_type() == "text/calendar"]
    assert [part.get_param("method") for part in calendars] == ["REQUEST", "REQUEST"]
    assert [part.get_filename() for part in calendars] == [None, "rendez-vous.ics"]
    assert all("METHOD:REQUEST" in part.get_content() for part in calendars)


def test_any_other_file_is_attached_once(post):
    message = post(pieces=[("liste.txt", "text/plain", "Une pièce d’identité.")])
    attached = [part for part in parts_of(message) if part.get_filename()]
    assert [(part.get_filename(), part.get_content().strip()) for part in attached] == [
        ("liste.txt", "Une pièce d’identité.")
    ]


def test_files_are_forgotten_with_the_message(post):
    post(pieces=[("rendez-vous.ics", "text/calendar", ICS)])
    assert send_due() == 1
    forget_messages(before=timezone.now() + timedelta(days=1))
    forgotten = Message.objects.get()
    assert (forgotten.pieces, forgotten.html, forgotten.texte) == ([], "", "")

"""Messages name people: moderators see them, editors do not; nobody writes one by hand."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from portail.notifications.models import Message
from portail.notifications.vocabulaire import Statut
from tests.ressources.factories import UtilisateurFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_role(client):
    def sign_in(groupe: str):
        client.force_login(UtilisateurFactory(groupe=groupe))
        return client

    return sign_in


@pytest.mark.parametrize(("groupe", "seen"), [("Modérateurs", True), ("Éditeurs", False), ("Professionnels", False)])
def test_who_sees_them(as_role, write, groupe, seen):
    message, client = write(), as_role(groupe)
    for address in (reverse("messages:index"), reverse("messages:inspect", args=[message.pk])):
        response = client.get(address)
        assert (response.status_code == 200) is seen
        assert (b"camille@exemple.fr" in response.content) is seen


def test_nobody_writes_one_by_hand(as_role, write):
    message, client = write(), as_role("Modérateurs")
    for name, args in (("add", []), ("edit", [message.pk]), ("delete", [message.pk])):
        assert client.post(reverse(f"messages:{name}", args=args)).status_code in (302, 403)
    assert Message.objects.get() == message


def test_a_failed_message_is_sent_again_from_its_page(as_role, write, mailoutbox, django_capture_on_commit_callbacks):
    message, client = write(), as_role("Modérateurs")
    Message.objects.update(statut=Statut.ECHEC)
    page = client.get(reverse("messages:inspect", args=[message.pk]))
    assert "Envoyer à nouveau" in page.text
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("messages_renvoyer", args=[message.pk]))
    assert len(mailoutbox) == 1
    assert "rien n’a changé" in client.post(reverse("messages_renvoyer", args=[message.pk]), follow=True).text


def test_sending_again_is_for_moderators(as_role, write):
    message, client = write(), as_role("Éditeurs")
    Message.objects.update(statut=Statut.ECHEC)
    client.post(reverse("messages_renvoyer", args=[message.pk]))
    assert Message.objects.get().statut == Statut.ECHEC


def test_hours_are_those_of_paris(as_role, write):
    message, client = write(pas_avant=datetime(2026, 12, 1, 22, 30, tzinfo=UTC)), as_role("Modérateurs")
    page = client.get(reverse("messages:inspect", args=[message.pk])).text
    assert "1 décembre 2026, 23:30" in page
    assert "22:30" not in page

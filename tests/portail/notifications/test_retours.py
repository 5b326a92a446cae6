"""Bounces: a dead address is hidden and reported once; a full mailbox or a bounce that is not ours hides nothing."""

from email.message import EmailMessage
from mailbox import Maildir, mbox
from smtplib import SMTPRecipientsRefused

import pytest
from django.core.mail import EmailMultiAlternatives
from django.core.management import CommandError, call_command

from portail.notifications.envoi import send_due
from portail.notifications.models import Message
from portail.notifications.retours import is_dead
from portail.notifications.vocabulaire import Statut
from ressources.models import PersonneRessource, Signalement, Structure
from tests.ressources.factories import PersonneFactory, StructureFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

NOTIFICATION = """\
From: MAILER-DAEMON@exemple.fr
To: portail@exemple.fr
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="fin"

--fin
Content-Type: text/plain

Le message n'a pas pu etre remis.

--fin
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.exemple.fr

Final-Recipient: rfc822; {adresse}
Action: {action}
Status: {statut}
Diagnostic-Code: smtp; 550 {statut} <{adresse}>

--fin
Content-Type: {original}

Message-ID: {message_id}
Subject: Un essai

--fin--
"""


@pytest.fixture
def fiches():
    return (
        PersonneFactory(courriel="camille@exemple.fr", courriel_visible=True),
        StructureFactory(courriel="Camille@exemple.fr", courriel_visible=True),
        PersonneFactory(courriel="autre@exemple.fr", courriel_visible=True),
    )


@pytest.fixture
def sent(write, mailoutbox):
    message = write()
    send_due()
    return message


def notification(message: Message, **changes) -> str:
    given = {
        "adresse": "camille@exemple.fr",
        "action": "failed",
        "statut": "5.1.1",
        "original": "text/rfc822-headers",
        "message_id": message.message_id,
    }
    return NOTIFICATION.format(**given | changes)


def deliver_to(path, *texts: str):
    box = Maildir(path) if path.suffix == "" else mbox(path)
    for text in texts:
        box.add(text.encode())
    box.flush()
    box.close()
    return path


def visible() -> set[str]:
    return {
        fiche.courriel
        for modele in (PersonneRessource, Structure)
        for fiche in modele.objects.filter(courriel_visible=True)
    }


@pytest.mark.parametrize("name", ["retours.mbox", "Maildir"])
@pytest.mark.parametrize("original", ["text/rfc822-headers", "message/rfc822"])
def test_a_dead_address_is_hidden_and_reported(fiches, sent, tmp_path, capsys, name, original):
    path = deliver_to(tmp_path / name, notification(sent, original=original))
    call_command("traiter_retours", path)
    assert "1 retours, 1 de nos messages, 1 adresses sans destinataire" in capsys.readouterr().out
    kept = Message.objects.get()
    assert (kept.statut, kept.reponse, kept.envoye_le) == (Statut.ECHEC, "retour 5.1.1", None)
    assert visible() == {"autre@exemple.fr"}
    assert {report.fiche for report in Signalement.objects.all()} == set(fiches[:2])


def test_reading_the_same_mailbox_again_reports_nothing_more(fiches, sent, tmp_path):
    path = deliver_to(tmp_path / "retours.mbox", notification(sent), notification(sent))
    call_command("traiter_retours", path)
    call_command("traiter_retours", path)
    assert Signalement.objects.count() == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"adresse": "autre@exemple.fr"},  # not whom it was sent to
        {"adresse": ""},
        {"message_id": "<inconnu@exemple.fr>"},
        {"message_id": ""},
        {"action": "delayed"},
        {"action": "delivered", "statut": "2.0.0"},
    ],
)
def test_what_is_not_ours_or_not_a_failure_changes_nothing(fiches, sent, tmp_path, changes):
    call_command("traiter_retours", deliver_to(tmp_path / "retours.mbox", notification(sent, **changes)))
    assert Message.objects.get().statut == Statut.ENVOYE
    assert len(visible()) == 3


def test_a_full_mailbox_is_a_failure_but_hides_nothing(fiches, sent, tmp_path):
    call_command("traiter_retours", deliver_to(tmp_path / "retours.mbox", notification(sent, statut="5.2.2")))
    assert Message.objects.get().statut == Statut.ECHEC
    assert len(visible()) == 3


def test_mere_mails_are_passed_over(sent, tmp_path):
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "Absence", "camille@exemple.fr"
    mail.set_content("Je suis en congé.")
    path = deliver_to(tmp_path / "retours.mbox", mail.as_string(), "n'importe quoi \x00 <>", notification(sent))
    call_command("traiter_retours", path)
    assert Message.objects.get().statut == Statut.ECHEC


def test_a_mailbox_that_is_not_there_is_said(tmp_path):
    with pytest.raises(CommandError, match="ne se lit pas"):
        call_command("traiter_retours", tmp_path / "rien.mbox")
    assert not (tmp_path / "rien.mbox").exists()


@pytest.mark.parametrize(
    ("answer", "hidden"), [(b"5.1.1 no such user", True), (b"no such user", True), (b"5.7.1 spam", False)]
)
def test_a_server_that_refuses_the_address_at_once_hides_it_too(write, fiches, monkeypatch, answer, hidden):
    def refuse(self, *args, **kwargs):
        raise SMTPRecipientsRefused({"camille@exemple.fr": (550, answer)})

    monkeypatch.setattr(EmailMultiAlternatives, "send", refuse)
    write()
    send_due()
    assert Message.objects.get().statut == Statut.ECHEC
    assert (visible() == {"autre@exemple.fr"}) is hidden


@pytest.mark.parametrize(
    ("code", "answer", "dead"),
    [
        (550, "5.1.1 unknown", True),
        (550, "5.1.10 null MX", True),
        (550, "5.2.1 disabled", True),
        (552, "5.2.2 full", False),
        (550, "5.7.1 policy", False),
        (551, "not here", True),
        (554, "rejected", False),
        (450, "4.1.1 later", False),
    ],
)
def test_which_answers_say_that_an_address_is_dead(code, answer, dead):
    assert is_dead(code, answer) is dead

"""A message is a row first; it leaves after the commit, again when it may not have left, never when pointless."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core.mail import EmailMultiAlternatives
from django.db import IntegrityError, transaction
from django.utils import timezone

from portail.notifications.envoi import BACK_OFF, LEASE, deliver, send_due
from portail.notifications.models import Message
from portail.notifications.services import drop_messages, forget_messages, post_message, retry_message
from portail.notifications.vocabulaire import Statut

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def state(message: Message) -> str:
    return Message.objects.get(pk=message.pk).statut


@pytest.fixture
def failing(monkeypatch):
    """Have the mail server answer with an error, until told to stop."""

    def fail(error: Exception):
        def refuse(self, *args, **kwargs):
            raise error

        return monkeypatch.setattr(EmailMultiAlternatives, "send", refuse)

    return fail


def test_it_leaves_after_the_commit(write, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        message = write(html="<p>Bonjour.</p>", sujet="Deux\nlignes")
        assert not mailoutbox
    (sent,) = mailoutbox
    assert (sent.to, sent.subject, sent.body) == (["camille@exemple.fr"], "Deux lignes", "Bonjour.")
    assert sent.extra_headers["Message-ID"] == message.message_id
    assert sent.alternatives[0][0] == "<p>Bonjour.</p>"
    assert state(message) == Statut.ENVOYE


def test_the_same_cause_writes_once(write, mailoutbox):
    assert write().pk == write(texte="Autre").pk
    assert send_due() == 1
    assert send_due() == 0
    assert len(mailoutbox) == 1


def test_nothing_leaves_when_the_cause_is_rolled_back(write, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ZeroDivisionError), transaction.atomic():
        write()
        raise ZeroDivisionError
    assert not mailoutbox
    assert not Message.objects.exists()


def test_not_before_its_time(write, mailoutbox, time_machine):
    message = write(pas_avant=timezone.now() + timedelta(hours=2))
    assert send_due() == 0
    time_machine.shift(timedelta(hours=2, seconds=1))
    assert send_due() == 1
    assert state(message) == Statut.ENVOYE


def test_a_reminder_that_is_too_late_is_dropped(write, mailoutbox, time_machine):
    message = write(utile_jusqua=timezone.now() + timedelta(hours=1))
    time_machine.shift(timedelta(hours=2))
    assert send_due() == 0
    assert (state(message), mailoutbox) == (Statut.ABANDONNE, [])


def test_what_became_pointless_is_dropped(write, mailoutbox):
    message, other = write(objet="rendezvous:12"), write(cle="essai-2", objet="rendezvous:13")
    assert drop_messages(objet="rendezvous:12") == 1
    assert send_due() == 1
    assert (state(message), state(other)) == (Statut.ABANDONNE, Statut.ENVOYE)


def test_a_message_being_sent_is_left_alone_until_its_lease_ends(write, mailoutbox, time_machine):
    """What a killed worker leaves: a lease, and no answer."""
    message = write()
    Message.objects.update(bail_jusqua=timezone.now() + LEASE)
    assert not deliver(message.pk)
    time_machine.shift(LEASE + timedelta(seconds=1))
    assert deliver(message.pk)
    assert mailoutbox[0].extra_headers["Message-ID"] == message.message_id


def test_the_server_is_asked_again_later_and_later_then_the_message_has_failed(write, failing, time_machine):
    message = write()
    failing(SMTPServerDisconnected("plus personne"))
    waits = []
    while state(message) == Statut.A_ENVOYER:
        assert send_due() == 0
        again = Message.objects.get(pk=message.pk).pas_avant
        waits.append(round((again - timezone.now()).total_seconds() / 60))
        time_machine.move_to(max(again, timezone.now()) + timedelta(seconds=1))
        assert len(waits) <= len(BACK_OFF) + 1
    assert tuple(waits[:-1]) == BACK_OFF
    failed = Message.objects.get(pk=message.pk)
    assert (failed.statut, failed.reponse) == (Statut.ECHEC, "SMTPServerDisconnected")


@pytest.mark.parametrize(("code", "expected"), [(550, Statut.ECHEC), (450, Statut.A_ENVOYER)])
def test_a_final_refusal_is_not_asked_again_nor_its_address_written_down(write, failing, code, expected):
    message = write()
    failing(SMTPRecipientsRefused({"camille@exemple.fr": (code, b"camille@exemple.fr: no such user")}))
    send_due()
    told = Message.objects.get(pk=message.pk)
    assert (told.statut, told.reponse) == (expected, f"SMTPRecipientsRefused {code}")


def test_a_reminder_that_fails_too_close_to_its_end_is_dropped(write, failing):
    message = write(utile_jusqua=timezone.now() + timedelta(seconds=30))
    failing(SMTPServerDisconnected())
    send_due()
    assert state(message) == Statut.ABANDONNE


def test_a_failed_message_may_be_sent_anew_and_no_other(write, failing, mailoutbox, monkeypatch):
    message = write()
    assert not retry_message(message=message)
    Message.objects.update(statut=Statut.ECHEC, tentatives=13)
    assert retry_message(message=message)
    assert deliver(message.pk)


def test_old_messages_forget_whom_they_were_for(write):
    sent, waiting = write(), write(cle="essai-2", pas_avant=timezone.now() + timedelta(days=200))
    send_due()
    assert forget_messages(before=timezone.now() + timedelta(days=1)) == 1
    assert forget_messages(before=timezone.now() + timedelta(days=1)) == 0
    forgotten = Message.objects.get(pk=sent.pk)
    assert (forgotten.destinataire, forgotten.texte, forgotten.sujet) == ("", "", "")
    assert forgotten.envoye_le is not None
    assert Message.objects.get(pk=waiting.pk).destinataire


def test_the_database_refuses_a_state_without_its_date(write):
    message = write()
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(statut=Statut.ENVOYE)


def test_the_site_signs_its_messages(write, mailoutbox):
    from portail.cms.models import ReglagesSite

    message = write()
    reglages = ReglagesSite.for_site(message.site)
    reglages.expediteur_nom, reglages.expediteur_courriel = "Info Jeunes, Lille", "bonjour@exemple.fr"
    reglages.save()
    send_due()
    assert mailoutbox[0].from_email == '"Info Jeunes, Lille" <bonjour@exemple.fr>'


def test_arguments_are_named():
    with pytest.raises(TypeError):
        post_message("site", "genre")  # type: ignore[misc]

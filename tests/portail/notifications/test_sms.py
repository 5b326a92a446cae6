"""An SMS: a mobile, a neutral text that fits, by day, within the month's cap, never after STOP."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from portail.notifications import depart_sms
from portail.notifications.envoi import BACK_OFF, deliver, send_due
from portail.notifications.models import Message, Opposition
from portail.notifications.oppositions import is_opposed, lift_opposition, oppose
from portail.notifications.passerelles import EchecPasserelle
from portail.notifications.services import forget_messages, retry_message
from portail.notifications.sms import post_sms, sms_available
from portail.notifications.vocabulaire import Canal, Statut

from .conftest import default_site

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

MOBILE = "06 39 98 00 01"
NIGHT = datetime(2026, 11, 26, 22, 30, tzinfo=UTC)  # 23:30 in Paris
MORNING = datetime(2026, 11, 27, 7, 0, tzinfo=UTC)  # 08:00 in Paris


@pytest.fixture
def post():
    def post_one(cle: str = "sms-1", **changes) -> Message:
        given = {
            "site": default_site(),
            "gabarit": "notifications/sms/essai",
            "telephone": MOBILE,
            "contexte": {"prenom": "Zoë"},
        }
        return post_sms(cle=cle, **given | changes)

    return post_one


@pytest.fixture
def carrier(monkeypatch):
    """What leaves, in order; `carrier.error`, when set, is raised instead."""

    class Carrier(list):
        error: Exception | None = None

        def send(self, sms):
            if self.error:
                raise self.error
            self.append(sms)
            return f"ref {len(self)}"

    carrier = Carrier()
    monkeypatch.setattr(depart_sms, "passerelle", lambda: carrier)
    return carrier


def state(message: Message) -> str:
    return Message.objects.get(pk=message.pk).statut


def test_it_leaves_after_the_commit(post, carrier, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        message = post()
        assert not carrier
    (sent,) = carrier
    assert (sent.telephone, sent.texte) == (
        "+33639980001",
        "Portail Info Jeunesse : bonjour Zoe, les SMS du portail vous parviennent.",
    )
    kept = Message.objects.get(pk=message.pk)
    assert (kept.canal, kept.statut, kept.reponse, kept.segments) == (Canal.SMS, Statut.ENVOYE, "ref 1", 1)
    assert str(kept) == "SMS : essai"


def test_it_keeps_the_same_key_at_each_attempt_and_none_other_has_it(post, carrier, time_machine):
    carrier.error = EchecPasserelle("HTTP 503", definitif=False)
    message, other = post(), post("sms-2")
    key = depart_sms.stable_key(message)
    assert send_due() == 0
    carrier.error = None
    time_machine.shift(timedelta(minutes=2))
    assert send_due() == 2
    assert [sms.cle for sms in carrier] == [key, depart_sms.stable_key(other)]
    assert len({sms.cle for sms in carrier}) == 2
    assert len(key) == 20


@pytest.mark.parametrize("number", ["03 53 01 00 01", "3919", "n’importe quoi", ""])
def test_only_a_mobile_is_written_to(post, number):
    with pytest.raises(ValidationError, match="portable"):
        post(telephone=number)
    assert not Message.objects.exists()


def test_at_night_it_waits_for_the_morning(post, carrier, time_machine):
    time_machine.move_to(NIGHT, tick=False)
    message = post()
    assert message.pas_avant == MORNING
    assert send_due() == 0
    time_machine.move_to(MORNING, tick=False)
    assert send_due() == 1


def test_useless_by_the_morning_it_is_dropped(post, carrier):
    message = post(pas_avant=NIGHT, utile_jusqua=NIGHT + timedelta(hours=2))
    assert message.statut == Statut.ABANDONNE
    assert send_due() == 0


@pytest.mark.parametrize(
    ("useful", "expected"), [(timedelta(days=1), Statut.A_ENVOYER), (timedelta(hours=2), Statut.ABANDONNE)]
)
def test_one_that_is_late_does_not_ring_at_night(post, carrier, time_machine, useful, expected):
    message = post(utile_jusqua=NIGHT + useful)
    time_machine.move_to(NIGHT, tick=False)
    assert send_due() == 0
    kept = Message.objects.get(pk=message.pk)
    assert (kept.statut, kept.tentatives, carrier) == (expected, 0, [])


def test_quiet_hours_are_settings(post, settings, time_machine):
    settings.SMS_HEURES = (9, 24)
    time_machine.move_to(NIGHT, tick=False)
    assert post().pas_avant == NIGHT


def test_nothing_leaves_after_stop(post, carrier):
    waiting = post()
    oppose(telephone="+33 6 39 98 00 01")
    refused = post("sms-2")
    assert send_due() == 0
    assert carrier == []
    for message in (waiting, refused):
        kept = Message.objects.get(pk=message.pk)
        assert (kept.statut, kept.telephone) == (Statut.OPPOSITION, "")
    assert not retry_message(message=refused)


def test_the_list_of_stops_names_nobody_and_may_be_left(post):
    oppose(telephone=MOBILE)
    oppose(telephone=MOBILE)
    assert "639980001" not in str(list(Opposition.objects.values()))
    assert is_opposed("+33639980001")
    assert lift_opposition(telephone=MOBILE)
    assert not lift_opposition(telephone=MOBILE)
    assert post().statut == Statut.A_ENVOYER


def test_a_stop_outlives_the_key_that_wrote_it(settings):
    oppose(telephone=MOBILE)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "une-autre-cle", [settings.SECRET_KEY]
    assert is_opposed(MOBILE)


def test_beyond_the_cap_it_is_refused_and_says_so(post, carrier, settings, time_machine):
    settings.SMS_PLAFOND_MENSUEL = 2
    sent = [post(f"sms-{number}") for number in range(3)]
    assert send_due() == 2
    refused = Message.objects.get(pk=sent[2].pk)
    assert (refused.statut, refused.reponse) == (Statut.PLAFOND, "2 SMS sur 2 en 11/2026")
    time_machine.move_to(datetime(2026, 12, 1, 11, 0, tzinfo=UTC), tick=False)
    assert retry_message(message=refused)
    assert deliver(refused.pk)


def test_an_attempt_that_fails_is_counted_once_and_a_final_failure_is_not(post, carrier, settings, time_machine):
    settings.SMS_PLAFOND_MENSUEL = 1
    carrier.error = EchecPasserelle("HTTP 503", definitif=False)
    message = post()
    for minutes in BACK_OFF[:3]:
        assert send_due() == 0
        time_machine.shift(timedelta(minutes=minutes, seconds=1))
    carrier.error = EchecPasserelle("HTTP 400", definitif=True)
    assert send_due() == 0
    assert Message.objects.get(pk=message.pk).reponse == "HTTP 400"
    carrier.error = None
    post("sms-2")
    assert send_due() == 1


def test_each_site_has_its_cap(post, carrier, settings):
    from wagtail_factories import SiteFactory

    settings.SMS_PLAFOND_MENSUEL = 1
    post()
    post("sms-2", site=SiteFactory(hostname="autre.exemple.fr"))
    assert send_due() == 2


def test_the_cap_counts_segments(post, carrier, settings):
    settings.SMS_PLAFOND_MENSUEL = 2
    message = post(contexte={"prenom": "Zoé" * 90})
    assert message.segments == 3
    assert send_due() == 0
    assert state(message) == Statut.PLAFOND


def test_without_a_carrier_it_fails_and_says_so(post, settings):
    settings.SMS_URL = ""
    assert not sms_available(default_site())
    message = post()
    assert send_due() == 0
    assert Message.objects.get(pk=message.pk).reponse == "aucun fournisseur de SMS (SMS_URL)"


def test_old_ones_forget_the_number_and_keep_the_figures(post, carrier):
    message = post()
    send_due()
    forget_messages(before=timezone.now() + timedelta(days=1))
    kept = Message.objects.get(pk=message.pk)
    assert (kept.telephone, kept.texte, kept.segments) == ("", "", 1)


@pytest.mark.parametrize("wrong", [{"destinataire": "a@exemple.fr"}, {"canal": Canal.COURRIEL}, {"html": "<p>"}])
def test_the_database_refuses_a_mixed_channel(post, wrong):
    message = post()
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(**wrong)

"""Carriers of SMS, against a real HTTP server: what they are asked, what is kept of their answer, how they fail."""

import json
import threading
from hashlib import sha1
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.exceptions import ImproperlyConfigured

from portail.notifications.envoi import send_due
from portail.notifications.models import Message
from portail.notifications.passerelles import EchecPasserelle, Sms, passerelle
from portail.notifications.sms import post_sms
from portail.notifications.vocabulaire import Statut

from .conftest import default_site

SMS = Sms("+33639980001", "Rappel : c'est demain à 14 h", "InfoJeunes", "a1b2c3")


class Operator:
    """A carrier's server: keeps what it is asked, answers what it is told to."""

    def __init__(self):
        self.asked: list[tuple[str, dict[str, str], bytes]] = []
        self.status, self.answer, self.location = 200, b"{}", ""
        self.released = threading.Event()
        self.released.set()
        operator = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                operator.asked.append((self.path, dict(self.headers), body))
                operator.released.wait(10)
                self.send_response(operator.status)
                if operator.location:
                    self.send_header("Location", operator.location)
                self.end_headers()
                self.wfile.write(operator.answer)

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.host = f"127.0.0.1:{self.server.server_port}"

    @property
    def request(self) -> tuple[str, dict[str, str], dict]:
        """The one request: its path, its headers, its body read."""
        ((path, headers, body),) = self.asked
        return path, {name.lower(): value for name, value in headers.items()}, json.loads(body)


@pytest.fixture
def operator():
    operator = Operator()
    thread = threading.Thread(target=operator.server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield operator
    operator.released.set()
    operator.server.shutdown()
    operator.server.server_close()
    thread.join()


@pytest.fixture
def ovh(settings, operator):
    settings.SMS_URL = f"ovh+http://cle:le%2Bsecret@{operator.host}/1.0/sms/sms-xx1-1?consumer=qui"
    return operator


@pytest.fixture
def brevo(settings, operator):
    settings.SMS_URL = f"brevo+http://xkeysib-1@{operator.host}"
    return operator


@pytest.fixture
def relay(settings, operator):
    settings.SMS_URL = f"json+http://jeton@{operator.host}/envoyer"
    return operator


def test_ovh_is_asked_what_it_wants_and_signed(ovh):
    ovh.answer = b'{"ids": [42], "invalidReceivers": [], "totalCreditsRemoved": 1, "validReceivers": ["+33639980001"]}'
    assert passerelle().send(SMS) == "ovh 42"
    path, headers, body = ovh.request
    assert path == "/1.0/sms/sms-xx1-1/jobs"
    assert body == {
        "receivers": ["+33639980001"],
        "message": SMS.texte,
        "noStopClause": True,
        "priority": "high",
        "tag": "a1b2c3",
        "sender": "InfoJeunes",
    }
    moment = headers["x-ovh-timestamp"]
    signed = f"le+secret+qui+POST+http://{ovh.host}{path}+".encode() + ovh.asked[0][2] + f"+{moment}".encode()
    assert headers["x-ovh-signature"] == f"$1${sha1(signed).hexdigest()}"
    assert (headers["x-ovh-application"], headers["x-ovh-consumer"]) == ("cle", "qui")


def test_ovh_lends_a_number_when_the_site_has_no_name(ovh):
    passerelle().send(Sms(SMS.telephone, SMS.texte, "", SMS.cle))
    body = ovh.request[2]
    assert body["senderForResponse"] is True
    assert "sender" not in body


def test_a_number_that_ovh_refuses_is_final(ovh):
    ovh.answer = b'{"ids": [], "invalidReceivers": ["+33639980001"]}'
    with pytest.raises(EchecPasserelle) as failure:
        passerelle().send(SMS)
    assert failure.value.definitif
    assert "639980001" not in failure.value.reponse


def test_brevo_is_asked_what_it_wants(brevo):
    brevo.status, brevo.answer = 201, b'{"messageId": 1511882900176220}'
    assert passerelle().send(SMS) == "brevo 1511882900176220"
    path, headers, body = brevo.request
    assert (path, headers["api-key"]) == ("/v3/transactionalSMS/send", "xkeysib-1")
    assert body == {
        "sender": "InfoJeunes",
        "recipient": "33639980001",
        "content": SMS.texte,
        "type": "transactional",
        "tag": "a1b2c3",
        "unicodeEnabled": False,
    }


def test_any_other_is_asked_plainly_with_a_key_against_repeats(relay):
    relay.answer = b'{"id": "m-7"}'
    assert passerelle().send(SMS) == "json m-7"
    path, headers, body = relay.request
    assert (path, headers["authorization"], headers["idempotency-key"]) == ("/envoyer", "Bearer jeton", "a1b2c3")
    assert body == {"to": SMS.telephone, "text": SMS.texte, "from": "InfoJeunes", "id": "a1b2c3"}


@pytest.mark.parametrize("answer", [b"", b"pas du JSON", b"[1]", b"\xff"])
def test_an_answer_that_says_nothing_is_a_success_all_the_same(relay, answer):
    relay.answer = answer
    assert passerelle().send(SMS) == "json"


@pytest.mark.parametrize(
    ("status", "final"),
    [(400, True), (422, True), (401, False), (402, False), (429, False), (500, False), (503, False)],
)
def test_what_blames_the_message_is_final_and_nothing_else(relay, status, final):
    relay.status, relay.answer = status, b'{"message": "+33639980001 is wrong"}'
    with pytest.raises(EchecPasserelle) as failure:
        passerelle().send(SMS)
    assert (failure.value.reponse, failure.value.definitif) == (f"HTTP {status}", final)


def test_our_key_is_not_carried_elsewhere(relay):
    relay.status, relay.location = 307, f"http://{relay.host}/ailleurs"
    with pytest.raises(EchecPasserelle, match="307"):
        passerelle().send(SMS)
    assert len(relay.asked) == 1


def test_a_carrier_that_hangs_is_left(relay, settings):
    settings.SMS_ATTENTE = 0.1
    relay.released.clear()
    with pytest.raises(EchecPasserelle, match="TimeoutError") as failure:
        passerelle().send(SMS)
    assert not failure.value.definitif


def test_a_carrier_that_is_down_is_asked_again(relay, settings):
    settings.SMS_URL = "json+http://jeton@127.0.0.1:9/envoyer"  # discard: nobody listens
    with pytest.raises(EchecPasserelle) as failure:
        passerelle().send(SMS)
    assert not failure.value.definitif


@pytest.mark.parametrize(
    ("address", "missing"),
    [
        ("pigeon://x", "inconnu"),
        ("ovh+ftp://a:b@c/d?consumer=e", "inconnu"),
        ("ovh://cle:secret@eu.api.ovh.com/1.0/sms/sms-1", "consumer"),
        ("ovh://cle@eu.api.ovh.com/1.0/sms/sms-1?consumer=x", "secret"),
        ("brevo://api.brevo.com", "clé"),
        ("json://jeton@", "adresse"),
    ],
)
def test_an_address_that_misses_a_part_says_which(settings, address, missing):
    settings.SMS_URL = address
    with pytest.raises(ImproperlyConfigured, match=missing):
        passerelle()


def test_https_is_the_rule(settings):
    settings.SMS_URL = "json://jeton@sms.exemple.fr:8443/envoyer"
    assert passerelle().address == "https://sms.exemple.fr:8443/envoyer"


@pytest.mark.parametrize("address", ["base://", "console://"])
def test_a_demonstration_carries_nothing(settings, address):
    settings.SMS_URL = address
    assert passerelle().send(SMS)


@pytest.mark.django_db
@pytest.mark.usefixtures("noon")
def test_from_the_outbox_to_the_carrier_and_back(relay):
    message = post_sms(
        site=default_site(),
        gabarit="notifications/sms/essai",
        telephone="06 39 98 00 01",
        contexte={"prenom": "Zoé"},
        cle="sms-1",
    )
    relay.status = 503
    assert send_due() == 0
    assert Message.objects.get(pk=message.pk).statut == Statut.A_ENVOYER
    relay.status, relay.answer = 200, b'{"id": "m-7"}'
    Message.objects.update(pas_avant=message.pas_avant)
    assert send_due() == 1
    assert Message.objects.get(pk=message.pk).reponse == "json m-7"
    assert relay.asked[0][2] == relay.asked[1][2]

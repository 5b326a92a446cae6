"""What carriers call back with: a STOP is obeyed, a receipt is kept, a stranger gets nothing."""

import json

import pytest
from django.core.cache import cache
from django.utils import timezone

from portail.notifications.models import Message, Opposition
from portail.notifications.oppositions import is_opposed
from portail.notifications.sms import post_sms
from portail.notifications.vocabulaire import Statut

from .conftest import default_site

pytestmark = pytest.mark.django_db
SECRET = "un-secret-de-test"
NUMERO = "+33639980001"


@pytest.fixture(autouse=True)
def _open(settings):
    cache.clear()
    settings.SMS_RETOURS_SECRET = SECRET


def call(client, donnees, fournisseur: str = "brevo", secret: str = SECRET):
    return client.post(f"/sms/retours/{fournisseur}/{secret}/", json.dumps(donnees), content_type="application/json")


@pytest.fixture
def envoye() -> Message:
    message = post_sms(
        site=default_site(),
        gabarit="notifications/sms/essai",
        telephone=NUMERO,
        contexte={"prenom": "Zoé"},
        cle="accuse",
    )
    Message.objects.filter(pk=message.pk).update(statut=Statut.ENVOYE, envoye_le=timezone.now(), reponse="brevo 12345")
    return message


@pytest.mark.parametrize(
    "donnees",
    [
        {"event": "stop", "from": NUMERO},
        {"msg_status": "unsubscribe", "to": "33639980001"},
        {"msg_status": "replied", "reply": "Stop SVP", "from": "0033639980001", "to": "InfoJeunes"},
        {"message": "STOP", "senderid": "0639980001"},
    ],
)
def test_a_stop_is_obeyed(client, donnees):
    assert call(client, donnees).status_code == 204
    assert is_opposed(NUMERO)
    assert Opposition.objects.count() == 1


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stop_in_the_query_or_in_a_form_as_ovh_calls(client, method):
    recu = {"id": "7", "keyword": "x", "message": "stop", "senderid": NUMERO, "shortcode": "38069", "tag": "t"}
    assert getattr(client, method)(f"/sms/retours/ovh/{SECRET}/", recu).status_code == 204
    assert is_opposed(NUMERO)


@pytest.mark.parametrize(
    ("donnees", "statut", "reponse"),
    [
        ({"msg_status": "delivered", "messageId": 12345}, Statut.ENVOYE, "brevo 12345, remis"),
        ({"msg_status": "hard_bounce", "messageId": "12345"}, Statut.ECHEC, "brevo 12345, non remis"),
        (
            {"id": 26570, "messageId": 12345, "msg_status": "soft_bounce"},
            Statut.ENVOYE,
            "brevo 12345",
        ),
        ({"msg_status": "sent", "messageId": 12345}, Statut.ENVOYE, "brevo 12345"),
        ({"msg_status": "delivered", "messageId": 99}, Statut.ENVOYE, "brevo 12345"),
    ],
)
def test_a_receipt_is_kept(client, envoye, donnees, statut, reponse):
    assert call(client, donnees).status_code == 204
    envoye.refresh_from_db()
    assert (envoye.statut, envoye.reponse) == (statut, reponse)


@pytest.mark.parametrize(
    ("recu", "statut", "dit"),
    [
        ({"ptt": "4", "description": "1", "descriptionDlr": "Success"}, Statut.ENVOYE, ", remis"),
        ({"ptt": "0", "dlr": "1"}, Statut.ENVOYE, ", remis"),
        ({"ptt": "23", "description": "2", "descriptionDlr": "Failed"}, Statut.ECHEC, ", non remis"),
        ({"ptt": "202", "description": "16"}, Statut.ECHEC, ", non remis"),
        ({"ptt": "1", "description": "4", "descriptionDlr": "Waiting"}, Statut.ENVOYE, ""),
        ({"ptt": "2", "description": "8"}, Statut.ENVOYE, ""),
    ],
)
def test_a_receipt_of_ovh_is_read_by_its_state_and_not_by_the_operator_s_code(client, envoye, recu, statut, dit):
    Message.objects.filter(pk=envoye.pk).update(reponse="ovh 7")
    adresse = f"/sms/retours/ovh/{SECRET}/"
    assert client.get(adresse, {"id": "7", "date": "20261126120000"} | recu).status_code == 204
    envoye.refresh_from_db()
    assert (envoye.statut, envoye.reponse) == (statut, f"ovh 7{dit}")


@pytest.mark.parametrize(
    "donnees",
    [{}, [], "stop", None, 12, {"event": ["stop"]}, {"event": "stop", "from": "demain"}, {"message": "stopper ?"},
     {"event": "stop", "from": "9" * 4000}, {"event": "delivered", "id": {"a": 1}}, {"event": "stop", "from": "\x00"}],
)  # fmt: skip
def test_what_tells_nothing_changes_nothing(client, envoye, donnees):
    assert call(client, donnees).status_code == 204
    assert not Opposition.objects.exists()
    envoye.refresh_from_db()
    assert envoye.reponse == "brevo 12345"


def test_malformed_bytes_change_nothing(client):
    for corps in (b"{", b"\xff\xfe", b"[" * 15000):
        reponse = client.post(f"/sms/retours/json/{SECRET}/", corps, content_type="application/json")
        assert reponse.status_code in (204, 400)


@pytest.mark.parametrize(("fournisseur", "secret"), [("brevo", "faux"), ("inconnu", SECRET), ("brevo", "é")])
def test_a_stranger_gets_nothing(client, fournisseur, secret):
    assert call(client, {"event": "stop", "from": NUMERO}, fournisseur, secret).status_code == 404
    assert not Opposition.objects.exists()


def test_without_a_secret_the_address_is_closed(client, settings):
    settings.SMS_RETOURS_SECRET = ""
    assert client.post("/sms/retours/brevo/x/").status_code == 404


def test_who_tries_secrets_is_stopped(client):
    assert [call(client, {}, secret=f"essai-{n}").status_code for n in range(21)] == [404] * 20 + [429]
    assert call(client, {}).status_code == 429

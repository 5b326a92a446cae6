"""The mails as a real server receives them: both versions, neutral subjects, and nothing of what was said."""

import re

import pytest
from wagtail.models import Site

from portail.cms.models import ReglagesSite
from portail.echanges import services
from portail.echanges.destinataires import of_fiche
from portail.notifications.models import Message
from portail.notifications.vocabulaire import Statut
from tests.outils import smtp
from tests.portail.notifications.conftest import default_site
from tests.portail.notifications.test_endurance import wait_until, workers
from tests.ressources.factories import PersonneFactory, StructureFactory

DITS = ("canari", "mécanique", "06 39 98 77 66", "Sam")
NEUTRES = {
    "Une demande vous attend",
    "Un nouveau message vous attend",
    "Rappel : une demande attend votre réponse",
    "Une demande vous est confiée",
    "Une demande reste sans réponse",
    "Votre nouveau lien",
    "Une demande a été retirée",
    "Une demande est close",
    "Une demande est signalée",
    "C’est envoyé",
    "Du nouveau pour toi",
}


@pytest.fixture
def sink():
    with smtp.listen() as boite:
        yield boite


def send(site: Site, cible, cle: str):
    demande, _nouvelle = services.send_demande(
        site=site,
        cible=cible,
        cle=cle,
        message="canari: un stage de mécanique",
        prenom="Sam",
        tranche="15-17",
        courriel=f"{cle}@exemple.fr",
        telephone="06 39 98 77 66",
        accord_version="essai",
    )
    return demande


def write_every_mail() -> None:
    """Have every mail about requests written at least once."""
    site = default_site()
    ReglagesSite.objects.update_or_create(site=site, defaults={"guichet_courriel": "crij@exemple.fr"})
    lea = PersonneFactory(courriel="lea@exemple.fr")
    collegue = PersonneFactory(structure=lea.structure, courriel="collegue@exemple.fr")
    repondue = send(site, lea, "repondue")
    services.remind(demande=repondue, rang=1)
    services.relay_to_desk(demande=repondue)
    services.transmit_demande(demande=repondue, collegue=collegue)
    services.write_again(demande=repondue, texte="canari encore")
    services.report_abus(demande=repondue, motif="canari abus", nom="Léa")
    services.withdraw_demande(demande=send(site, lea, "retiree"))
    services.refuse_demande(demande=send(site, lea, "refusee"), motif="canari", porte=StructureFactory(), nom="Léa")
    services.expire_demande(demande=send(site, lea, "close"))
    services.renew_lien(demande=repondue, destinataire=of_fiche(collegue))
    services.answer_demande(demande=repondue, texte="canari réponse", nom="Léa")
    # Those given up as pointless are looked at all the same.
    Message.objects.update(statut=Statut.A_ENVOYER, envoye_le=None, utile_jusqua=None)


@pytest.mark.django_db(transaction=True)
def test_every_mail_reaches_a_server_whole_and_says_nothing(sink):
    write_every_mail()
    attendus = Message.objects.count()
    with workers(sink.port, sink.port) as start:
        worker = start()
        try:
            wait_until(lambda: len(sink.received) >= attendus, worker)
        finally:
            worker.kill()
    assert {mail["Subject"] for _a, mail in sink.received} == NEUTRES
    for _adresses, mail in sink.received:
        texte = mail.get_body(("plain",)).get_content()
        html = mail.get_body(("html",)).get_content()
        assert not any(dit in texte + html for dit in DITS)
        assert "exemple.fr" not in re.sub(r"https?://\S+|bonjour@exemple.fr", "", texte + html)
        for lien in re.findall(r"/(?:repondre|suivi)/[\w.~-]{20,}/", texte):
            assert lien in html
        assert "<img" not in html
    assert {adresses[0] for adresses, _mail in sink.received} == {
        "lea@exemple.fr",
        "collegue@exemple.fr",
        "crij@exemple.fr",
        "repondue@exemple.fr",
        "retiree@exemple.fr",
        "refusee@exemple.fr",
        "close@exemple.fr",
    }


@pytest.mark.django_db
def test_who_gave_a_mobile_alone_is_told_by_a_short_neutral_text(settings, horloge):
    settings.SMS_URL = "base://"
    cible = PersonneFactory(courriel="lea@exemple.fr")
    donnees = {"message": "canari", "prenom": "Sam", "tranche": "15-17", "accord_version": "essai"}
    for numero, attendu in (("06 39 98 77 66", 1), ("03 53 01 00 01", 0)):
        services.send_demande(site=cible.site, cible=cible, cle=numero, telephone=numero, **donnees)
        sms = (
            Message.objects.filter(telephone="+33639987766")
            if attendu
            else Message.objects.filter(telephone="+33353010001")
        )
        assert sms.count() == attendu
    texte = Message.objects.get(telephone="+33639987766").texte
    assert len(texte) <= 160
    assert not any(dit in texte for dit in DITS)

"""The same form sent from several places at once is one request; opposite moves made at once leave one truth."""

import json
import os
import subprocess
import sys
from functools import partial

import pytest

from portail.echanges.models import Demande
from portail.echanges.mouvements import MouvementInterdit
from portail.echanges.services import (
    answer_demande,
    expire_demande,
    refuse_demande,
    remind,
    send_demande,
    withdraw_demande,
    write_again,
)
from portail.notifications.models import Message
from portail.outils.paths import ROOT
from tests.outils.database import database_url
from tests.portail.notifications.conftest import default_site
from tests.portail.rendezvous.course import race
from tests.ressources.factories import PersonneFactory, StructureFactory

pytestmark = pytest.mark.django_db(transaction=True)

ENVOI = {
    "message": "Je cherche un stage.",
    "prenom": "Sam",
    "tranche": "15-17",
    "courriel": "sam@exemple.fr",
    "accord_version": "essai",
}
DEUX = """
import json, os
from portail.echanges.services import send_demande
from ressources.models import PersonneRessource
other = os.fork()  # two processes, and Django loaded once
personne = PersonneRessource.objects.get(courriel="lea.mesange@exemple.fr")
demande, nouvelle = send_demande(site=personne.site, cible=personne, cle="une-seule", **json.loads(os.environ["ENVOI"]))
print(demande.pk, nouvelle, flush=True)
if other:
    os.waitpid(other, 0)
"""


@pytest.fixture
def personne():
    default_site()
    return PersonneFactory(courriel="lea.mesange@exemple.fr")


def send(personne, cle: str) -> bool:
    return send_demande(site=personne.site, cible=personne, cle=cle, **ENVOI)[1]


def test_two_processes_that_send_the_same_form_make_one_request(personne):
    run = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", DEUX],
        cwd=ROOT,
        env=os.environ
        | {
            "DATABASE_URL": database_url(),
            "DJANGO_SETTINGS_MODULE": "portail.settings.dev",
            "ENVOI": json.dumps(ENVOI),
        },
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    reponses = [line.split() for line in run.stdout.splitlines()]
    assert {pk for pk, _nouvelle in reponses} == {str(Demande.objects.get().pk)}
    assert sorted(nouvelle for _pk, nouvelle in reponses) == ["False", "True"]
    assert Message.objects.filter(genre="demande_recue").count() == 1


def test_a_form_sent_many_times_at_once_is_one_request(personne):
    arrivee = race([partial(send, personne, "une-seule")] * 12)
    assert not arrivee.failures
    assert sorted(arrivee.results) == [False] * 11 + [True]
    assert Demande.objects.count() == 1
    assert Message.objects.count() == 2


def test_opposite_moves_at_once_leave_one_truth(personne):
    porte = StructureFactory()
    for rang in range(6):
        demande, _nouvelle = send_demande(site=personne.site, cible=personne, cle=f"course-{rang}", **ENVOI)
        gestes = [
            partial(answer_demande, demande=demande, texte="Bonjour", nom="Léa"),
            partial(refuse_demande, demande=demande, motif="Non", porte=porte, nom="Léa"),
            partial(withdraw_demande, demande=demande),
            partial(expire_demande, demande=demande),
            partial(write_again, demande=demande, texte="Et samedi ?"),
            partial(remind, demande=demande, rang=1),
        ]
        arrivee = race([partial(outcome, geste) for geste in gestes])
        assert not arrivee.failures
        assert set(arrivee.results) <= {"fait", "refusé"}
        demande.refresh_from_db()
        fins = demande.evenements.filter(fait__in=("refusee", "retiree", "expiree")).count()
        assert fins == (demande.close_le is not None)
        assert demande.messages.count() == 1 + demande.evenements.filter(fait__in=("reponse", "message")).count()


def outcome(geste) -> str:
    try:
        geste()
    except MouvementInterdit:
        return "refusé"
    return "fait"

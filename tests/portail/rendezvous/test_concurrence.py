"""Nobody is booked twice, whoever comes at the same instant: threads on the database of the run, then a real server.

`make test` runs the quick form; `make torture` the full one (COUREURS threads, MANCHES rounds).
"""

import datetime
import http.client
import itertools
import os
import random
import re
import socket
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing, contextmanager
from functools import partial
from urllib.parse import urlencode

import pytest
import time_machine
from django.utils import timezone

from portail.outils.paths import ROOT
from portail.rendezvous.creneaux import find_creneaux
from portail.rendezvous.models import DemandeCreneau, Motif, Quart, RendezVous, Seance
from portail.rendezvous.services import (
    accept_proposition,
    ask_creneau,
    book_rendezvous,
    cancel_by_service,
    cancel_rendezvous,
    confirm_rendezvous,
    decline_proposition,
    move_rendezvous,
    propose_creneau,
)
from portail.rendezvous.vocabulaire import Statut
from ressources.antispam import AGE_MIN, make_jeton
from ressources.recurrence import PARIS
from ressources.robots import make_question
from tests.outils.database import database_url
from tests.portail.notifications.conftest import default_site
from tests.ressources.factories import PersonneFactory, StructureFactory

from .conftest import SAM
from .course import race
from .factories import MotifFactory, OuvertureFactory, make_cle
from .test_services import consistent

COUREURS = int(os.environ.get("COUREURS", "12"))
MANCHES = int(os.environ.get("MANCHES", "2"))
REQUETES = int(os.environ.get("REQUETES", "16"))
PATIENCE = 400.0  # seconds that a server may take to start on a busy machine
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def agenda():
    """Somebody who receives a whole day, ten days from now, by slots of an hour."""
    structure = StructureFactory(site=default_site())
    motif = MotifFactory(structure=structure)
    jour = (timezone.localtime(timezone=PARIS) + datetime.timedelta(days=10)).replace(
        hour=9, minute=0, second=0, microsecond=0
    )
    ouverture = OuvertureFactory(
        personne=PersonneFactory(structure=structure, site=structure.site),
        motifs=[motif],
        debut=jour,
        duree_minutes=480,
        regle="",
        jours_feries=True,
    )
    return motif, ouverture.personne, find_creneaux(motif=motif)


def booker(motif, personne, debut, **plus):
    given = {"motif": motif, "personne": personne, "debut": debut, "contact": SAM, "cle": make_cle()}
    return partial(book_rendezvous, **given | plus)


def test_one_winner_for_each_slot(agenda, record_property):
    motif, personne, creneaux = agenda
    for manche in range(MANCHES):
        creneau = creneaux[manche % len(creneaux)]
        arrivee = race([booker(motif, personne, creneau.debut) for _coureur in range(COUREURS)])

        assert arrivee.failures == []
        assert (len(arrivee.results), arrivee.refusals) == (1, Counter(CreneauPris=COUREURS - 1))
        assert consistent()
        cancel_rendezvous(rendezvous=arrivee.results[0])
    record_property("chiffres", f"{COUREURS} fils × {MANCHES} manches : 1 gagnant par manche, 0 double, 0 autre erreur")
    assert not Quart.objects.exists()


def test_appointments_that_overlap_do_not_both_stand(agenda):
    motif, personne, creneaux = agenda
    court = MotifFactory(structure=motif.structure, duree_minutes=15, tampon_minutes=15)
    personne.ouvertures.get().motifs.add(court)
    courts = find_creneaux(motif=court)
    for _manche in range(MANCHES):
        acts = [booker(motif, personne, random.choice(creneaux).debut) for _c in range(COUREURS // 2)]
        acts += [booker(court, personne, random.choice(courts).debut) for _c in range(COUREURS // 2)]
        arrivee = race(acts)

        assert arrivee.failures == []
        assert set(arrivee.refusals) <= {"CreneauPris"}
        assert consistent()
        taken = sorted((r.debut, r.fin) for r in arrivee.results)
        assert all(avant[1] <= apres[0] for avant, apres in itertools.pairwise(taken))
        for rendezvous in arrivee.results:
            cancel_rendezvous(rendezvous=rendezvous)


def test_a_form_sent_many_times_at_once_is_one_appointment(agenda):
    motif, personne, creneaux = agenda
    for manche in range(MANCHES):
        creneau, cle = creneaux[manche % len(creneaux)], make_cle()
        arrivee = race([booker(motif, personne, creneau.debut, cle=cle) for _coureur in range(COUREURS)])

        assert (arrivee.failures, arrivee.refusals) == ([], Counter())
        assert len({rendezvous.pk for rendezvous in arrivee.results}) == 1
        cancel_rendezvous(rendezvous=arrivee.results[0])


def test_a_group_session_takes_as_many_as_it_has_places(agenda):
    motif, personne, creneaux = agenda
    Motif.objects.filter(pk=motif.pk).update(capacite=5)
    motif.refresh_from_db()
    for creneau in creneaux[:MANCHES]:
        arrivee = race([booker(motif, personne, creneau.debut) for _coureur in range(COUREURS)])

        assert arrivee.failures == []
        assert len(arrivee.results) == min(5, COUREURS)
        assert consistent()


def test_confirming_moving_and_cancelling_at_once_leave_one_truth(agenda):
    motif, personne, creneaux = agenda
    for _manche in range(MANCHES):
        rendezvous = booker(motif, personne, creneaux[0].debut)()
        acts = [
            partial(confirm_rendezvous, rendezvous=rendezvous),
            partial(move_rendezvous, rendezvous=rendezvous, debut=creneaux[1].debut),
            partial(move_rendezvous, rendezvous=rendezvous, debut=creneaux[2].debut),
            partial(cancel_rendezvous, rendezvous=rendezvous),
            partial(cancel_by_service, rendezvous=rendezvous),
            booker(motif, personne, creneaux[1].debut),
        ]
        arrivee = race(random.sample(acts, len(acts)))

        assert arrivee.failures == []
        assert consistent()
        rendezvous.refresh_from_db()
        assert rendezvous.annule  # one of the two cancellations came in time, whatever the order
        RendezVous.objects.all().update(statut=Statut.ANNULE_SERVICE, seance=None)
        Seance.objects.all().delete()


def test_appointments_that_change_places_do_not_wait_for_each_other(agenda):
    """Each wants the time of another or a free one: whoever loses keeps its own, and no two wait for each other."""
    motif, personne, creneaux = agenda
    libres = creneaux[:4]
    rendezvous = [booker(motif, personne, creneau.debut)() for creneau in libres[:3]]
    for _manche in range(MANCHES):
        acts = [
            partial(move_rendezvous, rendezvous=un, debut=random.choice(libres).debut)
            for un in rendezvous
            for _fois in range(min(8, max(2, COUREURS // 3)))
        ]
        arrivee = race(acts)

        assert arrivee.failures == []
        assert consistent()
        for un in rendezvous:
            un.refresh_from_db()
        assert len({un.debut for un in rendezvous}) == 3


def test_a_proposal_is_accepted_once_or_let_go(agenda):
    motif, personne, creneaux = agenda
    for _manche in range(MANCHES):
        demande = ask_creneau(motif=motif, personne=personne, disponibilites="Tôt", contact=SAM, cle=make_cle())
        propose_creneau(demande=demande, personne=personne, debut=creneaux[0].debut)
        acts = [partial(accept_proposition, demande=demande) for _fois in range(COUREURS // 2)]
        acts += [
            partial(decline_proposition, demande=demande, encore=False),
            booker(motif, personne, creneaux[0].debut),
        ]
        arrivee = race(random.sample(acts, len(acts)))

        assert arrivee.failures == []
        assert consistent()
        assert Seance.objects.count() <= 1
        DemandeCreneau.objects.all().delete()
        RendezVous.objects.all().delete()
        Seance.objects.all().delete()


def ask(port: int, method: str, address: str, body: str | None = None, headers: dict[str, str] | None = None):
    """Return the status, the headers and the text of an answer."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as link:
        link.request(method, address, body, headers or {})
        answer = link.getresponse()
        return answer.status, answer.headers, answer.read().decode()


@contextmanager
def gunicorn():
    """Serve the database of the test; yield the port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "portail.settings.test",
        "EMAIL_URL": "dummymail://",
        "GUNICORN_BIND": f"127.0.0.1:{port}",
        "RENDEZVOUS_PAR_HEURE_SANS_SCRIPT": "100000",  # all the browsers of the test share one address
        "WEB_THREADS": "16",
    }
    command = [sys.executable, "-m", "gunicorn", "-c", "portail/gunicorn.py", "portail.wsgi:application"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    limit = time.monotonic() + PATIENCE
    try:
        while True:
            assert process.poll() is None, "the server stopped by itself"
            assert time.monotonic() < limit, "the server does not answer"
            try:
                ask(port, "GET", "/sante/")
                break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(30)


class Navigateur:
    """Opens the form once; then posts it, as many times as asked."""

    def __init__(self, port: int, address: str, query: dict[str, str]) -> None:
        self.port, self.address, self.query = port, address, query
        status, headers, html = ask(port, "GET", f"{address}?{urlencode(query)}")
        assert status == 200
        self.cookie = re.search(r"csrftoken=([^;]+)", headers["Set-Cookie"])[0]
        self.csrf = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', html)[1]

    def send(self, jeton: str) -> tuple[int, str]:
        donnees = {**self.query, "csrfmiddlewaretoken": self.csrf, "jeton": jeton, "etape": "envoyer", "accord": "1"}
        donnees |= {"calcul": min(make_question(jeton)[1])}
        donnees |= {"prenom": "Sam", "courriel": "sam@exemple.fr", "tranche_age": "15-17"}
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": self.cookie}
        status, answered, html = ask(self.port, "POST", self.address, urlencode(donnees), headers)
        return status, answered.get("Location", "").partition("?")[0] or html


def test_many_browsers_at_once_give_one_appointment_and_kind_pages(agenda, record_property):
    """Each with a form of its own for the same time, then one form from many tabs: double click, reload."""
    motif, personne, creneaux = agenda
    address = f"/rendez-vous/{motif.pk}/reserver/"
    with gunicorn() as port:
        with time_machine.travel(timezone.now() - datetime.timedelta(seconds=AGE_MIN + 1)):  # forms open for a while
            jetons = [make_jeton() for _requete in range(REQUETES + 1)]
        navigateur = Navigateur(port, address, {"creneau": creneaux[0].cle, "avec": str(personne.pk)})
        arrivee = race([partial(navigateur.send, jeton) for jeton in jetons[:REQUETES]])

        assert arrivee.failures == []
        assert Counter(status for status, _page in arrivee.results) == {302: 1, 409: REQUETES - 1}
        for status, page in arrivee.results:
            if status == 409:
                assert "vient d’être pris" in page
                assert creneaux[1].cle in page  # the nearest that is free
        navigateur.query["creneau"] = creneaux[1].cle
        arrivee = race([partial(navigateur.send, jetons[-1]) for _requete in range(REQUETES)])

        assert arrivee.failures == []
        assert {status for status, _page in arrivee.results} == {302}
        assert len({page for _status, page in arrivee.results}) == 1  # all are led to the same appointment
    assert RendezVous.objects.count() == 2
    assert consistent()
    record_property("chiffres", f"{REQUETES} formulaires : 1 réservé, {REQUETES - 1} pages aimables, 0 erreur 5xx")

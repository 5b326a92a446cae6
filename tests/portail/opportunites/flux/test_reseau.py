"""Feeds fetched from a real server: conditional, bounded, never from a private address, nothing removed on failure."""

import datetime
import ipaddress
import json
import socket

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from portail.opportunites.flux.models import Flux
from portail.opportunites.flux.reseau import adresses, client
from portail.opportunites.flux.reseau.adresses import EchecReseau, is_public, resolve_public
from portail.opportunites.models import Opportunite
from tests.portail.opportunites.flux.conftest import bilan, mission
from tests.portail.opportunites.flux.serveur import Partenaire

pytestmark = pytest.mark.django_db


@pytest.fixture
def partenaire(settings):
    settings.FLUX_HOTES_PRIVES = ["127.0.0.1"]
    serveur = Partenaire()
    serveur.corps = json.dumps([mission(rang) for rang in range(1, 6)]).encode()
    yield serveur
    serveur.stop()


@pytest.fixture
def fetch(partenaire, make_flux, capsys):
    """Fetch a path of the partner by the command; return its last line."""

    def run(chemin: str) -> dict:
        flux = Flux.objects.filter(nom="essai").first() or make_flux()
        Flux.objects.filter(pk=flux.pk).update(url=partenaire.url(chemin))
        call_command("import_flux", "essai")
        return json.loads(capsys.readouterr().out.strip().splitlines()[-1])

    return run


def test_a_feed_is_fetched_then_asked_only_for_news(fetch, partenaire):
    assert fetch("flux") == bilan(crees=5)
    assert fetch("flux") == bilan()
    entetes = partenaire.demandes[-1][1]
    assert entetes["If-None-Match"] == '"v1"'
    assert "If-Modified-Since" in entetes
    flux = Flux.objects.get()
    assert [passage.statut for passage in flux.passages.all()] == ["inchange", "effectue"]
    assert flux.prochain_le > timezone.now() + datetime.timedelta(hours=23)
    assert Opportunite.objects.filter(retiree_le=None).count() == 5


def test_gzip_and_redirections_are_followed(fetch):
    assert fetch("gzip") == bilan(crees=5)
    assert fetch("vers/vers/flux") == bilan(inchanges=5)


@pytest.mark.sqlite_enough("what a partner answers badly")
@pytest.mark.parametrize(
    ("chemin", "message"),
    [
        ("code/404", "ne connaît pas cette adresse"),
        ("code/401", "demande une clé"),
        ("code/410", "a retiré ce flux"),
        ("code/429", "trop souvent"),
        ("code/500", "en panne"),
        ("code/204", "refuse la demande"),
        ("boucle", "renvoie ailleurs plus de 5 fois"),
        ("tronque", "s’est interrompu"),
        ("morceaux", "s’est interrompu"),
        ("vers/ftp://exemple.fr/flux", "doit commencer par https"),
        ("vers/file:///etc/passwd", "doit commencer par https"),
        ("vers/http://10.0.0.1/flux", "adresse privée"),
        ("vers/http://169.254.169.254/latest/meta-data/", "adresse privée"),
        ("vers/http://localhost/flux", "adresse privée"),
    ],
)
def test_failures_change_nothing_and_are_written_down(fetch, chemin, message):
    fetch("flux")
    with pytest.raises(CommandError, match=message):
        fetch(chemin)
    assert Opportunite.objects.filter(retiree_le=None).count() == 5
    flux = Flux.objects.get()
    assert (flux.echecs, flux.passages.first().statut) == (1, "refuse")


@pytest.mark.sqlite_enough("what a partner answers badly")
def test_a_body_that_trickles_or_a_mute_server_is_left(fetch, settings):
    settings.FLUX_DUREE_MAX, settings.FLUX_ATTENTE = 0.3, 0.3
    with pytest.raises(CommandError, match="pas arrivé en entier"):
        fetch("lent")
    with pytest.raises(CommandError, match="ne répond pas"):
        fetch("muet")
    assert not Opportunite.objects.exists()


def test_a_body_too_long_is_left(fetch, settings):
    settings.FLUX_TAILLE_MAX = 100
    with pytest.raises(CommandError, match="dépasse"):
        fetch("flux")


def test_failures_in_a_row_come_less_and_less_often(fetch):
    for attendu in (48, 96, 168, 168):  # hours: its period of a day, doubled each time, a week at most
        with pytest.raises(CommandError):
            fetch("code/500")
        ecart = Flux.objects.get().prochain_le - timezone.now()
        assert round(ecart.total_seconds() / 3600) == attendu
    fetch("flux")
    assert Flux.objects.get().echecs == 0


def test_a_key_goes_to_its_host_alone(fetch, partenaire, make_flux, settings):
    settings.FLUX_JETONS = {"lba": "secret"}
    settings.FLUX_HOTES_PRIVES = ["127.0.0.1", "localhost"]
    make_flux(jeton="lba")
    assert fetch("jeton") == bilan(crees=5)
    with pytest.raises(CommandError, match="demande une clé"):
        fetch(f"vers/http://localhost:{partenaire.server_port}/jeton")
    settings.FLUX_JETONS = {}
    with pytest.raises(CommandError, match="FLUX_JETONS"):
        fetch("jeton")


def test_a_feed_that_shrinks_is_suspended_until_a_person_confirms(fetch, partenaire):
    fetch("gzip")
    partenaire.corps = json.dumps([mission(1)]).encode()
    with pytest.raises(CommandError, match="une personne doit confirmer"):
        fetch("gzip")
    flux = Flux.objects.get()
    assert flux.suspendu_le
    assert not Flux.objects.due(timezone.now() + datetime.timedelta(days=9)).exists()
    call_command("import_flux", "essai", accepter_reduction=True)
    flux.refresh_from_db()
    assert flux.suspendu_le is None
    assert Opportunite.objects.filter(retiree_le=None).count() == 1


def test_what_is_due_runs_once_and_a_failure_stops_no_other(partenaire, make_flux):
    make_flux(nom="bon", actif=True, url=partenaire.url("flux"))
    make_flux(nom="mauvais", actif=True, url=partenaire.url("code/500"))
    make_flux(nom="arrete", url=partenaire.url("flux"))
    call_command("import_flux", due=True)
    demandes = len(partenaire.demandes)
    call_command("import_flux", due=True)
    assert len(partenaire.demandes) == demandes == 2
    assert {flux.nom: flux.echecs for flux in Flux.objects.all()} == {"bon": 0, "mauvais": 1, "arrete": 0}


def test_a_name_is_checked_and_connected_to_the_checked_address(monkeypatch, tmp_path):
    """DNS rebinding: the name is resolved once; what it answers afterwards is never asked."""
    reponses = iter(["93.184.215.14", "127.0.0.1"])
    appels = []

    def resolve(hote, port, **_options):
        appels.append(hote)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(reponses), port))]

    jointes = []

    def connect(adresse, *_reste, **_options):
        jointes.append(adresse)
        raise ConnectionRefusedError

    monkeypatch.setattr(adresses.socket, "getaddrinfo", resolve)
    monkeypatch.setattr(client.socket, "create_connection", connect)
    with pytest.raises(EchecReseau, match="refuse ou coupe"):
        client.download("http://rebond.exemple.fr/flux", tmp_path / "f")
    assert (appels, jointes) == (["rebond.exemple.fr"], [("93.184.215.14", 80)])


def test_one_private_answer_among_public_ones_is_enough_to_refuse(monkeypatch):
    monkeypatch.setattr(
        adresses.socket,
        "getaddrinfo",
        lambda hote, port, **_o: [(0, 0, 0, "", (ip, port)) for ip in ("93.184.215.14", "192.168.1.1")],
    )
    with pytest.raises(EchecReseau, match="adresse privée"):
        resolve_public("mixte.exemple.fr", 80)


@pytest.mark.parametrize(
    "adresse",
    [
        "127.0.0.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "224.0.0.1",
        "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "64:ff9b::7f00:1", "2002:7f00:1::", "192.0.2.1",
    ],
)  # fmt: skip
def test_private_addresses_in_every_form(adresse):
    assert not is_public(ipaddress.ip_address(adresse))


@pytest.mark.parametrize("adresse", ["93.184.215.14", "2a01:e0a::1", "::ffff:8.8.8.8"])
def test_public_addresses(adresse):
    assert is_public(ipaddress.ip_address(adresse))


@pytest.mark.parametrize("hote", ["[::1]", "[::ffff:127.0.0.1]", "10.0.0.1:8000", "localhost", "169.254.169.254"])
def test_private_hosts_are_never_asked(hote, tmp_path, monkeypatch):
    monkeypatch.setattr(client.socket, "create_connection", lambda *_a, **_o: pytest.fail("asked"))
    with pytest.raises(EchecReseau, match="adresse privée"):
        client.download(f"http://{hote}/flux", tmp_path / "f")


@pytest.mark.parametrize(
    "url",
    [
        "ftp://exemple.fr/",
        "http://",
        "https://a:b@exemple.fr/",
        "http://exemple.fr:99999/",
        "gopher://x",
        "//exemple.fr",
    ],
)
def test_addresses_that_are_no_feed(url, tmp_path):
    with pytest.raises(EchecReseau):
        client.download(url, tmp_path / "f")

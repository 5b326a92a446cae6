"""The feeds' screens: settings and mapping, aperçu, run, what is set aside; for those who may, and nobody else."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

import portail.opportunites.flux.wagtail_hooks  # noqa: F401  the screens are there even before the admin looks for hooks
from geo.models import Commune
from portail.opportunites.flux.models import Flux, OffreEnQuarantaine
from portail.opportunites.models import Opportunite
from tests.portail.opportunites.flux.conftest import mission

pytestmark = pytest.mark.django_db


def send(client, flux, contenu, **champs):
    fichier = SimpleUploadedFile("flux.json", json.dumps(contenu).encode())
    return client.post(reverse("flux_offres:fichier", args=[flux.pk]), {"fichier": fichier, **champs}, follow=True)


def test_the_list_tells_the_state_of_each_feed(moderateur, make_flux):
    make_flux(titre="Agenda du quartier")
    page = moderateur.get(reverse("flux:index"))
    assert "Agenda du quartier" in page.text
    assert "à la main" in page.text


def test_a_feed_is_made_with_its_mapping(moderateur, site):
    page = moderateur.post(
        reverse("flux:add"),
        {
            "titre": "Missions du Chaland", "nom": "chaland", "format": "json", "famille": "engagement",
            "site": site.pk, "publier": "on", "url": "", "jeton": "", "frequence": 24, "elements": "liste",
            "deviner": "on",
            "correspondances-TOTAL_FORMS": 1, "correspondances-INITIAL_FORMS": 0, "correspondances-MIN_NUM_FORMS": 0,
            "correspondances-MAX_NUM_FORMS": 1000, "correspondances-0-champ": "titre",
            "correspondances-0-chemin": "quoi.nom", "correspondances-0-valeur": "", "correspondances-0-id": "",
        },
        follow=True,
    )  # fmt: skip
    assert page.status_code == 200
    flux = Flux.objects.get(nom="chaland")
    assert [(ligne.champ, ligne.chemin) for ligne in flux.correspondances.all()] == [("titre", "quoi.nom")]


def test_a_feed_read_by_itself_needs_an_address(moderateur, make_flux):
    flux = make_flux()
    flux.actif = True
    with pytest.raises(Exception, match="donnez l’adresse"):
        flux.full_clean()


def test_the_short_name_stays_once_offers_came(make_flux, run):
    run([mission(1)])
    flux = Flux.objects.get()
    flux.nom = "autre"
    with pytest.raises(Exception, match="ne change plus"):
        flux.full_clean()


def test_a_sample_shows_its_first_offers_its_errors_and_its_paths_and_changes_nothing(moderateur, make_flux):
    page = send(
        moderateur, make_flux(), [mission(1), mission(2, titre=""), mission(3, ville="Xyzville", **{"code postal": ""})]
    )
    assert "Service civique à la ludothèque 1" in page.text
    assert "pas de titre" in page.text
    assert "À placer" in page.text
    assert "<code>code postal</code>" in page.text
    assert "Rien n’est changé" in page.text
    assert "ferme le" in page.text
    assert not Opportunite.objects.exists()


def test_a_file_is_imported_and_its_run_is_shown(moderateur, make_flux):
    flux = make_flux()
    page = send(moderateur, flux, [mission(1)], importer="1")
    assert "Import effectué" in page.text
    assert "1 lue · 1 créée" in " ".join(page.text.split())
    assert Opportunite.objects.get().source == "essai"
    tableau = moderateur.get(reverse("flux:inspect", args=[flux.pk]))
    assert "1 offre en ligne" in tableau.text
    assert "Thématiques" in tableau.text  # what the feed leaves empty


def test_a_file_refused_says_why(moderateur, make_flux):
    page = send(moderateur, make_flux(), "<html>", importer="1")
    assert page.status_code == 422
    assert "Refusé en entier" in page.text
    assert not Opportunite.objects.exists()


def test_no_file_no_import(moderateur, make_flux):
    page = moderateur.post(reverse("flux_offres:fichier", args=[make_flux().pk]), {"importer": "1"})
    assert page.status_code == 422


def test_an_address_that_cannot_be_tried_says_why(moderateur, make_flux):
    flux = make_flux(url="http://127.0.0.1:9/flux")
    page = moderateur.post(reverse("flux_offres:essayer", args=[flux.pk]))
    assert page.status_code == 422
    assert "adresse privée" in page.text


def test_a_run_is_left_to_the_worker(moderateur, make_flux):
    flux = make_flux(url="http://127.0.0.1:9/flux")
    page = moderateur.post(reverse("flux_offres:importer", args=[flux.pk]), follow=True)
    assert "C’est parti" in page.text
    passage = flux.passages.get()  # the worker of the tests works at once
    assert (passage.statut, passage.par is not None) == ("refuse", True)
    assert "En panne depuis 1 passage " in page.text.replace("</strong>", " ")


def test_changing_the_settings_asks_for_the_whole_feed_again(moderateur, make_flux):
    flux = make_flux(url="https://flux.exemple.fr/")
    Flux.objects.filter(pk=flux.pk).update(etag='"v1"', modifie_http="hier")
    champs = {
        "titre": "Essai", "nom": "essai", "format": "json", "famille": "engagement", "site": flux.site_id,
        "url": flux.url, "frequence": 24, "correspondances-TOTAL_FORMS": 0, "correspondances-INITIAL_FORMS": 0,
        "correspondances-MIN_NUM_FORMS": 0, "correspondances-MAX_NUM_FORMS": 1000,
    }  # fmt: skip
    moderateur.post(reverse("flux:edit", args=[flux.pk]), champs)
    flux.refresh_from_db()
    assert (flux.etag, flux.modifie_http) == ("", "")


def test_an_offer_set_aside_is_placed_by_an_editor_and_later_runs_obey(editeur, run):
    perdue = mission(1, ville="Xyzville", **{"code postal": ""})
    run([perdue])
    attente = OffreEnQuarantaine.objects.get()
    liste = editeur.get(reverse("flux_offres:quarantaine"))
    assert attente.nom in liste.text
    roubaix = Commune.objects.get(code="59512")
    page = editeur.post(reverse("flux_offres:offre", args=[attente.pk]), {"commune": roubaix.ref}, follow=True)
    assert "est placée" in page.text
    assert Opportunite.objects.get().commune == roubaix
    assert run([perdue])["inchanges"] == 1


def test_an_offer_set_aside_is_discarded_for_good(editeur, run):
    perdue = mission(1, ville="Xyzville", **{"code postal": ""})
    run([perdue])
    attente = OffreEnQuarantaine.objects.get()
    editeur.post(reverse("flux_offres:ecarter", args=[attente.pk]))
    assert run([perdue])["quarantaine"] == 1
    assert OffreEnQuarantaine.objects.get().statut == "ecartee"
    editeur.post(reverse("flux_offres:reessayer", args=[attente.pk]))
    assert OffreEnQuarantaine.objects.get().statut == "a_traiter"


def test_an_editor_watches_and_places_but_does_not_set_nor_run(editeur, make_flux):
    flux = make_flux(url="https://flux.exemple.fr/")
    assert editeur.get(reverse("flux:inspect", args=[flux.pk])).status_code == 200
    for nom in ("essayer", "importer", "fichier"):
        reponse = editeur.post(reverse(f"flux_offres:{nom}", args=[flux.pk]))
        assert reponse.status_code in (302, 403)
    assert not flux.passages.exists()
    assert editeur.get(reverse("flux:edit", args=[flux.pk])).status_code in (302, 403)


def test_a_visitor_sees_nothing(client, site):
    assert client.get(reverse("flux_offres:quarantaine")).status_code == 302

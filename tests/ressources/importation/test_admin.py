"""The import screens: preview, confirm once, place what was set aside; for whoever may publish, and nobody else."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

import ressources.importation.admin.crochets  # noqa: F401  the screens are there even before the admin looks for hooks
from ressources.importation.journal import DUREE_APERCU
from ressources.models import Structure
from ressources.models.importation import FicheEnQuarantaine, Import, StatutImport, StatutQuarantaine
from ressources.services import record_opposition
from tests.ressources.importation.conftest import table

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client, django_user_model, site):
    client.force_login(django_user_model.objects.create_superuser("editrice@exemple.fr", "secret"))
    return client


def send(client, contenu: str, **champs):
    envoi = SimpleUploadedFile("annuaire.csv", contenu.encode())
    donnees = {"fichier": envoi, "format": "csv", "source": "annuaire", **champs}
    return client.post(reverse("importation:envoi"), donnees, follow=True)


def test_a_file_is_previewed_then_imported_once(editor):
    page = send(editor, table({}, {"nom": ""}))
    assert "Rien n’est encore changé" in page.text
    assert "pas de nom" in page.text
    assert not Structure.objects.exists()

    apercu = Import.objects.get()
    confirmer = reverse("importation:confirmer", args=[apercu.pk])
    done = editor.post(confirmer, follow=True)
    twice = editor.post(confirmer, follow=True)

    assert "Import effectué" in done.text
    assert "déjà été confirmé" in twice.text
    assert Structure.objects.count() == 1
    apercu.refresh_from_db()
    assert (apercu.statut, apercu.contenu, apercu.par.email) == (
        StatutImport.EFFECTUE,
        None,
        "editrice@exemple.fr",
    )


def test_a_refused_file_says_why_and_is_not_kept(editor):
    page = send(editor, "foo;bar\n1;2\n")
    assert "Colonne obligatoire introuvable" in page.text
    assert Import.objects.get().statut == StatutImport.REFUSE
    assert Import.objects.get().contenu is None


def test_a_preview_can_be_left(editor):
    send(editor, table({}))
    page = editor.post(reverse("importation:abandonner", args=[Import.objects.get().pk]), follow=True)
    assert page.status_code == 200
    assert not Import.objects.exists()


def test_old_previews_are_forgotten(editor):
    send(editor, table({}))
    ancien = Import.objects.get()
    Import.objects.update(created_at=ancien.created_at - 2 * DUREE_APERCU)
    send(editor, table({}))
    assert not Import.objects.filter(pk=ancien.pk).exists()


def test_a_form_without_file_or_with_a_huge_one_is_refused(editor, monkeypatch):
    assert editor.post(reverse("importation:envoi"), {"format": "csv", "source": "a"}).status_code == 422
    monkeypatch.setattr("ressources.importation.admin.formulaires.TAILLE_MAX", 10)
    page = send(editor, table({}))
    assert page.status_code == 422
    assert "ligne de commande" in page.text


@pytest.fixture
def held(run) -> FicheEnQuarantaine:
    run(table({"commune": "Xyzville", "code_postal": "", "telephone": "03 53 01 12 34"}))
    return FicheEnQuarantaine.objects.get()


def test_the_worklist_shows_what_waits_and_why(editor, held):
    page = editor.get(reverse("importation:quarantaine"))
    assert held.nom in page.text
    assert "Xyzville" in page.text
    assert editor.get(reverse("importation:quarantaine"), {"source": "'%", "motif": "x", "p": "zz"}).status_code == 200


def test_an_editor_places_a_record_and_the_next_import_obeys(editor, held, run):
    page = editor.post(reverse("importation:fiche", args=[held.pk]), {"commune": "Roubaix (59512)"}, follow=True)

    assert "est dans le guide" in page.text
    fiche = Structure.objects.get()
    assert fiche.lieux.get().commune.nom == "Roubaix"
    assert fiche.telephone == "+33353011234"
    again = run(table({"commune": "Xyzville", "code_postal": "", "telephone": "03 53 01 12 34"}))
    assert again.bilan["inchanges"] == 1
    ailleurs = run(table({"commune": "Wxyville", "code_postal": "", "telephone": "03 53 01 12 34"}))
    assert ailleurs.bilan["quarantaine"] == 1


def test_an_unknown_commune_is_said_in_the_form(editor, held):
    page = editor.post(reverse("importation:fiche", args=[held.pk]), {"commune": "Nulle-Part-sur-Rien"})
    assert page.status_code == 422
    assert not Structure.objects.exists()


def test_a_record_left_out_stays_out(editor, held, run):
    editor.post(reverse("importation:ecarter", args=[held.pk]))
    rapport = run(table({"commune": "Xyzville", "code_postal": "", "telephone": "03 53 01 12 34"}))
    assert "écartée par un éditeur" in str(rapport.entrees[0])
    held.refresh_from_db()
    assert held.statut == StatutQuarantaine.ECARTEE


def test_trying_again_changes_nothing_when_nothing_changed(editor, held):
    for adresse in (reverse("importation:reessayer", args=[held.pk]), reverse("importation:tout_reessayer")):
        assert editor.post(adresse, follow=True).status_code == 200
    held.refresh_from_db()
    assert held.statut == StatutQuarantaine.A_TRAITER
    assert not Structure.objects.exists()


def test_a_better_file_lifts_the_quarantine(held, run):
    assert run(table({"telephone": "03 53 01 12 34"})).bilan["crees"] == 1
    assert not FicheEnQuarantaine.objects.exists()


def test_placing_by_hand_does_not_undo_an_opposition(editor, run):
    run(table({}))
    record_opposition(fiche=Structure.objects.get())
    run(table({"id": "autre"}), source="autre")
    held = FicheEnQuarantaine.objects.get()

    editor.post(reverse("importation:fiche", args=[held.pk]), {"commune": "Lille (59350)"})

    assert Structure.objects.count() == 1


@pytest.mark.parametrize("who", ["anonymous", "staff"])
def test_the_screens_are_closed_to_others(client, django_user_model, held, who):
    if who == "staff":
        client.force_login(django_user_model.objects.create_user("autre@exemple.fr", "secret", is_staff=True))
    gets = [
        reverse("importation:envoi"),
        reverse("importation:quarantaine"),
        reverse("importation:fiche", args=[held.pk]),
    ]
    posts = [reverse("importation:tout_reessayer"), reverse("importation:ecarter", args=[held.pk])]
    for reponse in (*map(client.get, gets), *map(client.post, posts)):
        assert reponse.status_code in (302, 403)
    held.refresh_from_db()
    assert held.statut == StatutQuarantaine.A_TRAITER

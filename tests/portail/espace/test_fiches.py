"""A professional's entries: checked in one click, corrected through the team, absences at once."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import TaskState

from ressources.models import PersonneRessource, Signalement, Verification
from ressources.services import publish
from ressources.vocabulaire import MoyenVerification
from tests.ressources.factories import PermanenceFactory, PersonneFactory, ThematiqueFactory, UtilisateurFactory

pytestmark = pytest.mark.django_db


def at(name: str, fiche, genre: str = "personne") -> str:
    return reverse(f"espace:{name}", args=[genre, fiche.pk])


def absence_of(fiche) -> str:
    return reverse("espace:fiche_absence", args=[fiche.pk])


def filled(form, **changes) -> dict:
    """Return what a browser would send of a form, with changes."""
    values = {bound.name: bound.value() for bound in form}
    return {name: value for name, value in (values | changes).items() if value not in (None, False)}


def correct(client, fiche, genre: str = "personne", **changes):
    form = client.get(at("fiche_corriger", fiche, genre)).context["form"]
    return client.post(at("fiche_corriger", fiche, genre), filled(form, **changes), follow=True)


def test_today_shows_what_is_to_be_checked_and_one_click_settles_it(espace, nadia):
    personne = nadia.personne
    page = espace.get(reverse("espace:aujourdhui")).text
    assert "Bonjour Nadia" in page
    assert "jamais vérifiée" in page
    answer = espace.post(at("fiche_juste", personne), {"suite": "aujourdhui"}, follow=True)
    assert "est vérifiée aujourd’hui" in answer.text
    line = Verification.objects.get(personne=personne)
    assert (line.par, line.comment) == (nadia.utilisateur, MoyenVerification.ESPACE_PRO)
    assert PersonneRessource.objects.get(pk=personne.pk).verifie_par == "Nadia Rouge-Gorge"


def test_when_all_is_fresh_today_says_so(espace, nadia):
    for genre, fiche in (("personne", nadia.personne), ("structure", nadia.structure)):
        espace.post(at("fiche_juste", fiche, genre))
    assert "Rien n’attend votre réponse" in espace.get(reverse("espace:aujourdhui")).text


def test_the_list_puts_oneself_first(espace, nadia):
    PersonneFactory(prenom="Aaron", nom="Aba", structure=nadia.structure)
    lignes = espace.get(reverse("espace:fiches")).context["lignes"]
    assert [str(ligne.fiche) for ligne in lignes][:2] == ["Nadia Lemaire", "Aaron Aba"]
    assert lignes[0].moi
    assert not lignes[1].moi


@pytest.mark.parametrize("name", ["espace:aujourdhui", "espace:fiches", "espace:chiffres"])
def test_queries_do_not_grow_with_the_entries(espace, nadia, name):
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert espace.get(reverse(name)).status_code == 200
        return len(queries)

    PermanenceFactory(structure=nadia.structure)
    espace.get(reverse(name))
    few = count()
    for _rank in range(9):
        PersonneFactory(structure=nadia.structure)
        PermanenceFactory(structure=nadia.structure)
    assert count() == few


def test_it_shows_what_the_public_reads_and_no_more(espace, nadia):
    personne = nadia.personne
    PersonneRessource.objects.filter(pk=personne.pk).update(telephone_visible=False)
    page = espace.get(at("fiche", personne)).text
    assert "03 53 01 00 01" in page  # the structure's, shown in place of hers
    assert "06 39 98 00 01" not in page
    assert "lea.mesange@exemple.fr" not in page
    assert f'href="{personne.get_absolute_url()}"' in page


def test_an_entry_that_is_not_online_says_so(espace, nadia):
    PersonneRessource.objects.filter(pk=nadia.personne.pk).update(live=False)
    page = espace.get(at("fiche", nadia.personne)).text
    assert "n’est pas en ligne" in page
    assert "Ouvrir la page" not in page


@pytest.mark.parametrize("genre", ["structure", "permanence"])
def test_each_kind_is_shown_and_corrected(espace, nadia, permanence, genre):
    fiche = nadia.structure if genre == "structure" else permanence
    assert espace.get(at("fiche", fiche, genre)).status_code == 200
    name = "nom" if genre == "structure" else "titre"
    answer = correct(espace, fiche, genre, **{name: "Un nouveau nom"})
    assert "C’est envoyé à l’équipe" in answer.text
    fiche.refresh_from_db()
    assert str(fiche) != "Un nouveau nom"
    assert str(fiche.get_latest_revision_as_object()) == "Un nouveau nom"


def test_a_correction_waits_for_the_team_and_is_published_by_it(espace, nadia):
    personne, theme = nadia.personne, ThematiqueFactory(nom="Mobilité")
    answer = correct(espace, personne, fonction="référente mobilité", competences=[str(theme.pk)])
    assert "En relecture" in answer.text
    personne.refresh_from_db()
    assert (personne.fonction, personne.live) == ("conseillère en insertion", True)
    task = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    task.approve(user=UtilisateurFactory(groupe="Modérateurs"))
    personne = PersonneRessource.objects.get(pk=personne.pk)
    assert personne.fonction == "référente mobilité"
    assert list(personne.competences.all()) == [theme]


def test_a_second_correction_holds_the_first(espace, nadia):
    personne = nadia.personne
    correct(espace, personne, fonction="référente mobilité")
    correct(espace, personne, presentation="Je t’écoute.")
    (task,) = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
    proposed = task.revision.as_object()
    assert (proposed.fonction, proposed.presentation) == ("référente mobilité", "Je t’écoute.")


def test_what_the_team_sent_back_is_submitted_again(espace, nadia):
    correct(espace, nadia.personne, fonction="référente mobilité")
    TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS).reject(user=UtilisateurFactory(groupe="Modérateurs"))
    correct(espace, nadia.personne, fonction="référente mobilité à Lille")
    (task,) = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
    assert task.revision.as_object().fonction == "référente mobilité à Lille"


def test_an_import_will_leave_alone_what_was_corrected(espace, nadia):
    PersonneRessource.objects.filter(pk=nadia.personne.pk).update(source="dora", source_id="1")
    correct(espace, nadia.personne, fonction="référente mobilité")
    assert PersonneRessource.objects.get(pk=nadia.personne.pk).champs_proteges == ["fonction"]


def test_an_entry_that_the_team_locked_is_left_alone(espace, nadia):
    PersonneRessource.objects.filter(pk=nadia.personne.pk).update(locked=True)
    answer = correct(espace, nadia.personne, fonction="référente mobilité")
    assert "travaille sur cette fiche" in answer.text
    assert not nadia.personne.revisions.exists()


def test_what_has_no_field_is_said_to_the_desk(espace, nadia):
    correct(espace, nadia.structure, "structure", a_dire="Nous avons déménagé.")
    report = Signalement.objects.get(structure=nadia.structure)
    assert "Nous avons déménagé." in report.message
    assert not nadia.structure.revisions.exists()


def test_nothing_changed_submits_nothing(espace, nadia):
    answer = correct(espace, nadia.personne)
    assert "Vous n’avez rien changé" in answer.text
    assert not nadia.personne.revisions.exists()


def test_a_wrong_value_is_explained_and_nothing_is_written(espace, nadia):
    form = espace.get(at("fiche_corriger", nadia.personne)).context["form"]
    answer = espace.post(at("fiche_corriger", nadia.personne), filled(form, telephone="12", nom=""))
    assert answer.status_code == 422
    assert "n’est pas un numéro de téléphone" in answer.text
    assert not nadia.personne.revisions.exists()


def test_an_absence_shows_at_once(espace, nadia, client):
    colleague = PersonneFactory(prenom="Ali", structure=nadia.structure)
    data = {"absence_debut": "2026-01-01", "suppleant": colleague.pk, "absence_message": "De retour bientôt."}
    assert "C’est noté" in espace.post(absence_of(nadia.personne), data, follow=True).text
    page = client.get(nadia.personne.get_absolute_url()).text
    assert "De retour bientôt." in page


def test_an_absence_does_not_publish_a_correction_that_waits_nor_is_undone_by_it(espace, nadia):
    correct(espace, nadia.personne, fonction="référente mobilité")
    espace.post(absence_of(nadia.personne), {"absence_debut": "2026-12-21"})
    personne = PersonneRessource.objects.get(pk=nadia.personne.pk)
    assert (personne.fonction, personne.absence_debut) == ("conseillère en insertion", datetime.date(2026, 12, 21))
    TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS).approve(user=UtilisateurFactory(groupe="Modérateurs"))
    personne = PersonneRessource.objects.get(pk=nadia.personne.pk)
    assert (personne.fonction, personne.absence_debut) == ("référente mobilité", datetime.date(2026, 12, 21))


def test_an_absence_leaves_no_draft_behind(espace, nadia):
    publish(fiche=nadia.personne)
    espace.post(absence_of(nadia.personne), {"absence_debut": "2026-12-21"})
    personne = PersonneRessource.objects.get(pk=nadia.personne.pk)
    assert not personne.has_unpublished_changes
    assert personne.get_latest_revision_as_object().absence_debut == datetime.date(2026, 12, 21)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"absence_debut": "2026-12-21", "absence_fin": "2026-12-01"}, "vient avant le premier"),
        ({"absence_fin": "2026-12-01"}, "premier jour"),
        ({"absence_message": "Bientôt"}, "à partir de quel jour"),
        ({"absence_debut": "demain"}, "date"),
    ],
)
def test_an_absence_that_makes_no_sense_is_explained(espace, nadia, data, said):
    answer = espace.post(absence_of(nadia.personne), data)
    assert answer.status_code == 422
    assert said in answer.text
    assert PersonneRessource.objects.get(pk=nadia.personne.pk).absence_debut is None


def test_a_deputy_of_another_structure_is_refused(espace, nadia):
    stranger = PersonneFactory()
    answer = espace.post(absence_of(nadia.personne), {"absence_debut": "2026-12-21", "suppleant": stranger.pk})
    assert answer.status_code == 422


HUGE = "9" * 25


@pytest.mark.parametrize(
    "path", [f"personne/{HUGE}/", "inconnu/1/", f"structure/{HUGE}/corriger/", f"personne/{HUGE}/absence/"]
)
def test_an_address_that_names_nothing_is_not_a_fault(espace, path):
    assert espace.get(f"/espace/fiches/{path}").status_code == 404


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"absence_debut": "2026-12-21", "suppleant": HUGE}, "suppleant"),
        ({"absence_debut": "2026-12-21", "suppleant": "x\x00"}, "suppleant"),
        ({"absence_debut": "99999-01-01"}, "absence_debut"),
        ({"absence_debut": "2026-12-21", "absence_message": "é" * 251}, "absence_message"),
        ({"absence_debut": "2026-12-21", "absence_message": "\x00"}, "absence_message"),
    ],
)
def test_nonsense_in_an_absence_is_explained(espace, nadia, data, said):
    answer = espace.post(absence_of(nadia.personne), data)
    assert answer.status_code in (400, 422)  # 400: bytes that no form may hold
    assert answer.status_code == 400 or said in answer.context["form"].errors
    assert PersonneRessource.objects.get(pk=nadia.personne.pk).absence_debut is None


@pytest.mark.parametrize(
    "data",
    [
        {"competences": [HUGE]},
        {"competences": ["x"]},
        {"langues": ["klingon"]},
        {"telephone": "0" * 500},
        {"nom": "é" * 81},
        {"a_dire": "é" * 2001},
    ],
)
def test_nonsense_in_a_correction_is_explained(espace, nadia, data):
    form = espace.get(at("fiche_corriger", nadia.personne)).context["form"]
    answer = espace.post(at("fiche_corriger", nadia.personne), filled(form, **data))
    assert answer.status_code == 422
    assert set(data) <= set(answer.context["form"].errors)
    assert not nadia.personne.revisions.exists()

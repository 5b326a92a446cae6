"""Writes that span models."""

import datetime

import pytest
from wagtail.models import ModelLogEntry

from ressources.models import PersonneRessource, Signalement, Structure, Verification
from ressources.services import (
    OppositionEnregistree,
    assign_thematique,
    lift_opposition,
    protect_champs,
    publish,
    record_opposition,
    report_signalement,
    unpublish,
    verify,
)
from tests.ressources.factories import PersonneFactory, StructureFactory, ThematiqueFactory, UtilisateurFactory

pytestmark = pytest.mark.django_db


def test_checks_pile_up_and_the_date_never_goes_back(lundi):
    structure = StructureFactory()
    verify(fiche=structure, par=UtilisateurFactory())
    verify(fiche=structure, quand=lundi - datetime.timedelta(days=90), par_nom="Archive")
    structure.refresh_from_db()
    assert Verification.objects.count() == 2
    assert structure.verifie_le == lundi.date()
    assert structure.verifie_par == "Camille Rouge-Gorge"


@pytest.mark.parametrize(
    ("resultat", "datee", "publiee"),
    [
        ("confirmee", True, True),
        ("corrigee", True, True),
        ("injoignable", False, True),
        ("fermee", False, False),
    ],
)
def test_what_each_result_does(resultat, datee, publiee):
    structure = StructureFactory()
    verify(fiche=structure, resultat=resultat)
    structure = Structure.objects.get(pk=structure.pk)
    assert (structure.verifie_le is not None, structure.live) == (datee, publiee)


def test_a_check_is_in_wagtails_log():
    compte = UtilisateurFactory()
    structure = StructureFactory()
    verify(fiche=structure, par=compte)
    entree = ModelLogEntry.objects.get(action="ressources.verify")
    assert (entree.object_id, entree.user) == (str(structure.pk), compte)


def test_an_opposition_hides_at_once_and_keeps_from_publishing():
    personne = PersonneFactory()
    record_opposition(fiche=personne)
    personne = PersonneRessource.objects.get(pk=personne.pk)
    assert (personne.live, personne.opposition, personne.telephone_visible) == (False, True, False)
    with pytest.raises(OppositionEnregistree):
        publish(fiche=personne)
    lift_opposition(fiche=personne)
    personne = PersonneRessource.objects.get(pk=personne.pk)
    assert (personne.live, personne.opposition, personne.telephone_visible) == (False, False, False)


def test_a_draft_from_before_an_opposition_does_not_undo_it():
    personne = PersonneFactory()
    personne.save_revision()
    record_opposition(fiche=personne)
    brouillon = PersonneRessource.objects.get(pk=personne.pk).get_latest_revision_as_object()
    assert brouillon.opposition


def test_publish_and_unpublish():
    structure = StructureFactory(live=False)
    publish(fiche=structure)
    assert Structure.objects.get(pk=structure.pk).live
    unpublish(fiche=structure)
    assert not Structure.objects.get(pk=structure.pk).live


def test_a_theme_goes_to_the_entry_and_to_its_draft():
    personne = PersonneFactory()
    personne.save_revision()
    theme = ThematiqueFactory()
    assert assign_thematique(fiche=personne, thematique=theme)
    assert not assign_thematique(fiche=personne, thematique=theme)
    personne = PersonneRessource.objects.get(pk=personne.pk)
    assert list(personne.competences.all()) == [theme]
    assert list(personne.get_latest_revision_as_object().competences.all()) == [theme]


def test_only_imported_entries_are_protected():
    tapee, importee = StructureFactory(), StructureFactory(source="dora", source_id="1")
    for fiche in (tapee, importee):
        protect_champs(fiche=fiche, champs=["nom", "telephone"])
        protect_champs(fiche=fiche, champs=["nom"])
    assert Structure.objects.get(pk=tapee.pk).champs_proteges == []
    assert Structure.objects.get(pk=importee.pk).champs_proteges == ["nom", "telephone"]


def test_a_report_is_told_to_the_desk(django_capture_on_commit_callbacks, mailoutbox):
    UtilisateurFactory(groupe="Modérateurs", email="moderatrice@exemple.fr")
    personne = PersonneFactory()
    with django_capture_on_commit_callbacks(execute=True):
        report_signalement(fiche=personne, motif="parti", message="Elle est partie.", courriel="lectrice@exemple.fr")
    (message,) = mailoutbox
    assert message.to == ["moderatrice@exemple.fr"]
    assert "Elle est partie." in message.body
    assert "lectrice@exemple.fr" not in message.body
    assert Signalement.objects.get().fiche == personne

"""Who may do what: editors, moderators, professionals kept to their structures, strangers."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils.http import urlencode
from wagtail.models import Workflow
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from ressources.groupes import ensure_groups
from ressources.models import Permanence, PersonneRessource, Structure, Thematique
from tests.ressources.factories import (
    PermanenceFactory,
    PersonneFactory,
    RattachementFactory,
    StructureFactory,
    UtilisateurFactory,
)

pytestmark = pytest.mark.django_db

ECRANS = ("edit", "history", "usage", "unpublish", "delete", "copy", "workflow_history")


def url_of(modele, nom: str, *args) -> str:
    return reverse(modele.snippet_viewset.get_url_name(nom), args=args)


@pytest.fixture
def rattachement():
    return RattachementFactory()


@pytest.fixture
def pro(rattachement, sign_in):
    return sign_in(rattachement.utilisateur)


def three_entries(structure) -> list:
    personne = PersonneFactory(structure=structure)
    tenue = PermanenceFactory(structure=None, personne=personne, lieu=structure.lieux.first())
    return [structure, personne, PermanenceFactory(structure=structure), tenue]


def test_groups_are_made_once_and_then_left_alone():
    Group.objects.get(name="Éditeurs").permissions.clear()
    ensure_groups(None)
    assert not Group.objects.get(name="Éditeurs").permissions.exists()
    assert Workflow.objects.filter(name="Relecture du guide").count() == 1
    Group.objects.get(name="Éditeurs").delete()
    ensure_groups(None)
    droits = set(Group.objects.get(name="Éditeurs").permissions.values_list("codename", flat=True))
    assert {"access_admin", "publish_structure", "change_signalement"} <= droits
    assert "delete_structure" not in droits


def test_a_professional_sees_and_opens_hers(pro, rattachement):
    StructureFactory(nom="Une autre")
    for fiche in three_entries(rattachement.structure):
        assert pro.get(url_of(type(fiche), "edit", fiche.pk)).status_code == 200
        assert pro.get(url_of(type(fiche), "history", fiche.pk)).status_code == 200
    liste = pro.get(url_of(Structure, "list"))
    assert list(liste.context["object_list"]) == [rattachement.structure]


@pytest.mark.parametrize("ecran", ECRANS)
def test_a_professional_opens_no_other(pro, ecran):
    for fiche in three_entries(StructureFactory()):
        fiche.save_revision()
        reponse = pro.get(url_of(type(fiche), ecran, fiche.pk))
        assert reponse.status_code in (302, 403, 404), ecran
        assert str(fiche) not in reponse.content.decode()


@pytest.mark.parametrize("ecran", ["unpublish", "delete", "copy"])
def test_a_professional_does_not_publish_delete_or_copy_hers(pro, rattachement, ecran):
    reponse = pro.post(url_of(Structure, ecran, rattachement.structure.pk))
    assert reponse.status_code == 302
    assert Structure.objects.get(pk=rattachement.structure.pk).live


def test_a_professional_adds_nothing_and_sees_no_other_table(pro):
    for modele in (Structure, PersonneRessource, Permanence):
        assert pro.get(url_of(modele, "add")).status_code == 302
    assert pro.get(url_of(Thematique, "list")).status_code == 302
    assert pro.get(reverse("wagtailsnippets_ressources_rattachement:list")).status_code == 302


def permanence_form(permanence, **champs) -> dict:
    valeurs = {
        "titre": permanence.titre, "structure": permanence.structure_id or "", "personne": "", "lieu": "",
        "debut": "2026-03-03 14:00", "duree_minutes": "120", "regle": "FREQ=WEEKLY;BYDAY=TU", "modalite": "telephone",
        **champs,
    }  # fmt: skip
    return nested_form_data(valeurs)


def test_a_professional_writes_a_draft_and_cannot_give_it_away(pro, rattachement):
    permanence = PermanenceFactory(structure=rattachement.structure)
    adresse = url_of(Permanence, "edit", permanence.pk)
    pro.post(adresse, {**permanence_form(permanence, titre="Nouveau titre"), "action-publish": "1"})
    permanence.refresh_from_db()
    assert permanence.titre != "Nouveau titre"
    assert permanence.get_latest_revision_as_object().titre == "Nouveau titre"
    etrangere = StructureFactory()
    reponse = pro.post(adresse, permanence_form(permanence, structure=etrangere.pk))
    assert "où vous travaillez" in reponse.content.decode()


def test_submitting_goes_to_the_moderators(pro, rattachement, moderateur):
    permanence = PermanenceFactory(structure=rattachement.structure)
    donnees = permanence_form(permanence, titre="À relire ensemble")
    pro.post(url_of(Permanence, "edit", permanence.pk), {**donnees, "action-submit": "1"})
    permanence = Permanence.objects.get(pk=permanence.pk)
    assert permanence.current_workflow_state is not None
    tache = permanence.current_workflow_task_state
    moderateur.post(url_of(Permanence, "workflow_action", permanence.pk, "approve", tache.pk), {"comment": ""})
    assert Permanence.objects.get(pk=permanence.pk).titre == "À relire ensemble"


def test_checking_is_for_those_who_may_change(pro, rattachement):
    autre = StructureFactory()
    for structure, code in ((rattachement.structure, 302), (autre, 302)):
        adresse = reverse("ressources_admin:verifier", args=["structure", structure.pk])
        assert pro.post(adresse, {"resultat": "confirmee", "comment": "espace_pro"}).status_code == code
    assert Structure.objects.get(pk=rattachement.structure.pk).verifie_le is not None
    assert Structure.objects.get(pk=autre.pk).verifie_le is None


def test_acting_on_several_keeps_to_hers(pro, rattachement):
    autre = StructureFactory(nom="Structure d’ailleurs")
    ids = urlencode({"id": [rattachement.structure.pk, autre.pk], "next": "/admin/"}, doseq=True)
    adresse = reverse("wagtail_bulk_action", args=["ressources", "structure", "verifier"])
    pro.post(f"{adresse}?{ids}", {"comment": "telephone"})
    assert set(Structure.objects.exclude(verifie_le=None)) == {rattachement.structure}


def test_the_worklist_of_a_professional_is_hers(pro, rattachement):
    StructureFactory(nom="Structure d’ailleurs")
    liste = pro.get(reverse("ressources_admin:a_relire")).content.decode()
    assert rattachement.structure.nom in liste
    assert "Structure d’ailleurs" not in liste


def test_an_opposition_is_recorded_by_the_team(pro, rattachement):
    personne = PersonneFactory(structure=rattachement.structure)
    pro.post(reverse("ressources_admin:opposition", args=["personneressource", personne.pk]))
    assert not PersonneRessource.objects.get(pk=personne.pk).opposition


def test_an_account_without_structure_is_nobody_here(sign_in):
    client = sign_in(UtilisateurFactory(groupe="Professionnels"))
    assert client.get(url_of(Structure, "list")).status_code == 302
    assert client.get(reverse("ressources_admin:a_relire")).status_code == 302


def test_strangers_are_sent_to_sign_in(client):
    structure = StructureFactory()
    noms = ("a_relire", "zones", "lieux", "horaires", "repetition")
    adresses = [*(reverse(f"ressources_admin:{nom}") for nom in noms), url_of(Structure, "edit", structure.pk)]
    for adresse in adresses:
        reponse = client.get(adresse)
        assert reponse.status_code == 302
        assert "login" in reponse["Location"]


def test_an_editor_does_not_delete(editeur):
    structure = StructureFactory()
    editeur.post(url_of(Structure, "delete", structure.pk))
    assert Structure.objects.filter(pk=structure.pk).exists()


def test_a_structure_with_people_is_not_deleted_by_mistake(moderateur):
    personne = PersonneFactory()
    reponse = moderateur.post(url_of(Structure, "delete", personne.structure_id))
    assert reponse.status_code in (200, 302)
    assert Structure.objects.filter(pk=personne.structure_id).exists()


def test_inline_places_cannot_be_stolen(pro, rattachement):
    """Naming another structure's place in one's own form does not take it."""
    ailleurs = StructureFactory().lieux.get()
    donnees = nested_form_data(
        {
            "nom": "x",
            "type": "autre",
            "lieux": inline_formset([{"id": ailleurs.pk, "adresse": "prise", "accessibilite": "inconnue"}]),
        }
    )
    donnees["lieux-INITIAL_FORMS"] = "1"
    pro.post(url_of(Structure, "edit", rattachement.structure.pk), donnees)
    ailleurs.refresh_from_db()
    assert ailleurs.structure_id != rattachement.structure.pk
    assert ailleurs.adresse != "prise"

"""An editor's journeys in the admin: create, correct, publish, withdraw, check, sort out reports."""

import pytest
from django.urls import reverse
from django.utils.http import urlencode
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from ressources.models import Permanence, PersonneRessource, Signalement, Structure, Verification
from search.models import Document
from tests.geo.factories import CommuneFactory
from tests.ressources.factories import (
    PermanenceFactory,
    PersonneFactory,
    SignalementFactory,
    StructureFactory,
    ThematiqueFactory,
)

pytestmark = pytest.mark.django_db


def url_of(modele, nom: str, *args) -> str:
    return reverse(modele.snippet_viewset.get_url_name(nom), args=args)


def structure_form(lieux=(), **champs) -> dict:
    from wagtail.models import Site

    valeurs = {
        "nom": "Point Information Jeunesse de Roubaix",
        "type": "info_jeunesse",
        "site": Site.objects.get(is_default_site=True).pk,
        "telephone": "03 53 01 12 34",
        "lieux": inline_formset(lieux),
        **champs,
    }
    return nested_form_data(valeurs)


def lieu_form(**champs) -> dict:
    valeurs = {
        "nom": "", "adresse": "12 rue de la Péniche", "complement": "", "code_postal": "59000",
        "commune": "Lille (59350)", "latitude": "50.632", "longitude": "3.061", "horaires": "Mo-Fr 09:00-12:00",
        "acces": "", "accessibilite": "inconnue", "telephone": "",
    }  # fmt: skip
    return {**valeurs, **champs}


@pytest.fixture
def lille():
    return CommuneFactory(lille=True)


def test_create_publish_withdraw_and_the_search_follows(editeur, lille, django_capture_on_commit_callbacks):
    def send(url, donnees):
        with django_capture_on_commit_callbacks(execute=True):
            return editeur.post(url, donnees)

    formulaire = structure_form([lieu_form()], thematiques=[ThematiqueFactory().pk], zones="Lille (commune:59350)")
    reponse = send(url_of(Structure, "add"), formulaire)
    assert reponse.status_code == 302, reponse.context["form"].errors
    structure = Structure.objects.get()
    assert not structure.live
    assert not Document.objects.exists()

    lieu = structure.lieux.get()
    publication = structure_form([lieu_form(id=lieu.pk)], zones="Lille (commune:59350)")
    publication["lieux-INITIAL_FORMS"] = "1"
    send(url_of(Structure, "edit", structure.pk), {**publication, "action-publish": "1"})
    structure = Structure.objects.get()
    assert structure.live
    assert structure.telephone == "+33353011234"
    assert [zone.key for zone in structure.zones.all()] == [("commune", "FR", "59350")]
    assert Document.objects.get().commune == "59350"

    send(url_of(Structure, "unpublish", structure.pk), {})
    assert not Structure.objects.get().live
    assert not Document.objects.exists()


@pytest.mark.sqlite_enough("a form refused writes nothing")
@pytest.mark.parametrize(
    ("champs", "lieu", "message"),
    [
        ({"age_min": "30", "age_max": "18"}, {}, "dépasse l’âge maximum"),
        ({"telephone": "12"}, {}, "n’est pas un numéro de téléphone"),
        ({"zones": "Nord"}, {}, "choisissez le territoire dans la liste"),
        ({"zones": "Rien (departement:00)"}, {}, "departement"),
        ({"siret": "123"}, {}, "14 chiffres"),
        ({}, {"horaires": "tous les jours"}, "On ne comprend pas ces horaires"),
        ({}, {"commune": "Atlantide"}, "On ne connaît pas"),
        ({}, {"latitude": "43.3", "longitude": "5.4"}, "n’est pas à Lille"),
        ({}, {"longitude": ""}, "vont ensemble"),
    ],
)
def test_mistakes_are_said_in_french_and_nothing_is_written(editeur, lille, champs, lieu, message):
    reponse = editeur.post(
        url_of(Structure, "add"), {**structure_form([lieu_form(**lieu)], **champs), "action-publish": "1"}
    )
    assert reponse.status_code == 200
    assert message in reponse.content.decode()
    assert not Structure.objects.exists()


@pytest.mark.parametrize("texte", ["Lille (59350)", "lille", "59350"])
def test_a_commune_is_understood_however_it_is_written(editeur, lille, texte):
    editeur.post(url_of(Structure, "add"), structure_form([lieu_form(commune=texte)]))
    assert Structure.objects.get().lieux.get().commune == lille


def test_correcting_an_imported_entry_protects_what_was_corrected(editeur, lille):
    structure = StructureFactory(source="dora", source_id="1", telephone="03 53 01 00 01")
    lieu = structure.lieux.get()
    lieu.commune = lille
    lieu.save()
    champs = lieu_form(id=lieu.pk, nom=lieu.nom, adresse=lieu.adresse, horaires="Sa 09:00-12:00")
    donnees = structure_form([champs], nom=structure.nom, type=structure.type, telephone="03 53 01 99 99")
    donnees["lieux-INITIAL_FORMS"] = "1"
    reponse = editeur.post(url_of(Structure, "edit", structure.pk), donnees)
    assert reponse.status_code == 302
    proteges = Structure.objects.get(pk=structure.pk).champs_proteges
    assert "telephone" in proteges
    assert "lieu.horaires" in proteges
    assert "nom" not in proteges
    assert "lieu.adresse" not in proteges


@pytest.mark.parametrize(
    ("fabrique", "modele"),
    [(StructureFactory, Structure), (PersonneFactory, PersonneRessource), (PermanenceFactory, Permanence)],
)
def test_every_screen_of_an_entry_opens(moderateur, fabrique, modele):
    fiche = fabrique()
    fiche.save_revision()
    adresses = [
        url_of(modele, "list"),
        url_of(modele, "add"),
        *(url_of(modele, nom, fiche.pk) for nom in ("edit", "copy", "delete", "history", "usage", "unpublish")),
        reverse("ressources_admin:verifier", args=[modele._meta.model_name, fiche.pk]),
        reverse("ressources_admin:a_relire"),
    ]
    for adresse in adresses:
        assert moderateur.get(adresse).status_code == 200, adresse


@pytest.mark.sqlite_enough("drawn from what a form holds")
@pytest.mark.parametrize("fabrique", [StructureFactory, PersonneFactory])
def test_preview_is_the_public_page_of_the_draft(editeur, fabrique):
    fiche = fabrique()
    fiche.presentation = "Un texte encore secret"
    revision = fiche.save_revision()
    page = editeur.get(url_of(type(fiche), "revisions_view", fiche.pk, revision.pk)).content.decode()
    assert "Un texte encore secret" in page
    assert "Aperçu d’un brouillon" in page
    assert "secret" not in editeur.get(fiche.get_absolute_url()).content.decode()


@pytest.mark.parametrize("texte", ['"', "'", "%", "\\", "(", "é", "*", "lea mesange"])
@pytest.mark.parametrize("adresse", ["list", "choose"])
def test_the_search_of_the_admin_takes_any_text(editeur, texte, adresse):
    StructureFactory()
    url = (
        url_of(Structure, "list")
        if adresse == "list"
        else reverse("wagtailsnippetchoosers_ressources_structure:choose_results")
    )
    assert editeur.get(f"{url}?{urlencode({'q': texte})}").status_code == 200


@pytest.mark.parametrize(
    ("filtre", "attendues"),
    [
        ({"fraicheur": "jamais"}, {"Ici", "Là-bas"}),
        ({"fraicheur": "a_relire"}, set()),
        ({"fraicheur": "n_importe_quoi"}, {"Ici", "Là-bas"}),
        ({"commune": "Lille (59350)"}, {"Ici"}),
        ({"commune": "lille"}, {"Ici"}),
        ({"commune": "Atlantide"}, set()),
        ({"type": "cio"}, {"Là-bas"}),
        ({"live": "False"}, set()),
        ({"source": "dora"}, {"Là-bas"}),
        ({"q": "LILLE"}, {"Ici"}),
    ],
)
def test_filters_of_the_list(editeur, lille, filtre, attendues):
    from tests.ressources.factories import make_lieu

    StructureFactory(nom="Ici", lieux=[make_lieu(commune=lille)])
    StructureFactory(nom="Là-bas", type="cio", source="dora", source_id="1")
    reponse = editeur.get(url_of(Structure, "list") + "?" + urlencode(filtre))
    assert {fiche.nom for fiche in reponse.context["object_list"]} == attendues


def test_lists_do_not_query_more_for_more_rows(editeur):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count(modele) -> int:
        editeur.get(url_of(modele, "list"))
        with CaptureQueriesContext(connection) as requetes:
            editeur.get(url_of(modele, "list"))
        return len(requetes)

    PermanenceFactory(personne=PersonneFactory())
    une = {modele: count(modele) for modele in (Structure, PersonneRessource, Permanence)}
    for _ in range(9):
        PermanenceFactory(personne=PersonneFactory())
    assert {modele: count(modele) for modele in une} == une


def bulk(action: str, modele, fiches, **autres) -> str:
    noms = {"id": [fiche.pk for fiche in fiches], "next": url_of(modele, "list"), **autres}
    adresse = reverse("wagtail_bulk_action", args=["ressources", modele._meta.model_name, action])
    return f"{adresse}?{urlencode(noms, doseq=True)}"


def test_actions_on_several_entries(editeur):
    fiches = StructureFactory.create_batch(3)
    theme = ThematiqueFactory()
    assert editeur.get(bulk("verifier", Structure, fiches)).status_code == 200
    editeur.post(bulk("verifier", Structure, fiches), {"comment": "telephone"})
    assert Verification.objects.count() == Structure.objects.exclude(verifie_le=None).count() == 3
    editeur.post(bulk("classer", Structure, fiches), {"thematique": theme.pk})
    assert Structure.objects.filter(thematiques=theme).count() == 3
    editeur.post(bulk("retirer", Structure, fiches))
    assert not Structure.objects.filter(live=True).exists()
    editeur.post(bulk("publier", Structure, fiches))
    assert Structure.objects.filter(live=True).count() == 3
    assert editeur.get(bulk("publier", Structure, fiches) + "&id=zéro").status_code == 200


def test_worklist_and_check_of_one_entry(editeur):
    vieille, neuve = PersonneFactory(nom="Vieille"), PersonneFactory(nom="Neuve")
    editeur.post(
        reverse("ressources_admin:verifier", args=["personneressource", neuve.pk]),
        {"resultat": "confirmee", "comment": "visite"},
    )
    liste = editeur.get(reverse("ressources_admin:a_relire")).content.decode()
    assert url_of(PersonneRessource, "edit", vieille.pk) in liste
    assert url_of(PersonneRessource, "edit", neuve.pk) not in liste
    adresse = reverse("ressources_admin:verifier", args=["personneressource", vieille.pk])
    assert editeur.post(adresse, {"resultat": "peut-être", "comment": "visite"}).status_code == 422
    historique = editeur.get(reverse("ressources_admin:verifier", args=["personneressource", neuve.pk]))
    assert "Tout est juste, sur place" in historique.content.decode()
    assert editeur.get(reverse("ressources_admin:verifier", args=["page", 1])).status_code == 404


def test_an_opposition_in_two_clicks(editeur):
    personne = PersonneFactory()
    adresse = reverse("ressources_admin:opposition", args=["personneressource", personne.pk])
    assert editeur.get(adresse).status_code == 200
    editeur.post(adresse)
    personne = PersonneRessource.objects.get()
    assert (personne.opposition, personne.live) == (True, False)
    editeur.post(adresse)
    assert not PersonneRessource.objects.get().opposition


def test_a_report_is_dealt_with_by_somebody(editeur):
    signalement = SignalementFactory(structure=StructureFactory())
    adresse = url_of(Signalement, "edit", signalement.pk)
    assert signalement.message in editeur.get(adresse).content.decode()
    editeur.post(adresse, {"statut": "traite", "reponse": "Horaires corrigés."})
    signalement.refresh_from_db()
    assert (signalement.statut, signalement.reponse) == ("traite", "Horaires corrigés.")
    assert signalement.traite_par is not None
    assert editeur.get(url_of(Signalement, "list") + "?statut=nouveau").context["object_list"].count() == 0


def test_what_awaits_is_on_the_first_page(editeur):
    SignalementFactory(personne=PersonneFactory())
    page = editeur.get(reverse("wagtailadmin_home")).content.decode()
    assert "1 signalement à traiter" in page
    assert "À relire" in page


def test_copying_makes_an_unchecked_entry_of_ones_own(editeur, lille):
    structure = StructureFactory(source="dora", source_id="1", verifie_le="2026-01-01")
    assert editeur.get(url_of(Structure, "copy", structure.pk)).status_code == 200
    editeur.post(url_of(Structure, "add"), structure_form([lieu_form()], nom=structure.nom))
    copie = Structure.objects.exclude(pk=structure.pk).get()
    assert (copie.source, copie.verifie_le) == ("", None)


@pytest.mark.parametrize(
    ("nom", "question", "attendu"),
    [
        ("horaires", {"valeur": "Mo-Fr 09:00-12:00"}, "lundi : 9\xa0h\xa0– 12\xa0h"),
        ("horaires", {"valeur": "toujours"}, "On ne comprend pas"),
        ("repetition", {"valeur": "FREQ=WEEKLY;BYDAY=TU", "debut": "2026-03-03 14:00"}, "mardi"),
        ("repetition", {"valeur": "FREQ=HOURLY", "debut": "2026-03-03 14:00"}, "Commencez par FREQ"),
        ("repetition", {"valeur": "", "debut": "n’importe"}, "première date"),
        ("repetition", {"valeur": "", "debut": "2026-99-03 14:00"}, "première date"),
        ("zones", {"q": "lille"}, "Lille (commune:59350)"),
        ("lieux", {"q": "mission"}, "(lieu "),
    ],
)
def test_help_while_typing(editeur, lille, lundi, nom, question, attendu):
    StructureFactory()
    reponse = editeur.get(reverse(f"ressources_admin:{nom}"), question)
    assert reponse.status_code == 200
    assert attendu in texte_of(reponse.json())


def texte_of(reponse) -> str:
    """Return every word of an answer: a list of suggestions, or lines of a reading."""
    if isinstance(reponse, list):
        return " ".join(suggestion["ligne"] for suggestion in reponse)
    return " ".join(reponse["lignes"])

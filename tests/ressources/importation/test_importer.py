"""What an import does to the guide: creates, changes, leaves alone, sets aside."""

import datetime

import pytest
from wagtail.models import ModelLogEntry

from ressources.importation.erreurs import FichierRefuse
from ressources.importation.rapport import Issue
from ressources.models import Lieu, Structure
from ressources.models.importation import FicheEnQuarantaine, Import, Provenance, StatutImport
from ressources.services import record_opposition
from tests.ressources.importation.conftest import service, structure, table

LILLE = {"latitude": "50.6366", "longitude": "3.0633"}


def entry(**champs) -> Structure:
    return Structure.objects.get(**champs)


def remarks(rapport) -> str:
    return "\n".join(map(str, rapport.entrees))


def test_a_row_becomes_a_published_structure_with_its_place(run):
    rapport = run(table({"adresse": "1 rue de l’Exemple", "telephone": "03 53 01 12 34", **LILLE}))

    assert rapport.bilan == {"lus": 1, "crees": 1, "modifies": 0, "inchanges": 0, "refuses": 0, "quarantaine": 0}
    fiche = entry(source="essai", source_id="s1")
    assert fiche.live
    assert fiche.slug == "maison-de-lexemple-1"
    assert fiche.telephone == "+33353011234"
    assert fiche.verifie_le is None
    lieu = fiche.lieux.get()
    assert (lieu.adresse, lieu.code_postal, lieu.commune.nom) == ("1 rue de l’Exemple", "59000", "Lille")
    assert (lieu.latitude, lieu.longitude) == (50.6366, 3.0633)
    fiche.full_clean()
    lieu.full_clean()


def test_drafts_when_asked(run):
    run(table({}), brouillon=True)
    assert not entry().live


def test_without_coordinates_the_commune_stands_for_the_place_and_the_report_says_so(run):
    rapport = run(table({}))
    lieu = Lieu.objects.get()
    assert (lieu.latitude, lieu.longitude) == (None, None)
    assert lieu.position == lieu.commune.position
    assert "centre de la commune" in remarks(rapport)


def test_a_second_import_changes_nothing(run):
    run(table({**LILLE}, {"commune": "Roubaix", "code_postal": "59100"}))
    avant = list(Structure.objects.order_by("pk").values())

    rapport = run(table({**LILLE}, {"commune": "Roubaix", "code_postal": "59100"}))

    assert rapport.bilan["inchanges"] == 2
    assert list(Structure.objects.order_by("pk").values()) == avant


def test_what_the_source_changes_is_changed(run):
    run(table({"telephone": "03 53 01 12 34"}))
    verifie = Structure.objects.update(verifie_le=datetime.date(2026, 1, 1), verifie_par="Camille")

    rapport = run(
        table({"nom": "Maison neuve", "telephone": "03 53 01 99 99", "commune": "Roubaix", "code_postal": "59100"})
    )

    assert verifie == rapport.bilan["modifies"] == 1
    fiche = entry()
    assert (fiche.nom, fiche.slug, fiche.telephone) == ("Maison neuve", "maison-neuve", "+33353019999")
    assert fiche.lieux.get().commune.nom == "Roubaix"
    assert (fiche.verifie_le, fiche.verifie_par) == (datetime.date(2026, 1, 1), "Camille")
    assert ModelLogEntry.objects.filter(object_id=fiche.pk, action="ressources.import").exists()


def test_a_column_that_is_not_in_the_file_is_left_alone(run):
    run(table({"telephone": "03 53 01 12 34"}))
    rapport = run(table({}, entetes=("id", "nom", "code_postal", "commune")))
    assert rapport.bilan["inchanges"] == 1
    assert entry().telephone == "+33353011234"


def test_a_cell_emptied_at_the_source_is_emptied(run):
    run(table({"telephone": "03 53 01 12 34"}))
    assert run(table({"telephone": ""})).bilan["modifies"] == 1
    assert entry().telephone == ""


def test_an_unusable_value_is_dropped_and_said_and_keeps_the_former_one(run):
    run(table({"telephone": "03 53 01 12 34"}))
    rapport = run(table({"telephone": "12"}))
    assert rapport.bilan["inchanges"] == 1
    assert "telephone : téléphone illisible, valeur ignorée" in remarks(rapport)
    assert entry().telephone == "+33353011234"


def test_hand_corrections_stay_with_or_without_protected_fields(run):
    run(table({"telephone": "03 53 01 12 34"}, {"telephone": "03 53 01 12 34"}))
    un, deux = Structure.objects.order_by("source_id")
    Structure.objects.filter(pk=un.pk).update(telephone="+33353010001")  # seen as different from what the source gave
    Structure.objects.filter(pk=deux.pk).update(champs_proteges=["telephone"])

    rapport = run(table({"telephone": "03 53 01 99 99"}, {"telephone": "03 53 01 99 99"}))

    assert rapport.bilan["inchanges"] == 2
    assert remarks(rapport).count("corrigé à la main, gardé : telephone") == 2
    assert list(Structure.objects.order_by("source_id").values_list("telephone", flat=True)) == [
        "+33353010001",
        "+33353011234",
    ]


def test_a_place_moved_or_removed_by_hand_stays_so(run):
    run(table({}, {}))
    deplace, retire = Lieu.objects.order_by("pk")
    Lieu.objects.filter(pk=deplace.pk).update(adresse="2 rue de la Main")
    retire.delete()

    rapport = run(table({"commune": "Roubaix", "code_postal": "59100"}, {"commune": "Roubaix", "code_postal": "59100"}))

    assert rapport.bilan["modifies"] == 0
    assert Lieu.objects.get().adresse == "2 rue de la Main"


def test_a_locked_entry_is_left_alone(run):
    run(table({}))
    Structure.objects.update(locked=True)
    rapport = run(table({"nom": "Autre nom"}))
    assert rapport.bilan["inchanges"] == 1
    assert "verrouillée" in remarks(rapport)


def test_an_editors_draft_receives_the_change_and_keeps_its_own(run):
    run(table({"telephone": "03 53 01 12 34"}))
    fiche = entry()
    fiche.presentation = "Brouillon de l’éditrice"
    fiche.save_revision()

    run(table({"telephone": "03 53 01 99 99", "commune": "Roubaix", "code_postal": "59100"}))

    fiche = entry()
    assert (fiche.telephone, fiche.presentation) == ("+33353019999", "")
    brouillon = fiche.get_latest_revision_as_object()
    assert (brouillon.telephone, brouillon.presentation) == ("+33353019999", "Brouillon de l’éditrice")
    assert brouillon.lieux.get().commune.nom == "Roubaix"
    assert fiche.has_unpublished_changes


def test_a_published_revision_follows_too(run):
    run(table({"telephone": "03 53 01 12 34"}))
    entry().save_revision().publish()
    run(table({"telephone": "03 53 01 99 99"}))
    fiche = entry()
    assert fiche.get_latest_revision_as_object().telephone == "+33353019999"
    assert not fiche.has_unpublished_changes
    assert fiche.live_revision_id == fiche.latest_revision_id


def test_an_opposition_is_never_undone(run):
    run(table({"telephone": "03 53 01 12 34"}))
    record_opposition(fiche=entry())

    rapport = run(table({"telephone": "03 53 01 99 99"}))
    autre = run(table({"id": "x9", "nom": "MAISON de l'exemple 1"}), source="autre")

    assert rapport.bilan["inchanges"] == 1
    assert "opposition" in remarks(rapport)
    assert autre.bilan["quarantaine"] == 1
    fiche = entry()
    assert not fiche.live
    assert not fiche.telephone_visible
    assert fiche.telephone == "+33353011234"


def test_the_contacts_of_whoever_opposed_do_not_come_back_elsewhere(run):
    run(table({"telephone": "03 53 01 12 34"}))
    record_opposition(fiche=entry())
    rapport = run(table({"id": "autre", "nom": "Tout autre chose", "telephone": "0353011234"}), source="autre")
    assert entry(source="autre").telephone == ""
    assert "opposée" in remarks(rapport)


def test_an_entry_taken_off_by_an_editor_stays_off(run):
    run(table({}))
    entry().unpublish()
    run(table({"nom": "Nouveau nom"}))
    fiche = entry()
    assert (fiche.nom, fiche.live) == ("Nouveau nom", False)


def test_an_older_file_does_not_overwrite(run):
    run([structure(nom="Récente", date_maj="2026-05-01")], "data-inclusion")
    rapport = run([structure(nom="Ancienne", date_maj="2026-04-01")], "data-inclusion")
    assert rapport.bilan["inchanges"] == 1
    assert "plus ancienne" in remarks(rapport)
    assert entry().nom == "Récente"


def test_duplicates_in_a_file_are_refused_with_the_first_line(run):
    rapport = run(table({"id": "a"}, {"id": "b"}, {"id": "a"}))
    assert (rapport.bilan["crees"], rapport.bilan["refuses"]) == (2, 1)
    assert "ligne 4 : refusée" in remarks(rapport)
    assert "même identifiant que la ligne 2" in remarks(rapport)


def test_two_sources_are_brought_together_in_the_report_not_merged(run):
    run(table({}))
    rapport = run(table({"nom": "MAISON DE L'EXEMPLE 1"}), source="autre")
    assert rapport.bilan["crees"] == 1
    assert "doublon possible : même nom et même commune" in remarks(rapport)
    assert Structure.objects.count() == 2


def test_without_identifiers_rows_are_found_again(run):
    lignes = table(
        {"nom": "A b"}, {"nom": "A b", "adresse": "2 rue"}, entetes=("nom", "adresse", "code_postal", "commune")
    )
    assert run(lignes).bilan["crees"] == 2
    assert run(lignes.replace("A b", "A B")).bilan == {
        "lus": 2, "crees": 0, "modifies": 2, "inchanges": 0, "refuses": 0, "quarantaine": 0,
    }  # fmt: skip


def test_entries_gone_from_the_file_are_reported_and_unpublished_only_when_asked(run):
    run(table({}, {}, {}))
    assert "absente du fichier, laissée en ligne" in remarks(run(table({}, {})))
    assert Structure.objects.filter(live=True).count() == 3

    run(table({}, {}), depublier_absents=True)

    assert Structure.objects.filter(live=True).count() == 2
    with pytest.raises(FichierRefuse, match="incomplet"):
        run(table({"id": "tout-neuf"}), depublier_absents=True)
    assert Structure.objects.filter(live=True).count() == 2


def test_a_dry_run_changes_nothing_at_all(run, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        rapport = run(table({}, {"commune": "Nulle-Part-sur-Rien", "code_postal": ""}), dry_run=True)
    assert (rapport.bilan["crees"], rapport.bilan["quarantaine"]) == (1, 1)
    for modele in (Structure, Lieu, Provenance, FicheEnQuarantaine, Import, ModelLogEntry):
        assert not modele.objects.exists()
    assert callbacks == []


def test_the_history_keeps_what_was_done(run):
    rapport = run(table({}))
    trace = Import.objects.get()
    assert trace.statut == StatutImport.EFFECTUE
    assert trace.bilan == rapport.bilan
    assert len(trace.empreinte) == 64


def test_services_complete_their_structure(run):
    rapport = run(
        {
            "structures": [structure(description="On y parle.", telephone=None)],
            "services": [
                service(
                    publics=["jeunes"],
                    frais="gratuit",
                    modes_accueil=["a-distance"],
                    zone_eligibilite=["59", "200093201", "99999"],
                    telephone="0353011234",
                    contact_nom_prenom="Une Personne",
                ),
                service(
                    id="exemple--s2",
                    nom="Passer le permis",
                    thematiques=["mobilite--preparer-un-permis", "inconnue"],
                    zone_eligibilite=["59350"],
                ),
            ],
        },
        "data-inclusion",
    )  # fmt: skip
    fiche = entry()
    assert set(fiche.thematiques.values_list("slug", flat=True)) == {"loger", "bouger"}
    assert {zone.key for zone in fiche.zones.all()} == {
        ("departement", "FR", "59"), ("epci", "FR", "200093201"), ("commune", "FR", "59350"),
    }  # fmt: skip
    assert (fiche.publics, fiche.frais, fiche.distanciel) == (["jeunes"], "gratuit", True)
    assert fiche.telephone == "+33353011234"
    assert fiche.presentation == "On y parle.\n\nOn y trouve : Trouver un logement ; Passer le permis."
    assert "inconnue" in remarks(rapport)
    assert "99999" in remarks(rapport)
    assert "Personne" not in remarks(rapport)
    assert "contact nominatif" in remarks(rapport)


def test_a_service_without_zone_opens_the_structure_to_everyone(run):
    run(
        {"structures": [structure()], "services": [service(zone_eligibilite=["59"]), service(id="z")]}, "data-inclusion"
    )
    assert not entry().zones.exists()


def test_services_alone_complete_a_known_structure_and_invent_none(run):
    run([structure()], "data-inclusion")
    rapport = run([service(), service(structure_id="inconnue", id="y")], "data-inclusion")
    assert (rapport.bilan["modifies"], rapport.bilan["refuses"], rapport.bilan["lus"]) == (1, 1, 2)
    assert list(entry().thematiques.values_list("slug", flat=True)) == ["loger"]
    assert entry().nom == "Maison de l’Exemple"


@pytest.mark.parametrize("forme", ["liste", "objet", "page", "lignes"])
def test_the_shapes_of_data_inclusion(run, forme):
    import json

    deux = [structure(), structure(id="exemple--2", nom="Deuxième maison")]
    contenu = {
        "liste": json.dumps(deux),
        "objet": json.dumps({"structures": deux, "services": [service()]}),
        "page": json.dumps({"items": deux, "total": 2, "page": 1, "size": 50}, indent=1),
        "lignes": "\n".join(map(json.dumps, deux)),
    }[forme]
    assert run(contenu, "data-inclusion").bilan["crees"] == 2


def test_counts_add_up(run):
    rapport = run(
        table({}, {"nom": ""}, {"commune": "Nulle-Part-sur-Rien", "code_postal": ""}, {**LILLE}, {"id": "s1"}),
    )
    bilan = rapport.bilan
    assert bilan == {"lus": 5, "crees": 2, "modifies": 0, "inchanges": 0, "refuses": 2, "quarantaine": 1}
    assert bilan["lus"] == sum(rapport.compte[issue] for issue in Issue)

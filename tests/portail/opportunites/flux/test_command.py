"""`manage.py import_flux NAME --file F`: its last line, its exit, what it leaves in the database."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portail.opportunites.flux.models import Flux, OffreEnQuarantaine, PassageFlux
from portail.opportunites.models import Alternance, Engagement, Evenement, Mobilite, Opportunite
from portail.opportunites.services import archive
from tests.portail.opportunites.flux.conftest import bilan, jour, mission, offre_lba

pytestmark = pytest.mark.django_db


def test_a_new_name_makes_a_feed_and_its_offers(run):
    assert run([mission(1), mission(2)]) == bilan(crees=2)
    offre = Engagement.objects.get(source_id="m1")
    assert (offre.source, offre.organisme, offre.commune.nom) == ("essai", "La Péniche bleue", "Lille")
    assert offre.forme == "service-civique"
    assert offre.accroche == "Tu animes des jeux avec les familles."
    assert offre.live
    assert offre.echeance.isoformat() == jour(40)
    flux = Flux.objects.get()
    assert (flux.format, flux.famille, flux.actif) == ("json", "engagement", False)
    assert flux.passages.get().bilan == bilan(crees=2)


def test_the_same_file_twice_changes_nothing(run):
    contenu = [mission(rang) for rang in range(1, 6)]
    run(contenu)
    avant = list(Opportunite.objects.values("pk", "updated_at", "titre", "cloture"))
    assert run(contenu) == bilan(inchanges=5)
    assert list(Opportunite.objects.values("pk", "updated_at", "titre", "cloture")) == avant


def test_a_change_at_the_source_is_followed(run):
    run([mission(1), mission(2)])
    assert run([mission(1, titre="Ludothécaire d’un été"), mission(2)]) == bilan(modifies=1, inchanges=1)
    offre = Opportunite.objects.get(source_id="m1")
    assert (offre.titre, offre.slug) == ("Ludothécaire d’un été", "ludothecaire-dun-ete")


def test_a_hand_edit_stays_and_the_rest_is_followed(run):
    run([mission(1)])
    Opportunite.objects.filter(source_id="m1").update(titre="Titre corrigé")
    assert run([mission(1, titre="Autre titre", organisme="Le Chaland")]) == bilan(modifies=1)
    offre = Opportunite.objects.get(source_id="m1")
    assert (offre.titre, offre.organisme) == ("Titre corrigé", "Le Chaland")
    assert "corrigé à la main, gardé : titre" in str(PassageFlux.objects.first().remarques)


def test_protected_fields_stay(run):
    run([mission(1)])
    Opportunite.objects.filter(source_id="m1").update(champs_proteges=["cloture"])
    run([mission(1, **{"date limite": jour(50)})])
    assert Opportunite.objects.get().cloture.isoformat() == jour(40)


def test_a_draft_receives_the_change_and_keeps_what_is_being_written(run):
    run([mission(1)])
    offre = Engagement.objects.get()
    offre.conditions = "En cours d’écriture"
    offre.save_revision()
    run([mission(1, organisme="Le Chaland")])
    offre.refresh_from_db()
    brouillon = offre.get_latest_revision_as_object()
    assert (brouillon.organisme, brouillon.conditions, offre.conditions) == ("Le Chaland", "En cours d’écriture", "")


def test_what_leaves_the_feed_closes_and_what_comes_back_opens(run):
    tout = [mission(rang) for rang in range(1, 6)]
    run(tout)
    assert run(tout[:4]) == bilan(inchanges=4)
    assert Opportunite.objects.get(source_id="m5").etat == "close"
    assert PassageFlux.objects.first().retirees == 1
    assert run(tout) == bilan(inchanges=4, modifies=1)
    assert Opportunite.objects.get(source_id="m5").retiree_le is None


def test_a_feed_that_shrinks_by_more_than_half_waits_for_a_person(run):
    run([mission(rang) for rang in range(1, 11)])
    with pytest.raises(CommandError, match="une personne doit confirmer"):
        run([mission(1), mission(2)])
    assert not Opportunite.objects.exclude(retiree_le=None).exists()
    assert run([mission(1), mission(2)], accepter_reduction=True) == bilan(inchanges=2)
    assert Opportunite.objects.exclude(retiree_le=None).count() == 8


def test_a_truncated_file_is_refused_whole(run):
    run([mission(rang) for rang in range(1, 6)])
    with pytest.raises(CommandError, match="rien n’a changé"):
        run('[{"id": "m9", "titre": "Nouvelle mission", "ville": "Lille"}, {"id": "m10", "tit')
    assert Opportunite.objects.filter(retiree_le=None).count() == 5
    assert PassageFlux.objects.count() == 1


def test_a_refused_file_makes_no_feed(run):
    with pytest.raises(CommandError):
        run("<html><body>Erreur 404</body></html>")
    assert not Flux.objects.exists()


def test_a_dry_run_leaves_nothing(run):
    assert run([mission(1)], dry_run=True) == bilan(crees=1)
    assert not Opportunite.objects.exists()
    assert not Flux.objects.exists()


def test_a_doubtful_place_is_set_aside_then_forgotten_once_known(run):
    assert run([mission(1, ville="Xyzville", **{"code postal": ""})]) == bilan(quarantaine=1)
    assert OffreEnQuarantaine.objects.get().motif == "commune_inconnue"
    assert run([mission(1, ville="Xyzville", **{"code postal": ""})]) == bilan(quarantaine=1)
    assert run([mission(1)]) == bilan(crees=1)
    assert not OffreEnQuarantaine.objects.exists()


def test_an_offer_without_any_place_is_set_aside_unless_it_is_remote(run):
    sans = {"ville": "", "code postal": ""}
    assert run([mission(1, **sans), mission(2, **sans, distanciel="oui")]) == bilan(crees=1, quarantaine=1)


def test_the_same_offer_in_two_feeds_is_shown_once(run):
    run([mission(1)])
    assert run([mission(1, id="autre"), mission(2)], nom="second") == bilan(inchanges=1, crees=1)
    assert Opportunite.objects.count() == 2


def test_the_same_identifier_twice_is_refused_the_second_time(run):
    assert run([mission(1), mission(1, titre="Autre")]) == bilan(crees=1, refuses=1)


def test_an_archived_or_locked_offer_is_left(run):
    run([mission(1), mission(2)])
    archive(opportunite=Opportunite.objects.get(source_id="m1"))
    Opportunite.objects.filter(source_id="m2").update(locked=True)
    assert run([mission(1, titre="Autre titre"), mission(2, titre="Autre titre")]) == bilan(inchanges=2)


def test_a_record_that_becomes_unreadable_does_not_leave_the_feed(run):
    run([mission(rang) for rang in range(1, 4)])
    assert run([mission(1), mission(2), mission(3, titre="")]) == bilan(inchanges=2, refuses=1)
    assert Opportunite.objects.filter(retiree_le=None).count() == 3


def test_a_feed_whose_mapping_is_wrong_is_refused_whole(run):
    with pytest.raises(CommandError, match="les champs ne sont sans doute pas les bons"):
        run([{"id": str(rang), "intitulé du bidule": "x"} for rang in range(30)])
    assert not Opportunite.objects.exists()


def test_la_bonne_alternance(run):
    contenu = {"jobs": [offre_lba(1), offre_lba(2)], "recruiters": [{"identifier": {"id": "r1"}}], "warnings": []}
    assert run(contenu, nom="lba") == bilan(crees=2)
    offre = Alternance.objects.order_by("source_id").first()
    assert (offre.titre, offre.rome, offre.niveau_prepare, offre.contrat) == (
        "Apprentissage en boulangerie", "D1102", "3", "apprentissage",
    )  # fmt: skip
    assert (offre.commune.nom, offre.telephone, offre.places) == ("Lille", "+33353011234", 2)
    assert (offre.description, offre.conditions) == ("Tu apprends à pétrir !", "Avoir 16 ans")
    assert offre.cloture.isoformat() == jour(30)
    assert run(contenu, nom="lba") == bilan(inchanges=2)


def test_a_cancelled_offer_leaves(run):
    contenu = {"jobs": [offre_lba(1), offre_lba(2)]}
    run(contenu, nom="lba")
    contenu["jobs"][1]["offer"]["status"] = "Filled"
    assert run(contenu, nom="lba") == bilan(inchanges=1, refuses=1)
    assert Alternance.objects.filter(retiree_le=None).count() == 1


def test_trainings_of_la_bonne_alternance(run):
    formation = {
        "identifiant": {"cle_ministere_educatif": "000001P01#L01"},
        "statut": {"catalogue": "publié"},
        "formateur": {"organisme": {"unite_legale": {"raison_sociale": "CFA fictif"}}},
        "certification": {"valeur": {"intitule": {"rncp": "CAP Boulanger", "niveau": {"rncp": {"europeen": "3"}}}}},
        "lieu": {
            "adresse": {
                "label": "1 rue de l’Exemple", "code_postal": "59100",
                "commune": {"nom": "Roubaix", "code_insee": "59512"},
            },
            "geolocalisation": {"type": "Point", "coordinates": [3.1746, 50.6942]},
        },
        "modalite": {"entierement_a_distance": False, "duree_indicative": 2},
        "contenu_educatif": {"contenu": "Pétrir, cuire.", "objectif": "Devenir boulanger."},
        "sessions": [{"debut": f"{jour(90)}T00:00:00.000+02:00", "fin": f"{jour(700)}T00:00:00.000+02:00"}],
    }  # fmt: skip
    assert run({"data": [formation], "pagination": {"page_count": 1}}, nom="formations") == bilan(crees=1)
    offre = Alternance.objects.get()
    assert (offre.titre, offre.cfa, offre.commune.nom, offre.duree_mois) == (
        "CAP Boulanger",
        "CFA fictif",
        "Roubaix",
        24,
    )


def test_a_csv_of_departures(run):
    texte = (
        "Identifiant;Intitulé;Pays;Programme;Date limite;Semaines;Public\n"
        f"a;Chantier à Turin;Italie;Chantier;{jour(30)};3;jeunes\n"
        "b;Sans pays;;;;;\n"
    )
    assert run(texte.encode("cp1252"), nom="departs", famille="mobilite") == bilan(crees=1, refuses=1)
    offre = Mobilite.objects.get()
    assert (offre.pays, offre.programme, offre.semaines_min, offre.commune) == ("IT", "chantier", 3, None)


def test_an_xml_of_events(run):
    texte = f"""<?xml version="1.0" encoding="UTF-8"?>
    <agenda><evenement ref="7"><uid>e1</uid><titre>Atelier CV &amp; lettre</titre><dateDebut>{jour(9)}T14:00</dateDebut>
    <lieu><ville>Roubaix</ville><cp>59100</cp></lieu></evenement></agenda>"""
    assert run(texte, nom="agenda") == bilan(crees=1)
    offre = Evenement.objects.get()
    assert (offre.titre, offre.genre, offre.commune.nom) == ("Atelier CV & lettre", "atelier", "Roubaix")
    assert offre.heure_debut.isoformat() == "14:00:00"


def test_a_mapping_made_by_an_editor(make_flux, run):
    make_flux(
        elements="liste",
        champs={"titre": "quoi.nom", "id": "n", "commune": "ou.0.v"},
        valeurs={"domaine": "culture", "organisme": "Le Chaland"},
        deviner=False,
    )
    contenu = {
        "liste": [{"n": 1, "quoi": {"nom": "Bénévole au festival"}, "ou": [{"v": "Lille"}], "lien": "https://x.fr/1"}]
    }
    assert run(contenu) == bilan(crees=1)
    offre = Engagement.objects.get()
    assert (offre.titre, offre.domaine, offre.organisme, offre.lien) == (
        "Bénévole au festival", "culture", "Le Chaland", "",
    )  # fmt: skip


@pytest.mark.parametrize("nom", ["pas un nom", "", "é"])
def test_a_name_that_cannot_be_is_refused(run, nom):
    with pytest.raises(CommandError):
        run([mission(1)], nom=nom)


def test_a_missing_file_is_refused(site, tmp_path):
    with pytest.raises(CommandError, match="introuvable"):
        call_command("import_flux", "essai", fichier=tmp_path / "rien.json")


def test_an_unchanged_feed_asks_the_same_questions_however_long_it_is(run):
    counts = []
    for nombre in (5, 50):
        contenu = [mission(rang, lien="", titre=f"Mission {nombre} {rang}") for rang in range(nombre)]
        run(contenu, nom=f"flux-{nombre}")
        with CaptureQueriesContext(connection) as requetes:
            run(contenu, nom=f"flux-{nombre}")
        counts.append(len(requetes))
    assert counts[0] == counts[1]

"""Editors' journeys: create, publish, prolong, archive; who may do what."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.http import urlencode
from wagtail.models import Site, Workflow

from portail.opportunites.doublons import find_doublons
from portail.opportunites.models import FAMILLES, Alternance, Engagement, Evenement, Mobilite, Opportunite
from portail.opportunites.vocabulaire import Etat, Famille
from tests.geo.factories import CommuneFactory
from tests.portail.opportunites.factories import (
    FABRIQUES,
    AlternanceFactory,
    EngagementFactory,
    EvenementFactory,
    MobiliteFactory,
)
from tests.portail.opportunites.test_models import STATES
from tests.ressources.factories import RattachementFactory, StructureFactory, UtilisateurFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lundi")]

JOUR = datetime.date(2026, 3, 16)
PROPRES = {
    Famille.MOBILITE: {"pays": "PT", "programme": "ces", "niveau_demande": "0"},
    Famille.LOGEMENT: {"services": ["aides"]},
    Famille.ALTERNANCE: {
        "contrat": "apprentissage",
        "metier": "boulanger",
        "niveau_prepare": "3",
        "niveau_demande": "0",
    },
    Famille.ENGAGEMENT: {"forme": "benevolat", "domaine": "sport"},
    Famille.EVENEMENT: {"genre": "forum", "frais": "gratuit", "debut": "2026-04-01"},
}


def url_of(modele, nom: str, *args) -> str:
    return reverse(modele.snippet_viewset.get_url_name(nom), args=args)


def form(famille, **champs) -> dict:
    return {
        "titre": "Une belle offre",
        "accroche": "Tu apprends, tu rencontres.",
        "site": Site.objects.get(is_default_site=True).pk,
        **PROPRES[famille],
        **champs,
    }


def bulk(client, action: str, offres, **donnees):
    modele = type(offres[0])
    adresse = reverse("wagtail_bulk_action", args=["opportunites", modele._meta.model_name, action])
    requete = urlencode([("id", offre.pk) for offre in offres] + [("next", url_of(modele, "list"))])
    return client.post(f"{adresse}?{requete}", donnees)


@pytest.mark.parametrize("famille", Famille)
def test_an_editor_writes_an_offer_and_publishes_it(editeur, famille):
    modele = FAMILLES[famille]
    reponse = editeur.post(url_of(modele, "add"), form(famille))
    assert reponse.status_code == 302, reponse.context["form"].errors
    offre = modele.objects.get()
    assert (offre.famille, offre.live) == (famille, False)
    reponse = editeur.post(url_of(modele, "edit", offre.pk), {**form(famille, titre="Mieux"), "action-publish": "1"})
    assert reponse.status_code == 302, reponse.context["form"].errors
    offre = modele.objects.get()
    assert (offre.titre, offre.live) == ("Mieux", True)
    for nom in ("edit", "history", "usage", "copy", "delete"):
        reponse = editeur.get(url_of(modele, nom, offre.pk))
        assert reponse.status_code == (302 if nom == "delete" else 200), nom


@pytest.mark.sqlite_enough("a form refused writes nothing")
@pytest.mark.parametrize(
    ("famille", "champs", "message"),
    [
        ("mobilite", {"ouverture": "2026-05-01", "cloture": "2026-04-01"}, "ferme avant d’ouvrir"),
        ("mobilite", {"semaines_min": "9", "semaines_max": "2"}, "durée minimum dépasse"),
        ("evenement", {"debut": ""}, "quel jour"),
        ("evenement", {"heure_debut": "16:00", "heure_fin": "14:00"}, "heure de fin"),
        ("alternance", {"rome": "Z1102"}, "quatre chiffres"),
        ("logement", {"horaires": "tout le temps"}, "On ne comprend pas ces horaires"),
        ("engagement", {"latitude": "50.6", "longitude": "3.0"}, "dans quelle commune"),
        ("engagement", {"commune": "Atlantide"}, "On ne connaît pas"),
        ("engagement", {"telephone": "12"}, "n’est pas un numéro"),
    ],
)
def test_mistakes_are_said_in_french_and_nothing_is_written(editeur, famille, champs, message):
    reponse = editeur.post(url_of(FAMILLES[famille], "add"), {**form(famille, **champs), "action-publish": "1"})
    assert reponse.status_code == 200
    assert message in reponse.content.decode()
    assert not Opportunite.objects.exists()


def test_a_draft_must_have_a_title_and_nothing_typed_is_lost(editeur):
    reponse = editeur.post(
        url_of(Engagement, "add"), form("engagement", titre="", accroche="Tu gardes ce que tu tapes.")
    )
    assert reponse.status_code == 200
    assert reponse.context["form"].errors["titre"]
    assert "Tu gardes ce que tu tapes." in reponse.text
    assert not Opportunite.objects.exists()


def test_the_rome_code_is_found_from_the_trade(editeur):
    editeur.post(url_of(Alternance, "add"), form("alternance"))
    assert Alternance.objects.get().rome == "D1102"


def test_correcting_an_offer_of_a_feed_protects_what_was_corrected(editeur):
    offre = EngagementFactory(source="flux", source_id="1", titre="Avant", **PROPRES[Famille.ENGAGEMENT])
    editeur.post(url_of(Engagement, "edit", offre.pk), form("engagement", titre="Après", accroche=offre.accroche))
    proteges = Engagement.objects.get().champs_proteges
    assert "titre" in proteges
    assert "accroche" not in proteges


@pytest.mark.parametrize("famille", Famille)
def test_lists_are_filtered_by_state(editeur, famille):
    for etat in Etat:
        FABRIQUES[famille](titre=f"Offre-{etat.name}", **STATES[etat])
    for filtre in Etat:
        contenu = editeur.get(f"{url_of(FAMILLES[famille], 'list')}?etat={filtre}").content.decode()
        trouvees = {etat for etat in Etat if f"Offre-{etat.name}<" in re.sub(r"\s+<", "<", contenu)}
        assert trouvees == {filtre} | ({Etat.BIENTOT_CLOSE} if filtre == Etat.OUVERTE else set())


@pytest.mark.parametrize("texte", ["turin", '"', "%", "turin'", "\\"])
def test_the_lists_take_any_text(editeur, texte):
    MobiliteFactory(titre="Turin")
    assert editeur.get(url_of(Mobilite, "list"), {"q": texte}).status_code == 200


def test_filters_of_a_family(editeur):
    FABRIQUES[Famille.LOGEMENT](titre="Gardé", services=["mediation"])
    FABRIQUES[Famille.LOGEMENT](titre="Écarté", services=["aides"])
    contenu = editeur.get(f"{url_of(FAMILLES['logement'], 'list')}?services=mediation").content.decode()
    assert "Gardé" in contenu
    assert "Écarté" not in contenu


def test_lists_take_a_constant_number_of_queries(editeur):
    comptes = []
    for _tour in range(3):
        EvenementFactory(porteur=StructureFactory(), commune=CommuneFactory(lille=True))
        with CaptureQueriesContext(connection) as queries:
            editeur.get(url_of(Evenement, "list"))
        comptes.append(len(queries))
    assert comptes[1] == comptes[2], comptes


def test_bulk_actions(moderateur):
    offres = [MobiliteFactory(cloture=JOUR, live=False), MobiliteFactory(cloture=JOUR)]
    bulk(moderateur, "publier", offres)
    assert Mobilite.objects.filter(live=True).count() == 2
    bulk(moderateur, "prolonger", offres, cloture="2026-05-31")
    assert set(Mobilite.objects.values_list("echeance", flat=True)) == {datetime.date(2026, 5, 31)}
    bulk(moderateur, "verifier", offres)
    assert set(Mobilite.objects.values_list("verifie_le", flat=True)) == {JOUR}
    bulk(moderateur, "archiver", offres)
    assert Mobilite.objects.archived().count() == 2
    bulk(moderateur, "publier", offres)
    assert not Mobilite.objects.archived().exists()


@pytest.mark.parametrize("cloture", ["", "hier", "2026-03-15"])
def test_prolonging_needs_a_day_to_come(moderateur, cloture):
    offre = MobiliteFactory(cloture=JOUR)
    assert bulk(moderateur, "prolonger", [offre], cloture=cloture).status_code == 200
    assert Mobilite.objects.get().cloture == JOUR


def test_prolonging_says_which_offer_it_could_not(moderateur):
    offre = MobiliteFactory(titre="Rétive", ouverture=datetime.date(2026, 6, 1), cloture=datetime.date(2026, 7, 1))
    autre = MobiliteFactory(cloture=JOUR)
    reponse = bulk(moderateur, "prolonger", [offre, autre], cloture="2026-05-01")
    suite = moderateur.get(reponse["Location"]).content.decode()
    assert "Rétive" in suite
    assert "ferme avant d’ouvrir" in suite
    assert Mobilite.objects.get(pk=autre.pk).cloture == datetime.date(2026, 5, 1)


def test_lists_tell_days_to_come_and_states_in_french(editeur):
    EngagementFactory(debut=datetime.date(2026, 9, 1))
    EngagementFactory(cloture=JOUR - datetime.timedelta(days=1))
    liste = editeur.get(url_of(Engagement, "list")).text
    assert "1 septembre 2026" in liste
    assert "Fermer" not in re.findall(r'class="w-status[^>]*>\s*([^<]*?)\s*<', liste)
    assert str(Etat.CLOSE.label) == "Close"


def test_the_worklist_says_what_to_do(editeur):
    MobiliteFactory(titre="Ferme demain", cloture=JOUR + datetime.timedelta(days=1))
    MobiliteFactory(titre="Déjà close", cloture=JOUR - datetime.timedelta(days=1))
    AlternanceFactory(titre="Jamais vérifiée")
    EngagementFactory(titre="Brouillon", live=False)
    AlternanceFactory(titre="Vérifiée", verifie_le=JOUR)
    parties = editeur.get(reverse("opportunites_admin:echeances")).context["parties"]
    titres = [[ligne.offre.titre for ligne in partie["lignes"]] for partie in parties]
    assert titres == [["Ferme demain"], ["Déjà close"], ["Ferme demain", "Jamais vérifiée"], ["Brouillon"]]
    accueil = editeur.get(reverse("wagtailadmin_home")).content.decode()
    assert "Ferment dans les deux semaines : 1" in accueil


def test_duplicates_are_gathered(editeur):
    lille = CommuneFactory(lille=True)
    un = AlternanceFactory(titre="Boulanger à Lille", commune=lille)
    deux = AlternanceFactory(titre="BOULANGER  à Lille", commune=lille, lien="https://exemple.fr/1")
    trois = AlternanceFactory(titre="Autre titre", lien="https://exemple.fr/1/")
    AlternanceFactory(titre="Boulanger à Lille")
    EvenementFactory(titre="Atelier", commune=lille)
    EvenementFactory(titre="Atelier", commune=lille, debut=datetime.date(2030, 6, 19))
    groupes = find_doublons(Opportunite.objects.all())
    assert [[offre.pk for offre in groupe] for groupe in groupes] == [[un.pk, deux.pk, trois.pk]]
    assert "BOULANGER" in editeur.get(reverse("opportunites_admin:doublons")).content.decode()


def test_a_professional_writes_drafts_for_their_structure_only(sign_in):
    rattachement = RattachementFactory()
    leur, autre = EngagementFactory(porteur=rattachement.structure), EngagementFactory(titre="Une autre")
    client = sign_in(rattachement.utilisateur)
    assert "Une autre" not in client.get(url_of(Engagement, "list")).content.decode()
    assert client.get(url_of(Engagement, "edit", autre.pk)).status_code in (302, 403)
    donnees = form("engagement", titre="Proposée", porteur=rattachement.structure_id)
    assert client.post(url_of(Engagement, "edit", leur.pk), donnees).status_code == 302
    assert Engagement.objects.get(pk=leur.pk).titre != "Proposée"
    client.post(url_of(Engagement, "edit", leur.pk), {**donnees, "action-publish": "1"})
    assert Engagement.objects.get(pk=leur.pk).titre != "Proposée"
    reponse = client.post(url_of(Engagement, "edit", leur.pk), {**donnees, "porteur": StructureFactory().pk})
    assert "structures où vous travaillez" in reponse.content.decode()


@pytest.mark.parametrize("nom", ["echeances", "doublons"])
def test_worklists_are_for_whoever_may_change_something(sign_in, client, nom):
    adresse = reverse(f"opportunites_admin:{nom}")
    assert client.get(adresse).status_code == 302
    assert sign_in(UtilisateurFactory()).get(adresse).status_code in (302, 403)


def test_bulk_actions_are_refused_to_an_account_without_rights(sign_in):
    offre = MobiliteFactory(cloture=JOUR)
    bulk(sign_in(UtilisateurFactory()), "archiver", [offre])
    assert not Mobilite.objects.archived().exists()


def test_the_guide_s_workflow_reviews_opportunities():
    (circuit,) = Workflow.objects.filter(name="Relecture du guide")
    for modele in FAMILLES.values():
        assert modele().get_workflow() == circuit

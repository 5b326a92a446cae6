"""The requests in the administration: moderators look, each reading is kept, nobody writes; abuses are decided."""

import pytest
from django.urls import reverse

from portail.echanges import services
from portail.echanges.models import AbusDemande, Demande, ReglagesDemandes
from tests.portail.echanges.conftest import open_form
from tests.ressources.factories import RattachementFactory, UtilisateurFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderateur(sign_in):
    return sign_in(UtilisateurFactory(groupe="Modérateurs", first_name="Inès", last_name="Carlier"))


@pytest.fixture
def abus(demande) -> AbusDemande:
    return services.report_abus(demande=demande, motif="Des insultes", nom="Léa Mésange")


def pages(demande: Demande, abus: AbusDemande) -> list[str]:
    return [
        reverse("demandes:index"),
        reverse("demandes:inspect", args=[demande.pk]),
        reverse("abus_demandes:index"),
        reverse("abus_demandes:inspect", args=[abus.pk]),
    ]


@pytest.mark.parametrize(("groupe", "seen"), [("Modérateurs", True), ("Éditeurs", False), ("Professionnels", False)])
def test_who_sees_them(sign_in, demande, abus, groupe, seen):
    client = sign_in(UtilisateurFactory(groupe=groupe))
    for page in pages(demande, abus):
        assert (client.get(page).status_code == 200) is seen


def test_a_professional_does_not_see_them_there_even_their_own(sign_in, demande, abus, personne):
    client = sign_in(RattachementFactory(structure=personne.structure, personne=personne).utilisateur)
    for page in pages(demande, abus):
        assert client.get(page).status_code in (302, 403)


def test_opening_one_is_written_down_and_shown_to_the_crij(moderateur, demande):
    html = moderateur.get(reverse("demandes:inspect", args=[demande.pk])).content.decode()
    assert "Je cherche un stage." in html
    assert "16 mars 2026, 15:00" in html
    assert ">None<" not in html.replace(" ", "").replace("\n", "")
    lecture = demande.lectures.get()
    assert (lecture.lecteur, lecture.moyen) == ("Inès Carlier", "admin")
    assert "Inès Carlier" in moderateur.get(reverse("lectures:index")).content.decode()
    demande.refresh_from_db()
    assert demande.statut == "envoyee"  # the team's look is not the professional's


def test_the_list_shows_no_words_and_narrows(moderateur, demande):
    html = moderateur.get(reverse("demandes:index")).content.decode()
    assert "Léa Mésange" in html
    assert "Je cherche" not in html
    assert "sam@exemple.fr" not in html
    assert "Léa Mésange" not in moderateur.get(reverse("demandes:index") + "?statut=refusee").content.decode()
    assert not demande.lectures.exists()


def test_nobody_writes_one_by_hand(moderateur, demande):
    for nom, arguments in (("add", []), ("edit", [demande.pk]), ("delete", [demande.pk])):
        assert moderateur.post(reverse(f"demandes:{nom}", args=arguments)).status_code in (302, 403)
    assert Demande.objects.filter(pk=demande.pk, prenom="Sam").exists()


@pytest.mark.parametrize(("decision", "prenom"), [("fonde", ""), ("ecarte", "Sam")])
def test_a_moderator_decides_once(moderateur, demande, abus, decision, prenom):
    adresse = reverse("abus_demandes_decider", args=[abus.pk])
    moderateur.post(adresse, {"decision": decision})
    moderateur.post(adresse, {"decision": "fonde"})
    abus.refresh_from_db()
    demande.refresh_from_db()
    assert (abus.statut, demande.prenom) == (decision, prenom)
    assert abus.traite_par.last_name == "Carlier"


def test_deciding_is_for_moderators(sign_in, demande, abus):
    client = sign_in(UtilisateurFactory(groupe="Éditeurs"))
    client.post(reverse("abus_demandes_decider", args=[abus.pk]), {"decision": "fonde"})
    demande.refresh_from_db()
    assert demande.prenom == "Sam"


def test_the_team_writes_what_is_read_before_sending(client, moderateur, personne, horloge):
    adresse = reverse("wagtailsettings:edit", args=["echanges", "reglagesdemandes"])
    assert moderateur.get(adresse, follow=True).status_code == 200
    reglages = ReglagesDemandes.for_site(personne.site)
    avant = reglages.version_for("15-17")
    reglages.texte_15_17 = "Une phrase à nous."
    reglages.save()
    assert reglages.version_for("15-17") != avant
    page = f"{personne.get_absolute_url()}ecrire/"
    assert "Une phrase à nous." in client.post(page, open_form(client, page, horloge)).content.decode()

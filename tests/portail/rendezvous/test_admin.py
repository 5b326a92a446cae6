"""The team's side: reasons edited, appointments only looked at, figures without names."""

import pytest
from django.urls import reverse

from portail.espace.models import Lecture
from portail.rendezvous.models import Motif
from portail.rendezvous.services import cancel_rendezvous, mark_presence
from portail.rendezvous.statistiques import measure, safe
from portail.rendezvous.vocabulaire import Statut
from tests.ressources.conftest import editeur, moderateur, sign_in
from tests.ressources.factories import StructureFactory

from .factories import paris

__all__ = ["editeur", "moderateur", "sign_in"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lundi")]


def test_an_editor_makes_a_reason(editeur):
    structure = StructureFactory()
    page = reverse("motifs:add")
    assert "Qui réserve" in editeur.get(page).text.replace("qui réserve", "Qui réserve")
    champs = {
        "structure": structure.pk,
        "nom": "Faire le point",
        "description": "",
        "documents": "",
        "duree_minutes": "45",
        "tampon_minutes": "0",
        "mode": "sur_place",
        "reservation": "public",
        "capacite": "1",
        "delai_min_heures": "24",
        "delai_max_jours": "30",
        "actif": "on",
    }
    refus = editeur.post(page, champs | {"duree_minutes": "50"})
    assert "par quarts d’heure" in refus.text
    assert not Motif.objects.exists()
    assert editeur.post(page, champs).status_code == 302
    assert Motif.objects.get().structure == structure


def test_moderators_look_at_appointments_and_each_reading_is_kept(moderateur, book):
    rendezvous = book()
    liste = moderateur.get("/admin/rendezvous_pris/").text
    assert "Faire le point" in liste
    assert "sam@exemple.fr" not in liste
    assert not Lecture.objects.exists()
    fiche = moderateur.get(f"/admin/rendezvous_pris/inspect/{rendezvous.pk}/").text
    assert "sam@exemple.fr" in fiche
    assert Lecture.objects.get().objet == rendezvous.objet
    assert moderateur.get(f"/admin/rendezvous_pris/edit/{rendezvous.pk}/").status_code in (302, 403, 404)


def test_editors_do_not_see_who_comes(editeur, book):
    rendezvous = book()
    for page in ("/admin/rendezvous_pris/", f"/admin/rendezvous_pris/inspect/{rendezvous.pk}/"):
        assert "sam@exemple.fr" not in editeur.get(page, follow=True).text


def test_figures_by_reason(editeur, book, lundi, motif):
    venu, absent, annule = book(), book(debut=paris(2026, 3, 24, 10)), book(debut=paris(2026, 3, 24, 11))
    cancel_rendezvous(rendezvous=annule)
    lundi.move_to(paris(2026, 3, 25, 9))
    mark_presence(rendezvous=venu, statut=Statut.HONORE)
    mark_presence(rendezvous=absent, statut=Statut.ABSENCE)
    [ligne] = measure(90)
    assert {cle: ligne[cle] for cle in ("pris", "honores", "absences", "annules", "taux", "personnes")} == {
        "pris": 3,
        "honores": 1,
        "absences": 1,
        "annules": 1,
        "taux": 50,
        "personnes": 1,
    }
    html = editeur.get("/admin/rendezvous-chiffres/").text
    assert motif.structure.nom in html
    assert "Sam" not in html
    fichier = editeur.get("/admin/rendezvous-chiffres/?format=csv&jours=30").content.decode("utf-8-sig")
    assert fichier.splitlines()[1].startswith(f"{motif.structure.nom};Faire le point;3;1;1;1;50;1;")


def test_figures_without_anything(editeur):
    assert "Aucun rendez-vous" in editeur.get("/admin/rendezvous-chiffres/?jours=abc").text


@pytest.mark.parametrize(("texte", "attendu"), [("=1+1", "'=1+1"), ("Mission", "Mission"), (3, 3)])
def test_no_name_is_a_formula(texte, attendu):
    assert safe(texte) == attendu


def test_editors_add_next_year_s_school_holidays(editeur):
    envoi = {"nom": "Toussaint 2027", "debut": "2027-10-23", "fin": "2027-10-07"}
    page = reverse("vacances_scolaires:add")
    assert "finissent avant de commencer" in editeur.post(page, envoi).text
    editeur.post(page, envoi | {"fin": "2027-11-07"})
    assert "Toussaint 2027" in editeur.get(reverse("vacances_scolaires:index")).text

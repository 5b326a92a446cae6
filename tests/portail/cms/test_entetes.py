"""The heads of the lists: as they ship until an editor writes others, on the site where they are written."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Site

from portail.cms.entetes import list_entetes, read_entete
from portail.cms.models import TeteDeListe, TetesDeListes
from tests.portail.opportunites.conftest import moderateur, sign_in

__all__ = ["moderateur", "sign_in"]

pytestmark = pytest.mark.django_db

ADDRESSES = {
    "opportunites": "/opportunites/",
    "opportunites-mobilite": "/opportunites/mobilite/",
    "opportunites-alternance": "/opportunites/alternance/",
    "dispositifs": "/dispositifs/",
    "dispositifs-laboratoire": "/dispositifs/?laboratoire=1",
    "mes-droits": "/mes-droits/",
}


def write(liste: str, **champs) -> TeteDeListe:
    reglages, _made = TetesDeListes.objects.get_or_create(site=Site.objects.get(is_default_site=True))
    tete = TeteDeListe(reglages=reglages, liste=liste, **champs)
    tete.full_clean()
    tete.save()
    return tete


@pytest.mark.parametrize(("liste", "address"), ADDRESSES.items())
def test_a_list_says_what_an_editor_wrote(client, home, liste, address):
    livre = read_entete(liste, None)
    page = client.get(address).content.decode()
    assert livre.titre.split()[0] in page
    write(liste, titre="Un titre d’ici")
    page = client.get(address).content.decode()
    assert "Un titre d’ici</h1>" in page
    assert read_entete(liste, Site.objects.get(is_default_site=True)).chapeau == livre.chapeau, "what is empty ships"


def test_another_site_keeps_the_words_that_ship(home):
    write("opportunites", titre="Un titre d’ici")
    ailleurs = Site.objects.create(hostname="ailleurs.exemple.fr", root_page=home)
    assert read_entete("opportunites", ailleurs) == read_entete("opportunites", None)


def test_a_head_says_something_and_a_list_has_one(home):
    with pytest.raises(ValidationError, match="un chapeau"):
        write("opportunites")
    write("opportunites", chapeau="Autre chose.")
    with pytest.raises(ValidationError, match="déjà là"):
        write("opportunites", chapeau="Encore autre chose.")


def test_a_moderator_writes_them_in_the_admin(moderateur, home):
    address = reverse("wagtailsettings:edit", args=["cms", "tetesdelistes", Site.objects.get(is_default_site=True).pk])
    page = moderateur.get(address)
    assert page.status_code == 200
    for _code, libelle in list_entetes():
        assert str(libelle) in page.content.decode()
    formulaire = {
        "tetes-TOTAL_FORMS": "1",
        "tetes-INITIAL_FORMS": "0",
        "tetes-MIN_NUM_FORMS": "0",
        "tetes-MAX_NUM_FORMS": "1000",
        "tetes-0-liste": "mes-droits",
        "tetes-0-titre": "Tes droits, ici",
        "tetes-0-chapeau": "",
    }
    assert moderateur.post(address, formulaire).status_code == 302
    assert "Tes droits, ici" in moderateur.get("/mes-droits/").content.decode()

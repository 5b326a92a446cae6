"""The words of the search in the admin: what a change does is seen before it is saved."""

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from search.lexique.lines import Sens, shipped_expressions, shipped_synonyms
from search.lexique.models import LigneEcartee, MiseEnAvant, MotUrgence, Synonymes
from search.sources import DocumentData
from tests.ressources.factories import UtilisateurFactory

pytestmark = pytest.mark.django_db

PREVIEW, SHIPPED = reverse("search_admin:apercu"), reverse("search_admin:livrees")


def url_of(model, name: str, *args) -> str:
    return reverse(model.snippet_viewset.get_url_name(name), args=args)


def text_of(response) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def line(**changes) -> dict:
    return {"sens": Sens.EQUIVALENTS, "dit": "laine\ntricot", "trouve": "", "note": "", "actif": "on"} | changes


@pytest.fixture
def entries(engine, communes):
    names = ("Club de tricot", "Laine et compagnie", "Mission locale de Lille")
    engine.index(
        DocumentData(source="essai", object_id=number, type="structure", title=name, url=f"/structures/{number}/")
        for number, name in enumerate(names)
    )
    return engine


@pytest.mark.parametrize(
    ("model", "data"),
    [
        (Synonymes, line()),
        (MiseEnAvant, {"titre": "Le BAFA", "texte": "", "lien": "/bafa/", "recherches": "bafa", "actif": "on"}),
    ],
)
def test_an_editor_writes_lines(editeur, model, data):
    assert "Avant d’enregistrer" in text_of(editeur.get(url_of(model, "add"))) or model is not Synonymes
    response = editeur.post(url_of(model, "add"), data)
    assert response.status_code == 302, response.context["form"].errors
    row = model.objects.get()
    assert str(row) in text_of(editeur.get(url_of(model, "list"))).replace("&#x27;", "'")
    assert editeur.post(url_of(model, "edit", row.pk), data | {"actif": ""}).status_code == 302
    row.refresh_from_db()
    assert not row.actif


def test_words_of_danger_are_for_moderators(editeur, moderateur):
    data = {"expression": "me cogn*", "danger": "violences", "actif": "on"}
    assert editeur.post(url_of(MotUrgence, "add"), data).status_code == 302
    assert not MotUrgence.objects.exists()
    moderateur.post(url_of(MotUrgence, "add"), data)
    assert MotUrgence.objects.get().danger == "violences"


def test_a_preview_says_what_is_gained_and_saves_nothing(editeur, entries):
    text = text_of(editeur.post(PREVIEW, line() | {"ligne": ""}))
    assert "Laine et compagnie" in text
    assert "Club de tricot" in text
    assert "<td>1</td> <td>2</td>" in text
    assert not Synonymes.objects.exists()


def test_a_preview_tries_the_searches_it_is_given(editeur, entries):
    text = text_of(editeur.post(PREVIEW, line() | {"recherches": "mission locale\nLaine"}))
    assert "Rien ne change." in text
    assert text.count('<td class="title">') == 2


def test_a_preview_of_a_saved_line_shows_what_goes_with_it(editeur, entries):
    row = Synonymes.objects.create(sens=Sens.EQUIVALENTS, dit="laine\ntricot")
    text = text_of(editeur.post(PREVIEW, line(actif="") | {"ligne": row.pk}))
    assert "<td>2</td> <td>1</td>" in text
    row.refresh_from_db()
    assert row.actif


@pytest.mark.parametrize(
    "changes", [{"dit": "seul"}, {"dit": ""}, {"sens": "elargit"}, {"sens": "?"}, {"ligne": "x" * 30}]
)
def test_a_preview_of_a_line_that_makes_no_sense_says_why(editeur, entries, changes):
    text = text_of(editeur.post(PREVIEW, line() | changes))
    assert ("pas encore bonne" in text) is ("ligne" not in changes)


def test_shipped_lines_are_found_set_aside_and_taken_back(moderateur, entries):
    (shipped,) = [one for one in shipped_synonyms() if "miloc" in one.dit]
    assert "miloc" in text_of(moderateur.get(SHIPPED, {"q": "MILOC"}))
    assert "Aucune ligne livrée" in text_of(moderateur.get(SHIPPED, {"q": "zzzz"}))
    address = reverse("search_admin:livree", args=[shipped.cle])
    assert "Mission locale de Lille" in text_of(moderateur.get(address))
    for _twice in range(2):
        assert moderateur.post(address, {"ecarter": "1"}).status_code == 302
    assert LigneEcartee.objects.get().texte == str(shipped)
    assert "Écartée" in text_of(moderateur.get(SHIPPED, {"ecartees": "1"}))
    assert "Remettre en service" in text_of(moderateur.get(address))
    for _twice in range(2):
        assert moderateur.post(address, {"ecarter": "0"}).status_code == 302
    assert not LigneEcartee.objects.exists()
    assert ModelLogEntry.objects.filter(action__in=("wagtail.create", "wagtail.delete")).count() == 2


def test_a_shipped_word_of_danger_is_for_moderators(editeur, moderateur):
    address = reverse("search_admin:livree", args=[shipped_expressions()[0].cle])
    assert "qui appeler" in text_of(moderateur.get(address))
    assert editeur.get(address).status_code == 302
    editeur.post(address, {"ecarter": "1"})
    assert not LigneEcartee.objects.exists()


def test_who_has_no_right_sees_nothing(sign_in, client):
    outsider = sign_in(UtilisateurFactory(groupe="Professionnels"))
    for address in (SHIPPED, reverse("search_admin:livree", args=[shipped_synonyms()[0].cle])):
        assert outsider.get(address).status_code in {302, 403}
        assert client.get(address).status_code == 302
    assert outsider.post(PREVIEW, line()).status_code in {302, 403}
    assert client.post(PREVIEW, line()).status_code == 302


def test_an_unknown_shipped_line_is_not_there(moderateur):
    assert moderateur.get(reverse("search_admin:livree", args=["0" * 32])).status_code == 404

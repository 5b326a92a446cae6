"""An editor's journeys: write a rule, try it, be told what is wrong, publish, check; and who may not."""

import datetime
import html
import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, Site
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from portail.dispositifs.blocks import RegleBlock
from portail.dispositifs.models import Dispositif
from tests.ressources.conftest import editeur, moderateur, sign_in
from tests.ressources.factories import UtilisateurFactory

from .factories import DispositifFactory, a_verifier, age, groupe, situations

__all__ = ["editeur", "moderateur", "sign_in"]
pytestmark = pytest.mark.django_db
ESSAI = "/admin/dispositifs/essai/"


def url_of(name: str, *args) -> str:
    return reverse(Dispositif.snippet_viewset.get_url_name(name), args=args)


def form(regle=(), **fields) -> dict:
    values = {
        "nom": "Aide au permis",
        "slug": "",
        "chapeau": "Une aide pour passer le permis.",
        "axe": "autonomie",
        "apport": "mobilite",
        "site": Site.objects.get(is_default_site=True).pk,
        "regle": streamfield(list(regle)),
        "corps": streamfield([]),
        "etapes": inline_formset([{"titre": "Demande le formulaire", "texte": ""}]),
        **fields,
    }
    return nested_form_data(values)


APPRENTI = ("situations", {"parmi": "apprenti"})


def test_create_and_publish(editeur, client, home):
    response = editeur.post(url_of("add"), form([APPRENTI], age_min="18", zones="", **{"action-publish": "1"}))

    aide = Dispositif.objects.get()
    assert response.status_code == 302, response.context and response.context["form"].errors
    assert (aide.slug, aide.live, aide.whole_rule.say()) == (
        "aide-au-permis",
        True,
        "avoir 18 ans ou plus et être en apprentissage",
    )
    assert client.get("/dispositifs/aide-au-permis/").status_code == 200


def test_a_draft_must_have_a_name_and_nothing_typed_is_lost(editeur):
    response = editeur.post(url_of("add"), form([APPRENTI], nom="", chapeau="Ce que tu as tapé reste.", zones=""))

    assert response.status_code == 200
    assert response.context["form"].errors["nom"]
    assert "Ce que tu as tapé reste." in response.text
    assert not Dispositif.objects.exists()


def read_errors(response) -> str:
    """The page's text, those of its errors that are given to the blocks as JSON inside an attribute among it."""
    text = html.unescape(response.content.decode())
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)


@pytest.mark.parametrize(
    ("rule", "fields", "said"),
    [
        ([("age", {"age_min": "26", "age_max": ""})], {"age_max": "25"}, "Personne ne peut remplir ces conditions"),
        ([("age", {"age_min": "26", "age_max": "20"})], {}, "De 26 à 20 ans, il n’y a personne"),
        ([("age", {"age_min": "", "age_max": ""})], {}, "Donnez au moins un des deux âges."),
        ([("territoire", {"zones": "Nulle part (departement:999)"})], {}, "n'a le code « 999 »"),
        ([], {"age_min": "30", "age_max": "20"}, "L’âge minimum dépasse l’âge maximum."),
        ([], {"ouverture": "2027-05-01", "cloture": "2027-03-01"}, "La fermeture vient avant l’ouverture."),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_saved(editeur, rule, fields, said):
    response = editeur.post(url_of("add"), form(rule, **fields))

    assert response.status_code == 200
    assert said in read_errors(response)
    assert not Dispositif.objects.exists()


def test_the_edit_page_offers_to_try_the_rule(editeur):
    aide = DispositifFactory(regle=[groupe("aucune", situations("etudiant")), a_verifier("avoir un bail")])

    page = editeur.get(url_of("edit", aide.pk)).content.decode()

    assert f'data-essai="{ESSAI}"' in page
    assert "dispositifs/essai.js" in page


def essai(client, rule=(), profil=None, **fields) -> str:
    answers = {f"essai-{name}": value for name, value in (profil or {}).items()}
    response = client.post(ESSAI, form(rule, **fields) | answers)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_a_rule_is_tried_before_it_is_saved(editeur):
    rule = [APPRENTI, ("a_verifier", {"condition": "avoir commencé le permis"})]

    maybe = essai(editeur, rule, {"age": "18-25", "situation": "apprenti"}, age_min="18")
    assert "Peut-être" in maybe
    assert "À vérifier : avoir commencé le permis" in maybe
    assert "Bientôt : à partir de 18 ans" in essai(editeur, [], {"age": "16-17"}, age_min="18")
    assert "Non" in essai(editeur, rule, {"situation": "lyceen"})
    assert "c’est ouvert à tout le monde" in essai(editeur)
    assert not Dispositif.objects.exists()


def test_a_rule_that_is_not_right_yet_is_explained(editeur):
    assert "De 26 à 20 ans" in essai(editeur, [("age", {"age_min": "26", "age_max": "20"})])
    clash = essai(editeur, [("age", {"age_min": "26", "age_max": ""})], age_max="25")
    assert "« avoir 25 ans ou moins » ; « avoir 26 ans ou plus »" in clash
    assert "L’âge minimum dépasse l’âge maximum." in essai(editeur, age_min="30", age_max="20")
    assert "La fermeture vient avant l’ouverture." in essai(editeur, ouverture="2027-05-01", cloture="2027-03-01")
    assert "Profil :" in essai(editeur, [], {"ou": "Zzyzx"})


def test_trying_a_territory_writes_nothing(editeur, nord):
    from geo.models import Zone

    before = Zone.objects.count()
    answer = essai(editeur, [("territoire", {"zones": "Halluin (commune:59279)"})], {"ou": "Halluin"})

    assert "Tu habites à Halluin" in answer
    assert Zone.objects.count() == before


def test_checking_moves_the_date_and_leaves_the_text(editeur):
    aide = DispositifFactory(verifie_le=datetime.date(2026, 1, 1))

    assert editeur.get(f"/admin/dispositifs/{aide.pk}/verifier/").status_code == 200
    response = editeur.post(f"/admin/dispositifs/{aide.pk}/verifier/")

    aide.refresh_from_db()
    assert response.status_code == 302
    assert aide.verifie_le == timezone.localdate()
    assert ModelLogEntry.objects.filter(action="dispositifs.verify", object_id=str(aide.pk)).exists()


def test_an_old_draft_does_not_bring_back_an_old_check(editeur):
    aide = DispositifFactory(verifie_le=datetime.date(2026, 1, 1))
    draft = aide.save_revision()
    editeur.post(f"/admin/dispositifs/{aide.pk}/verifier/")

    draft.publish()

    aide.refresh_from_db()
    assert aide.verifie_le == timezone.localdate()


def test_the_list_is_filtered_and_costs_the_same_for_ten(editeur, django_assert_max_num_queries):
    DispositifFactory(nom="Ancienne", cloture=timezone.localdate() - datetime.timedelta(days=1))
    DispositifFactory.create_batch(9)

    assert b"Ancienne" in editeur.get(url_of("list"), {"dates": "clos"}).content
    assert b"Ancienne" not in editeur.get(url_of("list"), {"dates": "bientot"}).content
    with django_assert_max_num_queries(40):
        assert editeur.get(url_of("list")).status_code == 200


def test_who_may_do_what(editeur, moderateur, sign_in):
    aide = DispositifFactory()
    professional = sign_in(UtilisateurFactory(groupe="Professionnels"))

    assert editeur.post(url_of("delete", aide.pk)).status_code == 302  # sent back: editors do not delete
    assert Dispositif.objects.exists()
    for address in (url_of("list"), url_of("edit", aide.pk), f"/admin/dispositifs/{aide.pk}/verifier/"):
        assert professional.get(address).status_code in {302, 403}
    assert professional.post(ESSAI, form()).status_code in {302, 403}
    assert moderateur.post(url_of("delete", aide.pk)).status_code == 302
    assert not Dispositif.objects.exists()


def test_blocks_clean_territories_and_keep_what_is_right(nord):
    block = RegleBlock().child_blocks["territoire"].child_blocks["zones"]

    assert block.clean("Nord (departement:59)\nNord (departement:59)") == "Nord (département) (departement:59)"
    with pytest.raises(ValidationError, match="choisissez le territoire dans la liste"):
        block.clean("le Nord")


def test_the_preview_shows_the_draft(editeur):
    aide = DispositifFactory(nom="APL", regle=[age(16, 25)])

    response = aide.make_preview_request()

    assert response.status_code == 200
    assert "Aperçu d’un brouillon" in response.content.decode()

"""The pages in the Wagtail admin: an editor finds what awaits, writes, and has it read over."""

import datetime

import pytest
from django.urls import reverse
from wagtail.models import get_page_models
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from portail.cms.models import NumeroUrgence, ReglagesSite
from portail.comptes.roles import sync_roles
from portail.pages.models import ContentPage, Source, SuggestionRecherche
from tests.portail.pages.factories import ContentPageFactory, ListingPageFactory, make_one_of_each
from tests.ressources.conftest import sign_in
from tests.ressources.factories import UtilisateurFactory

__all__ = ["sign_in"]


@pytest.fixture
def listing(home):
    return ListingPageFactory(parent=home, slug="articles")


@pytest.fixture
def editor(sign_in, db):
    sync_roles()
    return sign_in(UtilisateurFactory(groupe="Éditeurs"))


def test_first_screen_tells_what_awaits(editor, listing):
    ContentPageFactory(parent=listing, title="Jamais relu")
    ContentPageFactory(parent=listing, title="Relu hier", relu_le=datetime.datetime.now(tz=datetime.UTC).date())
    draft = ContentPageFactory(parent=listing, title="En cours", relu_le=datetime.datetime.now(tz=datetime.UTC).date())
    draft.save_revision()

    html = editor.get(reverse("wagtailadmin_home")).content.decode()
    panel = html[html.index("pages-accueil-heading") :]

    assert "Jamais relu" in panel
    assert "Relu hier" not in panel.split("</section>")[0]
    assert "En cours" in panel
    assert reverse("wagtailadmin_pages:add", args=["pages", "contentpage", listing.pk]) in panel


def test_first_screen_of_a_professional_has_no_pages(sign_in, listing):
    ContentPageFactory(parent=listing, title="Jamais relu")
    professional = sign_in(UtilisateurFactory(groupe="Professionnels"))

    assert "pages-accueil-heading" not in professional.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize(
    "model", [m for m in get_page_models() if m._meta.app_label == "pages"], ids=lambda m: m.__name__
)
def test_every_page_opens_in_the_editor_with_help_in_french(model, editor, home):
    (page,) = [page for page in make_one_of_each(home) if type(page) is model]

    response = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))

    assert response.status_code == 200
    assert "Le résumé facile à lire et à comprendre" in response.content.decode()


EDITED = [
    *(m for m in get_page_models() if m._meta.app_label == "pages"),
    ReglagesSite,
    NumeroUrgence,
    SuggestionRecherche,
    Source,
]


@pytest.mark.parametrize("model", EDITED, ids=lambda model: model.__name__)
def test_every_field_of_ours_helps_in_french(model):
    fields = [field for field in model._meta.local_fields if field.editable and not field.primary_key]
    silent = [
        field.name for field in fields if not field.help_text and field.name not in {"sort_order", "page", "reglages"}
    ]

    assert not silent


def test_an_editor_writes_a_draft_and_submits_it_to_the_moderators(editor, listing):
    data = nested_form_data(
        {
            "title": "Trouver un logement",
            "slug": "trouver-un-logement",
            "chapeau": "Où chercher.",
            "axe": "autonomie",
            "corps": streamfield([("texte", rich_text("<p>Commence par le guichet.</p>"))]),
            "sources": inline_formset([]),
            "comments": inline_formset([]),
            "en_clair": "",
            "action-submit": "true",
        }
    )

    response = editor.post(reverse("wagtailadmin_pages:add", args=["pages", "contentpage", listing.pk]), data)

    assert response.status_code == 302, response.context and response.context["form"].errors
    page = ContentPage.objects.get()
    assert not page.live
    assert page.current_workflow_state.workflow.name == "Relecture"


def test_ages_the_wrong_way_round_are_refused_in_french(editor, listing):
    page = ContentPageFactory.build(age_min=30, age_max=16)

    with pytest.raises(Exception, match="L’âge minimum dépasse l’âge maximum"):
        listing.add_child(instance=page)

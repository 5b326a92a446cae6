"""The data that migrations move: programmes of the laboratory, from pages to dispositifs."""

import json

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

BEFORE, AFTER = [("pages", "0001_initial")], [("pages", "0003_delete_programmepage")]
STEP = 4  # characters of a tree path for each level


def migrate(targets) -> None:
    executor = MigrationExecutor(connection)
    executor.loader.build_graph()
    executor.migrate(targets)


@pytest.fixture
def before(transactional_db):
    """The models as they were when programmes were pages; the database is brought back to the present afterwards."""
    migrate(BEFORE)
    executor = MigrationExecutor(connection)
    known = [key for key in executor.loader.applied_migrations if key in executor.loader.graph.nodes]
    yield executor.loader.project_state(known).apps
    migrate(AFTER)


class Tree:
    """A site of the past, written by hand: historical models know nothing of trees."""

    def __init__(self, apps):
        self.get = apps.get_model
        self.locale = self.get("wagtailcore", "Locale").objects.get_or_create(language_code="fr")[0]
        types = self.get("contenttypes", "ContentType").objects
        self.types = {
            name: types.get_or_create(app_label="pages", model=name.lower())[0]
            for name in ("HomePage", "ListingPage", "ProgrammePage")
        }
        self.root = self.get("wagtailcore", "Page").objects.filter(depth=1).first() or self._root()

    def add(self, parent, kind: str, slug: str, **fields):
        """Add a page under another, as its last child."""
        parent.numchild += 1
        type(parent).objects.filter(pk=parent.pk).update(numchild=parent.numchild)
        return self.get("pages", kind).objects.create(
            path=f"{parent.path}{9000 + parent.numchild:04d}", depth=parent.depth + 1, slug=slug,
            url_path=f"{parent.url_path}{slug}/", content_type=self.types[kind], locale=self.locale,
            **{"title": slug.capitalize()} | fields,
        )  # fmt: skip

    def _root(self):
        page_type = self.get("contenttypes", "ContentType").objects.get_or_create(app_label="wagtailcore", model="page")
        return self.get("wagtailcore", "Page").objects.create(
            title="Root", slug="root", path="0001", depth=1, url_path="/", content_type=page_type[0], locale=self.locale
        )


def test_programmes_become_dispositifs_with_their_words_and_their_former_addresses(before):
    tree, get = Tree(before), before.get_model
    get("wagtailcore", "Site").objects.all().delete()
    home = tree.add(tree.root, "HomePage", "essai")
    site = get("wagtailcore", "Site").objects.create(
        hostname="essai.exemple.fr", root_page_id=home.pk, is_default_site=True
    )
    listing = tree.add(home, "ListingPage", "programmes")
    body = [{"type": "texte", "value": "<p>Bonjour</p>", "id": "1"}]
    programme = tree.add(
        listing, "ProgrammePage", "partaj", title="PARTAJ", axe="decrochage", age_min=11, age_max=25, porteur="C2RP",
        territoire="Arrondissement de Lille", chapeau="Raccrocher.", relu_le="2025-10-01",
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE pages_programmepage SET corps = %s WHERE page_ptr_id = %s", [json.dumps(body), programme.pk]
        )
    menus = get("cms", "Menus").objects.create(site=site)
    entry = get("cms", "EntreePrincipale").objects.create(menus=menus, libelle="Programmes", page_id=listing.pk)

    migrate(AFTER)

    from django.contrib.contenttypes.models import ContentType
    from wagtail.contrib.redirects.models import Redirect
    from wagtail.models import Page

    from portail.cms.models import EntreePrincipale
    from portail.dispositifs.models import Dispositif

    dispositif = Dispositif.objects.get(slug="partaj")
    assert (dispositif.nom, dispositif.porteur, dispositif.age_min, dispositif.age_max) == ("PARTAJ", "C2RP", 11, 25)
    assert dispositif.laboratoire
    assert dispositif.live
    assert dispositif.territoire_detail == "Arrondissement de Lille"
    assert dispositif.verifie_le.isoformat() == "2025-10-01"
    assert list(dispositif.corps.raw_data) == body
    assert dict(Redirect.objects.values_list("old_path", "redirect_link")) == {
        "/programmes/partaj": "/dispositifs/partaj/",
        "/programmes": "/dispositifs/?laboratoire=1",
    }
    moved = EntreePrincipale.objects.get(pk=entry.pk)
    assert (moved.page_id, moved.url) == (None, "/dispositifs/?laboratoire=1")
    assert not Page.objects.filter(slug__in=["programmes", "partaj"]).exists()
    assert Page.objects.get(pk=home.pk).numchild == 0
    assert "pages_programmepage" not in connection.introspection.table_names()
    ContentType.objects.clear_cache()


def test_a_site_without_programmes_is_left_as_it_is(before):
    tree = Tree(before)
    home = tree.add(tree.root, "HomePage", "essai")
    listing = tree.add(home, "ListingPage", "articles")
    migrate(AFTER)

    from wagtail.models import Page

    from portail.dispositifs.models import Dispositif

    assert Page.objects.filter(pk=listing.pk).exists()
    assert not Dispositif.objects.exists()

"""Programmes of the laboratory move from pages to dispositifs, with redirections; the page type goes next.

Their reading date becomes the date of check, their list is removed once empty, and menus that led to it lead to the
dispositifs.
"""

from django.db import migrations
from django.db.models import F

LIST = "/dispositifs/?laboratoire=1"
STEP = 4  # characters of a tree path for each level
KEPT = (
    "slug", "chapeau", "en_clair", "axe", "age_min", "age_max", "porteur", "pilote", "public", "partenaires",
    "beneficiaires_min", "beneficiaires_max", "live", "first_published_at", "last_published_at",
)  # fmt: skip


def move(apps, schema_editor):
    get = apps.get_model
    Programme, Dispositif = get("pages", "ProgrammePage"), get("dispositifs", "Dispositif")
    Page, Site = get("wagtailcore", "Page"), get("wagtailcore", "Site")
    site = Site.objects.order_by("-is_default_site", "pk").first()
    if site is None:
        return
    root = Page.objects.get(pk=site.root_page_id)
    themes = Programme._meta.get_field("thematiques").remote_field.through
    lists = set()
    for page in Programme.objects.order_by("path"):
        redirect(apps, site, root, page, f"/dispositifs/{page.slug}/")
        if not Dispositif.objects.filter(slug=page.slug).exists():
            dispositif = Dispositif.objects.create(
                nom=page.title[:120], site=site, laboratoire=True, apport="accompagnement",
                territoire_detail=page.territoire, verifie_le=page.relu_le,
                **{name: getattr(page, name) for name in KEPT},
            )  # fmt: skip
            dispositif.thematiques.set(themes.objects.filter(programmepage=page.pk).values_list("thematique", flat=True))
            copy_body(schema_editor.connection, page.pk, dispositif.pk)
        lists.add(page.path[:-STEP])
        Page.objects.filter(path=page.path[:-STEP]).update(numchild=F("numchild") - 1)
        page.delete()
    for path in lists:
        remove_if_empty(apps, site, root, path)


def copy_body(connection, page, dispositif):
    """Copy the JSON as it is: a migration does not know the blocks."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE dispositifs_dispositif SET corps = (SELECT corps FROM pages_programmepage WHERE page_ptr_id = %s) "
            "WHERE id = %s",
            [page, dispositif],
        )


def remove_if_empty(apps, site, root, path):
    Page, Listing = apps.get_model("wagtailcore", "Page"), apps.get_model("pages", "ListingPage")
    listing = Listing.objects.filter(path=path, numchild=0).first()
    if listing is None:
        return
    redirect(apps, site, root, listing, LIST)
    for menu in ("EntreePrincipale", "EntreePied"):
        apps.get_model("cms", menu).objects.filter(page=listing.pk).update(page=None, url=LIST)
    Page.objects.filter(path=path[:-STEP]).update(numchild=F("numchild") - 1)
    listing.delete()


def redirect(apps, site, root, page, link):
    """Redirect the former address, without its final slash, as Wagtail's redirections are kept."""
    if page.url_path.startswith(root.url_path):
        old_path = "/" + page.url_path[len(root.url_path) :].strip("/")
        apps.get_model("wagtailredirects", "Redirect").objects.get_or_create(
            old_path=old_path, site=site, defaults={"redirect_link": link, "is_permanent": True}
        )


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0001_initial"),
        ("dispositifs", "0001_initial"),
        ("pages", "0001_initial"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]

    operations = [
        migrations.RunPython(move, migrations.RunPython.noop),
    ]

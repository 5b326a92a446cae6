"""The pages' peer: a content page of Wagtail with a title and a paragraph, in the same layout."""


def make_bare_page() -> str:
    """Publish the page under the home page and return its address."""
    from wagtail.models import Site

    from portail.pages.models import LegalPage

    home = Site.objects.get(is_default_site=True).root_page.specific
    page = LegalPage(title="Page nue", slug="page-nue", corps=[("texte", "<p>Un paragraphe.</p>")])
    home.add_child(instance=page)
    page.save_revision().publish()
    return page.get_url()

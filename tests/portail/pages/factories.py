"""Pages for tests, one factory a type, each with the least that makes it publishable."""

import factory
import wagtail_factories
from wagtail.models import Page, Site

from portail.pages import models
from ressources.vocabulaire import Axe

TEXTE = [{"type": "texte", "value": "<h2>Une question</h2><p>Une réponse.</p>"}]


class PageFactory(wagtail_factories.PageFactory):
    class Meta:
        abstract = True

    chapeau = "Ce que la page apporte, en une phrase."
    en_clair = "Une phrase facile.\nUne autre phrase."


class HomePageFactory(PageFactory):
    class Meta:
        model = models.HomePage

    title = "Accueil"


class AxePageFactory(PageFactory):
    class Meta:
        model = models.AxePage

    title = factory.Sequence("Travailler {}".format)
    axe = Axe.EMPLOI
    phrase = "Job, stage, alternance."
    corps = TEXTE


class ListingPageFactory(PageFactory):
    class Meta:
        model = models.ListingPage

    title = factory.Sequence("Nos conseils {}".format)


class ContentPageFactory(PageFactory):
    class Meta:
        model = models.ContentPage

    title = factory.Sequence("Trouver un logement {}".format)
    axe = Axe.AUTONOMIE
    corps = TEXTE


class PijPageFactory(PageFactory):
    class Meta:
        model = models.PijPage

    title = factory.Sequence("Le PIJ de Halluin {}".format)
    corps = TEXTE


class LegalPageFactory(PageFactory):
    class Meta:
        model = models.LegalPage

    title = factory.Sequence("Mentions légales {}".format)
    corps = TEXTE


class PlanPageFactory(PageFactory):
    class Meta:
        model = models.PlanPage

    title = "Plan du site"


class ContactPageFactory(PageFactory):
    class Meta:
        model = models.ContactPage

    title = "Nous joindre"
    corps = TEXTE


def make_home() -> models.HomePage:
    """Put our home at the root of the default site, as the demonstration does."""
    home = HomePageFactory(parent=Page.get_first_root_node())
    site = Site.objects.get(is_default_site=True)
    site.root_page = home
    site.save()
    return home


def make_one_of_each(home: models.HomePage) -> list[Page]:
    """Return a published page of every type, the home first."""
    listing = ListingPageFactory(parent=home)
    return [
        home,
        AxePageFactory(parent=home),
        listing,
        ContentPageFactory(parent=listing),
        PijPageFactory(parent=listing),
        LegalPageFactory(parent=home),
        PlanPageFactory(parent=home),
        ContactPageFactory(parent=home),
    ]

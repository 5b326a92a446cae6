"""The guide in the Wagtail admin. The permission policies are registered earlier, in `apps.py`."""

from django.db import models
from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms.models import register_form_field_override
from wagtail.snippets.models import register_snippet

from geo.models import Commune

from .admin import taches_groupees, urls
from .admin.accueil import GuidePanel
from .admin.boutons import listing_buttons
from .admin.champs import CommuneField, LieuField
from .admin.listes import GuideViewSetGroup
from .choix import PlusieursField
from .importation.admin import crochets  # noqa: F401  # registers its own hooks
from .models import Lieu

register_form_field_override(models.ManyToManyField, override={"form_class": PlusieursField})
register_form_field_override(models.ForeignKey, to=Commune, override={"form_class": CommuneField})
register_form_field_override(models.ForeignKey, to=Lieu, override={"form_class": LieuField})
register_snippet(GuideViewSetGroup)

for action in taches_groupees.ACTIONS:
    hooks.register("register_bulk_action", action)

hooks.register("register_snippet_listing_buttons", listing_buttons)


@hooks.register("register_admin_urls")
def register_guide_urls():
    return [path("guide/", include(urls))]


@hooks.register("construct_homepage_panels")
def add_guide_panel(request, panels):
    panels.append(GuidePanel())


@hooks.register("register_log_actions")
def register_guide_actions(actions):
    actions.register_action("ressources.verify", _("Vérification"), _("Fiche vérifiée"))
    actions.register_action("ressources.oppose", _("Opposition"), _("Opposition enregistrée : fiche retirée"))
    actions.register_action("ressources.unoppose", _("Opposition levée"), _("Opposition levée"))

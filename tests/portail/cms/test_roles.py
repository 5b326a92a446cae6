"""What each group may do once the migrations have run."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Task, Workflow

from portail.cms.apps import CmsConfig
from portail.cms.roles import ensure_rights

pytestmark = pytest.mark.django_db


def rights(name: str) -> set[str]:
    permissions = Group.objects.get(name=name).permissions
    return set(
        permissions.filter(content_type__app_label__in=["cms", "wagtailredirects"]).values_list("codename", flat=True)
    )


def test_moderators_keep_the_settings_and_editors_the_redirects():
    assert {"change_reglagessite", "change_menus", "delete_redirect"} <= rights("Modérateurs")
    assert rights("Éditeurs") == {"add_redirect", "change_redirect", "view_redirect"}
    assert not rights("Professionnels")


def test_a_right_taken_away_stays_away():
    editors = Group.objects.get(name="Éditeurs")
    editors.permissions.remove(*editors.permissions.filter(codename="add_redirect"))

    ensure_rights(sender=CmsConfig)

    assert "add_redirect" not in rights("Éditeurs")


def test_the_pages_workflow_has_a_french_name():
    assert Workflow.objects.filter(name="Relecture").exists()
    assert not Workflow.objects.filter(name="Moderators approval").exists()
    assert Task.objects.filter(name="Relecture").exists()

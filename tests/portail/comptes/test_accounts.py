"""Accounts, roles and the demonstration's accounts."""

import json

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from wagtail.models import GroupApprovalTask

from portail.comptes.demo import ACCOUNTS, create_demo_accounts
from portail.comptes.middleware import is_team_member
from portail.comptes.models import Utilisateur
from portail.comptes.roles import sync_roles
from ressources.permissions import EDITEURS, MODERATEURS, PROFESSIONNELS

pytestmark = pytest.mark.django_db


def test_two_accounts_never_share_an_address_whatever_its_case():
    Utilisateur.objects.create_user("Nadia@Exemple.fr")
    with pytest.raises(IntegrityError), transaction.atomic():
        Utilisateur.objects.create_user("nadia@exemple.fr")
    with pytest.raises(ValidationError, match="Un compte existe déjà"):
        Utilisateur(email="NADIA@exemple.fr", password="x").full_clean()


def test_an_account_is_found_whatever_the_case_typed():
    account = Utilisateur.objects.create_user("nadia@exemple.fr")
    assert Utilisateur.objects.get_by_natural_key("NADIA@exemple.fr") == account


def test_an_account_needs_an_address():
    with pytest.raises(ValueError, match="e-mail"):
        Utilisateur.objects.create_user("")


def test_an_account_without_password_cannot_use_one():
    assert not Utilisateur.objects.create_user("nadia@exemple.fr").has_usable_password()


def test_an_account_is_named_for_people():
    assert str(Utilisateur(email="a@exemple.fr", first_name="Inès", last_name="Carlier")) == "Inès Carlier"
    assert str(Utilisateur(email="a@exemple.fr")) == "a@exemple.fr"


def page_permissions(name):
    group = Group.objects.get(name=name)
    return set(group.page_permissions.values_list("permission__codename", flat=True))


def test_the_guide_s_groups_take_over_wagtail_s():
    former, _created = Group.objects.get_or_create(name="Moderators")
    member = Utilisateur.objects.create_user("ines@exemple.fr")
    former.user_set.add(member)
    rights = page_permissions("Moderators")
    sync_roles()
    assert not Group.objects.filter(name__in=["Editors", "Moderators"]).exists()
    assert page_permissions(MODERATEURS) >= rights >= {"publish_page"}
    assert member.groups.get().name == MODERATEURS
    assert GroupApprovalTask.objects.filter(groups__name=MODERATEURS).count() >= 1


def test_editors_write_pages_and_moderators_publish_them():
    sync_roles()
    assert {"add_page", "change_page"} <= page_permissions(EDITEURS)
    assert "publish_page" not in page_permissions(EDITEURS)


def test_syncing_again_keeps_what_an_administrator_granted():
    sync_roles()
    extra = Permission.objects.get(codename="delete_structure", content_type__app_label="ressources")
    group = Group.objects.get(name=EDITEURS)
    group.permissions.add(extra)
    before = set(group.permissions.all())
    sync_roles()
    assert set(group.permissions.all()) == before


def test_who_is_of_the_team():
    professional, editor = (Utilisateur.objects.create_user(f"{name}@exemple.fr") for name in ("nadia", "basile"))
    professional.groups.add(Group.objects.get(name=PROFESSIONNELS))
    editor.groups.add(Group.objects.get(name=PROFESSIONNELS), Group.objects.get(name=EDITEURS))
    assert not is_team_member(professional)
    assert is_team_member(editor)
    assert is_team_member(Utilisateur.objects.create_superuser("alix@exemple.fr"))


def test_demo_accounts_are_written_once_and_keep_their_passwords(tmp_path):
    path = tmp_path / "comptes.json"
    first = create_demo_accounts(path)
    assert create_demo_accounts(path) == first == json.loads(path.read_text())
    assert [row["role"] for row in first] == [account.label for account in ACCOUNTS]
    assert path.stat().st_mode & 0o077 == 0
    for row in first:
        assert Utilisateur.objects.get(email=row["email"]).check_password(row["mot_de_passe"])


def test_a_lost_file_of_demo_accounts_gives_new_passwords(tmp_path):
    create_demo_accounts(tmp_path / "un.json")
    for row in create_demo_accounts(tmp_path / "deux.json"):
        assert Utilisateur.objects.get(email=row["email"]).check_password(row["mot_de_passe"])


def test_only_the_administrator_is_a_superuser(tmp_path):
    create_demo_accounts(tmp_path / "comptes.json")
    assert Utilisateur.objects.get(is_superuser=True).email == "administrateur@exemple.fr"


def test_demo_accounts_are_refused_where_settings_forbid_them(settings):
    settings.DEMO_ACCOUNTS = False
    with pytest.raises(CommandError, match="DEMO_ACCOUNTS"):
        call_command("create_demo_accounts")
    assert not Utilisateur.objects.exists()

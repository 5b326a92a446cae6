"""The roles of the portal are the guide's groups; Wagtail's own two, made in English by its migrations, join them."""

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import GroupApprovalTask, GroupCollectionPermission, GroupPagePermission

from ressources.permissions import EDITEURS, MODERATEURS

WAGTAIL_GROUPS = {"Editors": EDITEURS, "Moderators": MODERATEURS}


@transaction.atomic
def sync_roles() -> None:
    """Give the guide's groups the pages, collections, approvals and members of Wagtail's; idempotent."""
    for wagtail_name, name in WAGTAIL_GROUPS.items():
        former = Group.objects.filter(name=wagtail_name).first()
        if former is not None:
            group, _created = Group.objects.get_or_create(name=name)
            _take_over(former, group)
            former.delete()


def _take_over(former: Group, group: Group) -> None:
    group.permissions.add(*former.permissions.all())
    group.user_set.add(*former.user_set.all())
    for row in GroupPagePermission.objects.filter(group=former):
        GroupPagePermission.objects.get_or_create(group=group, page=row.page, permission=row.permission)
    for row in GroupCollectionPermission.objects.filter(group=former):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=row.collection, permission=row.permission
        )
    for task in GroupApprovalTask.objects.filter(groups=former):
        task.groups.add(group)

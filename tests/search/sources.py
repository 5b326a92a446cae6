"""A source for tests, over a model that needs no other application: groups, and users in them."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from django.contrib.auth.models import Group, Permission

from search.sources import DocumentData, SearchSource


class GroupSource(SearchSource):
    """Groups, found by their name and by the names of their permissions."""

    name = "groupe"
    model = Group
    card_template = "search/_carte.html"
    broken: ClassVar[set[str]] = set()  # names of groups that cannot be indexed

    def object_ids(self):
        return Group.objects.values_list("pk", flat=True)

    def documents(self, ids: Sequence[int | str]) -> Iterator[DocumentData]:
        for group in Group.objects.filter(pk__in=ids).prefetch_related("permissions"):
            if group.name in self.broken:
                raise RuntimeError(group.name)
            yield DocumentData(
                source=self.name,
                object_id=group.pk,
                type="article",
                title=group.name,
                url=f"/groupes/{group.pk}/",
                keywords=tuple(permission.name for permission in group.permissions.all()),
                remote=True,
            )

    def watched(self):
        return {Permission: lambda permission: permission.group_set.values_list("pk", flat=True)}

"""The pages on the admin's first screen: what awaits, and where to start writing."""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from ressources.fraicheur import relecture_limit

from .models import AxePage, ContentPage, LegalPage, ListingPage

REVIEWED = (ContentPage, AxePage, LegalPage)
SHOWN = 5


class PagesPanel(Component):
    """Published pages that nobody has read over for six months, and drafts not yet published, oldest first."""

    name = "pages"
    template_name = "pages/admin/accueil.html"
    order = 60

    def get_context_data(self, parent_context):
        request = parent_context["request"]
        mine = PagePermissionPolicy().instances_user_has_permission_for(request.user, "change")
        due = due_for_review(mine)
        drafts = mine.filter(has_unpublished_changes=True).order_by("latest_revision_created_at")
        lists = ListingPage.objects.filter(pk__in=mine.values("pk"), slug="articles")
        return {
            "due": due[:SHOWN],
            "due_count": len(due),
            "drafts": drafts[:SHOWN],
            "drafts_count": drafts.count(),
            "write_url": write_url(lists.first()),
            "may_write": mine.exists(),
        }


def due_for_review(pages) -> list[Page]:
    """Return, among `pages`, the published ones never read over or not for six months, the oldest first."""
    limit = relecture_limit(timezone.localdate())
    old = Q(relu_le=None) | Q(relu_le__lte=limit)
    due = [page for model in REVIEWED for page in model.objects.live().filter(old, pk__in=pages.values("pk"))]
    return sorted(due, key=lambda page: (page.relu_le is not None, page.relu_le or limit, page.path))


def write_url(parent: ListingPage | None) -> str:
    """Where an editor starts an article, "" when the site has no list of articles."""
    return reverse("wagtailadmin_pages:add", args=["pages", "contentpage", parent.pk]) if parent else ""

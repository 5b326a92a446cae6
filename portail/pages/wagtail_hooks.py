"""The pages in the Wagtail admin."""

from wagtail import hooks

from .admin_panel import PagesPanel


@hooks.register("construct_homepage_panels")
def add_pages_panel(request, panels):
    panels.append(PagesPanel())

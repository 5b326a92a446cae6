"""The journal of readings in the admin's menu."""

from wagtail import hooks

from .admin import LectureViewSet


@hooks.register("register_admin_viewset")
def register_lectures():
    return LectureViewSet()

"""The outbox in the admin's menu."""

from django.urls import path
from wagtail import hooks

from .admin import MessageViewSet, retry


@hooks.register("register_admin_viewset")
def register_messages():
    return MessageViewSet()


@hooks.register("register_admin_urls")
def register_retry():
    return [path("messages/renvoyer/<int:pk>/", retry, name="messages_renvoyer")]

"""The words of the search in the Wagtail admin."""

from django.urls import include, path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from search.admin import urls
from search.admin.viewsets import WordsViewSetGroup

register_snippet(WordsViewSetGroup)


@hooks.register("register_admin_urls")
def register_words_urls():
    return [path("mots/", include(urls))]

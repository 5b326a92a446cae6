from wagtail.snippets.models import register_snippet

from geo.viewsets import ZoneViewSet

register_snippet(ZoneViewSet)

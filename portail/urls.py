"""Composition root of the URLs: every address of the portal is mounted here."""

from django.conf import settings
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from portail.api import api
from portail.commun.media import media
from portail.comptes.views import AdminLoginView
from portail.referencement import SITEMAPS, robots

handler400 = "portail.commun.erreurs.bad_request"
handler403 = "portail.commun.erreurs.permission_denied"
handler404 = "portail.commun.erreurs.page_not_found"
handler500 = "portail.commun.erreurs.server_error"

urlpatterns = [
    path("admin/login/", AdminLoginView.as_view(), name="admin_login"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("compte/", include("portail.comptes.urls")),
    path("espace/", include("portail.espace.urls")),
    path("espace/", include("portail.rendezvous.espace.urls")),
    path("sante/", include("portail.commun.sante")),
    path("api/v1/", api.urls),
    path("geo/", include("geo.urls")),
    path("", include("search.urls")),
    path("", include("ressources.urls")),
    path("", include("portail.notifications.urls")),
    path("", include("portail.echanges.urls")),
    path("", include("portail.dispositifs.urls")),
    path("", include("portail.opportunites.urls")),
    path("", include("portail.rendezvous.urls")),
]
if settings.STYLEGUIDE:
    urlpatterns += [path("styleguide/", include("portail.commun.styleguide"))]
if settings.SERVE_MEDIA:
    urlpatterns += [path("media/<path:path>", media, name="media")]
urlpatterns += [
    path("favicon.ico", RedirectView.as_view(url=f"{settings.STATIC_URL}img/favicon-32.png", permanent=True)),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("", include(wagtail_urls)),
]

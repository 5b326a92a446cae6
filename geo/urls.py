from django.urls import re_path

from geo import views

app_name = "geo"

GENRE = "|".join(views.TERRITOIRES)

urlpatterns = [
    re_path(
        rf"^contours/(?P<genre>{GENRE})/(?P<code>[0-9A-Z]{{2,9}})\.json$",
        views.contours,
        name="contours",
    ),
]

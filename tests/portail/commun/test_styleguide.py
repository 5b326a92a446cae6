import pytest
from django.test import override_settings
from django.urls import include, path

from portail.commun.styleguide_content import PAGES

urlpatterns = [path("styleguide/", include("portail.commun.styleguide"))]


@pytest.fixture(autouse=True)
def _mounted():
    """The guide is mounted in development only; here it stands alone."""
    with override_settings(ROOT_URLCONF=__name__):
        yield


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["", *(f"{page}/" for page in PAGES)])
def test_every_page_of_the_guide_renders(client, name):
    response = client.get(f"/styleguide/{name}")
    assert response.status_code == 200
    assert response.content.decode().count("<h1") == 1
    assert not response.cookies


@pytest.mark.django_db
def test_an_unknown_sample_is_not_found(client):
    assert client.get("/styleguide/licorne/").status_code == 404

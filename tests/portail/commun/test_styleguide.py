"""The living guide, mounted by development settings (STYLEGUIDE)."""

import pytest

from portail.commun.styleguide_content import PAGES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["", *(f"{page}/" for page in PAGES)])
def test_every_page_of_the_guide_renders(client, name):
    response = client.get(f"/styleguide/{name}")
    assert response.status_code == 200
    assert response.content.decode().count("<h1") == 1
    assert not response.cookies


def test_an_unknown_sample_is_not_found(client):
    assert client.get("/styleguide/licorne/").status_code == 404

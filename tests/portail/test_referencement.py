"""What search engines read."""

import pytest

pytestmark = pytest.mark.django_db


def test_robots_close_what_is_nobody_s_business_and_give_the_plan(client):
    lines = client.get("/robots.txt").text.splitlines()
    assert {"Disallow: /admin/", "Disallow: /compte/", "Disallow: /recherche/?"} <= set(lines)
    assert "Sitemap: http://testserver/sitemap.xml" in lines


def test_the_plan_is_valid_xml(client):
    from xml.etree import ElementTree

    response = client.get("/sitemap.xml")
    assert response.status_code == 200
    assert ElementTree.fromstring(response.content).tag.endswith("urlset")

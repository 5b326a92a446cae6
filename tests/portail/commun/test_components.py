"""Components keep their contract: with everything, with the least, and with hostile words."""

import datetime as dt
import re

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import timezone

CARD = {"kind": "personne", "kind_label": "Personne", "title": "Samira", "url": "/personnes/1/"}


def component(name: str, /, **args) -> str:
    return render_to_string(f"components/{name}.html", args)


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


def test_a_card_needs_four_facts_only():
    html = component("card", **CARD)
    assert '<a href="/personnes/1/">Samira</a>' in html
    assert "data-marker" not in html
    assert "vérifié" not in html


def test_a_card_says_all_it_knows():
    html = component(
        "card",
        **CARD,
        axe="autonomie",
        sub="Conseillère",
        structure="Mission locale",
        commune="Tourcoing",
        distance_km=2.4,
        hours="Ouvert, ferme à 17 h",
        is_open=True,
        ages="16–25 ans",
        price="Gratuit",
        remote=True,
        verifie_le=timezone.localdate() - dt.timedelta(days=12),
        action_label="Appeler",
        action_url="tel:0353010012",
        action_icon="phone",
        number=3,
        latitude=50.7236,
        longitude=3.1609,
    )
    text = words(html)
    for fact in ("2,4 km", "Tourcoing", "aussi à distance", "16–25 ans", "Gratuit", "vérifié il y a 12 jours"):
        assert fact in text.replace("\u00a0", " ")
    assert 'data-marker="3" data-lat="50.7236" data-lng="3.1609"' in html
    assert 'class="open"' in html


def test_a_card_at_the_equator_still_has_its_pin():
    assert 'data-lat="0" data-lng="0.0"' in component("card", **CARD, number=1, latitude=0, longitude=0.0)


def test_a_card_escapes_what_people_wrote():
    html = component("card", **(CARD | {"title": "<script>alert(1)</script>"}), sub='"><img src=x onerror=1>')
    assert "<script>" not in html
    assert "<img" not in html


def test_an_unchecked_entry_says_so_when_asked():
    assert "pas encore vérifié" in component("card", **CARD, checked=True)


@pytest.mark.parametrize(
    ("args", "main"),
    [
        ({"phone": "0353010012", "route_url": "/y-aller/"}, "Appeler"),
        ({"write_url": "/ecrire/", "route_url": "/y-aller/"}, "Écrire"),
        ({"booking_url": "/rdv/", "route_url": "/y-aller/"}, "Rendez-vous"),
        ({"route_url": "/y-aller/"}, "Y aller"),
    ],
)
def test_the_first_action_given_is_the_main_one(args, main):
    html = component("action_bar", **args)
    assert html.count("btn--primary") == 1
    primary = re.search(r'<a class="btn btn--primary".*?</a>', html, re.DOTALL)
    assert primary is not None
    assert main in words(primary.group())


def test_pagination_is_silent_for_one_page():
    assert words(component("pagination", page=1, pages=1, base="")) == ""


def test_pagination_keeps_the_search():
    html = component("pagination", page=2, pages=3, base="q=logement&ou=Lille", numbers=[1, 2, 3])
    assert 'href="?q=logement&amp;ou=Lille&amp;page=3"' in html
    assert html.count('aria-current="page"') == 1


class Form(forms.Form):
    courriel = forms.EmailField(label="Ton adresse", help_text="Pour te répondre.")
    age = forms.ChoiceField(label="Ton âge", choices=[("16", "16 ans")], widget=forms.RadioSelect)


def test_a_wrong_field_is_tied_to_its_help_and_error():
    html = component("field", bound=Form({"courriel": "lina@"})["courriel"])
    described = re.search(r'aria-describedby="([^"]+)"', html)
    assert described is not None
    for name in described.group(1).split():
        assert f'id="{name}"' in html
    assert 'aria-invalid="true"' in html
    assert 'value="lina@"' in html, "rien de ce qui est tapé ne se perd"


def test_the_summary_leads_to_each_wrong_field():
    form = Form({"courriel": "lina@"})
    page = (
        component("error_summary", form=form)
        + component("field", bound=form["courriel"])
        + component("choices", bound=form["age"])
    )
    targets = re.findall(r'href="#([^"]+)"', page)
    assert len(targets) == 2
    for target in targets:
        assert f'id="{target}"' in page


def test_no_summary_without_errors():
    assert words(component("error_summary", form=Form())) == ""


def test_field_by_hand_ties_help_and_error():
    html = component(
        "field", id="tel", name="tel", label="Ton numéro", help="Dix chiffres.", error="Il en manque un.", value="06"
    )
    assert 'aria-describedby="tel_helptext tel_error"' in html
    assert 'value="06"' in html


def test_an_icon_is_decorative_unless_named():
    draw = Template('{% load commun %}{% icon "phone" %}|{% icon "phone" "Appeler" %}|{% icon "licorne" %}').render(
        Context()
    )
    decorative, named, unknown = draw.split("|")
    assert 'aria-hidden="true"' in decorative
    assert 'role="img" aria-label="Appeler"' in named
    assert unknown == ""


def test_qr_code_holds_no_inline_style():
    html = Template("{% load commun %}{% qr address %}").render(Context({"address": "https://exemple.fr/?a=1&b=2"}))
    assert html.startswith("<svg")
    assert "style=" not in html


def test_error_pages_stand_without_request_or_database():
    for status in (400, 403, 404, 500):
        html = render_to_string(f"{status}.html", {"message": "Une panne."})
        assert "Une panne." in html
        assert html.count("<h1") == 1

"""The logic of the named blocks, and what they draw."""

import pytest
from django.template.loader import get_template
from wagtail.blocks import StructBlockValidationError

from portail.cms.blocks import CorpsBlock
from portail.cms.blocks.actions import AppelActionBlock
from portail.cms.blocks.fiches import ListeFichesBlock
from portail.cms.blocks.medias import VideoBlock, embed_url
from portail.cms.blocks.textes import EncartBlock
from portail.cms.fields import StreamField
from portail.pages.models import ContentPage
from tests.geo.factories import CommuneFactory

BLOCKS = CorpsBlock().child_blocks


@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_has_a_template_an_icon_a_label_and_a_group(name):
    meta = BLOCKS[name].meta

    get_template(meta.template)
    assert meta.icon not in {"placeholder", "code"}
    assert meta.label
    assert meta.group


def test_block_definitions_stay_out_of_migrations():
    field = ContentPage._meta.get_field("corps")

    _name, path, args, kwargs = field.deconstruct()

    assert isinstance(field, StreamField)
    assert path == "portail.cms.fields.StreamField"
    assert args == []
    assert "block_lookup" not in kwargs


@pytest.mark.parametrize(
    ("page", "player"),
    [
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=3", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
        ("https://youtu.be/dQw4w9WgXcQ", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
        ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?dnt=1"),
        ("https://www.dailymotion.com/video/x8abcde", "https://geo.dailymotion.com/player.html?video=x8abcde"),
        ("https://video.exemple.fr/w/abcdef", ""),
        ("https://youtube.com.exemple.fr/watch?v=dQw4w9WgXcQ", ""),
        ('https://youtu.be/"><script>', ""),
        ("", ""),
    ],
)
def test_player_of_a_video_page(page, player):
    assert embed_url(page) == player


def test_a_video_asks_nothing_before_the_click():
    html = draw(
        VideoBlock(), {"titre": "Le CFA", "url": "https://youtu.be/dQw4w9WgXcQ", "resume": "On y apprend un métier."}
    )

    assert "<iframe" not in html
    assert html.count("<script") == 1
    assert "js/video.js" in html
    assert "<img" not in html
    assert 'data-player="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"' in html
    assert 'href="https://youtu.be/dQw4w9WgXcQ"' in html
    assert "On y apprend un métier." in html


def test_a_video_of_an_unknown_platform_is_a_link(db):
    html = draw(VideoBlock(), {"titre": "Le CFA", "url": "https://video.exemple.fr/w/abcdef", "resume": "Un métier."})

    assert "data-player" not in html
    assert "<script" not in html
    assert 'href="https://video.exemple.fr/w/abcdef"' in html


def test_a_call_out_without_title_says_its_tone():
    assert "Attention" in draw(EncartBlock(), {"ton": "attention", "texte": "<p>Danger</p>"})
    assert "Le titre" in draw(EncartBlock(), {"ton": "attention", "titre": "Le titre", "texte": "<p>Danger</p>"})


@pytest.mark.parametrize("link", [{}, {"url": "javascript:alert(1)"}])
def test_a_call_to_action_needs_one_true_destination(link):
    block = AppelActionBlock()
    with pytest.raises(StructBlockValidationError):
        block.clean(block.to_python({"titre": "Voir", "libelle": "Voir", **link}))


def test_a_list_of_entries_refuses_a_commune_nobody_knows(db):
    block = ListeFichesBlock()
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.to_python({"titre": "Qui", "commune": "Zzyzx", "rayon": "20", "nombre": 3}))

    assert "On ne connaît pas" in str(refused.value.block_errors["commune"])


def test_a_list_of_entries_keeps_a_commune_it_knows(db):
    CommuneFactory(nom="Tourcoing", code="59599")
    block = ListeFichesBlock()

    value = block.clean(block.to_python({"titre": "Qui", "commune": "tourcoing", "rayon": "20", "nombre": 3}))

    assert "commune=59599" in value.found.url


def test_an_empty_list_of_entries_leads_to_the_search(db):
    html = draw(ListeFichesBlock(), {"titre": "Qui", "q": "licorne", "rayon": "20", "nombre": 3})

    assert "Personne encore" in html
    assert 'href="/recherche/?q=licorne"' in html


def draw(block, value: dict) -> str:
    return block.render(block.to_python(value))

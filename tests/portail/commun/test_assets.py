"""What is committed under static/ is what its sources make, and what templates ask for."""

import gzip
import hashlib
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from portail.commun import icons, stylesheets

ROOT = Path(settings.BASE_DIR)
ADMIN = {"wagtailadmin", "admin", "ninja"}  # drawn with Wagtail's own icons, under the administration's own policy
PUBLIC = sorted(path for path in (ROOT / "templates").rglob("*.html") if not ADMIN & set(path.parts))
MAIL = ROOT / "templates" / "notifications" / "courriel.html"  # mail programs read no stylesheet but the mail's own
MAX_STYLESHEET_BYTES = 14_000  # compressed: what a server sends at once, before the first answer of a slow phone
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|rgb\(|hsl\(", re.IGNORECASE)


def test_the_committed_stylesheet_is_up_to_date():
    assert stylesheets.BUNDLE.read_text() == stylesheets.build(), "lancer manage.py build_css"


def test_the_stylesheet_stays_light():
    assert len(gzip.compress(stylesheets.BUNDLE.read_bytes())) <= MAX_STYLESHEET_BYTES


def test_shrinking_keeps_what_means_something():
    css = """/* a */ .a > .b ,.c { width: calc( 1px + 2px ); content: "a"; }
    @media (min-width: 1rem) and (x) { a:hover { b: c } }"""
    assert stylesheets.shrink(css) == (
        '.a>.b,.c{width:calc( 1px + 2px );content:"a"}@media (min-width:1rem) and (x){a:hover{b:c}}\n'
    )


def test_colours_are_named_in_tokens_only():
    """#fff is allowed: white is white in both themes."""
    for path in stylesheets.sources():
        if path.name in {"tokens.css"}:
            continue
        colours = {found.lower() for found in COLOUR.findall(path.read_text())} - {"#fff"}
        assert not colours, f"{path.name} : {colours}"


def test_every_file_that_the_stylesheet_asks_for_exists():
    for address in re.findall(r'url\("([^")]+)"\)', stylesheets.BUNDLE.read_text()):
        assert (stylesheets.FOLDER / address).resolve().is_file(), address


@pytest.mark.parametrize("template", PUBLIC, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_icons_asked_by_name_exist(template):
    text = template.read_text()
    asked = set(re.findall(r'{% icon "([\w-]+)"', text)) | set(re.findall(r'(?<!_)icon="([\w-]+)"', text))
    assert asked <= set(icons.ICONS)


PAGES = [path for path in PUBLIC if path != MAIL]


@pytest.mark.parametrize("template", PAGES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_public_templates_hold_nothing_that_the_content_policy_refuses(template):
    text = re.sub(
        r"{% comment %}.*?{% endcomment %}|{%.*?%}|{{.*?}}|{#.*?#}", "", template.read_text(), flags=re.DOTALL
    )
    assert not re.search(r"<script(?![^>]*(\bsrc=|application/(ld\+)?json))", text), "script dans la page"
    assert not re.search(r"\sstyle=|<style", text), "style dans la page"
    assert not re.search(r"\son[a-z]+=", text), "gestionnaire d’événement dans la page"


def test_sprites_hold_every_icon_and_pictogram():
    sprite = icons.SPRITE.read_text()
    assert set(re.findall(r'<symbol id="([\w-]+)"', sprite)) == set(icons.ICONS)
    pictos = (ROOT / "static/img/pictos.svg").read_text()
    assert set(re.findall(r'<symbol id="([\w-]+)"', pictos)) == set(icons.PICTOS)


def test_build_icons_refuses_a_folder_without_them(tmp_path):
    before = icons.SPRITE.read_bytes()
    with pytest.raises(CommandError, match="introuvable"):
        call_command("build_icons", str(tmp_path))
    assert icons.SPRITE.read_bytes() == before


def test_build_icons_joins_the_shapes_of_the_package(tmp_path):
    for name in icons.ICONS:
        shape = '<svg\n  class="x"\n>\n  <path d="M0 0" />\n</svg>'
        (tmp_path / f"{icons.SOURCE_NAMES.get(name, name)}.svg").write_text(shape)
    sprite = icons.build_sprite(tmp_path)
    assert sprite.count('<path d="M0 0"/>') == len(icons.ICONS)
    assert 'id="phone" viewBox="0 0 24 24"' in sprite


def test_vendored_files_are_the_ones_declared():
    readme = (ROOT / "static/vendor/README.md").read_text()
    declared = re.findall(r"`([\w./-]+\.js)` \| `([0-9a-f]{64})`", readme)
    assert declared
    for name, digest in declared:
        assert hashlib.sha256((ROOT / "static/vendor" / name).read_bytes()).hexdigest() == digest

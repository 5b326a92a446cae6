"""Images carry their credit and their words."""

import pytest
import wagtail_factories
from wagtail.images import get_image_model

from portail.cms.blocks.medias import ImageBlock
from portail.mediatheque.models import Illustration

# Wagtail leaves the temporary file of a rendition to the garbage collector, which says so.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


def make_image(**fields) -> Illustration:
    return wagtail_factories.ImageFactory(title="Beffroi", **fields)


def test_the_image_model_is_ours_and_asks_for_a_credit():
    assert get_image_model() is Illustration
    assert "credit" in Illustration.admin_form_fields


def test_an_image_block_shows_alternative_and_credit(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    image = make_image(description="Le beffroi de Lille sous la pluie", credit="Ville de Lille")

    html = draw({"image": image.pk, "legende": "Lille"})

    assert 'alt="Le beffroi de Lille sous la pluie"' in html
    assert "© Ville de Lille" in html
    assert "<figcaption>Lille" in html


def test_an_editors_words_win_and_a_decorative_image_is_silent(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    image = make_image(description="Générique")

    assert 'alt="Une tour de brique"' in draw({"image": image.pk, "alt": "Une tour de brique"})
    assert 'alt=""' in draw({"image": image.pk, "alt": "Une tour", "decorative": True})


def draw(value: dict) -> str:
    block = ImageBlock()
    return block.render(block.to_python(value))

"""The field for a commune, as a browser without JavaScript gets it."""

import re

from django.template.loader import render_to_string


def field(**args) -> str:
    return render_to_string("components/commune_field.html", args)


def test_the_least_is_a_plain_field():
    html = field()
    assert '<label class="field__label" for="ou"' in html
    assert re.search(r'<input class="input combobox__input" id="ou" name="ou" type="text"', html)
    assert re.search(r'<input type="hidden" name="commune" data-code disabled>', html)
    assert "role=" not in html.split("<ul")[0]  # the roles of a combobox come with its script


def test_what_was_chosen_comes_back():
    html = field(name="lieu", id="id_lieu", label="Ta ville", value="Lomme (Lille)", code="59355", code_name="ref")
    assert 'for="id_lieu"' in html
    assert 'value="Lomme (Lille)"' in html
    assert re.search(r'<input type="hidden" name="ref" data-code value="59355">', html)


def test_what_was_typed_is_escaped():
    html = field(value='"><script>alert(1)</script>')
    assert "<script>alert" not in html


def test_errors_and_help_are_tied_to_the_box():
    html = field(help="Une ville", error="On ne connaît pas « x ».")
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="ou_helptext ou_error"' in html


def test_nothing_is_inline_and_the_position_button_waits_for_its_script():
    html = field()
    assert " style=" not in html
    assert " on" not in re.sub(r">[^<]*<", "><", re.sub(r'"[^"]*"', '""', html))
    assert re.search(r'<button class="combobox__near" type="button" hidden data-autour', html)
    assert "data-autour" not in field(near=False)
    assert "autour.js" not in field(near=False)

"""Tags and filters shared by every template: icons, pictograms, stylesheet, QR code, wording."""

import datetime as dt
from functools import cache

import segno
from django import template
from django.conf import settings
from django.forms import BoundField
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from portail.commun import stylesheets, wording
from portail.commun.icons import ICONS

register = template.Library()

register.filter("since", wording.since)
register.filter("km", wording.km)
register.filter("phone", wording.phone)
register.filter("tel", wording.tel)
register.filter("typo", wording.french_spaces)
register.simple_tag(wording.age_band, name="age_band")


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString | str:
    """Draw an icon of the sprite; decorative unless it has a label. An unknown name draws nothing."""
    if name not in ICONS:
        return ""
    href = f"{_sheet('img/icons.svg')}#{name}"
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}"><use href="{}"/></svg>', label, href)
    return mark_safe(f'<svg class="icon" aria-hidden="true"><use href="{href}"/></svg>')  # noqa: S308 — ours


@register.simple_tag
def picto(name: str) -> SafeString:
    """Draw one of our own pictograms (an axis or a kind of entry), always decorative."""
    return format_html(
        '<svg class="picto" viewBox="0 0 64 64" aria-hidden="true"><use href="{}#{}"/></svg>',
        _sheet("img/pictos.svg"),
        name,
    )


@cache
def _sheet(path: str) -> str:
    """Return the address of a sheet of drawings, reckoned once: a page of results draws 150 of them."""
    return static(path)


@register.simple_tag
def stylesheet() -> str:
    """Return the address of the public stylesheet, joined again in development when a source has changed."""
    if settings.DEBUG and stylesheets.is_stale():
        stylesheets.write()
    return static("css/site.css")


@register.simple_tag
def freshness(value: dt.date | dt.datetime | None) -> wording.Freshness:
    """Give a template `{state, label, icon}` for a date of verification."""
    return wording.freshness(value)


@register.simple_tag
def qr(address: str) -> SafeString:
    """Draw the QR code of an address as inline SVG, black on white, for print."""
    code = segno.make(address, error="m", micro=False)
    return mark_safe(code.svg_inline(svgclass="qr", lineclass=None, omitsize=True, border=2, light="#fff"))  # noqa: S308


@register.simple_tag
def field_widget(bound: BoundField) -> SafeString:
    """Draw a form field's widget with our class; Django links its help and its errors by id."""
    return bound.as_widget(attrs={"class": f"{bound.field.widget.attrs.get('class', '')} input".strip()})

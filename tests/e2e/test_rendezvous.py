"""Somebody books, changes the date and cancels, without account; another comes a moment too late."""

import pytest
from playwright.sync_api import expect

from .booking_form import BookingForm, booking_path

LUCIE = {"type": "personne", "q": "Lucie Clémentine"}
AWA = {"type": "personne", "q": "Awa Carillon"}


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_booked_moved_and_cancelled(scripts, open_window, guide):
    reader = open_window(java_script_enabled=scripts)
    reader.open(guide.first(**LUCIE)["url"])
    reader.page.get_by_role("link", name="Rendez-vous", exact=True).first.click()
    form = BookingForm(reader.page)
    reader.page.get_by_role("link", name="Après").click()  # late enough to be changed: more than two days ahead
    form.choose()
    form.fill("Sam", "sam@exemple.fr").check()
    expect(reader.page.locator("main")).to_contain_text("sam@exemple.fr")
    form.send()
    title = reader.page.get_by_role("heading", level=1)
    expect(title).to_contain_text("C’est réservé")
    mine = reader.page.url

    with reader.page.expect_download() as download:
        reader.page.get_by_role("link", name="Mettre dans mon agenda").click()
    assert download.value.suggested_filename == "rendez-vous.ics"

    reader.page.get_by_role("link", name="Changer de date").click()
    reader.page.locator("button.slot").last.click()
    expect(title).to_contain_text("Ton rendez-vous")
    assert reader.page.url == mine.partition("?")[0]

    reader.page.get_by_role("link", name="Annuler", exact=True).click()
    reader.page.get_by_role("button", name="Oui, annuler").click()
    expect(title).to_contain_text("annulé")


def test_two_tabs_and_one_time(open_window, guide):
    first, second = open_window(), open_window(java_script_enabled=False)
    forms = []
    for window in (first, second):
        window.open(booking_path(guide, **AWA))
        form = BookingForm(window.page)
        form.choose()
        form.fill("Lou", "lou@exemple.fr").check()
        forms.append(form)
    forms[0].send()
    expect(first.page.get_by_role("heading", level=1)).to_contain_text("C’est réservé")
    forms[1].send()
    expect(second.page.get_by_role("heading", level=1)).to_contain_text("vient d’être pris")
    second.page.locator("button.slot").first.click()  # what was written is kept: one press books
    expect(second.page.get_by_role("heading", level=1)).to_contain_text("C’est réservé")

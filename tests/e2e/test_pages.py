"""Every kind of page in every state: accessible, within the screen, silent, and calling nobody."""

import pytest

from . import audit
from .states import STATES, State
from .visitor import DESKTOP, PHONE, Visitor

SCREENS = {360: PHONE, 1366: DESKTOP}
NARROWEST = 320  # CSS px: a 1280 px screen zoomed four times (WCAG 1.4.10)


@pytest.mark.parametrize("state", STATES, ids=str)
def test_page_has_no_fault(state: State, open_window, guide, accounts):
    visitor = open_window()
    if state.role:
        visitor.sign_in(accounts[state.role])
    faults = []
    for width, screen in SCREENS.items():
        visitor.page.set_viewport_size(screen)
        response = state.reach(visitor, guide)
        faults += [f"{width} px: {fault}" for fault in (*audit.check_policy(response), *look(visitor, width))]
        for step in state.steps:
            step.take(visitor)
            found = look(visitor, width, night=width == 360)
            faults += [f"{width} px, {step.name}: {fault}" for fault in found]
    faults += silence(visitor, state.cookies)
    if faults:
        pytest.fail("\n  ".join([visitor.path(), *faults]), pytrace=False)


def look(visitor: Visitor, width: int, *, night: bool = True) -> list[str]:
    """What is wrong with the page as it stands, by day, by night, with large text and, on a phone, at its narrowest.

    What a step brings has the same colours on both screens: one night is enough.
    """
    page = visitor.page
    faults = [*audit.check_headings(page), *audit.check_axe(page), *(audit.check_dark(page) if night else ())]
    faults += audit.check_width(page, width) + audit.check_width(page, width, text="200%")
    return faults + (audit.check_width(page, NARROWEST) if width == 360 else [])


def silence(visitor: Visitor, cookies: tuple[str, ...]) -> list[str]:
    """What the page did besides being read."""
    return [
        *(f"calls {url}" for url in visitor.calls_outside),
        *(f"console: {error}" for error in visitor.errors),
        *(f"cookie {name}" for name in visitor.cookies() if name not in cookies),
    ]

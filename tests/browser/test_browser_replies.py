"""A contestation as people live it: the form, the mark on the cell and in a picture, the editors' answer."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_browser_pages import HEIGHT, THREE_SCREENS
from tests.browsing import faults, scroll_width, settle, typed
from tests.examples_records import HOSTILE
from tests.servers import EDITOR_KEY

pytestmark = pytest.mark.browser
CELL = 'a[data-cell="outscale.secnumcloud"]'


def unfold(page, name: str) -> None:
    page.locator(f".st-key-fold_{name} summary").click(delay=80)
    settle(page)


def test_from_the_form_to_the_answer(visit):
    page = visit("/evidence?date=2020-07-06&lang=fr&cell=outscale.secnumcloud", 390, 844)
    unfold(page, "contest")
    page.get_by_label("Personne ne peut le savoir").check(force=True)
    expect(page.get_by_text("Dans ce cas, au 6 juillet 2020")).to_be_visible()
    typed(page, "Ce qui est faux, en une phrase", HOSTILE[0] + HOSTILE[5])
    typed(page, "Comment les rédacteurs peuvent vous joindre", "ada@example.org")
    page.get_by_role("button", name="Envoyer aux rédacteurs").click(delay=80)
    said = page.locator(".ev-replies").first
    expect(said).to_contain_text("pas encore traitée")
    expect(said).to_contain_text(HOSTILE[0])
    page.locator(".st-key-section_matrix summary").first.click(delay=80)
    expect(page.locator(CELL)).to_contain_text("≠")
    assert faults(page).count() == 0 and scroll_width(page) == 390
    other = visit("/evidence?date=2020-07-06&lang=en&cell=outscale.secnumcloud")
    expect(other.locator(".ev-replies")).to_contain_text("not yet answered")
    # A link to one fact shows that one: the matrix is folded above it.
    assert not other.locator(CELL).is_visible() and other.evaluate(HEIGHT) <= THREE_SCREENS
    assert "ada@example.org" not in other.content() and other.locator(".ev-replies script").count() == 0
    unfold(other, "replies")
    field = other.locator(".st-key-editor_key_typed input")
    field.fill(EDITOR_KEY)
    field.press("Enter")
    expect(other.get_by_text("ada@example.org")).to_be_visible()
    typed(other, "Reason, in French", "Vu, et refusé.")
    typed(other, "Reason, in English", "Seen, and refused.")
    other.get_by_role("button", name="Refuse", exact=True).click(delay=80)
    expect(other.locator(".ev-refused")).to_contain_text("Answer: Seen, and refused.")
    expect(other.locator(CELL)).not_to_contain_text("≠")
    assert faults(other).count() == 0

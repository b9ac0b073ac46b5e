"""The matrix in a real browser: a click opens a fact without loading the page again, and the back button closes it."""

import pytest

from tests.browser import board, browser, visit  # noqa: F401  (fixtures)

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def test_a_click_on_a_cell_opens_its_fact_and_back_closes_it(visit):  # noqa: F811
    page = visit("/evidence?date=2020-07-06&lang=en")
    page.wait_for_timeout(2500)
    page.evaluate("window.sameDocument = true")
    page.click('a[data-cell="scaleway.hds"]')
    page.wait_for_url("**cell=scaleway.hds**")
    page.wait_for_function("document.querySelector('.ev-fact .kicker').textContent.includes('Scaleway')")
    assert page.evaluate("window.sameDocument") is True
    page.go_back()
    page.wait_for_function("!document.querySelector('.ev-fact .kicker').textContent.includes('Scaleway')")


def test_the_link_of_a_cell_works_in_a_page_of_its_own(visit):  # noqa: F811
    page = visit("/evidence?date=2020-07-06&profile=cnil&lang=fr")
    link = page.locator('a[data-cell="outscale.secnumcloud"]').get_attribute("href")
    other = visit("/evidence" + link)
    assert "Outscale" in other.inner_text(".ev-fact .kicker")
    assert "profile=cnil" in other.url and "lang=fr" in other.url


@pytest.mark.parametrize("path", ["/evidence?date=2020-07-06&lang=fr", "/method?date=2020-07-06&lang=fr"])
def test_a_telephone_never_scrolls_sideways(visit, path):  # noqa: F811
    page = visit(path)
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(800)
    widths = page.evaluate("[...document.querySelectorAll('html, [data-testid=stMain]')].map(e => e.scrollWidth)")
    assert max(widths) <= 390

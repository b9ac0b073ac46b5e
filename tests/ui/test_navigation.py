"""The navigation: few entries, every page under exactly one of them."""

from ui.session.routes import ENTRIES, FIRST, PAGES
from words.language import language


def test_at_most_six_entries_hold_every_page_once():
    held = [page for _, pages in ENTRIES for page in pages]
    assert len(ENTRIES) <= 6
    assert sorted(held) == sorted(PAGES)
    assert ENTRIES[0][1][0] == FIRST


def test_no_two_entries_nor_two_pages_bear_the_same_name():
    for code in ("fr", "en"):
        say = language(code)
        for names in ([entry(say) for entry, _ in ENTRIES], [title(say) for title in PAGES.values()]):
            assert len(set(names)) == len(names)

"""What stands under a heading is short; the rest is folded. No page is louder than the verdict."""

import re

import pytest

from tests.pages.test_pages import opened
from ui.session.routes import PAGES

MOST = 45
SCENARIOS = (
    {"date": "2020-07-06"},
    {"date": "2020-07-06", "known": "documented", "thin": "1"},
    {"date": "2026-06-01", "profile": "cnil", "require": "hds,secnumcloud_qualified"},
)


def unfolded(block) -> list[str]:
    """HTML of a page outside what is folded."""
    found = []
    for child in block.children.values():
        if child.type in ("expander", "expandable", "popover"):
            continue
        found += unfolded(child) if getattr(child, "children", None) else [getattr(child.proto, "body", "")]
    return found


def words(html: str) -> int:
    return len(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_at_most_45_words_stay_under_the_heading_of_every_page(page, lang):
    for asked in SCENARIOS if lang == "fr" else SCENARIOS[:1]:
        test = opened(page, lang=lang, **asked)
        assert not test.exception
        under = [p for h in unfolded(test.main) for p in re.findall(r'<p class="conditions">(.*?)</p>', h, re.S)]
        assert sum(map(words, under)) <= MOST, (asked, under)
        head = next(h for h in unfolded(test.main) if 'class="verdict"' in h)
        assert not re.search(r"\d[.,]\d", re.sub(r"<p.*", "", head)), head


def test_no_name_is_crowned_where_the_facts_do_not_decide():
    test = opened("ranking", date="2020-07-06", lang="fr")
    title = next(h for h in unfolded(test.main) if '<h1 class="verdict">' in h)
    assert "les faits connus ne départagent pas" in title and "arrive en tête" not in title
    assert any("tirages de ce que les faits laissent ouvert" in h for h in unfolded(test.main))


def test_what_it_rests_on_opens_to_links_of_cells():
    test = opened("ranking", date="2020-07-06", lang="en")
    assert any("On what conditions" == e.label for e in test.expander)
    test.session_state["fold_conditions"] = True
    shown = "".join(h.proto.body for h in test.run().get("html"))
    cells = re.findall(r'href="\?[^"]*open=([a-z0-9_.]+)"', shown)
    assert cells and "without it, " in shown

"""The picture of points of view: whose they are stands in it, and its link gives the screen back."""

import html
import re
from datetime import date
from urllib.parse import parse_qs, parse_qsl

import pytest

from address.packed_link import expanded
from address.page_entries import PageEntries, page_entries_of
from address.viewpoints import entries
from address.weights_code import written
from charts.parts.ruler import width
from exports.pictures.picture_file import picture, picture_of
from ranking.weighing.scenario import Scenario
from words.language import language

DAY = date(2026, 11, 23)
HOSTILE = '<b>É & "C"</b>, 2020'


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_it_names_everybody_and_carries_the_link_of_the_screen(evidence, lang):
    chosen = f"cnil,hub_2020,{written(Scenario(DAY, pillars=(('readiness', 100.0),)), HOSTILE)}"
    view = page_entries_of({"voices": chosen}, evidence)
    svg = picture(evidence, Scenario(DAY), "stakeholders", "svg", lang=lang, view=view).decode()
    words = re.sub(r"<[^>]+>", "\n", svg)
    say = language(lang)
    for name in (say.text(evidence.profiles["cnil"].name), say.text(evidence.profiles["hub_2020"].name)):
        assert name in words
    assert "‹b›É &amp; &quot;C&quot;‹/b›, 2020" in words and HOSTILE not in svg
    (link,) = re.findall(r"\?date=\S*", words.replace("\n", "").replace("&amp;", "&"))[:1]
    assert entries(parse_qs(link[1:])["voices"][0]) == entries(chosen)


def test_without_a_choice_it_shows_the_documented_ones_and_the_title_is_the_screens(evidence):
    found = picture_of(language("en"), evidence, Scenario(DAY), "stakeholders", PageEntries())
    documented = [p for p in evidence.profiles.values() if p.usable and p.day]
    assert found.title.startswith(f"Of {len(documented)} points of view")
    assert all(p.name.en in found.strip for p in documented)


@pytest.mark.parametrize("voices, coded", [(3, True), (14, False)])
def test_a_long_link_is_written_whole_in_lines_that_fit_and_has_a_code_only_where_a_phone_can_read_it(
    evidence, voices, coded
):
    scenarios = [
        Scenario(
            DAY,
            pillars=tuple((p, 7.31 * (k + n) % 97) for n, p in enumerate(evidence.pillars)),
            weights=tuple((c, round((k * n + 1) ** 3.3 % 9.7, 4)) for n, c in enumerate(evidence.criteria)),
        )
        for k in range(1, voices + 1)
    ]
    chosen = ",".join(written(s, f"participant {k}") for k, s in enumerate(scenarios))
    svg = picture(
        evidence,
        Scenario(DAY),
        "divides",
        "svg",
        base="https://board.example",
        view=page_entries_of({"voices": chosen}, evidence),
    ).decode()
    assert ('class="code"' in svg) == coded
    said = [html.unescape(re.sub(r"<[^>]+>", "", t)) for t in re.findall(r'<text class="small".*?</text>', svg)]
    first = next(k for k, line in enumerate(said) if line.startswith("board.example/"))
    assert max(width(line, 11) for line in said[first:]) <= 1280
    assert entries(expanded(dict(parse_qsl("".join(said[first:]).partition("?")[2])))["voices"]) == entries(chosen)

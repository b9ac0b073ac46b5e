"""The picture of points of view: whose they are stands in it, and its link gives the screen back."""

import re
from datetime import date
from urllib.parse import parse_qs

import pytest

from exports.picture import finding, picture
from exports.view import View, view_of
from exports.voices import entries, written
from ranking.load import ROOT, load
from ranking.scenario import Scenario
from words.language import language

DAY = date(2026, 11, 23)
HOSTILE = "<b>É & \"C\"</b>, 2020"


@pytest.fixture(scope="module")
def evidence():
    return load(ROOT)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_it_names_everybody_and_carries_the_link_of_the_screen(evidence, lang):
    chosen = f"cnil,hub_2020,{written(Scenario(DAY, pillars=(('readiness', 100.0),)), HOSTILE)}"
    view = view_of({"voices": chosen}, evidence)
    svg = picture(evidence, Scenario(DAY), "stakeholders", "svg", lang=lang, view=view).decode()
    words = re.sub(r"<[^>]+>", "\n", svg)
    say = language(lang)
    for name in (say.text(evidence.profiles["cnil"].name), say.text(evidence.profiles["hub_2020"].name)):
        assert name in words
    assert "‹b›É &amp; &quot;C&quot;‹/b›, 2020" in words and HOSTILE not in svg
    (link,) = re.findall(r"\?date=\S*", words.replace("\n", "").replace("&amp;", "&"))[:1]
    assert entries(parse_qs(link[1:])["voices"][0]) == entries(chosen)


def test_without_a_choice_it_shows_the_documented_ones_and_the_title_is_the_screens(evidence):
    found = finding(language("en"), evidence, Scenario(DAY), "stakeholders", View())
    documented = [p for p in evidence.profiles.values() if p.usable and p.day]
    assert found.title.startswith(f"Of {len(documented)} points of view")
    assert all(p.name.en in found.strip for p in documented)

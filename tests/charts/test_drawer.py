"""The drawer: an address opens it on every level, an older or wrong one changes nothing, it stays on its page."""

from datetime import date

import pytest

from charts.drawer.drawer import DrawerContent, drawer_html
from ranking.facts.door import parsed
from ranking.weighing.scenario import Scenario
from results import results
from tests.charts.doors import OUTWARD, doors
from tests.pages.test_pages import opened, shown
from tests.places import EVIDENCE
from words.language import language

DAY = date(2026, 11, 23)
TODAY = Scenario(DAY)


def drawer(door: str, scenario: Scenario = TODAY, lang: str = "en") -> str:
    ranking, asked = results.ranking(EVIDENCE, scenario), parsed(door, EVIDENCE)
    interval = results.rank_intervals(EVIDENCE, ranking).get(asked.offer)
    return drawer_html(DrawerContent(language(lang), EVIDENCE, ranking, asked, interval, "", str, str))


def test_a_score_shows_all_its_pillars_and_criteria_with_their_sources_and_adds_up():
    html = drawer("azure")
    row = results.ranking(EVIDENCE, Scenario(DAY)).row("azure")
    assert {f"azure.{p}" for p in EVIDENCE.pillars} <= doors(html)
    assert {f"azure.{c.pillar}.{c.id}" for c in EVIDENCE.criteria.values()} <= doors(html)
    points = [float(x.partition("</b>")[0] or 0) for x in html.split("</span> <b>")[1:]]
    assert round(sum(points[:-1]), 1) == points[-1] == round(row.score, 1)
    assert len(OUTWARD.findall(html)) > 10


def test_a_criterion_shows_the_fact_its_grade_its_source_and_its_history_and_the_way_back():
    html = drawer("azure.certification.hds")
    assert {"azure", "azure.certification"} <= doors(html)
    assert "Grade" in html and "In force from" in html and "All that was found" in html and OUTWARD.search(html)


def test_a_contested_fact_is_asked_not_stated():
    contested = next(
        f for f in results.matrix(EVIDENCE, Scenario(DAY)).facts.values() if f.contested and f.offer != "x"
    )
    html = drawer(f"{contested.offer}.{contested.indicator}")
    assert "? (contested)" in html


@pytest.mark.parametrize("scenario", [Scenario(date(2018, 1, 1)), Scenario(DAY, require=("secnumcloud_qualified",))])
def test_an_offer_without_a_place_says_why(scenario):
    ranking = results.ranking(EVIDENCE, scenario)
    html = drawer(ranking.excluded[0].offer, scenario)
    assert "Without a place" in html and f'data-shown="{ranking.excluded[0].offer}"' in html


def test_an_address_opens_the_drawer_beside_its_page_and_what_leads_nowhere_is_said():
    test = opened(date="2026-11-23", lang="en", open="azure.hds@2020-07-06")
    text = shown(test)
    assert (
        not test.exception and 'data-shown="azure.certification.hds@2020-07-06"' in text and "As on 6 July 2020" in text
    )
    text = shown(opened(date="2026-11-23", lang="en", open="azure.speed"))
    assert 'class="dr ' not in text and "open = “azure.speed”, dropped" in text

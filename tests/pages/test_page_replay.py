"""The decisions page in both languages: the count, one card a decision, the links, the table."""

import re
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from charts.decisions.replay import card_html, overview_html
from charts.decisions.sheets import replay_sheet
from ranking.decisions.replay import replays
from ranking.facts.load import ROOT
from tests.charts.doors import doors, leads_outward, without_doors
from tests.examples import small_evidence
from tests.ranking.decisions.test_replay import CASES
from words.decisions.replay import count_sentence, verdict_word
from words.decisions.replay_reasons import reason_sentences
from words.language import language


def page(lang: str, case: str = "") -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["lang"] = lang
    if case:
        app.query_params["case"] = case
    app.switch_page("pages/replay.py")
    return app.run()


def html(app: AppTest) -> str:
    return " ".join(block.proto.body for block in app.main.get("html"))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_page_says_the_count_and_opens_the_decision_of_the_address_with_the_way_to_its_ranking(lang, evidence):
    say, found = language(lang), replays(evidence)
    for one in found:
        app = page(lang, one.decision.id)
        assert not app.exception
        text = html(app)
        assert f'<h1 class="verdict">{count_sentence(say, found)}</h1>' in text
        assert re.findall(r'<h2 id="rp-(\w+)"', text) == [one.decision.id]
        assert f"rp-stamp rp-large rp-{one.verdict}" in text and verdict_word(say, one.verdict) in text
        assert all(source.url.replace("&", "&amp;") in text for source in one.decision.sources if source.url)
        links = [link.proto for link in app.main.get("page_link")]
        (asked,) = {link.query_string for link in links if link.label.startswith("→")}
        assert dict(parse_qsl(asked)) == one.scenario.to_query() | {"lang": lang}


def test_every_offer_and_score_of_the_overview_opens_its_facts_on_the_decisions_day(evidence):
    found, say = replays(evidence), language("en")
    overview = overview_html(say, evidence, found, str)
    wanted = {
        f"{offer}@{one.decision.id}"
        for one in found
        for offer in (*one.decision.chosen[:3], *(r.offer for r in one.ranking.leaders[:3]))
    }
    assert doors(overview) == wanted and all(leads_outward(door, found[0].decision.day) for door in wanted)
    scores = [f'">{say.number(one.ranking.leaders[0].score, 1)} points</a>' for one in found]
    assert all(score in overview for score in scores)
    assert without_doors(overview) == overview_html(say, evidence, found)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_table_holds_every_offer_of_every_decision(lang, evidence):
    found = replays(evidence)
    sheet = replay_sheet(language(lang), evidence, found)
    assert len(sheet.rows) == sum(len(one.offers) for one in found)
    assert [row[0] for row in sheet.rows] == [one.decision.day for one in found for _ in one.offers]


def test_no_sentence_has_an_empty_blank_or_a_doubled_stop(evidence):
    for lang in ("fr", "en"):
        for one in replays(evidence):
            for sentence in reason_sentences(language(lang), evidence, one):
                assert not re.search(r"\{|\}|\.\.|: \.|\(\)|  ", sentence), sentence


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("reason", CASES)
def test_every_reason_can_be_drawn(reason, lang):
    found, say = CASES[reason](), language(lang)
    evidence = small_evidence(
        {s.offer: {} for s in found.offers} | {r.offer: {} for r in (found.ranking.rows if found.ranking else ())}
    )
    text = card_html(say, evidence, found) + overview_html(say, evidence, [found])
    assert f"rp-large rp-{found.verdict}" in text and ">None<" not in text


def test_a_board_without_decisions_says_so():
    say = language("en")
    assert count_sentence(say, []) == "No decision is on file."
    assert replay_sheet(say, small_evidence(), ()).rows == ()

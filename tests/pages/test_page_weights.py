"""Your weights: each of the four ways walked through to its end, in both languages; links, going back, undoing."""

import html

import pytest
from markdown_it import MarkdownIt
from streamlit.testing.v1 import AppTest

from address.questionnaire import parsed
from ranking.weighing.scenario import Scenario, from_query
from tests.pages.test_pages import address, opened, shown, weights_sent
from tests.places import EVIDENCE

# The day before egress prices are known for enough offers: nothing of the cost pillar is asked.
DAY = "2020-07-05"
PILLARS = ("sovereignty", "certification", "readiness")


def text(test: AppTest) -> str:
    return html.unescape(shown(test))


def press(test: AppTest, key: str) -> AppTest:
    test.button(key=key).click().run()
    assert not test.exception
    return test


def begun(way: str, lang: str = "en") -> AppTest:
    return press(opened("weights", date=DAY, lang=lang), f"el_begin_{way}")


def link(test: AppTest) -> AppTest:
    """The page opened afresh from the address that `test` shows."""
    return opened("weights", **{k: address(test, k) for k in test.query_params})


def pillars(test: AppTest) -> dict[str, float]:
    """The pillar shares now in force, as the address has them."""
    return {k: float(v) for k, v in (part.split(":") for part in address(test, "pillars").split(","))}


@pytest.mark.parametrize(("lang", "said"), [("fr", "Prendre ces poids"), ("en", "Use these weights")])
def test_swings_end_in_weights_that_every_screen_then_uses_and_that_can_be_undone(lang, said):
    test = begun("swing", lang)
    press(test, "el_first_readiness_0")
    test.slider(key="el_worth_sovereignty").set_value(60).run()
    press(test, "el_next_1")
    test.slider(key="el_worth_certification").set_value(40).run()
    press(test, "el_next_2")
    press(test, "el_next_3")
    assert "pillars" not in test.query_params
    assert test.button(key="el_use").label == said
    assert 'class="el-weights"' in text(test) and 'class="el-moves"' in text(test)
    press(test, "el_use")
    assert pillars(test) == {"readiness": 50, "sovereignty": 30, "certification": 20}
    assert [weights_sent(test)["pillars"][p] for p in PILLARS[:3]] == [30, 20, 50]
    ranking = link(test).switch_page("pages/ranking.py").run()
    assert pillars(ranking) == {"readiness": 50, "sovereignty": 30, "certification": 20}
    press(test, "el_undo")
    assert "pillars" not in test.query_params
    assert test.button(key="el_use").label == said


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_an_order_shows_the_range_it_leaves_open_and_leads_to_its_robustness(lang):
    test = begun("order", lang)
    for n, item in enumerate(("readiness", "certification")):
        press(test, f"el_next_{item}_{n}")
    press(test, "el_next_2")
    words = {"fr": "de 33\u202f% à 100\u202f%", "en": "from 33% to 100%"}[lang]
    assert words in text(test)
    assert {"fr": "toutes les pondérations de cet ordre", "en": "all weightings in this order"}[lang] in text(test)
    path = next(e.proto for e in test.get("page_link") if "vary=order-nested" in e.proto.query_string)
    assert "pillars=" in path.query_string
    press(test, "el_use")
    assert pillars(test) == pytest.approx({"readiness": 61.11, "certification": 27.78, "sovereignty": 11.11})


def test_a_name_with_a_hyphen_stands_in_its_label_as_it_is():
    test = begun("order")
    for n, item in enumerate(("readiness", "certification")):
        press(test, f"el_next_{item}_{n}")
    test.get("button_group")[-1].set_value(["certification"]).run()
    press(test, "el_next_2")
    labels = [MarkdownIt().renderInline(button.label) for button in test.button]
    assert "Health-data hosting (HDS)" in labels


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_comparisons_point_out_the_least_consistent_answer_and_it_can_be_given_again(lang):
    test = begun("pairs", lang)
    for n, (name, value) in enumerate(
        (("sovereignty/certification", 9), ("sovereignty/readiness", 3), ("certification/readiness", 9))
    ):
        test.radio(key=f"el_pair_{name}").set_value(value).run()
        press(test, f"el_next_{n}")
    press(test, "el_next_3")
    said = text(test)
    assert {"fr": "se contredisent plus que Saaty", "en": "contradict each other more than Saaty"}[lang] in said
    press(test, "el_redo_")
    again = next(r for r in test.radio if r.key.startswith("el_pair_"))
    assert again.key == "el_pair_sovereignty/certification" and again.value == 9
    again.set_value(-3).run()
    press(test, "el_next_0")
    assert parsed(address(test, "answers"), EVIDENCE)["sovereignty/certification"] == -3
    assert {"fr": "s’accordent parfaitement", "en": "fit together perfectly"}[lang] in text(test)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_percentages_are_brought_to_a_hundred_and_the_criteria_of_a_pillar_can_follow(lang):
    test = begun("direct", lang)
    for pillar, points in zip(PILLARS, (60, 30, 60), strict=True):
        test.slider(key=f"el_share_{pillar}").set_value(points).run()
    assert "Total" in text(test) and "150" in text(test)
    press(test, "el_next_0")
    test.get("button_group")[-1].set_value(["readiness"]).run()
    press(test, "el_next_1")
    test.slider(key="el_share_data_services").set_value(70).run()
    test.slider(key="el_share_ai_services").set_value(30).run()
    test.slider(key="el_share_eu_regions").set_value(0).run()
    test.slider(key="el_share_ugap_available").set_value(0).run()
    press(test, "el_next_2")
    press(test, "el_use")
    assert pillars(test) == {"sovereignty": 40, "certification": 20, "readiness": 40}
    assert address(test, "weights") == "ai_services:30,data_services:70,eu_regions:0,ugap_available:0"


def test_nothing_shared_out_cannot_go_on():
    test = begun("direct")
    for pillar in PILLARS:
        test.slider(key=f"el_share_{pillar}").set_value(0).run()
    assert test.button(key="el_next_0").disabled and "more than 0" in text(test)


def test_a_link_gives_back_the_question_and_the_answers_and_back_leads_to_the_one_before():
    test = begun("swing")
    press(test, "el_first_readiness_0")
    test.slider(key="el_worth_sovereignty").set_value(60).run()
    press(test, "el_next_1")
    fresh = link(test)
    assert "how much is raising “Certification” worth?" in text(fresh)
    press(fresh, "el_back_2")
    assert fresh.slider(key="el_worth_sovereignty").value == 60


def test_what_is_not_asked_is_named_and_each_way_says_what_it_assumes():
    assert "Not asked, since known for fewer than 65% of the offers on 5 July 2020: GPU generation" in text(
        begun("swing")
    )
    start = text(opened("weights", date=DAY, lang="en"))
    assert start.count("Assumes") == 4


@pytest.mark.parametrize(
    "query",
    [
        {"way": "tarot"},
        {"way": "swing", "step": "-1"},
        {"way": "swing", "answers": "sovereignty:1e9"},
        {"way": "pairs", "before": "nobody;;"},
        {"way": "order", "answers": "<script>:1"},
    ],
)
def test_hostile_entries_are_dropped_with_a_sentence_and_the_path_stands(query):
    test = opened("weights", date=DAY, lang="en", **query)
    assert not test.exception
    assert "1 entry of this link could not be used." in text(test)
    assert 'class="verdict"' in text(test)


def test_inside_another_screen_the_answers_stay_out_of_the_address_and_the_scenario_comes_back():
    def participant():
        import streamlit as st

        from ui.session import data
        from ui.weights.guided import guided
        from words.language import language

        evidence = data.evidence()
        found = guided(evidence, st.session_state["asked"], language("en"), "seat")
        if found:
            st.session_state["found"] = found

    test = AppTest.from_function(participant, default_timeout=60)
    asked = from_query({"date": DAY, "require": "hds"}, EVIDENCE, Scenario(EVIDENCE.checked).as_of)[0]
    test.session_state["asked"] = asked
    test.run()
    press(test, "seat_begin_order")
    press(test, "seat_next_readiness_0")
    press(test, "seat_tie_1")
    press(test, "seat_next_2")
    assert dict(test.query_params) == {}
    press(test, "seat_use")
    found = test.session_state["found"]
    assert found.require == ("hds",) and dict(found.pillars)["readiness"] == pytest.approx(61.11)
    assert dict(found.pillars)["certification"] == dict(found.pillars)["sovereignty"]

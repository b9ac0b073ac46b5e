"""The live board, Python's side: what it sends, what it takes from the browser, and what a lock means."""

import json
import random
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from address.entries import PAGES
from charts.ranking.live_data import live_board
from ranking.balance.move_weight import taken
from ranking.errors import ScenarioError
from ranking.weighing.rank import rank, shut_out
from ranking.weighing.scenario import Scenario
from ranking.weighing.weighting import weighting
from ranking.weights import whole_percentages
from tests.browser.live.cases import question
from tests.examples import small_evidence
from tests.pages.test_pages import handed, opened, ranked, shown, weigh
from tests.places import EVIDENCE
from tests.ranking.balance.weight_moves import balance_moved, criterion_moved, moved, pillar_moved
from words.language import language
from words.ranking.live import gap_words

DAY = date(2026, 11, 23)
PILLARS, CRITERIA = list(EVIDENCE.pillars), list(EVIDENCE.criteria)
SHARES = st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 100), min_size=2).filter(lambda s: sum(s.values()))
AMOUNTS = st.floats(0, 1000, allow_subnormal=False)


def normal(shares: dict) -> dict:
    return {k: v / sum(shares.values()) for k, v in shares.items()}


@given(SHARES, st.data())
def test_locked_shares_stay_and_the_rest_fills_what_they_leave(shares, data):
    shares, names = normal(shares), sorted(shares)
    item = data.draw(st.sampled_from(names))
    locked = set(data.draw(st.lists(st.sampled_from(names)))) - {item}
    assume(len(locked) + 1 < len(names))
    to = data.draw(st.floats(0, 1))
    after = moved(shares, item, to, locked)
    assert sum(after.values()) == pytest.approx(1)
    assert {k: after[k] for k in locked} == {k: shares[k] for k in locked}
    assert after[item] == pytest.approx(min(to, 1 - sum(shares[k] for k in locked)))
    free = [k for k in names if k not in locked and k != item and shares[k] > 0]
    ratios = [after[k] / shares[k] for k in free]
    assert ratios == pytest.approx([ratios[0]] * len(ratios) if ratios else [])


@given(SHARES, st.data())
def test_a_locked_weight_does_not_move_under_the_hand_either(shares, data):
    shares = normal(shares)
    item = data.draw(st.sampled_from(sorted(shares)))
    assert moved(shares, item, 0.5, {item}) == shares


def test_where_all_others_are_locked_a_weight_keeps_what_they_leave():
    assert moved({"a": 0.2, "b": 0.3, "c": 0.5}, "a", 0.9, {"b", "c"}) == pytest.approx({"a": 0.2, "b": 0.3, "c": 0.5})


@given(st.lists(st.floats(0.5, 100), min_size=4, max_size=4), st.permutations(PILLARS), st.integers(0, 100))
def test_a_hand_moves_whole_percentages_that_add_up_and_leaves_locked_ones_on_their_number(amounts, order, to):
    item, lock, *_ = order
    scenario = Scenario(DAY, pillars=tuple(zip(PILLARS, amounts, strict=True)), thin=True)
    weights = weighting(EVIDENCE, scenario, frozenset())
    before = whole_percentages(weights.pillars)
    after = pillar_moved(EVIDENCE, scenario, weights, item, to, {lock})
    shares = whole_percentages(weighting(EVIDENCE, after, frozenset()).pillars)
    assert sum(shares.values()) == 100
    assert shares[lock] == before[lock]
    assert shares[item] == min(to, 100 - before[lock])


def test_a_criterion_moves_inside_its_pillar_only():
    ranking = rank(EVIDENCE, Scenario(DAY))
    after = criterion_moved(EVIDENCE, Scenario(DAY), ranking.weighting, "jurisdiction", 70, {"key_control"})
    weights = weighting(EVIDENCE, after, ranking.matrix.thin)
    assert weights.pillars == ranking.weighting.pillars
    assert weights.within["jurisdiction"] == pytest.approx(0.70)
    assert weights.within["key_control"] == pytest.approx(ranking.weighting.within["key_control"])
    others = {c: w for c, w in ranking.weighting.within.items() if EVIDENCE.criteria[c].pillar != "sovereignty"}
    assert {c: weights.within[c] for c in others} == others


def test_a_lock_on_one_pole_holds_the_balance():
    weights = weighting(EVIDENCE, Scenario(DAY), frozenset())
    assert balance_moved(EVIDENCE, Scenario(DAY), weights, 90, {"sovereignty"}) == Scenario(DAY)
    assert balance_moved(EVIDENCE, Scenario(DAY), weights, 90, {"certification"}) != Scenario(DAY)


@given(
    st.dictionaries(st.sampled_from(PILLARS), AMOUNTS),
    st.dictionaries(st.sampled_from(CRITERIA), AMOUNTS),
    st.lists(st.sampled_from(PILLARS + CRITERIA)),
)
def test_a_message_of_known_names_and_numbers_gives_exactly_its_weights(pillars, weights, locked):
    scenario, message = Scenario(DAY, profile="cnil", require=("hds",)), None
    message = json.loads(json.dumps({"seq": 1, "pillars": pillars, "weights": weights, "locked": locked}))
    try:
        there, kept = taken(EVIDENCE, scenario, frozenset(), message)
    except ScenarioError:
        there = Scenario(DAY, "cnil", tuple(pillars.items()), tuple(weights.items()))
        assert not any(weighting(EVIDENCE, there, frozenset()).overall.values())
        return
    assert (dict(there.pillars), dict(there.weights)) == (pillars, weights)
    assert kept == list(dict.fromkeys(locked))
    assert (there.as_of, there.profile, there.require) == (DAY, "cnil", ("hds",))


GOOD = {"pillars": {"readiness": 40}, "weights": {}, "locked": []}


@pytest.mark.parametrize(
    "message",
    [
        None,
        7,
        "x",
        [],
        {},
        {**GOOD, "pillars": None},
        {**GOOD, "pillars": [["readiness", 40]]},
        {**GOOD, "pillars": {"readiness": "40"}},
        {**GOOD, "pillars": {"readiness": True}},
        {**GOOD, "pillars": {"readiness": float("nan")}},
        {**GOOD, "pillars": {"readiness": float("inf")}},
        {**GOOD, "pillars": {"readiness": -1}},
        {**GOOD, "pillars": {"readiness": 1e9}},
        {**GOOD, "pillars": {"__proto__": 1}},
        {**GOOD, "pillars": {"hds": 1}},
        {**GOOD, "weights": {"readiness": 1}},
        {**GOOD, "weights": {"hds": {}}},
        {**GOOD, "locked": None},
        {**GOOD, "locked": "readiness"},
        {**GOOD, "locked": ["nowhere"]},
        {**GOOD, "locked": [["readiness"]]},
        {**GOOD, "pillars": dict.fromkeys(PILLARS, 0)},
    ],
)
def test_a_message_that_cannot_be_used_is_refused_whole(message):
    with pytest.raises(ScenarioError):
        taken(EVIDENCE, Scenario(DAY), frozenset(), message)


@pytest.mark.parametrize("seed", range(12))
def test_what_is_sent_is_plain_json_of_the_offers_shown_with_the_reasons_of_the_ranking(seed):
    scenario = question(EVIDENCE, random.Random(seed))
    ranking = rank(EVIDENCE, scenario)
    sent = json.loads(json.dumps(live_board(language("fr"), EVIDENCE, ranking), allow_nan=False))
    assert [o["id"] for o in sent["offers"]] == list(ranking.outcomes)
    out = {x.offer: x.reason for x in ranking.excluded}
    bars = {o["id"]: o["bar"] for o in sent["offers"] if o["bar"]}
    assert bars.keys() <= out.keys()
    assert scenario.unknowns == "ignore" or bars == out
    assert set(shut_out(EVIDENCE, ranking)) == set(bars)


def test_names_of_the_data_are_sent_as_they_are_and_never_as_markup():
    sent = live_board(language("en"), small_evidence(), rank(small_evidence(), Scenario(DAY)))
    assert {o["name"] for o in sent["offers"]} == {o.name for o in small_evidence().offers.values()}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_gap_has_both_plural_forms_with_its_blanks(lang):
    for kind, forms in gap_words(language(lang)).items():
        assert set(forms) == {"one", "other"}
        assert all(("{gap}" in text) is (kind in ("ahead", "behind")) for text in forms.values())


def test_the_address_keys_of_the_live_board_take_known_names_only():
    assert PAGES["board"].read("table", EVIDENCE) and not PAGES["board"].read("live", EVIDENCE)
    assert PAGES["lock"].read("readiness,hds", EVIDENCE)
    assert not any(PAGES["lock"].read(text, EVIDENCE) for text in ("", "azure", "hds,hds", "hds,", "<b>"))


def test_the_page_draws_the_live_board_above_a_still_one_and_no_weight_sliders():
    test = opened(date="2020-07-06", lang="en", pillars="readiness:80", lock="readiness,hds")
    assert not test.exception
    assert not [s for s in test.slider if s.key and s.key.startswith(("pillar_", "weight_", "balance"))]
    state = {"pillars": {"readiness": 80.0}, "weights": {}, "locked": ["readiness", "hds"]}
    assert [answer["state"] for _, answer in handed(test)] == [state]
    assert ranked(test)[0] in shown(test)


def test_a_still_table_is_one_switch_and_one_address_key_away_with_the_weights_beside_it():
    test = opened(date="2020-07-06", lang="en")
    still = ranked(test)
    test.toggle(key="board_table").set_value(True).run()
    assert test.query_params["board"] in ("table", ["table"])
    assert len(handed(test)) == 1 and "look" not in handed(test)[0][1]
    assert ranked(test) == still
    test.toggle(key="board_table").set_value(False).run()
    assert "board" not in test.query_params
    assert "look" in handed(test)[0][1]


def test_without_any_weight_left_the_sliders_are_there_to_give_one():
    test = opened(lang="en", pillars="sovereignty:0,certification:0,readiness:0,cost_exit:0")
    assert "No weight is left" in shown(test)
    assert handed(test)[0][1]["state"]["pillars"]["readiness"] == 0


def test_a_link_pressed_before_it_had_the_newest_weights_does_not_lose_them(monkeypatch):
    monkeypatch.setattr("ui.session.address.LAG", 600)
    test = opened(date="2020-07-06", lang="en", board="table")
    before = {k: v for k, v in test.query_params.items() if k != "board"}
    weigh(test, pillar_moved, "certification", 0)
    test.query_params.clear()
    test.query_params.update(before)
    test.switch_page("pages/tradeoff.py").run()
    assert "certification:0" in str(test.query_params["pillars"])
    test.query_params["pillars"] = "certification:70,readiness:30"
    test.switch_page("pages/ranking.py").run()
    assert "certification:70" in str(test.query_params["pillars"])

"""Weights drawn from people: published numbers, and what must hold for any answers."""

from datetime import date
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from address.questionnaire import parsed, written
from address.weights_code import with_weights
from address.weights_code import written as weights_code
from ranking.errors import BoardError
from ranking.facts.load import load
from ranking.people.elicitation import (
    WAYS,
    ElicitedWeights,
    Level,
    WeightQuestion,
    answer,
    answered,
    applied,
    consistency,
    drawn,
    groups,
    levels,
    open_range,
    path,
    raised,
    usable_answers,
)
from ranking.robustness.weight_spaces import Ordered, stream
from ranking.weighing.rank import rank
from ranking.weighing.scenario import Scenario
from ranking.weights import roc, whole_percentages

ITEMS = ("a", "b", "c", "d")
TOP = (Level("", ITEMS),)
NOON = Scenario(date(2020, 7, 6))


@lru_cache(maxsize=1)
def board():
    evidence = load()
    ranking = rank(evidence, NOON)
    return evidence, levels(evidence, ranking.weighting, ranking.matrix.thin), ranking.matrix.thin


def finished(way: str, asked: tuple[Level, ...], choose) -> dict[str, float]:
    """Answers to every question, each chosen by `choose(question)`."""
    found = {}
    while (question := next((q for q in path(way, asked, found) if not answered(q, found)), None)) is not None:
        found = answer(question, found, choose(question))
    return found


def choices(data) -> object:
    """An answerer that draws any answer that the screen can give."""

    def choose(question: WeightQuestion):
        match question.kind:
            case "shares":
                return dict(
                    zip(
                        question.items,
                        data.draw(
                            st.lists(st.integers(0, 100), min_size=len(question.items), max_size=len(question.items))
                        ),
                        strict=True,
                    )
                )
            case "first":
                return data.draw(st.sampled_from(question.items))
            case "next":
                return data.draw(st.sampled_from([*question.items, None]))
            case "pair":
                return data.draw(st.sampled_from([9, 7, 5, 3, 1, -3, -5, -7, -9]))
            case "inside":
                return data.draw(st.lists(st.sampled_from(question.items), unique=True))
        return data.draw(st.integers(0, 100))

    return choose


def test_swings_of_the_published_office_give_the_published_weights_and_value():
    # Goodwin & Wright, Decision Analysis for Management Judgment, chapter 3: Addison Square 80.8, from whole weights.
    points = {"closeness": 100, "visibility": 80, "image": 70, "size": 30, "comfort": 20, "parking": 10}
    weights = whole_percentages(drawn("swing", (Level("", tuple(points)),), points).pillars)
    assert list(weights.values()) == [32, 26, 23, 10, 6, 3]
    values = {"closeness": 100, "visibility": 60, "image": 100, "size": 75, "comfort": 0, "parking": 90}
    assert sum(w * values[i] for i, w in weights.items()) / 100 == pytest.approx(80.8)


def test_exact_swings_of_the_published_drug_problem_give_its_weights():
    # drugis.org demo: Prox:Bleed = 2, Bleed:Dist = 2, central weights .5714, .1429, .2857.
    found = drawn("swing", (Level("", ("prox", "dist", "bleed")),), {"prox": 100, "bleed": 50, "dist": 25}).pillars
    assert list(found.values()) == pytest.approx([0.5714, 0.1429, 0.2857], abs=5e-5)


def test_an_order_gives_the_rank_order_centroid_and_ties_share_their_places():
    found = finished("order", TOP, lambda q: q.items[-1])
    assert drawn("order", TOP, found).pillars == pytest.approx(dict(zip("dcba", roc(4), strict=True)))
    tied = answer(path("order", TOP, {})[0], {}, "c")
    tied = answer(path("order", TOP, tied)[1], tied, None)
    assert groups(TOP[0], tied) == [["c"], ["a", "b", "d"]]
    assert len(path("order", TOP, tied)) == 2 and all(answered(q, tied) for q in path("order", TOP, tied))


@pytest.mark.parametrize("place", [1, 2, 3, 4])
def test_the_range_an_order_leaves_open_holds_every_weighting_in_that_order_and_is_reached(place):
    weights = Ordered((4.0, 3.0, 2.0, 1.0)).draw(stream(0), 20_000)[place - 1]
    low, high = open_range(place, 4)
    assert low <= weights.min() + 1e-6 and weights.max() <= high + 1e-6
    corners = [[1, 0, 0, 0], [1 / 2, 1 / 2, 0, 0], [1 / 3, 1 / 3, 1 / 3, 0], [1 / 4] * 4]
    assert (min(c[place - 1] for c in corners), max(c[place - 1] for c in corners)) == pytest.approx((low, high))


@given(st.sampled_from(WAYS), st.data())
@settings(max_examples=60)
def test_any_answers_of_any_way_end_in_shares_that_sum_to_one_and_a_link_keeps_them(way, data):
    evidence, asked, _ = board()
    found = finished(way, asked, choices(data))
    assert parsed(written(found), evidence) == found and usable_answers(way, asked, found) == found
    try:
        weights = drawn(way, asked, found)
    except BoardError as error:
        assert way == "direct" and "more than 0" in str(error)
        return
    assert [sum(s.values()) for s in (weights.pillars, *weights.within.values())] == pytest.approx(
        [1] * (1 + len(weights.within))
    )
    scenario = applied(NOON, weights)
    assert sum(v for _, v in scenario.pillars) == pytest.approx(100, abs=0.03)
    effective = rank(evidence, scenario).weighting
    assert {p: effective.pillars[p] for p in weights.pillars} == pytest.approx(dict(weights.pillars), abs=2e-4)
    for shares in weights.within.values():
        assert {c: effective.within[c] for c in shares} == pytest.approx(dict(shares), abs=2e-4)


@given(st.permutations(ITEMS), st.sampled_from(WAYS), st.data())
def test_the_order_in_which_items_are_listed_changes_no_weight(order, way, data):
    found = finished(way, TOP, choices(data))
    if way == "pairs":
        mirrored = {f"{b}/{a}": v if v == 1 else -v for k, v in found.items() for a, b in [k.split("/")]}
        found = found | mirrored
    try:
        one = drawn(way, TOP, found).pillars
    except BoardError:
        return
    assert drawn(way, (Level("", tuple(order)),), found).pillars == pytest.approx(dict(one))


@given(st.permutations(ITEMS))
def test_what_is_placed_first_weighs_most_and_so_on(order):
    found = {}
    for item in order[:-1]:
        question = next(q for q in path("order", TOP, found) if not answered(q, found))
        found = answer(question, found, item)
    shares = drawn("order", TOP, found).pillars
    assert sorted(shares, key=shares.get, reverse=True) == list(order)


@given(st.lists(st.integers(0, 100), min_size=4, max_size=4))
def test_percentages_keep_their_proportions_and_all_zero_is_refused(numbers):
    found = dict(zip(ITEMS, numbers, strict=True))
    if not any(numbers):
        with pytest.raises(BoardError, match="more than 0"):
            drawn("direct", TOP, found)
    else:
        assert drawn("direct", TOP, found).pillars == pytest.approx({i: n / sum(numbers) for i, n in found.items()})


def test_going_back_and_raising_another_first_forgets_the_hundred_of_the_one_before():
    found = finished("swing", TOP, lambda q: "b" if q.kind == "first" else 40)
    changed = answer(path("swing", TOP, found)[0], found, "d")
    assert changed == {"a": 40, "c": 40, "d": 100}
    assert [q.items for q in path("swing", TOP, changed)[1:]] == [("a",), ("b",), ("c",)]


def test_one_that_is_worth_as_much_does_not_take_the_place_of_the_one_raised_first():
    found = answer(path("swing", TOP, {})[0], {}, "c")
    found = answer(path("swing", TOP, found)[1], found, 100)
    assert raised(TOP[0], found) == raised(TOP[0], usable_answers("swing", TOP, found)) == "c"
    assert [q.items for q in path("swing", TOP, found)[1:]] == [("a",), ("b",), ("d",)]
    again = answer(path("swing", TOP, found)[0], {"c": 100, "a": 40}, "a")
    assert raised(TOP[0], again) == "a" and "c" not in again


def test_placing_another_earlier_forgets_what_came_after():
    found = finished("order", TOP, lambda q: q.items[0])
    assert answer(path("order", TOP, found)[1], found, "d") == {"a": 1, "d": 2}


def test_only_what_can_weigh_that_day_is_asked_and_pillars_without_a_choice_are_not_opened():
    evidence, asked, thin = board()
    names = {i for level in asked for i in level.items}
    assert not names & thin and "cost_exit" in asked[0].items
    found = finished("swing", asked, lambda q: {"inside": q.items, "first": q.items[0]}.get(q.kind, 50))
    opened = [q for q in path("swing", asked, found) if q.kind == "inside"][0].items
    assert all(len(level.items) > 1 for level in asked[1:] if level.name in opened)
    # On 6 July 2020 egress alone is documented well enough in its pillar.
    assert "certification" in opened and "cost_exit" not in opened


def test_a_pillar_of_no_weight_is_not_opened():
    _, asked, _ = board()
    found = finished(
        "direct", asked, lambda q: dict.fromkeys(q.items, 0) | {"readiness": 100} if q.kind == "shares" else ()
    )
    assert next(q for q in path("direct", asked, found) if q.kind == "inside").items == ("readiness",)


def test_pillars_not_opened_keep_their_criteria_and_opened_ones_change_nothing_else():
    start = Scenario(NOON.as_of, weights=(("data_services", 80), ("ai_services", 20)), require=("eu_law",))
    found = applied(start, ElicitedWeights({"readiness": 1.0}, {"sovereignty": {"jurisdiction": 1.0}}))
    assert dict(found.weights) == {"data_services": 80, "ai_services": 20, "jurisdiction": 100}
    assert found.require == start.require and found.as_of == start.as_of


def test_consistency_is_said_of_each_level():
    found = {"a/b": 2, "a/c": 4, "a/d": 8, "b/c": 2, "b/d": 4, "c/d": -2}
    result, odd = consistency(TOP[0], found)
    assert result.ratio > 0 and (odd.first, odd.second, odd.answer, odd.fits) == (2, 3, -2, 2)


@pytest.mark.parametrize("text", ["sovereignty:1e9", "nowhere:3", "sovereignty:nan", "sovereignty", "a/b:3", "x" * 50])
def test_answers_of_a_link_that_cannot_be_are_not_answers(text):
    assert parsed(text, board()[0]) is None


@pytest.mark.parametrize("way", WAYS)
def test_answers_of_another_way_or_out_of_range_are_left_out_and_never_break(way):
    evidence, asked, _ = board()
    found = parsed("sovereignty:-3,readiness:0.5,sovereignty/readiness:0,certification/readiness:-1,inside:1", evidence)
    usable = usable_answers(way, asked, found)
    assert "sovereignty" not in usable and "sovereignty/readiness" not in usable
    assert len(path(way, asked, usable)) >= 2


@pytest.mark.parametrize("scenario", [NOON, Scenario(NOON.as_of, "cnil", (("readiness", 40.5),), (("hds", 3),))])
def test_starting_weights_survive_a_link(scenario):
    evidence = board()[0]
    other = Scenario(NOON.as_of, require=("hds",), pillars=(("readiness", 99),))
    back = with_weights(other, weights_code(scenario), evidence)
    assert (back.profile, back.pillars, back.weights) == (scenario.profile, scenario.pillars, scenario.weights)
    assert back.require == other.require


@pytest.mark.parametrize("text", ["", "equal", "nobody;;", "equal;readiness:x;", ";;", "equal;;;"])
def test_starting_weights_that_cannot_be_are_refused(text):
    assert with_weights(NOON, text, board()[0]) is None

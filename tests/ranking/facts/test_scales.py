"""Fixed scales: published value functions, and that no score depends on who else is in the table."""

import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ranking.facts.checks import is_number
from ranking.facts.scales import apart, position, quantity, score
from ranking.weighing.total import power_mean
from tests.examples import CRITERIA
from tests.places import ORACLES

NUMBERS = st.floats(-1e6, 1e6)
PRICES = st.floats(1e-3, 1e6)


def oracle(name: str) -> dict:
    return json.loads((ORACLES / f"{name}.json").read_text("utf-8"))


def test_the_linear_case_of_rsmaa_is_our_position_between_anchors():
    case = oracle("value_function_piecewise_rsmaa")["expected"][0]
    assert [position(x, *case["cutoffs"]) / 100 for x in case["x"]] == pytest.approx(case["y"])


def test_the_human_development_index_of_2013_with_its_fixed_goalposts_and_log_income():
    published = oracle("hdi_undp_2013_geometric")
    posts = published["parameters"]["goalposts"]
    for row, expected in zip(published["matrix"], published["expected"]["hdi"], strict=True):
        life, taught, teaching, income = row
        education = (position(taught, *posts["MYS"]) + position(teaching, *posts["EYS"])) / 2
        parts = [position(life, *posts["LE"]), education, position(income, *posts["GNI"], "log")]
        assert power_mean(np.array(parts), np.full(3, 1 / 3), 0) / 100 == pytest.approx(
            expected, abs=published["tolerance"]
        )


def test_spotis_distances_are_one_minus_our_weighted_scores():
    published = oracle("spotis_dezert_2020_ex1")
    scores = [
        [
            position(x, *(bounds if up > 0 else reversed(bounds)))
            for x, bounds, up in zip(row, published["parameters"]["bounds"], published["directions"], strict=True)
        ]
        for row in published["matrix"]
    ]
    distances = 1 - power_mean(np.array(scores), np.array(published["weights"]), 1) / 100
    assert distances == pytest.approx(published["expected"]["distance"], abs=published["tolerance"])


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_scores_stay_in_0_to_100_and_never_fall_as_the_number_nears_its_best(x, y, worst, best):
    if worst == best:
        return
    first, second = (position(v, worst, best) for v in (x, y))
    assert 0 <= first <= 100
    if (y - x) * (best - worst) >= 0:
        assert first <= second


@given(PRICES, PRICES, PRICES)
def test_a_log_scale_compares_ratios(x, worst, best):
    if math.isclose(worst, best, rel_tol=1e-6):
        return
    whole = position(x, worst, best, "log")
    assert 0 <= whole <= 100
    assert position(10 * x, 10 * worst, 10 * best, "log") == pytest.approx(whole, abs=1e-6)


@pytest.mark.parametrize("scale", ["linear", "log"])
def test_the_anchors_are_0_and_100(scale):
    for worst, best in ((200, 20), (20, 200)):
        assert (position(worst, worst, best, scale), position(best, worst, best, scale)) == (0, 100)


def test_the_middle_of_a_log_scale_is_the_geometric_middle():
    assert position(math.sqrt(200 * 20), 200, 20, "log") == pytest.approx(50)


def test_nothing_to_pay_is_best_on_a_log_scale_of_prices_and_worst_where_more_is_better():
    assert position(0, 200, 20, "log") == 100
    assert position(0, 20, 200, "log") == 0


def test_the_ends_of_what_is_a_number_are_numbers_and_no_scale_stands_where_digits_are_lost():
    assert is_number(1e15) and is_number(-1e15) and not is_number(1.0000001e15)
    assert apart(0, 1e-300) and not apart(0, 5e-324) and not apart(5e-324, 1e-320)


def test_a_value_stands_for_a_level_a_quantity_or_the_size_of_a_set():
    assert quantity(CRITERIA["jurisdiction"], 3) == 3
    assert quantity(CRITERIA["gpu"], "A100") == 2
    assert quantity(CRITERIA["certs"], ("ISO27001", "SOC2")) == 2
    assert quantity(CRITERIA["certs"], ("ISO27001", "HomeMade")) == 1
    assert quantity(CRITERIA["certs"], ()) == 0
    assert quantity(CRITERIA["vm_price"], 80) == 80


def test_scores_of_levels_divide_the_scale_evenly():
    assert [score(CRITERIA["jurisdiction"], level) for level in range(5)] == [0, 25, 50, 75, 100]

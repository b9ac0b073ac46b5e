"""Other formulas: published answers, the traps of other libraries, where they agree, and what must change nothing."""

import json
import tracemalloc
from dataclasses import replace

import numpy as np
import pytest

from ranking.errors import BoardError
from ranking.robustness.formulas import (
    MAIN,
    Preference,
    agreement,
    formulas,
    geometric,
    promethee2,
    topsis,
    vikor,
    without_criterion,
    without_offer,
)
from ranking.robustness.overlap import influence, influence_of, overlaps, overlaps_of
from ranking.robustness.problem import plain, problem
from ranking.robustness.weight_spaces import stream
from ranking.weighing.rank import rank
from ranking.weighing.scenario import Scenario
from tests.examples import DAY, GLOBAL, OFFERS, START, small_evidence
from tests.places import ORACLES


def oracle(name):
    found = json.loads((ORACLES / f"{name}.json").read_text("utf-8"))
    return found, np.array(found["matrix"], float), np.array(found["weights"])


def pooled(matrix, directions):
    """Scores 0..100 from the table's own worst to its own best, as the published examples scale."""
    turned = matrix * directions
    return 100 * (turned - turned.min(axis=0)) / np.ptp(turned, axis=0)


def random_problem(seed=0, n=8, m=5):
    return plain([f"o{i}" for i in range(n)], [f"c{j}" for j in range(m)], 100 * stream(seed, 6).random((n, m)))


def test_topsis_of_the_textbook():
    found, matrix, weights = oracle("topsis_tzeng_huang_2011")
    assert np.abs(topsis(matrix, weights, vector=True) - found["expected"]["closeness"]).max() < found["tolerance"]


def test_topsis_on_fixed_scales_is_the_min_max_one_where_the_table_spans_the_scale():
    found, matrix, weights = oracle("topsis_minmax_vs_vector_mountain")
    closeness = topsis(pooled(matrix, found["directions"]), weights)
    assert np.abs(closeness - found["expected"]["closeness_minmax"]).max() < found["tolerance"]


def test_vikor_of_the_mountain():
    found, matrix, weights = oracle("vikor_opricovic_tzeng_2004")
    answer = vikor(pooled(matrix, found["directions"]), weights, v=found["parameters"]["v"], pool=True)
    for name, figures in answer.items():
        assert np.abs(figures - found["expected"][name]).max() < found["tolerance"]


def test_promethee_with_thresholds():
    found, matrix, weights = oracle("promethee2_jmcdm_linear_vshape")
    shapes = zip(*(found["parameters"][k] for k in ("functions", "q", "p")), strict=True)
    chosen = [Preference(f, q or 0.0, p) for f, q, p in shapes]
    flows = promethee2(matrix * found["directions"], weights, chosen)
    assert np.abs(flows - found["expected"]["phi_full_precision"]).max() < 1e-9
    assert np.array_equal(flows, promethee2(matrix * found["directions"], weights, chosen))


def all_pairs(values, weights, preferences):
    """PROMETHEE II as its definition says, pair by pair."""
    flow = np.zeros(len(values))
    for column, weight, shape in zip(values.T, weights, preferences, strict=True):
        d = column[:, None] - column
        if shape.function == "usual":
            degree = (d > 0).astype(float)
        else:
            low = shape.q if shape.function == "linear" else 0.0
            degree = np.clip((d - low) / (shape.p - low), 0, 1)
        flow += weight * (degree.sum(axis=1) - degree.sum(axis=0))
    return flow / (len(values) - 1)


@pytest.mark.parametrize("seed", range(5))
def test_sorting_gives_the_flows_of_all_pairs_with_ties_too(seed):
    rng = stream(seed, 3)
    values, weights = np.round(rng.random((40, 3)) * 8) * 12.5, rng.dirichlet(np.ones(3))
    shapes = [Preference("linear", 10, 60), Preference("usual"), Preference("vshape", p=30)]
    assert np.abs(promethee2(values, weights, shapes) - all_pairs(values, weights, shapes)).max() < 1e-12
    assert promethee2(values, weights, shapes).sum() == pytest.approx(0, abs=1e-9)


def test_ten_thousand_offers_fit_in_little_memory():
    values = 100 * stream(0, 3).random((10_000, 20))
    tracemalloc.start()
    flows = promethee2(values, np.full(20, 0.05), Preference("linear", 5, 50))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 20_000_000 and np.corrcoef(flows, values.sum(axis=1))[0, 1] > 0.95


@pytest.mark.parametrize("function, q, p", [("linear", 5, 5), ("vshape", 0, 0), ("gaussian", 0, 1), ("linear", -1, 5)])
def test_thresholds_that_make_no_sense_are_refused(function, q, p):
    with pytest.raises(BoardError, match="one of usual, vshape, linear"):
        Preference(function, q, p)


def test_one_preference_for_each_criterion_or_one_for_all():
    with pytest.raises(BoardError, match="2 preference functions for 3 criteria"):
        promethee2(np.ones((2, 3)), np.ones(3) / 3, [Preference("usual")] * 2)


def test_better_everywhere_is_first_in_every_formula():
    base = plain(["low", "top", "middle"], ["x", "y"], np.array([[10, 20], [90, 80], [60, 50]]))
    table = agreement(base)
    assert list(table.index) == list(formulas()) and table.index[0] == MAIN
    assert (table["leader"] == "top").all() and table["same_leader"].all() and (table["tau"] == 1).all()
    assert (table["low"] == 3).all()


def test_a_disagreement_is_shown():
    base = plain(["extreme", "even"], ["x", "y"], np.array([[100, 8], [52, 52]]))
    table = agreement(base)
    assert table.loc[MAIN, "leader"] == "extreme" and table.loc["geometric", "leader"] == "even"
    assert not table.loc["geometric", "same_leader"] and table.loc["geometric", "tau"] == -1


@pytest.mark.parametrize("unknowns", ["cautious", "ignore", "neutral"])
def test_a_gap_turns_no_formula_to_nan(unknowns):
    facts = {**OFFERS, "gap": {k: v for k, v in GLOBAL.items() if k not in ("hds", "certs", "regions")}}
    base = problem(rank(small_evidence(facts), Scenario(DAY, unknowns=unknowns)))
    table = agreement(base)
    assert not table.isna().any(axis=None)
    whole = replace(base, scores=base.completed())
    assert np.abs(whole.total() - base.total()).max() < 1e-9


def test_the_geometric_mean_is_the_dial_at_zero():
    ranking = rank(small_evidence(), Scenario(DAY, unknowns="neutral", compensation=0))
    found = geometric(problem(rank(small_evidence(), Scenario(DAY, unknowns="neutral"))))
    expected = {row.offer: row.score for row in ranking.rows}
    assert dict(
        zip(problem(rank(small_evidence(), Scenario(DAY, unknowns="neutral"))).offers, found, strict=True)
    ) == pytest.approx(expected)


def test_leaving_an_offer_out_changes_nothing_but_promethee():
    changed = [without_offer(random_problem(seed)) for seed in range(6)]
    assert all(found[name] == () for found in changed for name in (MAIN, "topsis", "vikor", "geometric"))
    assert any(found["promethee2"] for found in changed)


def test_leaving_a_criterion_out_spreads_its_weight():
    base = plain(["a", "b"], ["x", "y", "z"], np.array([[100, 0, 30], [0, 60, 30]]), (0.5, 0.3, 0.2))
    table = without_criterion(base)
    assert list(table.index) == ["x", "y", "z"]
    assert (table.loc["x", "leader"], table.loc["x", "moved"], table.loc["x", "same_leader"]) == ("b", 2, False)
    assert (table.loc["z", "leader"], table.loc["z", "moved"], table.loc["z", "tau"]) == ("a", 0, 1.0)


def test_a_formula_that_ties_everybody_has_no_correlation():
    table = agreement(plain(["a", "b"], ["x"], np.array([[50], [50]])))
    assert table["tau"].isna().all() and table["same_leader"].all()


def test_criteria_that_say_the_same_are_found_and_unknowns_do_not_count():
    rng = stream(1, 3)
    x = rng.random(12)
    known = 100 * np.c_[x, x**2, 1 - x, rng.random(12), np.full(12, 0.5)]
    known[:7, 3] = np.nan
    base = plain([f"o{i}" for i in range(12)], list("abcde"), np.nan_to_num(known))
    found = {(o.first, o.second): o for o in overlaps_of(base, known)}
    assert found["a", "b"].correlation == pytest.approx(1) and found["a", "b"].alike and found["a", "b"].pairs == 12
    assert found["a", "c"].correlation == pytest.approx(-1) and not found["a", "c"].alike
    assert found["a", "d"].pairs == 5 and np.isnan(found["a", "d"].correlation) and not found["a", "d"].alike
    assert np.isnan(found["a", "e"].correlation)
    assert overlaps_of(base, known)[0].first == "a" and overlaps_of(base, known)[0].weight == pytest.approx(0.4)


def test_the_board_has_its_overlaps():
    found = overlaps(rank(small_evidence(), Scenario(DAY)))
    assert len(found) == 9 * 8 // 2 and all(o.pairs == 3 for o in found)


@pytest.mark.parametrize("mix", [1.0, 0.0])
def test_influence_adds_up_and_a_criterion_on_which_all_are_alike_has_none(mix):
    same = {name: {**facts, "hds": [(START, 1)]} for name, facts in OFFERS.items()}
    table = influence(rank(small_evidence(same), Scenario(DAY, compensation=mix, unknowns="neutral")))
    assert table["weight"].sum() == pytest.approx(1) and table["influence"].sum() == pytest.approx(1)
    assert table.loc["hds", "weight"] > 0.1
    assert mix != 1 or table.loc["hds", "influence"] == pytest.approx(0, abs=1e-12)


def test_influence_is_the_share_of_the_variance_of_the_total():
    base = plain(["a", "b", "c", "d"], ["x", "y"], np.array([[0, 0], [100, 0], [0, 10], [100, 10]]))
    assert list(influence_of(base)["influence"]) == pytest.approx([100 / 101, 1 / 101])
    flat = plain(["a", "b"], ["x"], np.array([[50], [50]]))
    assert influence_of(flat)["influence"].isna().all()

"""Rank acceptability: published and exact answers, ties, the same counts for any workers, what must change nothing."""

import json
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ranking.errors import BoardError
from ranking.robustness import smaa
from ranking.robustness.problem import plain, problem
from ranking.robustness.smaa import acceptability, confidence, refine, sampled_leader, two_criteria
from ranking.robustness.tally import CHUNK, SLOW_CHUNK, _Room, _untied, _with_ties, tally
from ranking.robustness.weight_spaces import KINDS, Fixed, Ordered, Uniform, mine, stream, weight_space
from ranking.weighing.rank import rank
from ranking.weighing.scenario import Scenario
from ranking.weighing.total import power_mean
from tests.drawn import offers, questions
from tests.examples import DAY, GLOBAL, LOCAL, OFFERS, SMALL, constant, small_evidence
from tests.places import ORACLES


def oracle(name):
    return json.loads((ORACLES / f"{name}.json").read_text("utf-8"))


def random_problem(n=6, m=5, seed=0):
    return plain([f"o{i}" for i in range(n)], [f"c{j}" for j in range(m)], 100 * stream(seed, 9).random((n, m)))


def four():
    found = oracle("smaa_exact_2criteria")
    return plain(found["alternatives"], found["criteria"], 100 * np.array(found["matrix"])), found["expected"]


def same(a, b):
    return all(
        np.array_equal(x.to_numpy(), y.to_numpy(), equal_nan=True)
        for x, y in zip((a.places, a.pairwise, a.central), (b.places, b.pairwise, b.central), strict=True)
    )


def test_two_criteria_are_exact():
    base, expected = four()
    found = two_criteria(base)
    assert np.abs(found.places.to_numpy() - expected["rank_acceptability"]).max() < 1e-12
    central = [[np.nan] * 2 if w is None else w for w in expected["central_weights"]]
    assert np.allclose(found.central, central, atol=1e-12, equal_nan=True)
    assert found.samples == 0 and (found.error(found.first) == 0).all()


def test_two_criteria_sampled_agree_within_the_stated_error():
    base, expected = four()
    found = acceptability(base, Uniform(2), 400_000)
    error = found.error(found.places) + 1e-9
    assert (np.abs(found.places - np.array(expected["rank_acceptability"])) < 4.5 * error).all(axis=None)
    exact = two_criteria(base).pairwise
    assert (np.abs(found.pairwise - exact)[exact.notna()].fillna(0) < 0.004).all(axis=None)
    assert np.allclose(found.central.iloc[:3].to_numpy(), expected["central_weights"][:3], atol=0.003)
    assert found.central.loc["D"].isna().all()


@pytest.mark.parametrize("low, high", [(0.0, 0.5), (0.4, 0.6), (0.5, 1.0)])
def test_two_criteria_are_exact_on_part_of_the_line_too(low, high):
    base, _ = four()
    exact, drawn = two_criteria(base, low, high), stream(0, 1).uniform(low, high, 50_000)
    counted = _with_ties(base.totals(np.stack([drawn, 1 - drawn])), np.stack([drawn, 1 - drawn]))
    assert np.abs(exact.places.to_numpy() - counted.better / 50_000).max() < 0.01


class Thrombolytics:
    """Beta-distributed event rates on linear decreasing scales that are not clamped, 0..100."""

    def __init__(self, matrix):
        self.alpha, self.beta = np.array(matrix["alpha"])[..., None], np.array(matrix["beta"])[..., None]

    def draw(self, rng, count):
        rates = rng.beta(self.alpha, self.beta, (*self.alpha.shape[:2], count))
        low, high = np.array([0, 0.15, 0])[:, None], np.array([0.25, 0.4, 0.1])[:, None]
        return 100 * (high - rates) / (high - low)


@pytest.mark.parametrize(
    "case, space",
    [
        ("preference_free", Uniform(3)),
        ("ordinal_swing", Ordered((3, 1, 2))),
        ("exact_swing", Fixed((4 / 7, 1 / 7, 2 / 7))),
    ],
)
def test_thrombolytics_with_swing_weights(case, space):
    found = oracle("smaa_thrombolytics_swing")
    base = plain(found["alternatives"], found["criteria"], np.zeros((2, 3)))
    doubt, expected = Thrombolytics(found["matrix"]), found["expected"][case]
    answer = acceptability(base, space, 200_000, seed=3, doubt=doubt)
    assert np.abs(answer.first - expected["rank1_acceptability"]).max() < found["tolerance"]["rank1_acceptability"]
    assert np.abs(answer.central.to_numpy() - expected["central_weights"]).max() < found["tolerance"]["central_weights"]
    sure = confidence(base, answer, doubt, 100_000)
    assert np.abs(sure - expected["confidence_factors"]).max() < found["tolerance"]["confidence_factors"]


@settings(max_examples=25)
@given(drawn=offers(2), question=questions(), kind=st.sampled_from(KINDS), nested=st.booleans())
def test_shares_of_places_and_of_offers_sum_to_one_and_nothing_is_nan(drawn, question, kind, nested):
    ranking = rank(small_evidence(drawn), replace(question, thin=True))
    if not ranking.rows:
        return
    base = problem(ranking)
    assert np.allclose(base.total(), [ranking.row(o).score for o in base.offers], atol=1e-9)
    found = acceptability(base, weight_space(base, kind, nested), 300)
    assert np.allclose(found.places.sum(axis=0), 1) and np.allclose(found.places.sum(axis=1), 1)
    assert np.allclose((found.pairwise + found.pairwise.T).fillna(1), 1)
    assert found.central.notna().all(axis=1).equals(found.first > 0)
    assert found.span().stack().between(1, len(base.offers)).all() and (found.span().diff(axis=1)["worst"] >= 0).all()


@settings(max_examples=25)
@given(drawn=offers(2), question=questions())
def test_my_weights_alone_give_the_board(drawn, question):
    ranking = rank(small_evidence(drawn), replace(question, thin=True))
    if not ranking.rows:
        return
    base = problem(ranking)
    found = acceptability(base, mine(base), 10)
    for row in ranking.rows:
        tied = sum(other.place == row.place for other in ranking.rows)
        assert np.allclose(found.places.loc[row.offer, row.place : row.place + tied - 1], 1 / tied)


@pytest.mark.parametrize("mix, unknowns", [(1.0, "ignore"), (0.0, "cautious"), (-1.0, "neutral"), (-np.inf, "ignore")])
def test_every_formula_of_the_board_is_the_one_sampled(mix, unknowns):
    gaps = {
        k: {i: v for i, v in facts.items() if (k, i) not in (("small", "hds"), ("local", "regions"))}
        for k, facts in OFFERS.items()
    }
    base = problem(rank(small_evidence(gaps), Scenario(DAY, compensation=mix, unknowns=unknowns, thin=True)))
    weights = Uniform(9).draw(stream(4, 0), 200).astype(float)
    totals = base.totals(weights)
    for column, total in zip(weights.T, totals.T, strict=True):
        known = ~np.isnan(base.scores) * column @ base.groups.T
        pillars = np.nan_to_num(base.scores) * column @ base.groups.T / np.where(known > 0, known, 1)
        live = np.where(known > 0, base.groups @ column, 0)
        expected = power_mean(pillars, live / live.sum(axis=1, keepdims=True), mix)
        assert np.allclose(total, expected, atol=1e-9)


def test_the_fast_count_and_the_one_that_knows_ties_agree():
    for n, m, count in [(2, 2, 10), (6, 5, 4_001), (20, 20, 3_000), (70, 4, 1_000), (300, 3, 200)]:
        base = random_problem(n, m)
        weights = Uniform(m).draw(stream(1, 0), count)
        fast, slow = _untied(base, weights, _Room(n, m)), _with_ties(base.totals(weights), weights)
        assert np.array_equal(fast.better, slow.better) and np.array_equal(fast.wins, slow.wins) and not slow.tied
        assert np.abs((fast.central - slow.central) / 2**32).max() < 1e-3


def test_offers_that_tie_divide_the_places_they_fill():
    base = plain(["a", "twin", "b"], ["x", "y"], np.array([[100, 0], [100, 0], [0, 100]]))
    found, exact = acceptability(base, Uniform(2), 20_000), two_criteria(base)
    assert np.allclose(exact.places, [[0.25, 0.5, 0.25], [0.25, 0.5, 0.25], [0.5, 0, 0.5]])
    assert np.abs(found.places - exact.places).max(axis=None) < 0.02
    assert found.pairwise.loc["a", "twin"] == 0.5
    assert found.places.loc["a"].equals(found.places.loc["twin"])
    assert np.allclose(found.central.loc["a"], found.central.loc["twin"])


def test_excluded_offers_take_no_part():
    evidence = small_evidence()
    ranking = rank(evidence, Scenario(DAY, require=("eu_law",)))
    base = problem(ranking)
    assert set(base.offers) == {"local", "small"}
    alone = problem(rank(small_evidence({"local": LOCAL, "small": SMALL}), Scenario(DAY)))
    order = [base.offers.index(o) for o in alone.offers]
    assert np.array_equal(base.scores[order], alone.scores)


def test_a_criterion_on_which_all_are_alike_changes_nothing():
    base = random_problem()
    wider = plain(base.offers, (*base.criteria, "same"), np.c_[base.scores, np.full(6, 40.0)])
    one, two = acceptability(base, Uniform(5), 100_000), acceptability(wider, Uniform(6), 100_000)
    assert (np.abs(one.places - two.places) < 6 * one.error(one.places) + 1e-4).all(axis=None)


@pytest.mark.parametrize("unknowns", ["cautious", "ignore", "neutral"])
def test_one_missing_score_never_turns_a_ranking_to_nan(unknowns):
    facts = {**OFFERS, "gap": {k: v for k, v in GLOBAL.items() if k != "hds"}}
    base = problem(rank(small_evidence(facts), Scenario(DAY, unknowns=unknowns)))
    found = acceptability(base, weight_space(base), 1_000)
    assert not found.places.isna().any(axis=None) and found.first.sum() == pytest.approx(1)


def test_an_offer_with_nothing_known_in_a_pillar_is_ranked_without_it():
    facts = {**OFFERS, "gap": {k: v for k, v in GLOBAL.items() if k not in ("hds", "certs")}}
    base = problem(rank(small_evidence(facts), Scenario(DAY, unknowns="ignore")))
    assert np.isfinite(base.totals(Uniform(len(base.criteria)).draw(stream(0, 0), 100))).all()
    only_unknown = np.eye(len(base.criteria))[:, [base.criteria.index("hds")]]
    assert base.totals(only_unknown)[base.index("gap"), 0] == 0


def test_no_offer_left_is_refused():
    with pytest.raises(BoardError, match="no offer is ranked"):
        problem(rank(small_evidence({"global": GLOBAL}), Scenario(DAY, require=("eu_law",))))


def test_one_offer_is_first_always():
    base = problem(rank(small_evidence({"only": constant(**{k: v[0][1] for k, v in LOCAL.items()})}), Scenario(DAY)))
    found = acceptability(base, weight_space(base), 100)
    assert found.first["only"] == 1 and sampled_leader(found).enough and sampled_leader(found).rival is None


SIZE = 3 * CHUNK + 17


@pytest.mark.parametrize("evidence_too", [False, True])
def test_the_counts_are_the_same_for_any_number_of_threads(evidence_too):
    base = random_problem(5, 3)
    doubt = Thrombolytics({"alpha": np.full((5, 3), 2.0), "beta": np.full((5, 3), 8.0)}) if evidence_too else None
    size = 4 * SLOW_CHUNK + 17 if evidence_too else SIZE
    alone = acceptability(base, Uniform(3), size, 5, doubt=doubt)
    for workers in (1, 2, 4):
        with ThreadPoolExecutor(workers) as pool:
            assert same(alone, acceptability(base, Uniform(3), size, 5, pool, doubt, ahead=workers))


def test_the_counts_are_the_same_in_two_processes():
    base = random_problem()
    with ProcessPoolExecutor(2) as pool:
        assert same(acceptability(base, Uniform(5), SIZE, 5), acceptability(base, Uniform(5), SIZE, 5, pool))


def test_parts_add_up_to_the_same_counts_in_any_order():
    base = random_problem()
    parts = [tally(base, Uniform(5), 1, k, 1_000) for k in range(4)]
    forth, back = sum(parts[1:], parts[0]), sum(parts[-2::-1], parts[-1])
    for name in ("better", "wins", "level", "central"):
        assert np.array_equal(getattr(forth, name), getattr(back, name))
    assert forth.samples == back.samples == 4_000


def test_another_seed_gives_other_numbers_and_the_same_seed_the_same():
    base = random_problem()
    a, b, c = (acceptability(base, Uniform(5), 5_000, seed) for seed in (1, 1, 2))
    assert same(a, b) and not same(a, c)


class Lazy:
    """An executor that begins a job only when its result is asked for, and remembers what was cancelled."""

    def __init__(self):
        self.submitted, self.most, self.open, self.cancelled = 0, 0, 0, 0

    def submit(self, job, *args):
        self.submitted, self.open = self.submitted + 1, self.open + 1
        self.most = max(self.most, self.open)
        outer = self

        class Later(Future):
            def result(self, timeout=None):
                outer.open -= 1
                return job(*args)

            def cancel(self):
                outer.cancelled += 1
                return True

        return Later()


def test_results_refine_and_few_chunks_are_in_flight():
    pool = Lazy()
    found = [part.samples for part in refine(random_problem(), Uniform(5), SIZE, executor=pool, ahead=2)]
    assert found == [CHUNK, 2 * CHUNK, 3 * CHUNK, SIZE]
    assert (pool.submitted, pool.most, pool.cancelled) == (4, 2, 0)


def test_closing_the_results_cancels_what_has_not_begun():
    pool = Lazy()
    parts = refine(random_problem(), Uniform(5), 50 * CHUNK, executor=pool, ahead=3)
    assert next(parts).samples == CHUNK
    parts.close()
    assert (pool.submitted, pool.cancelled) == (3, 2)


@pytest.mark.parametrize("samples", [0, -1, smaa.MOST + 1])
def test_a_number_of_samples_off_the_scale_is_refused(samples):
    with pytest.raises(BoardError, match="samples = "):
        next(refine(random_problem(), Uniform(5), samples))


def test_expected_place_and_range_follow_from_the_shares():
    base, _ = four()
    found = two_criteria(base)
    assert found.expected["D"] == pytest.approx(2 / 6 + 3 * 25 / 48 + 4 * 5 / 16)
    assert list(found.span(0.90).loc["C"]) == [1, 3]
    assert list(found.span(0.60).loc["C"]) == [2, 2]


def test_a_certain_leader_is_confident_under_its_own_central_weights():
    base, _ = four()
    sure = confidence(base, two_criteria(base))
    assert list(sure[["A", "B", "C"]]) == [1, 1, 1] and np.isnan(sure["D"])


def test_the_verdict_says_when_there_is_not_enough_evidence():
    base, _ = four()
    found = two_criteria(base)
    assert sampled_leader(found, 0.3).reason == "overlap" and not sampled_leader(found, 0.3).enough
    assert sampled_leader(found, 0.5).reason == "threshold"
    clear = plain(["a", "b"], ["x", "y"], np.array([[100, 60], [0, 70]]))
    said = sampled_leader(acceptability(clear, Uniform(2), 10_000))
    assert (said.leader, said.rival, said.reason) == ("a", "b", None) and said.error < 0.01
    close = plain(["a", "b"], ["x", "y"], np.array([[100, 0], [0, 100.5]]))
    assert sampled_leader(acceptability(close, Uniform(2), 1_000), 0.4).reason == "overlap"

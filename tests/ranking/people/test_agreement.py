"""Voices side by side: places, tau, majorities, regret, what divides; published cases and what must always hold."""

import json
from dataclasses import replace
from datetime import date
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kendalltau

from ranking.errors import BoardError, NothingToWeigh
from ranking.people.agreement import Agreement, Voice, agreement, alongside, tau_b
from ranking.people.rank_aggregation import borda, copeland, majorities
from ranking.weighing.rank import rank
from ranking.weighing.scenario import Scenario
from tests.examples import DAY, OFFERS, small_evidence
from tests.places import ORACLES

EVIDENCE = small_evidence()
PILLARS = tuple(EVIDENCE.pillars)
SHARES = st.lists(st.integers(1, 60), min_size=4, max_size=4)


def voice(name: str, *shares: float, **weights: float) -> Voice:
    """A voice by its pillar shares, in the order of PILLARS, and points of criteria."""
    return Voice(name, Scenario(DAY, pillars=tuple(zip(PILLARS, shares, strict=True)), weights=tuple(weights.items())))


def of_places(*rows: list[float]) -> Agreement:
    """An agreement of which only the places matter."""
    places, offers = np.array(rows), tuple("ABCDEFGH"[: len(rows[0])])
    return Agreement((), (), (), offers, (), -places.astype(float), places, None)


SOVEREIGN, URGENT, EVEN = voice("sovereign", 70, 10, 10, 10), voice("urgent", 5, 5, 80, 10), voice("even", 1, 1, 1, 1)


def test_borda_takes_the_mean_of_the_places_that_tied_offers_fill():
    assert of_places([1, 1, 3], [2, 1, 3]).borda == pytest.approx([1.5 + 2, 1.5 + 1, 6])


def test_borda_of_a_published_vote_is_the_published_one():
    case = json.loads((ORACLES / "group_borda_jmcdm.json").read_text("utf-8"))
    assert of_places(*np.array(case["matrix"]).T.tolist()).borda.tolist() == case["expected"]["total"]


def test_condorcets_own_circle_of_sixty_voters_has_no_winner():
    # Condorcet's Essai of 1785, as printed by Young, American Political Science Review 82(4), 1988.
    votes = [(23, "ABC"), (17, "BCA"), (2, "BAC"), (10, "CAB"), (8, "CBA")]
    places = np.array([[order.index(x) + 1 for n, order in votes for _ in range(n)] for x in "ABC"])
    assert majorities(places).tolist() == [[0, 33, 25], [27, 0, 42], [35, 18, 0]]
    assert copeland(places).tolist() == [0, 0, 0]
    assert (3 * 60 - borda(places)).tolist() == [58, 69, 53]
    assert of_places(*places.T.tolist()).condorcet is None


def test_a_majority_winner_over_all_others_is_named_though_fewest_put_it_first():
    # The widely printed choice of a capital for Tennessee: 42 %, 26 %, 15 %, 17 % of the voters.
    votes = [(42, "MNCK"), (26, "NCKM"), (15, "CKNM"), (17, "KCNM")]
    found = of_places(*[[order.index(x) + 1 for x in "MNCK"] for n, order in votes for _ in range(n)])
    assert found.copeland.tolist() == [-3, 3, 1, -1]
    assert found.condorcet == found.offers[1]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ([1, 2, 3, 4], [1, 2, 3, 4], 1.0),
        ([1, 2, 3, 4], [4, 3, 2, 1], -1.0),
        # By hand: 6 pairs, one tied in the first, none in the second; 5 concordant: 5 / sqrt(5 * 6).
        ([1, 1, 3, 4], [1, 2, 3, 4], 5 / np.sqrt(30)),
        # By hand: one pair tied in each, 4 left: 3 concordant, 1 discordant: 2 / sqrt(5 * 5).
        ([1, 1, 3, 4], [1, 2, 4, 2], 2 / 5),
    ],
)
def test_tau_b_with_ties_is_the_one_counted_by_hand_and_scipys(first, second, expected):
    found = tau_b(np.array([first, second]))
    assert found[0, 1] == pytest.approx(expected)
    assert found[0, 1] == pytest.approx(kendalltau(first, second).statistic)


@given(st.lists(st.lists(st.integers(1, 4), min_size=6, max_size=6), min_size=2, max_size=5))
def test_tau_b_of_any_orders_is_scipys(rows):
    found = tau_b(np.array(rows))
    for i, j in combinations(range(len(rows)), 2):
        assert found[i, j] == pytest.approx(kendalltau(rows[i], rows[j]).statistic, nan_ok=True)


@given(SHARES)
def test_a_voice_agrees_wholly_with_itself(shares):
    found = agreement(EVIDENCE, [voice("one", *shares), voice("other", *shares)])
    assert found.tau == pytest.approx(np.ones((2, 2)))
    assert found.pairs[0] == found.pairs[1] == 3
    assert len(found.same) == 3
    first = next(iter(found.leaders[0]))
    assert found.regret[:, found.offers.index(first)].max() == 0
    assert first in found.safest
    assert all(np.isnan(d.share) and d.low == pytest.approx(d.high) for d in found.divides)


@given(st.lists(SHARES, min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_the_voices_changes_nothing(rows, chance):
    voices = [voice(str(k), *shares) for k, shares in enumerate(rows)]
    mixed = chance.sample(voices, len(voices))
    one, two = agreement(EVIDENCE, voices), agreement(EVIDENCE, mixed)
    back = [mixed.index(v) for v in voices]
    assert one.offers == two.offers and one.safest == two.safest and one.consensus.scenario == two.consensus.scenario
    assert (one.places == two.places[back]).all() and (one.scores == two.scores[back]).all()
    assert one.borda.tolist() == two.borda.tolist() and one.copeland.tolist() == two.copeland.tolist()
    assert np.nan_to_num(one.tau).tolist() == np.nan_to_num(two.tau[np.ix_(back, back)]).tolist()
    assert one.ground.empty == two.ground.empty
    assert one.ground.problem.weights == pytest.approx(two.ground.problem.weights)
    shares = {d.item: d.share for d in two.divides}
    assert all(d.share == pytest.approx(shares[d.item], nan_ok=True) for d in one.divides)


def test_each_voice_has_the_ranking_it_would_have_alone():
    found = agreement(EVIDENCE, [SOVEREIGN, URGENT, EVEN])
    for one, ranking, scores, places in zip(found.voices, found.rankings, found.scores, found.places, strict=True):
        alone = rank(EVIDENCE, one.scenario)
        assert [(r.offer, r.place, r.score) for r in alone.rows] == [(r.offer, r.place, r.score) for r in ranking.rows]
        assert dict(zip(found.offers, scores, strict=True)) == {r.offer: r.score for r in alone.rows}
        assert dict(zip(found.offers, places, strict=True)) == {r.offer: r.place for r in alone.rows}


def test_what_all_agree_on_is_what_each_of_them_says():
    found = agreement(EVIDENCE, [SOVEREIGN, URGENT, EVEN])
    names = range(len(found.offers))
    for i in names:
        for j in names:
            assert found.above[i, j] == all(p[i] < p[j] for p in found.places)
    alike = sum(len({np.sign(p[i] - p[j]) for p in found.places}) == 1 for i, j in combinations(names, 2))
    assert found.pairs == (alike, 3)
    assert set(found.top(2)) == {o for i, o in enumerate(found.offers) if all(p[i] <= 2 for p in found.places)}


def test_the_smallest_greatest_regret_is_the_one_found_by_hand():
    found = agreement(EVIDENCE, [SOVEREIGN, URGENT])
    greatest = {o: max(max(s) - s[i] for s in found.scores.tolist()) for i, o in enumerate(found.offers)}
    assert found.safest == tuple(o for o in found.offers if greatest[o] == min(greatest.values()))


def test_the_parts_of_the_disagreement_are_those_of_all_pairs_of_offers():
    voices = [SOVEREIGN, URGENT, EVEN, voice("keys", 40, 20, 20, 20, key_control=90, jurisdiction=10)]
    found = agreement(EVIDENCE, voices)
    points = np.array([[list(r.row(o).contributions.values()) for o in found.offers] for r in found.rankings])
    gaps = np.array([points[:, i] - points[:, j] for i, j in combinations(range(len(found.offers)), 2)])
    gaps -= gaps.mean(axis=1, keepdims=True)
    whole = gaps.sum(axis=2)
    expected = dict(
        zip(
            found.rankings[0].matrix.names[1],
            (gaps * whole[..., None]).sum(axis=(0, 1)) / (whole**2).sum(),
            strict=True,
        )
    )
    criteria = [d for d in found.divides if d.level == "criterion"]
    assert {d.item: pytest.approx(d.share) for d in criteria} == {d.item: expected[d.item] for d in criteria}
    for level in ("pillar", "criterion"):
        assert sum(d.share for d in found.divides if d.level == level) == pytest.approx(1)


def test_a_weight_that_all_give_alike_divides_nobody():
    found = agreement(EVIDENCE, [voice("one", 40, 30, 20, 10), voice("other", 20, 30, 40, 10)])
    shares = {d.item: d for d in found.divides if d.level == "pillar"}
    assert shares["certification"].share == pytest.approx(0, abs=1e-9)
    assert shares["cost_exit"].share == pytest.approx(0, abs=1e-9)
    assert shares["sovereignty"].highest == (0,) and shares["sovereignty"].lowest == (1,)


def test_the_ranking_of_mean_weights_is_that_of_the_mean():
    found = agreement(EVIDENCE, [SOVEREIGN, URGENT])
    assert found.consensus.weighting.pillars == pytest.approx(
        {p: (a + b) / 2 for p, a, b in zip(PILLARS, (0.7, 0.1, 0.1, 0.1), (0.05, 0.05, 0.8, 0.1), strict=True)},
        abs=1e-6,
    )
    assert rank(EVIDENCE, found.consensus.scenario).rows[0].offer == found.consensus.rows[0].offer


def test_a_weight_of_next_to_nothing_keeps_the_offers_that_only_it_ranks():
    evidence = small_evidence({**OFFERS, "unpriced": {k: v for k, v in OFFERS["local"].items() if k != "vm_price"}})
    one = voice("cost", 0, 0, 0, 100, vm_price=1000, egress=0.0001)
    found = agreement(evidence, [Voice(one.name, replace(one.scenario, unknowns="ignore"))])
    assert [set(found.offers), {r.offer for r in found.consensus.rows}] == [{*OFFERS, "unpriced"}] * 2


def test_only_weights_may_differ():
    other = Voice("later", replace(EVEN.scenario, as_of=date(2020, 7, 6)))
    with pytest.raises(BoardError, match="later: another as_of than sovereign"):
        agreement(EVIDENCE, [SOVEREIGN, other])
    found = agreement(EVIDENCE, [SOVEREIGN, Voice("later", alongside(other.scenario, SOVEREIGN.scenario))])
    assert found.rankings[1].scenario.as_of == DAY


def test_nobody_and_nothing_are_refused_in_a_sentence():
    with pytest.raises(BoardError, match="no voice"):
        agreement(EVIDENCE, [])
    with pytest.raises(BoardError, match="no offer is ranked"):
        agreement(EVIDENCE, [Voice("one", replace(EVEN.scenario, require=("regions>=3", "vm_price>=150")))])
    with pytest.raises(NothingToWeigh, match="no voice gives a weight"):
        agreement(EVIDENCE, [voice("nothing", 0, 0, 0, 0)])


def test_a_voice_that_weighs_nothing_that_day_is_named_and_left_out():
    found = agreement(EVIDENCE, [SOVEREIGN, voice("nothing", 0, 0, 0, 0)])
    assert found.silent == ("nothing",) and [v.name for v in found.voices] == ["sovereign"]


def test_offers_ranked_by_some_voices_only_stand_apart():
    evidence = small_evidence(
        {**OFFERS, "unpriced": {k: v for k, v in OFFERS["local"].items() if k not in ("vm_price", "egress")}}
    )
    ignoring = [Voice(v.name, replace(v.scenario, unknowns="ignore")) for v in (voice("cost", 0, 0, 0, 100), EVEN)]
    found = agreement(evidence, ignoring)
    assert found.apart == ("unpriced",) and set(found.offers) == set(OFFERS)

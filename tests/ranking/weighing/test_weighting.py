"""Weight goes where the evidence is: a profile's share shrinks to its documented part, a share set by hand stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ranking.facts.decision_matrix import decision_matrix
from ranking.weighing.rank import rank
from ranking.weighing.scenario import Scenario
from ranking.weighing.weighting import weighting
from tests.drawn import offers
from tests.examples import CRITERIA, DAY, GLOBAL, LOCAL, PILLARS, SMALL, small_evidence
from tests.ranking.balance.weight_moves import criterion_moved

EVIDENCE = small_evidence()
SCORED = tuple(c for c, scale in CRITERIA.items() if scale.pillar)
THIN = st.frozensets(st.sampled_from(SCORED), max_size=len(SCORED) - 1)
HAND = st.dictionaries(st.sampled_from(sorted(PILLARS)), st.floats(1, 100), max_size=4)


def shares(aside: str, **more) -> dict[str, float]:
    return weighting(EVIDENCE, Scenario(DAY, **more), frozenset(aside.split())).pillars


def test_what_a_profile_gives_a_pillar_shrinks_to_its_documented_part_and_goes_to_the_others():
    # Equal quarters. One of the two cost criteria is set aside: 25 x 1/2 = 12.5 stay out of 87.5, so a seventh; the
    # other three have 25 / 87.5 each.
    assert shares("egress") == pytest.approx(
        {"sovereignty": 2 / 7, "certification": 2 / 7, "readiness": 2 / 7, "cost_exit": 1 / 7}
    )
    # Two pillars at a half of theirs: 12.5 of 75 each.
    assert shares("egress hds") == pytest.approx(
        {"sovereignty": 1 / 3, "certification": 1 / 6, "readiness": 1 / 3, "cost_exit": 1 / 6}
    )
    # A pillar with nothing documented gives up all of it, and weighing thin criteria too, nothing shrinks.
    assert shares("egress vm_price")["cost_exit"] == 0
    assert shares("egress", thin=True) == pytest.approx(dict.fromkeys(PILLARS, 0.25))


def test_a_share_set_by_hand_stands_as_set_and_says_what_it_rests_on():
    everything = {"sovereignty": 10.0, "certification": 20.0, "readiness": 30.0, "cost_exit": 40.0}
    assert shares("egress", pillars=tuple(everything.items())) == pytest.approx(
        {p: s / 100 for p, s in everything.items()}
    )
    # 40 by hand beside three quarters of a profile: 40 / 115. What certification gives up goes to the profile's others.
    mixed = weighting(EVIDENCE, Scenario(DAY, pillars=(("cost_exit", 40.0),)), frozenset({"egress", "hds"}))
    assert mixed.pillars == pytest.approx(
        {
            "sovereignty": 75 / 115 * 2 / 5,
            "certification": 75 / 115 / 5,
            "readiness": 75 / 115 * 2 / 5,
            "cost_exit": 40 / 115,
        }
    )
    assert (mixed.documented["cost_exit"], mixed.nominal["cost_exit"]) == (0.5, pytest.approx(40 / 115))
    assert mixed.by_hand == {"cost_exit"}


@given(THIN, HAND, st.data())
def test_one_criterion_more_or_less_moves_no_share_by_more_than_its_own_weight(thin, hand, data):
    criterion = data.draw(st.sampled_from(SCORED))
    scenario = Scenario(DAY, pillars=tuple(hand.items()))
    with_it = weighting(EVIDENCE, scenario, thin - {criterion})
    without = weighting(EVIDENCE, scenario, thin | {criterion})
    part = with_it.overall[criterion]
    assert all(
        abs(with_it.pillars[p] - without.pillars[p]) <= part + 1e-12 for p in PILLARS if any(without.within.values())
    )


@given(offers(least=2), HAND, st.data())
def test_one_fact_of_a_criterion_more_or_less_moves_no_share_by_more_than_that_criterions_part(drawn, hand, data):
    scenario = Scenario(DAY, pillars=tuple(hand.items()))
    offer = data.draw(st.sampled_from(sorted(drawn)))
    named = [i for i in drawn[offer] if any(i in CRITERIA[c].indicators for c in SCORED)]
    if not named:
        return
    gone = data.draw(st.sampled_from(named))
    criterion = next(c for c in SCORED if gone in CRITERIA[c].indicators)
    boards = drawn, drawn | {offer: {k: v for k, v in drawn[offer].items() if k != gone}}
    found = [decision_matrix(small_evidence(b), scenario.as_of, scenario.unknowns, scenario.known) for b in boards]
    if not found[0].status.equals(found[1].status):
        return
    assert found[0].thin ^ found[1].thin <= {criterion}
    weighed = [weighting(EVIDENCE, scenario, m.thin) for m in found]
    part = max(w.overall[criterion] for w in weighed)
    if all(any(w.overall.values()) for w in weighed):
        assert all(abs(weighed[0].pillars[p] - weighed[1].pillars[p]) <= part + 1e-12 for p in PILLARS)


@given(THIN, st.integers(0, 100), st.data())
def test_a_hand_on_a_criterion_changes_no_documented_part(thin, to, data):
    criterion = data.draw(st.sampled_from([c for c in SCORED if c not in thin]))
    before = weighting(EVIDENCE, Scenario(DAY), thin)
    after = weighting(EVIDENCE, criterion_moved(EVIDENCE, Scenario(DAY), before, criterion, to), thin)
    assert after.documented == pytest.approx(before.documented, abs=1e-5)
    assert after.pillars == pytest.approx(before.pillars, abs=1e-5)


def test_the_board_weighs_with_what_is_documented():
    # Egress is known of one offer in three: the cost pillar's quarter becomes a seventh.
    named = zip("abc", (LOCAL, GLOBAL, SMALL), strict=True)
    some = {name: {k: v for k, v in small.items() if k != "egress" or name == "a"} for name, small in named}
    assert rank(small_evidence(some), Scenario(DAY)).weighting.pillars["cost_exit"] == pytest.approx(1 / 7)

"""What each difference between two data versions does: by hand on a small board, and against a whole new ranking."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ranking.errors import ScenarioError
from ranking.facts.amend import key_of, with_fact, without_fact
from ranking.model import UNKNOWN
from ranking.versions.changes import changes, source_only
from ranking.versions.effects import effects, state, what_if
from ranking.versions.log import Edition, cell_log, log
from ranking.weighing.rank import rank
from ranking.weighing.rerank import reranked
from ranking.weighing.scenario import Scenario
from tests.examples import CRITERIA, DAY, GLOBAL, LOCAL, SOURCE, fact, small_evidence, words

EVERY = Scenario(DAY)
INDICATORS = tuple(c.id for c in CRITERIA.values() if c.kind != "share")


def board(**more):
    """Two offers, one of them with facts replaced."""
    return small_evidence({"local": LOCAL, "global": {**GLOBAL, **more}})


def test_a_changed_fact_moves_its_offer_by_its_criterions_part_alone_and_left_out():
    """hds from 2 to 0 of two levels: 100 points on one of two criteria of one pillar of four, 12.5 of the whole."""
    old, new = board(), board(hds=[("2018-01-01", 0)])
    whole, (change,) = effects(old, new, EVERY)
    assert (change.kind, change.offer, change.then.value, change.now.value) == ("changed", "global", 2, 0)
    before, after = old_new = rank(old, EVERY).row("global").score, rank(new, EVERY).row("global").score
    assert before - after == pytest.approx(12.5)
    assert [(e.before.scores["global"], e.after.scores["global"]) for e in (change.alone, change.without)] == [
        pytest.approx(old_new)
    ] * 2
    assert change.size == pytest.approx(12.5) and whole.rescored == ("global",)


def test_each_of_two_changes_is_measured_with_the_other_out_and_with_the_other_in():
    """A must-have met by either fact alone: neither does anything alone out of the newer version's pair."""
    old = board(svc_db=[("2018-01-01", 0)], svc_spark=[("2018-01-01", 0)])
    new = board()
    question = replace(EVERY, require=("svc_db>=1", "svc_spark>=1"))
    whole, found = effects(old, new, question)
    assert "global" not in whole.before.places and whole.after.places == {"global": 1}
    assert whole.leads and whole.moved == ("global",)
    assert {(c.now.indicator, c.alone.leads, c.without.leads) for c in found} == {
        ("svc_db", False, True),
        ("svc_spark", False, True),
    }


def test_what_does_not_count_on_the_day_has_no_effect_and_is_listed_all_the_same():
    old = board()
    new = with_fact(old, fact("global", "hds", "2026-10-01", 0))
    elsewhere = replace(old.offers["local"].facts[0], source=replace(SOURCE, title="Read again"))
    new = with_fact(new, elsewhere)
    whole, found = effects(old, new, EVERY)
    assert not whole and len(found) == 2
    assert all(c.alone is None and c.without is None and c.size == 0 for c in found)
    assert {source_only(c.then, c.now) for c in found} == {True, False}
    later, _ = effects(old, new, replace(EVERY, as_of=date(2026, 11, 1)))
    assert later.rescored == ("global",)


def test_an_offer_added_or_removed_is_one_change_with_all_its_facts():
    small, large = board(), small_evidence()
    whole, found = effects(small, large, EVERY)
    added = next(c for c in found if c.kind == "offer_added")
    assert added.offer == "small" and added.alone.after.places == whole.after.places == added.without.after.places
    back = next(c for c in effects(large, small, EVERY)[1] if c.kind == "offer_removed")
    assert "small" in back.alone.before.places and "small" not in back.alone.after.places


def test_scales_profiles_and_musthaves_are_each_exchanged_whole():
    old = small_evidence()
    wide = replace(old.criteria["regions"], best=6.0)
    new = replace(old, criteria={**old.criteria, "regions": wide}, gates={})
    whole, found = effects(old, new, EVERY)
    assert {c.kind for c in found} == {"criteria", "musthaves"}
    scale = next(c for c in found if c.kind == "criteria")
    assert scale.alone.after.scores == pytest.approx(whole.after.scores) and scale.offer is None
    assert not next(c for c in found if c.kind == "musthaves").alone


def test_a_question_that_the_older_version_does_not_know_is_refused():
    old, new = board(), small_evidence()
    with pytest.raises(ScenarioError, match="small"):
        effects(old, new, replace(EVERY, offers=("small",)))


def test_a_fact_proposed_is_put_in_the_place_of_the_one_of_its_day_or_beside_the_others():
    evidence = small_evidence()
    ranking = rank(evidence, EVERY)
    effect = what_if(evidence, ranking, fact("global", "hds", "2018-01-01", 0)).effect
    assert effect.before.scores["global"] - effect.after.scores["global"] == pytest.approx(12.5)
    unknown = what_if(evidence, ranking, fact("global", "hds", "2026-01-01", UNKNOWN)).effect
    assert unknown.after.scores["global"] == pytest.approx(effect.after.scores["global"])


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["local", "global", "small"]), st.sampled_from(INDICATORS), st.booleans(), st.data())
def test_one_offer_ranked_again_is_the_same_as_all_ranked_again(offer, indicator, out, data):
    evidence = small_evidence()
    scenario = replace(
        EVERY,
        require=data.draw(st.sampled_from([(), ("hds",), ("svc_spark>=1",)])),
        unknowns=data.draw(st.sampled_from(["cautious", "ignore", "neutral"])),
    )
    keys = [key_of(f) for f in evidence.offers[offer].facts if f.indicator == indicator]
    if out and keys:
        amended = without_fact(evidence, keys[0])
    else:
        day = data.draw(st.sampled_from(["2018-01-01", "2026-05-31", "2026-07-01"]))
        amended = with_fact(evidence, fact(offer, indicator, day, UNKNOWN))
    quick = reranked(evidence, rank(evidence, scenario), amended, offer)
    slow = rank(amended, scenario)
    assert state(amended, quick) == state(amended, slow)
    assert [(x.offer, x.reason) for x in quick.excluded] == [(x.offer, x.reason) for x in slow.excluded]
    assert quick.matrix.thin == slow.matrix.thin and quick.weighting.overall == slow.weighting.overall


def test_the_log_of_a_cell_names_each_version_in_which_something_of_it_differs():
    first, third = board(), board(hds=[("2018-01-01", 0)])
    editions = [
        Edition("00000001", date(2026, 1, 1), words("first"), small_evidence({"local": LOCAL})),
        Edition("00000002", date(2026, 2, 1), words("second"), first),
        Edition("00000003", date(2026, 3, 1), words("third"), first),
        Edition("00000004", None, None, third),
    ]
    entries = cell_log(editions, "global", "hds", DAY)
    assert [(e.edition.version, e.present, e.fact and e.fact.value) for e in entries] == [
        ("00000001", False, None),
        ("00000002", True, 2),
        ("00000004", True, 0),
    ]
    assert entries[0].changes is None and len(entries[1].changes.added) == len(entries[2].changes.changed) == 1
    assert [b.version for _, b, _ in log(editions, frozenset({"global"}))] == ["00000002", "00000004"]
    assert log(editions, None, frozenset({"gpu"}))[0][2].added[0].indicator == "gpu"
    assert not changes(first, first) and log(editions, frozenset({"local"})) == ()

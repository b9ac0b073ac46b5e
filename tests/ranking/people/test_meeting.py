"""The model of a meeting: one frame for all, which differences decide, who comes first for whom."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.people.meeting import Strips, spread_html, stacked, waiting_html
from charts.people.meeting_places import places_html
from ranking.errors import ScenarioError
from ranking.people.agreement import mean_weights
from ranking.people.meeting import Meeting, Seat, firsts, framed, places_by_voice, spreads
from ranking.weighing.rank import rank
from ranking.weighing.scenario import Scenario, with_pairs
from tests.examples import small_evidence
from words.language import language
from words.people.meeting import agreement_sentence, count_sentence, dividing_sentence, spread_sentence

EVIDENCE, DAY = small_evidence(), date(2021, 1, 1)
PLAY = ("jurisdiction", "key_control", "hds", "gpu", "regions")
SAY = language("en")


def meeting(frame: Scenario | None = None, in_play: tuple[str, ...] = PLAY) -> Meeting:
    when = datetime(2026, 11, 26, tzinfo=UTC)
    return Meeting(
        "T", "Q", (frame or Scenario(DAY)).to_json(), in_play, "en", "00000000", 1, when, when, True, False, 0
    )


def voice(readiness: float, sovereignty: float):
    own = with_pairs(
        Scenario(DAY),
        "pillars",
        {"readiness": readiness, "sovereignty": sovereignty, "certification": 0, "cost_exit": 0},
    )
    return rank(EVIDENCE, framed(EVIDENCE, meeting(), own.to_json()))


def test_only_the_weights_are_a_participants_own():
    frame = Scenario(DAY, require=("hds",), rule="tolerant", unknowns="neutral")
    own = Scenario(
        date(2025, 1, 1),
        profile="sovereign",
        pillars=(("readiness", 90.0),),
        unknowns="ignore",
        weights=(("hds", 3.0), ("egress", 50.0)),
        offers=("small",),
    )
    found = framed(EVIDENCE, meeting(frame), own.to_json())
    assert (found.as_of, found.require, found.rule, found.unknowns, found.offers) == (
        DAY,
        ("hds",),
        "tolerant",
        "neutral",
        None,
    )
    assert (found.profile, found.pillars) == ("sovereign", (("readiness", 90.0),))
    assert dict(found.weights) == {"hds": 3.0} | {c: 0.0 for c in EVIDENCE.criteria if c not in PLAY}


def test_what_is_not_in_play_weighs_nothing_and_the_start_is_equal():
    weights = rank(EVIDENCE, framed(EVIDENCE, meeting())).weighting
    assert {c for c, w in weights.overall.items() if w > 0} == set(PLAY)
    assert weights.within["jurisdiction"] == weights.within["key_control"] == 0.5
    assert weights.pillars["cost_exit"] == 0


def test_weights_that_todays_data_do_not_know_are_refused_with_their_name():
    with pytest.raises(ScenarioError, match="nowhere"):
        framed(EVIDENCE, meeting(), Scenario(DAY).to_json() | {"pillars": {"nowhere": 3}})


shares = st.lists(st.tuples(st.integers(0, 100), st.integers(1, 100)), min_size=1, max_size=6)


@given(shares)
def test_a_difference_decides_exactly_when_putting_it_in_changes_the_leader(pairs):
    voices = [voice(*p) for p in pairs]
    reference = rank(EVIDENCE, mean_weights(voices))
    for spread in spreads(EVIDENCE, voices, reference, "pillar"):
        for share, outside in zip(spread.shares, spread.outside, strict=True):
            rest = 1 - spread.reference
            if rest < 1e-6 or min(abs(share - end) for end in spread.leads) < 1e-4:
                continue
            moved = {
                p: 100 * (share if p == spread.item else (1 - share) * w / rest)
                for p, w in reference.weighting.pillars.items()
            }
            after = rank(EVIDENCE, with_pairs(reference.scenario, "pillars", moved))
            stays = reference.rows[0].offer in {r.offer for r in after.leaders}
            assert stays or outside
            assert stays != outside or not after.leaders


def test_a_band_is_where_the_leader_holds_and_who_takes_over_is_named():
    voices = [voice(80, 20), voice(20, 80)]
    reference = rank(EVIDENCE, mean_weights(voices))
    found = {s.item: s for s in spreads(EVIDENCE, voices, reference, "pillar")}
    assert set(found) == {"readiness", "sovereignty"}
    assert found["readiness"].shares == pytest.approx((0.8, 0.2)) and found["readiness"].width == pytest.approx(0.6)
    assert found["readiness"].decides
    said = spread_sentence(SAY, EVIDENCE, found["readiness"], ["Ada", "Bob"], "the mean of both")
    assert "from 20% (Bob) to 80% (Ada), median 50%" in said
    assert "if the mean of both took 20% from Bob, first place would change hands; below " in said
    sentence = dividing_sentence(SAY, EVIDENCE, list(found.values()), reference.rows[0].offer)
    assert "decide" in sentence


def test_first_places_are_counted_with_ties_for_each_and_places_are_those_of_the_rankings():
    voices = [voice(80, 20), voice(80, 20), voice(10, 90)]
    counts = firsts(voices)
    assert sum(counts.values()) == sum(len(v.leaders) for v in voices)
    assert list(counts.values()) == sorted(counts.values(), reverse=True)
    found = places_by_voice(voices)
    assert all(p == tuple(v.row(o).place for v in voices) for o, p in found.items())


def test_sentences_count_right():
    none, one = Seat(1, "", 0), Seat(2, "Ada", 3)
    assert count_sentence(SAY, ()) == "Nobody has joined yet."
    assert count_sentence(SAY, (none, one)) == "1 of 2 participants has answered."
    assert count_sentence(SAY, (one, one)) == "All 2 participants have answered."
    assert "For all 2 participants" in agreement_sentence(SAY, EVIDENCE, [voice(80, 20)] * 2)
    assert "divided" in agreement_sentence(SAY, EVIDENCE, [voice(100, 0), voice(0, 100)])


def test_dots_that_would_cover_one_another_are_piled_up():
    assert stacked([1, 1, 5, 1.5, 9], near=1.0) == [0, 1, 0, 2, 0]


@given(st.lists(st.integers(0, 100), max_size=60))
def test_no_two_dots_of_one_value_stand_at_one_height(values):
    heights = stacked(values, 1.0)
    assert len(set(zip(values, heights, strict=True))) == len(values)
    assert all(h == 0 or h - 1 in heights for h in heights)


HOSTILE = "<img src=x onerror=alert(1)>"


def test_names_are_text_in_every_picture():
    voices = [voice(80, 20), voice(20, 80)]
    reference = rank(EVIDENCE, mean_weights(voices))
    names = [HOSTILE, "Bob & <b>co</b>"]
    drawn = [
        waiting_html(SAY, (Seat(1, HOSTILE, 1),)),
        spread_html(
            SAY,
            EVIDENCE,
            Strips(spreads(EVIDENCE, voices, reference, "pillar"), names, HOSTILE, own=0),
            HOSTILE,
            HOSTILE,
        ),
        places_html(SAY, EVIDENCE, voices, names, {HOSTILE: reference}, HOSTILE),
    ]
    for html in drawn:
        assert "<img src=x" not in html and "<b>co" not in html and "&lt;img" in html


@pytest.mark.parametrize("people", [3, 8, 9])
def test_up_to_eight_voices_are_all_named_and_the_readers_own_is_marked(people):
    voices, names = [voice(10 * n + 10, 90) for n in range(people)], [f"Voice{n}" for n in range(people)]
    reference = rank(EVIDENCE, mean_weights(voices))
    shown = Strips(spreads(EVIDENCE, voices, reference, "pillar"), names, "the mean", own=1, agreed=True)
    strip = spread_html(SAY, EVIDENCE, shown, "", "").partition('class="mt-label"')[2].partition('class="sr-only"')[0]
    named = strip.partition('class="mt-named"')[2]
    assert all(name in named for name in names) == (people <= 8)
    assert strip.count("mt-own") == 1 and ('class="mt-me">Voice1' in named) == (people <= 8)
    assert "mt-agreed" in strip

"""What facts leave possible: bounds that hold, contested facts, inference, answers of one's own, time, the award."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ranking.errors import ScenarioError
from ranking.facts.decision_matrix import facts_in_force
from ranking.model import Fact, Source
from ranking.weighing.rank import rank
from ranking.weighing.scenario import Scenario
from ranking.yardsticks import answer_sheet
from ranking.yardsticks.assess import answers_of, assess
from ranking.yardsticks.load import award, framework
from ranking.yardsticks.reading import award_read, board_reversals, history, read
from tests.ranking.yardsticks.calculator import sheet_score

CSF = framework()
WEIGHTS = CSF.weights_named()
AWARD_DAY = date(2026, 4, 17)


def fact(indicator: str, value, confidence: str = "B", **more) -> dict[tuple[str, str], Fact]:
    source = Source("Page", "https://example.org/page", "2020")
    return {("azure", indicator): Fact("azure", indicator, date(2020, 1, 1), value, confidence, source, **more)}


def left(evidence, facts, question: str, grades: str = "AB") -> list[int]:
    return sorted(answers_of(CSF, evidence, "azure", facts, grades=grades)[question].left)


def test_without_facts_every_answer_stays_possible(evidence):
    found = assess(CSF, WEIGHTS, "azure", answers_of(CSF, evidence, "azure", {}))
    assert found.score == (0.0, pytest.approx(100.0756, abs=5e-5)) and found.seal == (0, 4) and found.caps == ()
    assert all(a.open and not a.facts for a in found.answers.values())


def test_a_rule_excludes_and_a_contested_fact_leaves_what_its_range_leaves(evidence):
    assert left(evidence, fact("jurisdiction", 0), "2.1") == [1, 2]
    assert left(evidence, fact("jurisdiction", 4), "2.1") == [3]
    assert left(evidence, fact("jurisdiction", 4, low=2, high=4), "2.1") == [2, 3]


def test_quantities_are_read_by_bands_and_countries_by_the_union(evidence):
    assert [left(evidence, fact("pue", x), "8.1") for x in (1.15, 1.2, 1.49, 1.5, 3.2)] == [
        [4, 5],
        [4],
        [2, 3],
        [2],
        [1],
    ]
    assert left(evidence, fact("pue", 1.25, low=1.1, high=1.4), "8.1") == [2, 3, 4, 5]
    assert left(evidence, fact("hq_country", "US"), "1.1") == [1, 2]
    assert left(evidence, fact("hq_country", "NO"), "1.1") == [3, 4]


def test_an_inference_excludes_nothing_unless_asked(evidence):
    facts = fact("technology_openness", 0, "C")
    assert left(evidence, facts, "5.4") == [1, 2, 3, 4, 5]
    assert left(evidence, facts, "5.4", "ABC") == [1, 2]


def test_two_rules_of_a_question_both_hold(evidence):
    both = fact("technology_openness", 4) | fact("gpu_best", "H100")
    assert left(evidence, fact("technology_openness", 1) | fact("gpu_best", "H100"), "5.6") == [1, 2, 3]
    assert left(evidence, both, "5.6") == [1, 2, 3, 4]


@pytest.mark.parametrize("day", ["2020-07-06", "2026-04-17", "2026-11-29"])
def test_any_sheet_within_what_is_left_lies_within_the_ranges(evidence, day):
    found = read(CSF, WEIGHTS, evidence, date.fromisoformat(day))
    for offer, a in found.known.items():
        ends = [{k: pick(x.left) for k, x in a.answers.items()} for pick in (min, max)]
        scores, seals = zip(*(sheet_score(CSF, WEIGHTS, sheet) for sheet in ends), strict=True)
        assert scores == pytest.approx(a.score), offer
        assert seals == a.seal, offer
        inferred = found.inferred[offer]
        assert a.score[0] <= inferred.score[0] + 1e-9 and inferred.score[1] <= a.score[1] + 1e-9


@given(st.data())
def test_drawn_sheets_stay_within(evidence, data):
    day = data.draw(st.dates(date(2019, 1, 1), date(2026, 11, 29)))
    offer = data.draw(st.sampled_from(sorted(evidence.offers)))
    answers = answers_of(CSF, evidence, offer, facts_in_force(evidence.offers[offer].facts, day))
    a = assess(CSF, WEIGHTS, offer, answers)
    sheet = {k: data.draw(st.sampled_from(sorted(x.left))) for k, x in answers.items()}
    score, seal = sheet_score(CSF, WEIGHTS, sheet)
    assert a.score[0] - 1e-9 <= score <= a.score[1] + 1e-9 and a.seal[0] <= seal <= a.seal[1]


def test_an_answer_given_stands_and_is_told_where_facts_exclude_it(evidence):
    answers = answers_of(CSF, evidence, "azure", fact("jurisdiction", 0), {"2.1": 3, "1.6": 5})
    assert answers["2.1"].left == {3} and answers["2.1"].against
    assert answers["1.6"].given and not answers["1.6"].against


def test_history_is_the_reading_of_each_day(evidence):
    for offer in ("azure", "scaleway", "ovhcloud_private"):
        steps = history(CSF, WEIGHTS, evidence, offer)
        days = [day for day, _ in steps]
        assert days == sorted(set(days))
        for (day, a), (after, _) in zip(steps, [*steps[1:], (days[-1] + timedelta(days=2), None)], strict=True):
            for probe in (day, after - timedelta(days=1)):
                facts = facts_in_force(evidence.offers[offer].facts, probe)
                again = assess(CSF, WEIGHTS, offer, answers_of(CSF, evidence, offer, facts))
                assert (again.score, again.seal, again.caps) == (a.score, a.seal, a.caps)


def test_the_award_of_april_2026_reads_as_published_but_for_a_member_of_a_consortium(evidence):
    found = {r.assessment.offer: r for r in award_read(award(), CSF, WEIGHTS, evidence)}
    assert {o: r.assessment.seal[1] for o, r in found.items()} == {
        "post_telecom_lux": 4,
        "ovhcloud_public": 3,
        "clever_cloud": 1,
        "stackit": 3,
        "scaleway": 3,
        "s3ns": 2,
    }
    assert [o for o, r in found.items() if not r.agrees] == ["clever_cloud"]
    assert found["clever_cloud"].assessment.caps == ("3.1",)
    on_day = read(CSF, WEIGHTS, evidence, AWARD_DAY).known
    assert {o for o in ("azure", "aws", "google_cloud") if on_day[o].seal[1] >= award().minimum} == set()


def test_the_board_puts_s3ns_above_offers_that_may_reach_a_higher_level(evidence):
    reading = read(CSF, WEIGHTS, evidence, AWARD_DAY)
    answer = rank(evidence, Scenario(AWARD_DAY))
    pairs = {(p.higher, p.lower): p for p in board_reversals(evidence, answer, reading)}
    for winner in ("ovhcloud_public", "stackit", "scaleway"):
        part = pairs["s3ns", winner]
        assert part.kind == "ceiling" and part.points[0] > part.points[1]
        assert part.because == reading.known["s3ns"].caps == ("1.8", "5.4", "5.6", "6.1", "6.3")
    assert all(p.points[0] > p.points[1] for p in pairs.values())


def test_a_level_asked_is_reached_never_or_perhaps(evidence):
    found = read(CSF, WEIGHTS, evidence, AWARD_DAY).known
    assert [found["azure"].passes(level) for level in range(5)] == ["yes", "open", "no", "no", "no"]
    whole = {k: len(q.points) for k, q in CSF.questions.items()}
    sure = read(CSF, WEIGHTS, evidence, AWARD_DAY, given={"azure": whole}).known["azure"]
    assert [sure.passes(level) for level in (2, 4)] == ["yes", "yes"]


def test_a_sheet_of_answers_is_read_back():
    given_answers = {"scaleway": {"1.1": 4, "2.1": 3}}
    content = json.dumps({"format": "csf answers 1", "answers": given_answers}).encode()
    assert answer_sheet.read(content, CSF) == given_answers
    blank = b'{"format": "csf answers 1", "answers": {"scaleway": {"1.6": null}}}'
    assert answer_sheet.read(blank, CSF) == {"scaleway": {}}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{}", 'no "format"'),
        (b'{"format": "csf answers 1"}', 'no "answers"'),
        (b'{"format": "csf answers 1", "answers": {"a": 3}}', "'a': not an object"),
        (b'{"format": "csf answers 1", "answers": {"a": {"9.9": 1}}}', "no question '9.9'"),
        (b'{"format": "csf answers 1", "answers": {"a": {"2.1": "3"}}}', "2.1 = '3'; a whole number"),
        (b'{"format": "csf answers 1", "answers": {"a": {}}, "note": 1}', "'note': no such key"),
        ('{"format": "csf answers 1", "answers": {"a": {"\u202e1": 1}}}'.encode("utf-16"), r"no question '\\u202e1'"),
        (b'{"format": "csf answers 1", "answers": {"a": {"2.1": 4}}}', "2.1 = 4; a whole number from 1"),
        (b'{"format": "csf answers 1", "answers": {"a": {"2.1": true}}}', "2.1 = True"),
    ],
)
def test_a_sheet_that_cannot_be_read_is_refused_in_one_sentence(content, said):
    with pytest.raises(ScenarioError, match=said.replace("(", r"\(")):
        answer_sheet.read(content, CSF)

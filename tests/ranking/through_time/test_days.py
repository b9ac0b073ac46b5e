"""Days of change: on every day the matrix, what is set aside and who is out are those of the day itself."""

import random
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from ranking.errors import ScenarioError
from ranking.facts.decision_matrix import decision_matrix
from ranking.through_time.days import days_of_change, named_day
from ranking.weighing.rank import on_day, rank, shut_out
from ranking.weighing.scenario import EARLIEST, Scenario
from tests.places import EVIDENCE

END = date(2026, 12, 31)
SCENARIOS = (
    Scenario(EARLIEST),
    Scenario(EARLIEST, require=("hds", "secnumcloud_qualified"), unknowns="ignore"),
    Scenario(EARLIEST, require=("hds", "svc_spark>=1"), rule="tolerant", known="documented", unknowns="neutral"),
)


def told(out) -> tuple:
    return (out.reason, out.outcomes if out.reason == "must_have" else (), out.coverage)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_days_of_change_give_every_day_its_own_matrix_and_exclusions(scenario):
    rng, span = random.Random(3), (END - EARLIEST).days
    asked = sorted({EARLIEST, END, *(EARLIEST + timedelta(rng.randint(0, span)) for _ in range(32))})
    changes = list(days_of_change(EVIDENCE, scenario, END))
    row, column = ({k: i for i, k in enumerate(names)} for names in (EVIDENCE.offers, EVIDENCE.criteria))
    cells, bars, coverage, thin = np.full((len(row), len(column), 3), np.nan), {}, {}, frozenset()
    for day in asked:
        while changes and changes[0].day <= day:
            change = changes.pop(0)
            for offer, criterion, *numbers in change.cells:
                cells[row[offer], column[criterion]] = numbers
            bars, coverage, thin = bars | change.bars, coverage | change.coverage, change.thin
        matrix = decision_matrix(EVIDENCE, day, scenario.unknowns, scenario.known)
        for k, name in enumerate(("value", "low", "high")):
            assert np.array_equal(cells[:, :, k], matrix.arrays[name], equal_nan=True), (day, name)
        assert thin == matrix.thin, day
        assert [coverage[o] for o in row] == pytest.approx(matrix.arrays["coverage"].tolist()), day
        answer = rank(EVIDENCE, replace(on_day(scenario, day), thin=True), matrix)
        expected = {o: told(x) for o, x in shut_out(EVIDENCE, answer).items()}
        found = {o: told(x) for o, x in bars.items() if x}
        assert found.keys() == expected.keys(), day
        for offer, (reason, outcomes, known) in expected.items():
            assert found[offer][:2] == (reason, outcomes) and found[offer][2] == pytest.approx(known), (day, offer)


def test_only_offers_shown_are_told():
    changes = list(days_of_change(EVIDENCE, Scenario(EARLIEST, offers=("azure",)), END))
    assert {o for day in changes for o, *_ in day.cells} == {"azure"}


def test_a_named_day_is_one_of_the_board_or_refused():
    assert named_day("2020-07-06", END) == date(2020, 7, 6)
    for wrong in (None, 7, "", "2020-7-6", "2017-12-31", "2027-01-01", "2020-02-30", ["2020-07-06"]):
        with pytest.raises(ScenarioError, match="day: one from 2018-01-01"):
            named_day(wrong, END)

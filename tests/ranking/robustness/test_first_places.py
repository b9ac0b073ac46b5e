"""Does the lead hold? One answer, drawn once, wherever it is said: page, picture, workbook, record, command line."""

import json
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import numpy as np
import pytest

from address.page_entries import PageEntries
from exports.data.workbook_sheets import robustness_table
from exports.pictures.catalogue import CATALOGUE
from headless import main
from ranking.decisions.recording import result
from ranking.robustness import first_places as place
from ranking.robustness.first_places import ANY, Vary, drawn_shares, kept_shares, refined
from ranking.robustness.problem import problem
from ranking.robustness.smaa import acceptability
from ranking.robustness.uncertainty import doubt, what_varies
from ranking.robustness.weight_spaces import weight_space
from ranking.weighing.rank import rank
from ranking.weighing.scenario import Scenario
from results import results
from tests.examples import DAY, small_evidence
from tests.pages.test_pages import opened, shown
from words.language import language
from words.ranking.robustness import both_sentence

SAY = language("en")


def drawn(evidence, ranking, vary: Vary):
    """The two shares as SMAA gives them, drawn here."""
    base = problem(ranking)
    cases = what_varies(
        base,
        weight_space(base, vary.kind, vary.nested, vary.concentration, vary.width / 100),
        doubt(evidence, ranking, base, vary.assumptions),
    )
    return [acceptability(base, cases[name][0], 2000, doubt=cases[name][1]) for name in ("weights", "both")]


@pytest.mark.parametrize(
    "vary",
    [
        ANY,
        Vary("mine", concentration=60),
        Vary("order"),
        Vary("range", width=5),
        Vary(nested=False, grades=(99, 70, 40)),
    ],
    ids=lambda v: f"{v.kind} {v.nested}",
)
def test_what_is_kept_is_what_is_drawn_with_any_executor_and_it_refines_to_it(vary):
    evidence = small_evidence()
    ranking = rank(evidence, Scenario(DAY))
    assert kept_shares(evidence, ranking, vary, 2000) is None
    wanted = drawn(evidence, ranking, vary)
    with ThreadPoolExecutor(2) as pool:
        found = drawn_shares(evidence, ranking, vary, 2000, pool)
    for one, other in zip(found, wanted, strict=True):
        assert np.array_equal(one.places, other.places) and one.samples == 2000
    assert kept_shares(evidence, ranking, vary, 2000) is found is drawn_shares(evidence, ranking, vary, 2000)
    *_, last = refined(evidence, ranking, vary, 2000)
    assert np.array_equal(last.both.places, found.both.places)


def test_over_all_weightings_other_weights_ask_nothing_new_but_around_mine_they_do():
    evidence = small_evidence()
    ranking, other = (rank(evidence, Scenario(DAY, profile)) for profile in ("equal", "sovereign"))
    found = drawn_shares(evidence, ranking, ANY, 1000)
    assert kept_shares(evidence, other, ANY, 1000) is found and kept_shares(evidence, other, Vary("mine"), 1000) is None
    assert kept_shares(evidence, rank(evidence, Scenario(DAY, unknowns="neutral")), ANY, 1000) is None
    assert kept_shares(small_evidence(), ranking, ANY, 1000) is None


def test_the_oldest_answer_gives_way(monkeypatch):
    monkeypatch.setattr(place, "MOST_KEPT", 2)
    monkeypatch.setattr(place, "_KEPT", {})
    evidence = small_evidence()
    rankings = [rank(evidence, Scenario(DAY, unknowns=way)) for way in ("cautious", "neutral", "ignore")]
    for ranking in rankings:
        drawn_shares(evidence, ranking, ANY, 50)
    assert [kept_shares(evidence, ranking, ANY, 50) is not None for ranking in rankings] == [False, True, True]


def test_page_picture_workbook_record_and_command_line_say_the_same_shares(evidence, monkeypatch, capsys):
    scenario = Scenario(date(2020, 7, 6))
    ranking = rank(evidence, scenario)
    said = CATALOGUE["robustness"](SAY, evidence, scenario, PageEntries()).title
    for test in (opened(date="2020-07-06", lang="en"), opened("robustness", date="2020-07-06", lang="en")):
        assert said in shown(test)
    alone, both = results.shares(evidence, scenario, PageEntries().vary)
    first = ranking.rows[0].offer
    table = robustness_table(SAY, evidence, ranking, PageEntries())
    row = dict(zip([c.key for c in table.columns], next(r for r in table.rows if r[0] == first), strict=True))
    recorded = next(p for p in result(evidence, ranking).places if p.offer == first)
    monkeypatch.setattr(sys, "argv", ["ranking", "robustness", "--as-of", "2020-07-06", "--format", "json"])
    with pytest.raises(SystemExit):
        main()
    told = json.loads(capsys.readouterr().out)
    shares = {
        (row["first"], row["first_both"]),
        (recorded.first, recorded.first_unsure),
        (told["first_share"][first], told["first_share_both"][first]),
        (alone.first[first], both.first[first]),
    }
    assert len(shares) == 1
    ((share, unsure_share),) = shares
    # One sentence, one measure: the second stands under the heading of the page that asks whether it holds.
    assert re.findall(r"(\d+)%", said)[0] == f"{100 * share:.0f}"
    assert both_sentence(SAY, evidence, both) in shown(opened("robustness", date="2020-07-06", lang="en"))
    assert f"{evidence.offers[first].name} {100 * unsure_share:.0f}%" in both_sentence(SAY, evidence, both)


def test_the_table_of_the_screen_names_the_weightings_that_were_drawn():
    test = opened("robustness", date="2020-07-06", lang="en", vary="order-nested-30-10-97-85-60")
    test.session_state["fold_robustness"] = True
    assert "First: all weightings in this order" in test.run().dataframe[0].value.columns

"""One place for results: who keeps what, who computes, and that a screen ranks once."""

import ast

import pytest

from ranking.weighing.scenario import Scenario
from results import results
from tests.house.test_layers import files, named, tree
from tests.pages.test_pages import opened
from ui.session.data import evidence

KEEPERS = {"lru_cache", "cache", "cache_resource", "cache_data"}
# What is kept above results is no result: parts of pages, letters, catalogues, the store, files just made.
KEPT = {
    "charts/parts/letters.py",
    "charts/parts/ruler.py",
    "charts/parts/templates.py",
    "exports/data/snapshots.py",
    "exports/embed/scripts.py",
    "exports/pictures/picture_file.py",
    "exports/svg/fonts.py",
    "exports/svg/outlines.py",
    "ui/frame/frame.py",
    "ui/meeting/access.py",
    "ui/meeting/live.py",
    "ui/parts/store_access.py",
    "ui/question/question.py",
    "ui/server/capacity.py",
    "ui/ranking/live_board.py",
    "ui/records/records.py",
    "ui/server/page/document.py",
    "ui/session/data.py",
    "ui/session/js_components.py",
    "words/language.py",
    "words/method/documents.py",
    "words/typography.py",
}
# Functions of the model that cost more than reading what they return.
COMPUTING = {
    "ranking.weighing.rank": {"rank"},
    "ranking.balance.tradeoff": {"tradeoff"},
    "ranking.balance.pareto": {"plane"},
    "ranking.through_time.catchup": {"catch_up"},
    "ranking.through_time.history": {"history"},
    "ranking.through_time.readiness": {"readiness"},
    "ranking.robustness.first_places": {"drawn_shares", "kept", "refined"},
    "ranking.robustness.stability": {"stability"},
    "ranking.robustness.fact_tipping": {"flips"},
    "ranking.robustness.tipping": {"smallest_change"},
    "ranking.robustness.reach": {"reach", "believe"},
    "ranking.people.agreement": {"agreement"},
    "ranking.decisions.replay": {"replays"},
    "ranking.facts.decision_matrix": {"decision_matrix"},
    "ranking.versions.effects": {"effects"},
}


# What sentences may call: they read a result or a constant, and compute nothing that another could be computed from.
READING = {
    "ranking.facts.cells": {"contested_share", "known_share"},
    "ranking.facts.decision_matrix": {"facts_in_force"},
    "ranking.facts.freshness": {"beyond", "ending", "stale"},
    "ranking.facts.musthaves": {"requirement"},
    "ranking.decisions.recording": {"shares_of"},
    "ranking.people.meeting": {"firsts"},
    "ranking.price": {"cancels", "price_spread"},
    "ranking.robustness.smaa": {"sampled_leader"},
    "ranking.rounding": {"printed", "printed_gap", "rounded_together"},
    "ranking.through_time.readiness": {"months_between"},
    "ranking.typed.number": {"readings", "too_fine"},
    "ranking.versions.changes": {"source_only"},
    "ranking.weighing.explain": {"ahead_and_behind"},
    "ranking.weighing.rank": {"pillar_points"},
    "ranking.weights": {"roc", "whole_percentages"},
    "ranking.workload.load": {"version"},
    "ranking.workload.written": {"documented", "written"},
    "ranking.yardsticks.load": {"version"},
}


def decorated(path) -> bool:
    names = (
        getattr(call, "attr", getattr(call, "id", ""))
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef)
        for mark in node.decorator_list
        for call in [mark.func if isinstance(mark, ast.Call) else mark]
    )
    return bool(KEEPERS & set(names))


def test_results_are_kept_in_results_and_nowhere_above():
    rooms = ("words", "address", "charts", "exports", "ui", "pages", "headless")
    assert {named(path) for room in rooms for path in files(room) if decorated(path)} <= KEPT


@pytest.mark.parametrize("room", ["words", "charts", "exports", "ui", "pages"])
def test_what_is_computed_is_asked_of_results(room):
    found = [
        (named(path), alias.name)
        for path in files(room)
        # Answers of the command line are made of bare problems too, each once.
        if not named(path).startswith("exports/answers/")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.name in COMPUTING.get(node.module, ())
    ]
    assert found == []


def test_sentences_take_from_the_model_its_nouns_and_what_reads_them():
    found = {
        (named(path), node.module, alias.name)
        for path in files("words")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "ranking"
        for alias in node.names
        if not alias.name[0].isupper() and alias.name not in READING.get(node.module, ())
    }
    assert found == set()


def test_a_screen_ranks_no_scenario_twice():
    # Its own, the same with the criteria that are set aside weighed, and with the must-have of the law.
    asked = {"date": "2021-03-04", "profile": "cnil", "board": "table"}
    before = results.ranking.cache_info().misses
    opened("ranking", **asked)
    first = results.ranking.cache_info().misses
    opened("ranking", **asked)
    assert (first - before, results.ranking.cache_info().misses - first) == (3, 0)


def test_the_same_question_has_the_same_answer_whoever_asks():
    facts, scenario = evidence(), Scenario(evidence().checked)
    assert results.ranking(facts, scenario) is results.ranking(facts, scenario)
    assert results.history(facts, scenario) is results.history(facts, scenario)
    assert results.catch_up(facts, scenario) is results.catch_up(facts, scenario)

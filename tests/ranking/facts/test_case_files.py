"""A fault in profiles, must-haves, events and decisions is named with its line and block."""

import pytest

from ranking.facts.load import load
from tests.ranking.facts.spoiling import (
    A_DATE,
    DECISIONS,
    EQUAL,
    EVENTS,
    GATES,
    ID,
    OFFICIAL,
    SOVEREIGN,
    TYPED_AFTER,
    refusal,
    spoil,
)


def test_the_offer_that_the_case_is_about_is_named_in_its_timeline(board):
    assert load(board).subject is None
    path = board / EVENTS
    path.write_text('subject = "local"\n' + path.read_text("utf-8"), "utf-8")
    assert load(board).subject == "local"


CASE_FAULTS = [
    (
        "a profile without rule",
        EQUAL,
        'rule = "equal"',
        'rule = "guess"',
        f"{EQUAL}:1: rule = 'guess'; rule is one of rank_order_centroid, equal, published, reference",
    ),
    (
        "a profile name too long",
        EQUAL,
        "Equal (fr)",
        "E" * 61,
        f"{EQUAL}:1: name_fr or name_en is longer than 60 characters; at most 60 characters",
    ),
    (
        "a profile with an unknown key",
        EQUAL,
        "rule =",
        "weights = 3\nrule =",
        f"{EQUAL}:1: unknown key 'weights'; keys here are date, name_en, name_fr, order, published, reading_en, "
        f"reading_fr, rule, statements, uncertainty, version, who_en, who_fr, within{TYPED_AFTER}",
    ),
    (
        "an order that names no pillar",
        SOVEREIGN,
        '["sovereignty"], ',
        '["law"], ',
        f"{SOVEREIGN}:1: order names 'law'; each of sovereignty, certification, readiness, cost_exit at most once",
    ),
    (
        "an order that names a pillar twice",
        SOVEREIGN,
        '"readiness"',
        '"sovereignty"',
        f"{SOVEREIGN}:1: order names 'sovereignty'; each of sovereignty, certification, readiness, cost_exit at most "
        "once",
    ),
    (
        "an order that is no list of lists",
        SOVEREIGN,
        'order = [["sovereignty"], ',
        'order = ["sovereignty", ',
        f"{SOVEREIGN}:1: order = ['sovereignty', ['certification', 'readiness']]; order is a list of lists of ids, "
        "most important first",
    ),
    (
        "an order within an unknown pillar",
        SOVEREIGN,
        "[within]\n",
        '[within]\nlaw = [["hds"]]\n',
        f"{SOVEREIGN}:12 [[within]]: unknown key 'law'; keys here are certification, cost_exit, readiness, "
        f"sovereignty{TYPED_AFTER}",
    ),
    (
        "an order within a pillar of another's criterion",
        SOVEREIGN,
        '[["jurisdiction"]]',
        '[["hds"]]',
        f"{SOVEREIGN}:12 [[within]]: sovereignty names 'hds'; each of jurisdiction, key_control at most once",
    ),
    (
        "within that is no table",
        EQUAL,
        "rule =",
        "within = 3\nrule =",
        f"{EQUAL}:1 [[within]]: not a table; [within] with keys under it",
    ),
    (
        "published that is no table",
        EQUAL,
        "rule =",
        "published = 3\nrule =",
        f"{EQUAL}:1 [[published]]: not a table; [published] with keys under it",
    ),
    (
        "statements that are no tables",
        EQUAL,
        "rule =",
        'statements = ["so"]\nrule =',
        f"{EQUAL}:1 [[statements]]: not a list of tables; [[statements]] before each",
    ),
    (
        "a statement without source",
        SOVEREIGN,
        'source_title = "Example page"\n',
        "",
        f"{SOVEREIGN}:15 [[statements]]: source_title is missing; source_title is a text that is not empty",
    ),
    (
        "a reference without numbers",
        OFFICIAL,
        "\n[published]\nSOV-1 = 60\nSOV-2 = 40\n",
        "",
        f"{OFFICIAL}:1: a reference profile without numbers; a [published] table of numbers",
    ),
    (
        "published weights that are not ours",
        OFFICIAL,
        '"reference"',
        '"published"',
        f"{OFFICIAL}:1: published weights that do not cover the pillars; a [published] table of sovereignty, "
        "certification, readiness, cost_exit",
    ),
    (
        "an unknown uncertainty",
        EQUAL,
        'uncertainty = "A"',
        'uncertainty = "low"',
        f"{EQUAL}:1: uncertainty = 'low'; uncertainty is one of A, B, C",
    ),
    ("a gate id with a space", GATES, 'id = "eu_law"', 'id = "eu law"', f"{GATES}:15 [[gate]]: id = 'eu law'; {ID}"),
    (
        "a gate id twice",
        GATES,
        'id = "eu_law"',
        'id = "hds"',
        f"{GATES}:15 [[gate]]: id 'hds' stands twice; each id once",
    ),
    (
        "a gate on nothing",
        GATES,
        'criterion = "hds"',
        'criterion = "pue"',
        f"{GATES}:2 [[gate]]: criterion = 'pue'; criterion is one of "
        "jurisdiction, key_control, hds, gpu, regions, vm_price, egress, svc_db, svc_spark, on_sale, staff",
    ),
    (
        "a gate off the scale",
        GATES,
        "minimum = 2",
        "minimum = 3",
        f"{GATES}:2 [[gate]]: minimum = 3; hds is a whole number from 0 to 2",
    ),
    (
        "a gate without a minimum",
        GATES,
        "minimum = 2",
        'minimum = "2"',
        f"{GATES}:2 [[gate]]: minimum = '2'; minimum is a number",
    ),
    (
        "a gate that applies from a month",
        GATES,
        "applies_from = 2018-04-01",
        'applies_from = "2018-04"',
        f"{GATES}:2 [[gate]]: applies_from = '2018-04'; applies_from is {A_DATE}",
    ),
    (
        "an event of no kind",
        EVENTS,
        'kind = "court"',
        'kind = "rumour"',
        f"{EVENTS}:2 [[event]]: kind = 'rumour'; kind is one of law, decision, court, regulator, statement, award, "
        "market",
    ),
    (
        "an event with a long title",
        EVENTS,
        "A ruling (en)",
        "r" * 91,
        f"{EVENTS}:2 [[event]]: title_fr or title_en is longer than 90 characters; at most 90 characters",
    ),
    (
        "a major event without short name",
        EVENTS,
        'short_fr = "Ruling (fr)"\n',
        "",
        f"{EVENTS}:2 [[event]]: short_fr is missing; short_fr is a text that is not empty",
    ),
    (
        "an event with a long short name",
        EVENTS,
        "Ruling (fr)",
        "r" * 25,
        f"{EVENTS}:2 [[event]]: short_fr or short_en is longer than 24 characters; at most 24 characters",
    ),
    (
        "an event whose major is no yes or no",
        EVENTS,
        "major = true",
        "major = 1",
        f"{EVENTS}:2 [[event]]: major = 1; major is true or false",
    ),
    (
        "an event of unknown precision",
        EVENTS,
        'precision = "month"',
        'precision = "week"',
        f"{EVENTS}:18 [[event]]: precision = 'week'; precision is one of day, month, year",
    ),
    (
        "an event without end",
        EVENTS,
        "until = 2022-05-01",
        'until = "later"',
        f"{EVENTS}:18 [[event]]: until = 'later'; until is {A_DATE}",
    ),
    (
        "another table in the timeline",
        EVENTS,
        "\n[[event]]",
        "\n[[evnet]]",
        f"{EVENTS}:2 [[evnet]]: unknown table; [[event]] only",
    ),
    (
        "an event that is no list",
        EVENTS,
        "\n[[event]]",
        "\nx = 1\n[[event]]",
        f"{EVENTS}:1 [[x]]: unknown table; [[event]] only",
    ),
    (
        "a subject that is no offer",
        EVENTS,
        "\n[[event]]",
        '\nsubject = "somebody"\n[[event]]',
        f"{EVENTS}:1: subject = 'somebody'; the file name of an offer in providers/, such as \"azure\"",
    ),
    (
        "a decision by no gate",
        DECISIONS,
        'gates = ["hds"]',
        'gates = ["hdx"]',
        f"{DECISIONS}:2 [[decision]]: gates names 'hdx'; gates takes hds, eu_law, or indicator>=number",
    ),
    (
        "a decision by a gate on nothing",
        DECISIONS,
        'gates = ["hds"]',
        'gates = ["pue>=1"]',
        f"{DECISIONS}:2 [[decision]]: gates names 'pue>=1'; gates takes hds, eu_law, or indicator>=number",
    ),
    (
        "a decision for nobody",
        DECISIONS,
        'chosen = ["global"]',
        'chosen = ["nobody"]',
        f"{DECISIONS}:2 [[decision]]: chosen names 'nobody'; chosen takes global, local, small",
    ),
    (
        "a decision with a reference profile",
        DECISIONS,
        'profile = "equal"',
        'profile = "official"',
        f"{DECISIONS}:2 [[decision]]: profile = 'official'; profile is one of equal, sovereign",
    ),
    (
        "a decision by no rule",
        DECISIONS,
        '"tolerant"',
        '"lax"',
        f"{DECISIONS}:2 [[decision]]: gate_rule = 'lax'; gate_rule is one of strict, tolerant",
    ),
    (
        "a decision's sources that are no tables",
        DECISIONS,
        "gate_rule",
        "sources = [3]\ngate_rule",
        f"{DECISIONS}:2 [[decision.sources]]: not a list of tables; [[decision.sources]] before each",
    ),
]


@pytest.mark.parametrize("file, old, new, line", [c[1:] for c in CASE_FAULTS], ids=[c[0] for c in CASE_FAULTS])
def test_a_fault_in_a_file_of_the_case_is_named(board, file, old, new, line):
    spoil(board, file, old, new)
    if "sources = [3]" in new:
        text = (board / file).read_text("utf-8")
        (board / file).write_text(text[: text.index("\n[[decision.sources")], "utf-8")
    assert refusal(board) == [line]


def test_a_decision_may_ask_for_any_level(board):
    spoil(board, DECISIONS, 'gates = ["hds"]', 'gates = ["jurisdiction>=2"]')
    assert load(board).decisions[0].gates == ("jurisdiction>=2",)

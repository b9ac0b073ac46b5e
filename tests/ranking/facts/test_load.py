"""The loader: a good folder gives the evidence back, and every fault is named with its path, line and block."""

from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ranking.errors import DataError
from ranking.facts.load import load
from tests.examples import OFFERS, small_evidence, write_board

COLUMNS = "id,pillar,kind,indicators,worst,best,scale,unit,label_fr,label_en,help_fr,help_en,levels_fr,levels_en,codes"
CRITERION, LOCAL, EQUAL = "criteria.csv", "providers/local.toml", "profiles/equal.toml"
SOVEREIGN, OFFICIAL = "profiles/sovereign.toml", "profiles/official.toml"
GATES, EVENTS, DECISIONS = "musthaves.toml", "timeline.toml", "decisions.toml"
INDICATORS = (
    "jurisdiction, key_control, hds, certs, gpu, regions, vm_price, egress, svc_db, svc_spark, on_sale, "
    "hq_country, staff"
)
LISTED = INDICATORS.replace("on_sale, ", "")
OPEN = ', or "unknown" where the matter is open again'
NOTES = "note_fr and note_en, one sentence each"
BOTH_ENDS = "both ends, low <= value <= high"
A_DATE = "a date such as 2020-07-06, without quotes"
AT = f"{LOCAL}:9 [[jurisdiction]]"
ID = "id is lower-case letters, digits and _"
STEM = "lower-case letters, digits and _, beginning with a letter"
TYPED_AFTER = " (a plain key typed after a [[block]] falls into that block)"
FACT_KEYS = "checked, confidence, high, low, note_en, note_fr, source_date, source_title, source_url, "
FACT_KEYS += "valid_from, valid_to, value"
JURISDICTION = "jurisdiction,sovereignty,level,,0,4,,"
REGIONS = "regions,readiness,number,,0,3,linear,"


@pytest.fixture
def board(tmp_path: Path) -> Path:
    return write_board(tmp_path)


def spoil(root: Path, file: str, old: str, new: str) -> None:
    """Replace the first `old` in a file; the file must hold it."""
    text = (root / file).read_text("utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new, 1), "utf-8")


def refusal(root: Path) -> list[str]:
    """The lines with which the folder is refused; [] where it is accepted."""
    try:
        load(root)
    except DataError as error:
        return str(error).splitlines()
    return []


def test_a_written_board_loads_as_the_evidence_it_was_written_from(board):
    written, read = small_evidence(), load(board)
    for field in fields(written):
        if field.name != "version":
            assert getattr(read, field.name) == getattr(written, field.name), field.name


CRITERIA_FAULTS = [
    (
        "other columns",
        "id,pillar",
        "name,pillar",
        f"criteria.csv:1: other columns: missing id; unknown name; {COLUMNS}",
    ),
    (
        "a cell too many",
        "staff,,",
        "staff,,,",
        "criteria.csv:19 [[staff]]: 16 cells; 15 cells, texts with a comma in double quotes",
    ),
    ("an id with a capital", "staff,", "Staff,", f"criteria.csv:19 [[Staff]]: id 'Staff'; {STEM}"),
    (
        "an id twice",
        "staff,",
        "hq_country,",
        "criteria.csv:19 [[hq_country]]: id 'hq_country' stands twice; each id once",
    ),
    (
        "an unknown kind",
        JURISDICTION,
        JURISDICTION.replace("level", "grade"),
        "criteria.csv:6 [[jurisdiction]]: kind = 'grade'; kind is one of pillar, level, number, share, set, info",
    ),
    (
        "an unknown pillar",
        JURISDICTION,
        JURISDICTION.replace("sovereignty", "law"),
        "criteria.csv:6 [[jurisdiction]]: pillar = 'law'; pillar is one of , sovereignty, certification, readiness, "
        "cost_exit",
    ),
    (
        "a scored row without pillar",
        JURISDICTION,
        JURISDICTION.replace("sovereignty", ""),
        "criteria.csv:6 [[jurisdiction]]: kind level with pillar ''; info rows have no pillar, all others have one",
    ),
    (
        "an info row with a pillar",
        "staff,,info",
        "staff,readiness,info",
        "criteria.csv:19 [[staff]]: kind info with pillar 'readiness'; info rows have no pillar, all others have one",
    ),
    (
        "an unknown scale",
        REGIONS,
        REGIONS.replace("linear", "cubic"),
        "criteria.csv:12 [[regions]]: scale = 'cubic'; scale is one of linear, log",
    ),
    (
        "an anchor in words",
        JURISDICTION,
        JURISDICTION.replace("0,4", "none,4"),
        "criteria.csv:6 [[jurisdiction]]: worst = 'none'; worst is a number",
    ),
    (
        "an anchor that is not finite",
        REGIONS,
        REGIONS.replace("0,3", "0,inf"),
        "criteria.csv:12 [[regions]]: best = 'inf'; best is a number",
    ),
    (
        "an anchor that is not a number",
        JURISDICTION,
        JURISDICTION.replace("0,4", "0,nan"),
        "criteria.csv:6 [[jurisdiction]]: best = 'nan'; best is a number",
    ),
    (
        "an anchor on an info row",
        "staff,,info,,,",
        "staff,,info,,1,",
        "criteria.csv:19 [[staff]]: worst = '1' on an info row; info rows have no anchors",
    ),
    (
        "equal anchors",
        REGIONS,
        REGIONS.replace("0,3", "3,3"),
        "criteria.csv:12 [[regions]]: worst equals best; two different anchors",
    ),
    (
        "anchors a hair apart",
        "200,20,log",
        "100000000000000.02,100000000000000,log",
        "criteria.csv:13 [[vm_price]]: worst and best are too near each other; "
        "two anchors that differ by a billionth at least",
    ),
    (
        "a log scale down to zero",
        "200,20,log",
        "200,0,log",
        "criteria.csv:13 [[vm_price]]: a log scale with an anchor that is not positive; anchors above 0",
    ),
    (
        "a level without name",
        "4 = level 4 (fr)",
        "5 = level 5 (fr)",
        "criteria.csv:6 [[jurisdiction]]: levels_fr and levels_en name different levels; the same levels in both "
        "languages",
    ),
    (
        "anchors beyond the named levels",
        JURISDICTION,
        JURISDICTION.replace("0,4", "0,5"),
        "criteria.csv:6 [[jurisdiction]]: the named levels are not those from worst to best; "
        "one name for each of 0 to 5",
    ),
    (
        "anchors beyond all memory",
        JURISDICTION,
        JURISDICTION.replace("0,4", "0,900000000000"),
        "criteria.csv:6 [[jurisdiction]]: the named levels are not those from worst to best; one name for each of 0 "
        "to 9e+11",
    ),
    (
        "levels that are not `number = name`",
        "0 = level 0 (fr); 1",
        "0: level 0 (fr); 1",
        "criteria.csv:6 [[jurisdiction]]: levels_fr = '0: level 0 (fr); 1 = level 1 (fr); 2 = level 2 (fr); "
        "3 = level 3 (fr); 4 = level 4 (fr)'; names such as 0 = none; 1 = some",
    ),
    (
        "a set whose best is not its size",
        "certs,certification,set,,0,2",
        "certs,certification,set,,0,3",
        "criteria.csv:9 [[certs]]: 2 codes for best = 3; best is the number of codes",
    ),
    (
        "a code without level",
        "none = 0; P100 = 1",
        "none = 0; P100",
        "criteria.csv:11 [[gpu]]: code 'P100'; text = level on a level row, a bare text on a set row, "
        "nothing elsewhere",
    ),
    (
        "a share of what is not a flag",
        "svc_db svc_spark",
        "svc_db staff",
        "criteria.csv:10 [[data_services]]: indicator 'staff'; info rows of scale flag that stand in this file",
    ),
    (
        "a share of nothing",
        "svc_db svc_spark",
        "",
        "criteria.csv:10 [[data_services]]: indicator 'data_services'; info rows of scale flag that stand in this file",
    ),
    (
        "indicators where there is no share",
        JURISDICTION,
        JURISDICTION.replace("level,,", "level,hds,"),
        "criteria.csv:6 [[jurisdiction]]: indicators on a row of kind level; indicators only on a share",
    ),
    (
        "a flag without names",
        "0 = level 0 (fr); 1 = level 1 (fr),0 = level 0 (en); 1 = level 1 (en),\nsvc_spark",
        ",,\nsvc_spark",
        "criteria.csv:15 [[svc_db]]: a flag without names for 0 and 1; 0 = no; 1 = yes",
    ),
    (
        "a label in one language",
        "staff (fr),staff (en)",
        "staff (fr),",
        "criteria.csv:19 [[staff]]: label_en = ''; label_en is a text that is not empty",
    ),
    (
        "an unknown pole",
        "certification,,pillar,,,,",
        "certification,,pillar,,,,haste",
        "criteria.csv:3 [[certification]]: scale = 'haste'; scale is one of , sovereignty, urgency",
    ),
    (
        "no pillar at a pole",
        "readiness,,pillar,,,,urgency",
        "readiness,,pillar,,,,",
        "criteria.csv:2 [[sovereignty]]: no pillar at the pole sovereignty or urgency; "
        "one pillar row with each pole in its column scale",
    ),
]


@pytest.mark.parametrize("old, new, line", [c[1:] for c in CRITERIA_FAULTS], ids=[c[0] for c in CRITERIA_FAULTS])
def test_a_fault_in_criteria_csv_is_named(board, old, new, line):
    spoil(board, CRITERION, old, new)
    assert [found for found in refusal(board) if found.startswith(CRITERION)] == [line]


OFFER_FAULTS = [
    ("no name", 'name = "Local"\n', "", f"{LOCAL}:1: name is missing; name is a text that is not empty"),
    ("an empty name", 'name = "Local"', 'name = " "', f"{LOCAL}:1: name = ' '; name is a text that is not empty"),
    (
        "one language only",
        'offer_en = "Cloud of local (en)"\n',
        "",
        f"{LOCAL}:1: offer_en is missing; offer_en is a text that is not empty",
    ),
    (
        "an unknown family",
        '"european"',
        '"asian"',
        f"{LOCAL}:1: family = 'asian'; family is one of hyperscaler, licensed, european",
    ),
    (
        "a country in words",
        '"FR"',
        '"France"',
        f"{LOCAL}:1: country = 'France'; country is a two-letter code such as FR",
    ),
    (
        "a day in quotes",
        "checked = 2026-11-23",
        'checked = "2026-11-23"',
        f"{LOCAL}:1: checked = '2026-11-23'; checked is {A_DATE}",
    ),
    (
        "an unknown key",
        "checked =",
        "tested = 1\nchecked =",
        f"{LOCAL}:1: unknown key 'tested'; keys here are checked, country, family, name, offer_en, offer_fr, "
        f"unknown{TYPED_AFTER}",
    ),
    (
        "no list of unknowns",
        'unknown = ["hq_country", "staff"]\n',
        "",
        f"{LOCAL}:1: unknown is missing; unknown is a list of texts, each once",
    ),
    (
        "an unknown twice",
        '["hq_country", "staff"]',
        '["hq_country", "staff", "staff"]',
        f"{LOCAL}:1: unknown = ['hq_country', 'staff', 'staff']; unknown is a list of texts, each once",
    ),
    (
        "an unknown that is no indicator",
        '["hq_country", "staff"]',
        '["hq_country", "staff", "pue"]',
        f"{LOCAL}:1: unknown names 'pue'; unknown takes {LISTED}, *",
    ),
    (
        "an unknown with a block",
        '["hq_country", "staff"]',
        '["hq_country", "staff", "hds"]',
        f"{LOCAL}:1: unknown lists 'hds', which has a block; only indicators without a block",
    ),
    (
        "neither block nor unknown",
        '["hq_country", "staff"]',
        '["hq_country"]',
        f"{LOCAL}:1: 'staff' has no block and is not listed in unknown; a [[block]] for it, or its name in unknown",
    ),
    (
        "a block that is no indicator",
        "[[jurisdiction]]",
        "[[pue]]\n[[jurisdiction]]",
        f"{LOCAL}:9 [[pue]]: no such indicator in criteria.csv; one of {INDICATORS}",
    ),
    ("no first day", "valid_from = 2018-01-01\n", "", f"{AT}: valid_from is missing; valid_from is {A_DATE}"),
    (
        "a moment, not a day",
        "valid_from = 2018-01-01",
        "valid_from = 2018-01-01T08:00:00",
        f"{AT}: valid_from = 2018-01-01T08:00:00; valid_from is {A_DATE}",
    ),
    ("no value", "value = 4\n", "", f"{AT}: value is missing; jurisdiction is a whole number from 0 to 4{OPEN}"),
    (
        "a level off its scale",
        "value = 4",
        "value = 5",
        f"{AT}: value = 5; jurisdiction is a whole number from 0 to 4{OPEN}",
    ),
    (
        "a level with a comma",
        "value = 4",
        "value = 3.5",
        f"{AT}: value = 3.5; jurisdiction is a whole number from 0 to 4{OPEN}",
    ),
    (
        "true for 1",
        "value = 4",
        "value = true",
        f"{AT}: value = True; jurisdiction is a whole number from 0 to 4{OPEN}",
    ),
    (
        "a negative quantity",
        "value = 80",
        "value = -80",
        f"{LOCAL}:73 [[vm_price]]: value = -80; vm_price is a number, 0 or more{OPEN}",
    ),
    (
        "a quantity that is no number",
        "value = 80",
        "value = nan",
        f"{LOCAL}:73 [[vm_price]]: value = nan; vm_price is a number, 0 or more{OPEN}",
    ),
    (
        "a quantity in words",
        "value = 80",
        'value = "80"',
        f"{LOCAL}:73 [[vm_price]]: value = '80'; vm_price is a number, 0 or more{OPEN}",
    ),
    (
        "a code that is not listed",
        '"P100"',
        '"V100"',
        f"{LOCAL}:57 [[gpu]]: value = 'V100'; gpu is one of none, P100, A100{OPEN}",
    ),
    (
        "a set that is no list",
        '["ISO27001"]',
        '"ISO27001"',
        f"{LOCAL}:33 [[certs]]: value = 'ISO27001'; certs is a list of texts, each once{OPEN}",
    ),
    (
        "a member of a set twice",
        '["ISO27001"]',
        '["SOC2", "SOC2"]',
        f"{LOCAL}:33 [[certs]]: value = ['SOC2', 'SOC2']; certs is a list of texts, each once{OPEN}",
    ),
    (
        "an unknown grade",
        'confidence = "A"',
        'confidence = "D"',
        f"{AT}: confidence = 'D'; confidence is one of A, B, C",
    ),
    ("a C fact without a note", 'confidence = "A"', 'confidence = "C"', f"{AT}: confidence C without a note; {NOTES}"),
    (
        "a value open again without a note",
        "value = 4",
        'value = "unknown"',
        f"{AT}: a value that becomes unknown without a note; {NOTES}",
    ),
    (
        "a contested fact without a note",
        "value = 4",
        "value = 4\nlow = 2\nhigh = 4",
        f"{AT}: a contested range without a note; note_fr and note_en, both sides in one sentence each",
    ),
    ("one end only", "value = 4", "value = 4\nlow = 2", f"{AT}: low = 2, value = 4, high = None; {BOTH_ENDS}"),
    (
        "a value outside its range",
        "value = 4",
        "value = 4\nlow = 2\nhigh = 3",
        f"{AT}: low = 2, value = 4, high = 3; {BOTH_ENDS}",
    ),
    (
        "a range off the scale",
        "value = 4",
        'value = 4\nlow = 2\nhigh = 5\nnote_fr = "Un"\nnote_en = "One"',
        f"{AT}: low = 2, high = 5; levels from 0 to 4",
    ),
    (
        "a range on a text",
        'value = "P100"',
        'value = "P100"\nlow = 1\nhigh = 2',
        f"{LOCAL}:57 [[gpu]]: low and high on a value that is not a number; a range only for levels and quantities",
    ),
    (
        "a note in one language",
        'confidence = "A"',
        'confidence = "A"\nnote_fr = "Ici"',
        f"{AT}: note_en is missing; note_en is a text that is not empty",
    ),
    (
        "no source title",
        'source_title = "local: jurisdiction"\n',
        "",
        f"{AT}: source_title is missing; source_title is a text that is not empty",
    ),
    (
        "no source address",
        'source_url = "https://example.org/fact"\n',
        "",
        f"{AT}: no source_url; an address, or confidence C with a note that says why there is none",
    ),
    (
        "an address that opens no page",
        "https://example.org/fact",
        "javascript:alert(1)",
        f"{AT}: source_url = 'javascript:alert(1)'; source_url is an address that begins with https:// or http://",
    ),
    (
        "a source date in words",
        "source_date = 2018-01-01",
        'source_date = "January"',
        f'{AT}: source_date = \'January\'; source_date is a date, or "2025-11", or "2025"',
    ),
    (
        "a month that is none",
        "source_date = 2018-01-01",
        'source_date = "2018-13"',
        f'{AT}: source_date = \'2018-13\'; source_date is a date, or "2025-11", or "2025"',
    ),
    (
        "an unknown key in a block",
        "value = 4",
        "value = 4\ncountry = 1",
        f"{AT}: unknown key 'country'; keys here are {FACT_KEYS}{TYPED_AFTER}",
    ),
    (
        "a certificate that ends before it begins",
        "valid_from = 2018-01-01",
        "valid_from = 2018-01-01\nvalid_to = 2017-12-31",
        f"{AT}: valid_to = 2017-12-31 is before valid_from = 2018-01-01; the last day of the certificate",
    ),
    (
        "a fact after the last check",
        "valid_from = 2018-01-01",
        "valid_from = 2026-11-24",
        f"{AT}: valid_from = 2026-11-24 is after checked = 2026-11-23; a day that somebody has already checked",
    ),
    (
        "a source after the last check",
        "source_date = 2018-01-01",
        'source_date = "2027"',
        f"{AT}: source_date = 2027 is after checked = 2026-11-23; a day that somebody has already checked",
    ),
]


@pytest.mark.parametrize("old, new, line", [c[1:] for c in OFFER_FAULTS], ids=[c[0] for c in OFFER_FAULTS])
def test_a_fault_in_an_offer_is_named(board, old, new, line):
    spoil(board, LOCAL, old, new)
    assert refusal(board) == [line]


@pytest.mark.parametrize(
    "days, fault",
    [
        (("2020-01-01", "2019-12-31"), "valid_from = 2019-12-31 after a block of 2020-01-01"),
        (("2020-01-01", "2020-01-01"), "valid_from = 2020-01-01 after a block of 2020-01-01"),
    ],
    ids=["backwards", "one day"],
)
def test_blocks_of_one_name_stand_in_ascending_order(tmp_path, days, fault):
    root = write_board(tmp_path, small_evidence({"local": {"hds": [(day, 1) for day in days]}}))
    assert refusal(root) == [f"{LOCAL}:17 [[hds]]: {fault}; ascending dates, no two blocks on one day"]


def test_a_star_among_the_unknown_stands_for_all_that_nobody_has_looked_for_yet(board):
    before = load(board).offers["local"]
    spoil(board, LOCAL, '["hq_country", "staff"]', '["staff", "*"]')
    assert set(load(board).offers["local"].unknown) == set(before.unknown) == {"hq_country", "staff"}
    spoil(board, LOCAL, '["staff", "*"]', '["hds", "*"]')
    assert refusal(board) == [f"{LOCAL}:1: unknown lists 'hds', which has a block; only indicators without a block"]


def test_the_offer_that_the_case_is_about_is_named_in_its_timeline(board):
    assert load(board).subject is None
    path = board / EVENTS
    path.write_text('subject = "local"\n' + path.read_text("utf-8"), "utf-8")
    assert load(board).subject == "local"


@pytest.mark.parametrize("stem", ["Local", "1local", "lo-cal"])
def test_a_file_name_that_is_no_id_is_refused(board, stem):
    (board / LOCAL).rename(board / f"providers/{stem}.toml")
    assert f"providers/{stem}.toml:1: file name '{stem}'; {STEM}" in refusal(board)


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


@pytest.mark.parametrize("file", [LOCAL, EQUAL, GATES, EVENTS, DECISIONS])
def test_a_slip_of_toml_is_named_with_its_line_and_nothing_else_is_said_of_the_file(board, file):
    lines = (board / file).read_text("utf-8").splitlines()
    lines[2] = lines[2].replace(" = ", " = = ")
    (board / file).write_text("\n".join(lines), "utf-8")
    found = [line for line in refusal(board) if line.startswith(f"{file}:")]
    assert found == [
        f"{file}:3: not TOML: Invalid value (at line 3, column {lines[2].index('= =') + 3}); see providers/README.md"
    ]


def test_toml_that_ends_too_soon_is_named_with_its_last_line(board):
    (board / LOCAL).write_text('name = "Local"\nunknown = [\n', "utf-8")
    assert refusal(board) == [f"{LOCAL}:2: not TOML: Invalid value (at end of document); see providers/README.md"]


@pytest.mark.parametrize("value", ["9" * 5000, "[" * 5000 + "]" * 5000], ids=["huge number", "deep nesting"])
def test_toml_beyond_reason_is_refused_without_a_traceback(board, value):
    spoil(board, LOCAL, "[[jurisdiction]]", f"size = {value}\n[[jurisdiction]]")
    assert len(refusal(board)) == 1 and refusal(board)[0].startswith(f"{LOCAL}:")


@pytest.mark.parametrize("file", [LOCAL, EQUAL, GATES, EVENTS, DECISIONS])
def test_a_file_that_is_not_utf_8_is_named(board, file):
    (board / file).write_bytes('name = "Souveraineté"\n'.encode("latin-1"))
    assert f"{file}:1: not UTF-8 text; a readable text file in UTF-8" in refusal(board)


@pytest.mark.parametrize("file", [CRITERION, GATES, EVENTS, DECISIONS])
def test_a_missing_file_is_named(board, file):
    (board / file).unlink()
    assert f"{file}:1: cannot be read; a readable text file in UTF-8" in refusal(board)


@pytest.mark.parametrize("folder", ["providers", "profiles"])
def test_an_empty_folder_is_named(board, folder):
    for path in (board / folder).iterdir():
        path.unlink()
    assert f"{folder}/:1: no *.toml file; at least one" in refusal(board)


def test_a_board_without_the_profile_it_opens_with_is_refused(board):
    (board / EQUAL).unlink()
    assert "profiles/:1: no equal.toml; the profile a board opens with" in refusal(board)


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    assert refusal(tmp_path / "nowhere") == ["criteria.csv:1: cannot be read; a readable text file in UTF-8"]


def test_all_faults_of_all_files_are_reported_at_once_in_order_of_place(board):
    spoil(board, CRITERION, JURISDICTION, JURISDICTION.replace("0,4", "x,4"))
    spoil(board, LOCAL, "value = 80", "value = -80")
    spoil(board, LOCAL, '"FR"', '"fr"')
    spoil(board, "providers/small.toml", "[[hds]]", "[[hdx]]")
    spoil(board, EQUAL, '"A"', '"Z"')
    spoil(board, EVENTS, '"court"', '"x"')
    spoil(board, GATES, "minimum = 2", "minimum = 7")
    places = [line.split(": ")[0] for line in refusal(board)]
    assert places == [
        "criteria.csv:6 [[jurisdiction]]",
        "musthaves.toml:2 [[gate]]",
        "profiles/equal.toml:1",
        "providers/local.toml:1",
        "providers/local.toml:73 [[vm_price]]",
        "providers/small.toml:1",
        "providers/small.toml:25 [[hdx]]",
        "timeline.toml:2 [[event]]",
    ]


def test_a_refused_row_of_criteria_is_not_held_against_the_files_that_use_it(board):
    spoil(board, CRITERION, JURISDICTION, JURISDICTION.replace("0,4", "x,4"))
    assert refusal(board) == ["criteria.csv:6 [[jurisdiction]]: worst = 'x'; worst is a number"]


def test_windows_line_ends_and_a_byte_order_mark_are_accepted(board):
    before = load(board)
    for path in board.rglob("*.*"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert load(board).version == before.version
    assert load(board).offers == before.offers
    (board / CRITERION).write_bytes(b"\xef\xbb\xbf" + (board / CRITERION).read_bytes())
    assert load(board).criteria == before.criteria


def test_line_numbers_count_as_an_editor_counts(board):
    spoil(board, LOCAL, "name =", "# a\u2028line\x85of old\n\nname =")
    spoil(board, LOCAL, "value = 80", "value = -80")
    assert refusal(board) == [f"{LOCAL}:75 [[vm_price]]: value = -80; vm_price is a number, 0 or more{OPEN}"]


def test_the_data_version_does_not_depend_on_the_order_in_which_files_were_written(tmp_path):
    evidence = small_evidence()
    turned = small_evidence(dict(reversed(OFFERS.items())))
    one, two = write_board(tmp_path / "one", evidence), write_board(tmp_path / "two", turned)
    assert load(one).version == load(two).version
    assert list(load(one).offers) == list(load(two).offers)


def test_the_data_version_changes_with_one_byte_of_a_value_and_with_a_file_name(board):
    versions = {load(board).version}
    spoil(board, LOCAL, "value = 80", "value = 81")
    versions.add(load(board).version)
    spoil(board, EVENTS, "A ruling (en)", "a ruling (en)")
    versions.add(load(board).version)
    (board / "providers/small.toml").rename(board / "providers/tiny.toml")
    versions.add(load(board).version)
    assert len(versions) == 4
    assert all(len(v) == 8 and set(v) <= set("0123456789abcdef") for v in versions)


ODD = [
    "3",
    "-1",
    "nan",
    "1e400",
    "true",
    '""',
    '"x"',
    "2020-07-06",
    "2020-07-06T10:00:00",
    "10:00:00",
    "[]",
    "{}",
    '"' + "x" * 200 + '"',
]
ODD_CELLS = ["", "x", "-1", "nan", "inf", "1e400", '"', "a;b", " = ", "0 = a; 0 = b", "svc_db"]
VALUES = st.recursive(
    st.sampled_from(ODD),
    lambda inner: (
        st.lists(inner, max_size=2).map(lambda xs: f"[{', '.join(xs)}]") | inner.map(lambda x: f"{{ k = {x} }}")
    ),
    max_leaves=3,
)


@settings(max_examples=100)
@given(data=st.data(), value=VALUES)
def test_any_value_in_any_place_is_accepted_or_refused_but_never_a_traceback(data, value, tmp_path_factory):
    root = write_board(tmp_path_factory.mktemp("board"))
    file = data.draw(st.sampled_from([LOCAL, EQUAL, SOVEREIGN, OFFICIAL, GATES, EVENTS, DECISIONS]))
    lines = (root / file).read_text("utf-8").split("\n")
    place = data.draw(st.sampled_from([n for n, line in enumerate(lines) if " = " in line]))
    lines[place] = f"{lines[place].split(' = ')[0]} = {value}"
    (root / file).write_text("\n".join(lines), "utf-8")
    for line in refusal(root):
        assert "; " in line and ":" in line


@given(data=st.data(), cell=st.sampled_from(ODD_CELLS))
def test_any_cell_of_criteria_csv_is_accepted_or_refused_but_never_a_traceback(data, cell, tmp_path_factory):
    root = write_board(tmp_path_factory.mktemp("board"))
    lines = (root / CRITERION).read_text("utf-8").split("\n")
    row = data.draw(st.integers(0, len(lines) - 2))
    cells = lines[row].split(",")
    cells[data.draw(st.integers(0, len(cells) - 1))] = cell
    lines[row] = ",".join(cells)
    (root / CRITERION).write_text("\n".join(lines), "utf-8")
    refusal(root)

"""A fault in a file of providers/ is named with its line and block; what an offer may leave open."""

import pytest

from ranking.facts.load import load
from tests.examples import small_evidence
from tests.ranking.facts.board_files import write_board
from tests.ranking.facts.spoiling import (
    A_DATE,
    AT,
    BOTH_ENDS,
    FACT_KEYS,
    INDICATORS,
    LISTED,
    LOCAL,
    NOTES,
    OPEN,
    STEM,
    TYPED_AFTER,
    refusal,
    spoil,
)

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


@pytest.mark.parametrize("stem", ["Local", "1local", "lo-cal"])
def test_a_file_name_that_is_no_id_is_refused(board, stem):
    (board / LOCAL).rename(board / f"providers/{stem}.toml")
    assert f"providers/{stem}.toml:1: file name '{stem}'; {STEM}" in refusal(board)

"""Price on the method page: the visitor's own offers by every formula, the case-law warning, faults in sentences."""

import html
import math

import pytest
from streamlit.testing.v1 import AppTest

from address.bids import EXAMPLE, cleaned, parsed, terms_parsed, terms_written, written
from ranking.price import Bid, Terms
from tests.pages.test_pages import address, opened, shown
from ui.method.price import edited, numbers_of, rows_of
from words.numbers import Unread

EVIL = '<img src=x onerror=alert(1)>"=1+1'
OWN = written((Bid(EVIL, 100, 40), Bid("Émile, & fils~1", 104, 55), Bid("Third", 180, 90)))


def text(test: AppTest) -> str:
    return html.unescape(shown(test))


def results(test: AppTest) -> str:
    return next(e.proto.body for e in test.get("html") if 'table class="me-table pr-results"' in e.proto.body)


@pytest.mark.parametrize(
    ("lang", "warning", "line"),
    [
        (
            "fr",
            "neutralisent les poids : « B » coûte 10 % de plus que « A » et perd les 60 points",
            "n’attribue aucun marché",
        ),
        ("en", "cancels the weights: “B” is 10% dearer than “A” and loses all 60 points", "not an award engine"),
    ],
)
def test_the_example_shows_the_worked_numbers_and_the_warning_of_the_case_law(lang, warning, line):
    test = opened("method", lang=lang, date="2020-07-06")
    assert not test.exception
    found = html.unescape(results(test)).replace("\u00a0", " ").replace("\u202f", " ")
    assert warning in found and "405787" in found
    assert ("94,5" if lang == "fr" else "94.5") in found
    assert line in text(test)


def test_offers_of_a_link_are_scored_and_their_names_are_text_everywhere():
    test = opened("method", lang="en", date="2020-07-06", bids=OWN)
    assert not test.exception
    raw = "".join(e.proto.body for e in test.get("html"))
    assert "<img src=x" not in raw and "&lt;img src=x" in raw
    assert EVIL in text(test) and "Émile, & fils~1" in text(test)
    assert address(test, "bids") == OWN


def test_a_term_moved_changes_the_address_and_the_answer():
    test = opened("method", lang="en", date="2020-07-06")
    assert "cancels the weights" in results(test)
    test.text_input(key="price_weight").set_value("40 %").run()
    assert address(test, "terms").startswith("40,")
    assert "cancels the weights" not in results(test)
    test.text_input(key="price_weight").set_value("60").run()
    assert "terms" not in test.query_params


@pytest.mark.parametrize(
    ("bids", "said"),
    [
        ("A:0:50,B:10:50", "Row 1 (A): the price must be a number from 0.000001 to 1,000,000,000,000."),
        ("A:nan:50,B:10:150", "Row 2 (B): quality is a number from 0 to 100."),
        ("A:10:50", "At least two offers are needed to compare."),
        (",".join(f"{n}:1:1" for n in range(13)), "At most 12 offers."),
        ("none", "At least two offers are needed to compare."),
    ],
)
def test_offers_that_cannot_be_scored_are_named_and_nothing_is_lost(bids, said):
    test = opened("method", lang="en", date="2020-07-06", bids=bids)
    assert not test.exception
    assert said in text(test) and address(test, "bids") == bids
    assert not any('table class="me-table pr-results"' in e.proto.body for e in test.get("html"))


def test_terms_out_of_range_are_said_in_their_place():
    test = opened("method", lang="en", date="2020-07-06", terms="60,1,80,200,10,quality,1")
    assert not test.exception and "n is a number above 1, 100 at most." in text(test)


@pytest.mark.parametrize("query", [{"bids": "A:1"}, {"bids": "A:x:1"}, {"terms": "60,2"}, {"terms": "a,b,c,d,e,f,g"}])
def test_entries_of_a_link_that_are_none_of_ours_are_dropped_with_a_sentence(query):
    assert "1 entry of this link could not be used." in text(opened("method", lang="en", date="2020-07-06", **query))


def test_a_price_of_ninety_per_cent_names_the_ruling():
    test = opened("method", lang="en", date="2020-07-06", terms=terms_written(Terms(weight=90)))
    assert "Düsseldorf on 9 January 2013" in text(test)


def test_offers_and_terms_survive_a_link():
    bids = (*EXAMPLE, Bid("~:,|%2C é", 1234567.25, 33.5))
    assert parsed(written(bids)) == bids and parsed(written(())) == ()
    terms = Terms(62.5, 1.5, 10, 99.99, 8, "price", 0.25)
    assert terms_parsed(terms_written(terms)) == terms


def test_what_the_table_reports_becomes_rows_and_empty_rows_vanish():
    changes = {
        "edited_rows": {1: {"price": 250.0, "name": "C"}},
        "deleted_rows": [0],
        "added_rows": [{"name": "D", "quality": 10}, {}],
    }
    rows = edited([["A", 100, 0], ["B", 110, 100]], changes)
    assert rows == [["C", 250.0, 100], ["D", None, 10], [None, None, None]]
    found = cleaned(rows)
    assert found[0] == Bid("C", 250, 100) and len(found) == 2
    assert math.isnan(found[1].price)


@pytest.mark.parametrize("name", ["R01_paste.tsv", "R01_paste_percent.tsv"])
def test_what_a_french_sheet_holds_is_read_exactly_in_both_languages(name):
    pasted = {
        "R01_paste.tsv": "Lot nord\t1\u202f234,50\t72,5\nLot sud\t1 198,00\t64\nLot est\t999,9\t80,25",
        "R01_paste_percent.tsv": "Lot nord\t1234,5\t72,5 %",
    }[name]
    wanted = [["Lot nord", 1234.5, 72.5], ["Lot sud", 1198, 64], ["Lot est", 999.9, 80.25]]
    rows = [line.split("\t") for line in pasted.splitlines()]
    for code in ("fr", "en"):
        assert numbers_of(rows, code) == wanted[: len(rows)]


def test_a_cell_that_could_be_two_numbers_is_refused_and_the_rest_is_kept():
    rows = numbers_of([["Lot nord", "1.198", "64"], ["Lot sud", "abc", ""]], "fr")
    assert isinstance(rows[0][1], Unread) and rows[0][2] == 64
    assert isinstance(rows[1][1], Unread) and rows[1][2] is None
    assert math.isnan(cleaned(rows)[0].price) and cleaned(rows)[0].quality == 64


def test_no_digit_is_lost_between_the_address_and_the_table():
    bids = (Bid("A", 1234567.123456, 33.3333333), Bid("B", math.nan, 0.0))
    for code in ("fr", "en"):
        assert str(cleaned(numbers_of(rows_of(bids, code), code))) == str(bids)


def test_a_number_that_cannot_be_read_is_said_beneath_its_field_and_the_old_one_stays():
    test = opened("method", lang="fr", date="2020-07-06")
    test.text_input(key="price_weight").set_value("soixante").run()
    assert "n’est pas un nombre" in text(test) and "terms" not in test.query_params
    assert test.text_input(key="price_weight").value == "soixante"
    test.text_input(key="price_weight").set_value("62,5").run()
    assert "n’est pas un nombre" not in text(test) and address(test, "terms").startswith("62.5,")

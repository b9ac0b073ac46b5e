"""Numbers as people write them: exact, or refused; never ten times as much without a word."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ranking.tender import scales
from words.language import LANGUAGES, language
from words.numbers import Unread, read_number, unread_text

UNITS = ("€", "EUR", "%")
BOTH = {
    "1 234,50": 1234.5,
    "1\u00a0234,50": 1234.5,
    "1\u202f234,50": 1234.5,
    "1.234,50": 1234.5,
    "1,234.50": 1234.5,
    "1'234.50": 1234.5,
    "1’234’567,8": 1234567.8,
    "72,5 %": 72.5,
    "1 234,50 €": 1234.5,
    "€ 5": 5.0,
    "999,9": 999.9,
    "72.5": 72.5,
    "−3,5": -3.5,
    "1,234,567": 1234567.0,
    "1.234.567": 1234567.0,
    "0.125": 0.125,
    "0,125": 0.125,
    "1234.567": 1234.567,
    "\uff11\uff12": 12.0,
}
NEITHER = (
    "abc",
    "1e3",
    "nan",
    "inf",
    "1,2,3",
    "12,34,567",
    "1 2",
    "1 23 456",
    "--3",
    "5²",
    "1½",
    "%",
    "\u0661\u0662",
    "1" * 41,
)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("text, number", BOTH.items())
def test_what_can_only_be_one_number_is_that_number_in_both_languages(text, number, code):
    assert read_number(text, code, UNITS) == number


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("text", NEITHER)
def test_what_is_no_number_is_refused_with_its_own_text(text, code):
    found = read_number(text, code, UNITS)
    assert isinstance(found, Unread) and found.readings == ()
    assert found.text in unread_text(language(code), found)


def test_one_mark_before_three_digits_is_read_in_the_pages_language_or_asked_about():
    assert read_number("1,198", "fr") == 1.198
    assert read_number("1,198", "en") == 1198
    assert read_number("1.198", "en") == 1.198
    found = read_number("1.198", "fr")
    assert found == Unread("1.198", (1.198, 1198.0))
    said = " ".join(unread_text(language("fr"), found).replace("\u202f", " ").split())
    assert said == "« 1.198 » peut vouloir dire 1,198 ou 1 198 : écrivez l’un des deux."


def typed(text: str) -> float | str:
    try:
        return scales.number(text)
    except scales.NotOnScale as error:
        return type(error).__name__


def test_a_cell_of_a_tender_whose_language_is_not_known_is_the_same_number_or_asked_about():
    plain = {text: x for text, x in BOTH.items() if not set(text) & {"€", "%", "\uff11"}}
    assert {text: typed(text) for text in plain} == plain
    assert {typed(text) for text in (*NEITHER, "72,5 %", "99,", "12 34")} == {"NotOnScale"}
    assert {typed(text) for text in ("1,198", "1.198", "-12.500")} == {"TwoWays"}


def test_a_blank_is_no_number_and_no_fault():
    assert read_number(" \u00a0", "fr") is None


@given(st.floats(-1e9, 1e9).map(lambda x: round(x, 4)), st.sampled_from(LANGUAGES))
def test_what_the_board_writes_it_reads_again(x, code):
    assert json.dumps(read_number(language(code).brief(x), code)) == json.dumps(x + 0.0)

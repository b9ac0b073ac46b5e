"""Numbers as people write them: exact, or refused; never ten times as much without a word."""

import json

import pytest
from babel import localedata
from babel.numbers import format_decimal
from hypothesis import example, given
from hypothesis import strategies as st

from ranking.tender import scales
from ranking.typed.number import LONGEST, coded, coded_whole, plain_text, readings
from words.language import LANGUAGES, language
from words.numbers import Unread, read_number, unread_text, written_number

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
    "\u200e-1,5": -1.5,
    ".5": 0.5,
    ",5": 0.5,
    "+1\u2009234\u00a0567,8": 1234567.8,
    "0.30000000000000004": 0.30000000000000004,
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
    "72\t500",
    "1\n234",
    "1\u2028234",
    "0 123",
    "99,",
    "-",
    # The nearest number that a computer has is another one.
    "12345678901234567",
    "9007199254740993",
    "0,12345678901234567891",
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


def typed(text: str, units: tuple[str, ...] = ()) -> float | str:
    try:
        return scales.number(text, units)
    except scales.NotOnScale as error:
        return type(error).__name__


def test_a_cell_whose_language_is_not_known_is_the_same_number_or_asked_about():
    assert {text: typed(text, UNITS) for text in BOTH} == BOTH
    assert {typed(text) for text in (*NEITHER, "72,5 %", "12 34")} == {"NotOnScale"}
    assert {typed(text) for text in ("1,198", "1.198", "-12.500")} == {"TwoWays"}


VALUES = [0.0, 1.0, -1.0, 5.0, 9.99, 10.0, 12.5, 64.5, 72.5, 99.9, 100.0, 0.5, 0.05, 0.125, 0.001, 1.198, -3.5, 999.0,
          999.9, 1000.0, 1198.0, 1234.0, 1234.5, -1234.5, 1234.567, 9999.99, 10000.0, 12345.0, 12345.678, 99999.0, 1e5,
          123456.0, 123456.5, 999999.0, 1e6, 1234567.0, 1234567.89, -1234567.0, 12345678.0, 1234567890.12]  # fmt: skip
LOCALES = sorted(localedata.locale_identifiers())


def test_what_any_country_writes_is_read_exactly_or_refused_but_where_the_page_writes_another_number_so():
    """1.198 is a thousand in Germany: an English page takes it for what English writes so, a French one asks."""
    forms = {(format_decimal(x, locale=locale, numbering_system="default"), x) for locale in LOCALES for x in VALUES}
    assert len(forms) > 250
    for text, x in forms:
        for code in LANGUAGES:
            found = read_number(text, code)
            assert isinstance(found, Unread) or found == x or found == readings(text)[code], (text, code)
        assert typed(text) in (x, "NotOnScale", "TwoWays"), text
    for code, land in (("fr", "fr_FR"), ("en", "en_GB")):
        assert [read_number(format_decimal(x, locale=land), code) for x in VALUES] == VALUES


CODES = ["1_0", "\u0661", "\uff11\uff12", " 5", "5 ", "nan", "inf", "0x10", "5,0", "1 000", "", "."]


@pytest.mark.parametrize("text", CODES)
def test_a_link_s_number_is_in_plain_digits(text):
    with pytest.raises(ValueError):
        coded(text)
    with pytest.raises(ValueError):
        coded_whole(text)


def test_a_must_have_s_minimum_is_written_with_all_its_digits():
    assert [plain_text(x) for x in (2.0, 99.12345678, 1234567.0, 1e-7, 1e16)] == [
        "2", "99.12345678", "1234567", "0.0000001", "10000000000000000"]  # fmt: skip


def test_a_blank_is_no_number_and_no_fault():
    assert read_number(" \u00a0", "fr") is None


@given(st.floats(-1e9, 1e9).map(lambda x: round(x, 4)), st.sampled_from(LANGUAGES))
def test_what_the_board_writes_it_reads_again(x, code):
    assert json.dumps(read_number(language(code).brief(x), code)) == json.dumps(x + 0.0)


@given(st.floats(-1e12, 1e12), st.sampled_from(LANGUAGES))
@example(1e-7, "fr")
@example(999_999_999_999.99, "en")
def test_a_field_shows_every_digit_of_its_number(x, code):
    text = written_number(x, code)
    assert len(text) > LONGEST or read_number(text, code) == x
    assert coded(repr(x)) == x

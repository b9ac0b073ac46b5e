"""Words: every sentence of the code is in the catalogues and in French; numbers and dates as each language has them."""

import ast
import string
from datetime import date

import pytest
from babel.messages.pofile import read_po

from ranking.model import Bilingual
from tests.places import ROOT
from words import extraction
from words.language import LANGUAGES, language, preferred

ROOMS = ("ranking", "words", "address", "results", "ui", "charts", "exports", "web", "pages")


def sentences() -> set[tuple[str, ...]]:
    """Every sentence that the code says."""
    paths = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    return {_tuple(found[2]) for path in paths for found in extraction.sentences(path.open("rb"), (), (), options={})}


def catalogue(code: str) -> dict[tuple[str, ...], tuple[str, ...]]:
    with (ROOT / "locale" / code / "LC_MESSAGES" / "board.po").open("rb") as source:
        return {_tuple(m.id): _tuple(m.string) for m in read_po(source) if m.id}


def _tuple(text) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_sentence_of_the_code_is_in_the_catalogue_and_nothing_else_is():
    assert set(catalogue("fr")) == sentences()


def test_every_sentence_has_its_french_with_the_same_blanks():
    missing = [k for k, v in catalogue("fr").items() if not all(v)]
    assert missing == []
    wrong = [k for k, v in catalogue("fr").items() for text in v if blanks(text) - {"n"} != blanks(k[-1]) - {"n"}]
    assert wrong == []


@pytest.mark.parametrize(
    ("code", "number", "percent", "day", "signed"),
    [("fr", "1\u202f234,5", "33\u202f%", "1er juillet 2020", "−0,4"), ("en", "1,234.5", "33%", "1 July 2020", "−0.4")],
)
def test_numbers_and_dates_are_written_as_the_language_writes_them(code, number, percent, day, signed):
    say = language(code)
    assert say.number(1234.5, 1) == number
    assert say.percent(0.333) == percent
    assert say.day(date(2020, 7, 1)) == day
    assert say.signed(-0.4) == signed


def test_a_number_that_rounds_to_nothing_has_no_sign():
    assert language("en").signed(-0.01) == "0.0"
    assert language("en").number(-0.01, 1) == "0.0"


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_form_of_a_number_shows_a_sign_before_nothing(code):
    say = language(code)
    for x in (-0.0, -1e-12, -4e-5, -5e-5):
        assert {say.number(x), say.brief(x), say.percent(x)[:1], say.signed(x)[:1]} == {"0"}
    assert say.brief(-6e-5) != "0" and say.percent(-0.006)[:1] != "0"


def test_french_spaces_do_not_break_before_double_punctuation():
    assert language("fr").text(Bilingual("Oui : « vrai » ?", "Yes")) == "Oui\u00a0: «\u00a0vrai\u00a0»\u202f?"


def test_english_writes_no_space_before_per_cent():
    assert language("en")("The four shares always add up to 100 %.") == "The four shares always add up to 100%."


def test_the_browser_chooses_french_only_when_it_asks_for_it():
    assert [preferred(t) for t in ("fr-CA", "FR", "de-DE", "en", None, "")] == ["fr", "fr", "en", "en", "en", "en"]


def test_partial_dates_say_only_what_is_known():
    say = language("en")
    assert [say.partial_day(d) for d in ("2020", "2020-06", "2020-06-19", None)] == [
        "2020",
        "June 2020",
        "19 June 2020",
        "undated page",
    ]


def test_no_table_leaves_an_empty_cell_to_streamlits_english_none():
    calls = [
        node
        for path in (ROOT / "ui").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]
    tables = [call for call in calls if call.func.attr in ("dataframe", "data_editor")]
    assert tables and all("placeholder" in {given.arg for given in call.keywords} for call in tables)

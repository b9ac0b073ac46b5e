"""The method's documents: the same outline, blanks and formulas in both languages, and something to fill each blank."""

import re

import pytest

from tests.places import EVIDENCE
from ui.method.document import SLOTS
from words.language import LANGUAGES, language
from words.method.documents import FOLDER, OTHERS, QUESTIONS, document, filled, plain_paragraphs
from words.method.values import values

BLANK = re.compile(r"{{ (\w+) }}")
# Kept in the meetings' room, which words do not know; the page adds it.
FROM_THE_STORE = {"days"}


def blanks(code: str, name: str) -> list[str]:
    return sorted(BLANK.findall((FOLDER / code / f"{name}.md").read_text("utf-8")))


@pytest.mark.parametrize("name", QUESTIONS + OTHERS)
def test_a_document_has_the_same_outline_blanks_and_formulas_in_both_languages(name):
    french, english = (document(name, code) for code in LANGUAGES)
    assert [b.kind for b in french.blocks] == [b.kind for b in english.blocks]
    as_written = ("slot", "formula")
    assert [b for b in french.blocks if b.kind in as_written] == [b for b in english.blocks if b.kind in as_written]
    assert blanks("fr", name) == blanks("en", name)
    assert french.title and english.title and french.answer != english.answer


def test_every_document_has_a_question_and_every_blank_something_that_fills_it():
    for code in LANGUAGES:
        assert {path.stem for path in (FOLDER / code).glob("*.md")} == {*QUESTIONS, *OTHERS}
    used = {blank for name in QUESTIONS + OTHERS for blank in blanks("en", name)}
    assert used == {*values(language("en"), EVIDENCE), *SLOTS, *FROM_THE_STORE}


def test_a_value_is_text_and_never_markup():
    assert filled("<p>{{ name }}</p>", {"name": "<b>*A*</b>"}) == "<p>&lt;b&gt;*A*&lt;/b&gt;</p>"


def test_the_report_has_the_method_as_plain_paragraphs_with_its_figures():
    said = plain_paragraphs(language("fr"), "report", values(language("fr"), EVIDENCE))
    assert len(said) == 6 and not any("{{" in text or "<" in text for text in said)
    assert "moins de 65\u202f% des offres" in said[3] and "Solidité\u00a0: 100\u202f000" in said[4]

"""Any letter that people type: a file is always made, with the letter or a visible substitute."""

import io

import numpy as np
import pypdf
import pytest
from PIL import Image

from address.page_entries import PageEntries
from charts.parts.letters import SUBSTITUTE, drawable, lost
from exports.documents.record_files import page, pdf
from exports.pictures.picture_file import drawing
from exports.svg.figure import document
from exports.svg.outlines import outlined
from exports.svg.parts import rich
from exports.svg.typesetting import from_svg
from ranking.decisions.record import seal
from ranking.decisions.recording import typed_texts
from ranking.facts.load import load
from ranking.weighing.scenario import Scenario
from store.meeting_tables import plain
from tests.examples import DAY
from tests.examples_records import NOON, held
from tests.places import ROOT

NAMES = (
    "Zoë Brûlé-Œuvray",
    "李明",
    "さくら",
    "محمد بن علي",
    "Ελένη Παπαδοπούλου",
    "Łukasz Ørsted",
    "Nguyễn Thị Ánh",
    "สมชาย",
    "தமிழ்",
    "अनिल",
    "አበበ",
    "ტარიელ",
    "\uf0b7 Word",
)
WITHOUT = ("Participant 😀", "Où héberger ? 🇫🇷", "한국어", "\U0001f469\u200d\U0001f52c", "\ue000")


@pytest.mark.parametrize("name", NAMES)
def test_the_fonts_of_the_files_hold_the_scripts_of_europe_africa_and_asia(name):
    assert lost(name) == [] and SUBSTITUTE not in drawable(name)


@pytest.mark.parametrize("name", WITHOUT)
def test_what_no_font_holds_is_replaced_visibly_and_the_rest_stays(name):
    assert lost(name) and SUBSTITUTE in drawable(name)
    assert [c for c in drawable(name) if c.isascii()] == [c for c in name if c.isascii()]


@pytest.mark.parametrize("name", [*NAMES[1:3], *NAMES[8:10], *WITHOUT[:4]])
def test_a_record_is_made_whatever_was_typed_and_says_what_it_could_not_write(name):
    record = seal(held(Scenario(DAY, "sovereign"), f"Where? {name}", agreed=(f"Dr {name}",)), NOON)
    reader = pypdf.PdfReader(io.BytesIO(pdf(record, "fr")))
    said = " ".join(" ".join(p.extract_text() for p in reader.pages).split())
    assert ("aucune police" in said) is bool(lost(name))
    assert name in page(record, "fr").decode()


@pytest.mark.parametrize("name", (*NAMES, *WITHOUT))
def test_what_is_typed_into_a_record_or_a_meeting_is_kept_as_typed(name):
    """A bullet pasted from Word was gone from page and JSON, and joined emoji fell apart in a meeting."""
    words = typed_texts(f"Where? {name}", {"hds": name}, {}, (f"Dr {name}",), ())
    assert (words.question, words.musthaves["hds"], words.agreed) == (f"Where? {name}", name, (f"Dr {name}",))
    assert plain(name, 60) == name


@pytest.mark.parametrize("form, mark", [("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_a_picture_is_made_whatever_stands_in_it(form, mark):
    text = " ".join((*NAMES, *WITHOUT, "ze\ufeffro", "two\u2028lines\u2029more"))
    assert not {"\ufeff", "\u2028", "\u2029"} & set(drawable(text))
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="900" height="60"><text y="30">{text}</text></svg>'
    assert from_svg(svg, form, 900, 60, text, 1.0, "fr").startswith(mark)


@pytest.mark.parametrize("words", ["தமிழ் கொ", "अनिल हिन्दी", "Zoë தமிழ்"])
def test_vowel_signs_stand_in_a_png_where_the_outlines_have_them(words):
    drawn = document(rich(words, 20, 50, {"size": 30, "color": "#000000"}), (400, 80), (400, 80), "t")
    one, other = (
        np.asarray(Image.open(io.BytesIO(from_svg(svg, "png", 400, 80, "t", 1.0, "fr"))), float)
        for svg in (drawn, outlined(drawn))
    )
    assert one[..., 3].sum() > 0 and np.array_equal(one, other)
    assert b"pdfuaid" in from_svg(drawn, "pdf", 400, 80, words, 1.0, "fr")


@pytest.mark.parametrize("typed, said", [("Anne 😀", True), ("Anne 李明", False)])
def test_the_foot_of_a_picture_names_the_letters_that_no_font_has(typed, said):
    view = PageEntries(entries=(("own", typed),))
    svg, _ = drawing(load(ROOT), Scenario(DAY), "ranking", "slide", "en", False, False, "", view, True)
    assert ("No font of this file holds" in svg) is ("U+1F600" in svg) is said

"""Any letter that people type: a file is always made, with the letter or a visible substitute."""

import io

import pypdf
import pytest

from charts.parts.letters import SUBSTITUTE, drawable, lost
from exports.documents.record_files import page, pdf
from exports.svg.typesetting import from_svg
from ranking.decisions.record import seal
from ranking.weighing.scenario import Scenario
from tests.examples import DAY
from tests.examples_records import NOON, held

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


@pytest.mark.parametrize("form, mark", [("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_a_picture_is_made_whatever_stands_in_it(form, mark):
    text = " ".join((*NAMES, *WITHOUT))
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="900" height="60"><text y="30">{text}</text></svg>'
    assert from_svg(svg, form, 900, 60, text, 1.0, "fr").startswith(mark)

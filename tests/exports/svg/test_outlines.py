"""Other programs draw our PDF and SVG as we draw the PNG: outlines, letters, hatching."""

import re
import subprocess
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from exports.pictures.picture_file import picture
from exports.svg.figure import document
from exports.svg.outlines import outlined
from exports.svg.parts import rich
from exports.svg.picture_frame import MARGIN, SIZES
from exports.svg.typesetting import from_svg
from ranking.weighing.scenario import Scenario
from tests import programs
from tests.exports.pictures import SVG, image, texts

BASE = "https://board.example/urgence"


@pytest.fixture(scope="module")
def today(evidence):
    return Scenario(evidence.checked)


def assert_alike(theirs: Image.Image, ours: Image.Image, most: float = 1, least: float = 0.995):
    """Coarse enough that only what is drawn counts, not how letters are smoothed: mean gap and correlation."""
    a, b = (
        np.asarray(shot.convert("L").resize((160, 90), Image.Resampling.BOX), float)
        for shot in (theirs.convert("RGB"), ours)
    )
    assert np.abs(a - b).mean() < most
    assert np.corrcoef(a.ravel(), b.ravel())[0, 1] > least


def test_another_program_draws_the_pdf_like_the_png(evidence, today, tmp_path):
    programs.needed("poppler")
    (tmp_path / "a.pdf").write_bytes(picture(evidence, today, "ranking", "pdf"))
    subprocess.run(
        ["pdftoppm", "-png", "-singlefile", "-scale-to-x", "960", "-scale-to-y", "540", "a.pdf", "a"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    assert_alike(Image.open(tmp_path / "a.png"), image(picture(evidence, today, "ranking", "png")), 3, 0.99)


@pytest.mark.parametrize("what", ["ranking", "evidence", "timeline"])
def test_an_svg_with_outlines_holds_no_text_and_inkscape_draws_it_like_the_png(evidence, today, what):
    programs.needed("inkscape")
    drawn = picture(evidence, today, what, "svg-outlines", base=BASE)
    tree = ElementTree.fromstring(drawn)
    assert texts(tree) == [] and tree.find(f"{SVG}title").text and b"font-face" not in drawn
    shot = programs.inkscape(drawn, "--export-type=png", "--export-filename=-")
    assert_alike(image(shot), image(picture(evidence, today, what, "png", base=BASE)))


@pytest.mark.parametrize("what, size", [("ranking", "slide"), ("evidence", "slide"), ("replay", "square")])
def test_an_svg_for_editing_stays_in_its_frame_where_our_fonts_are_not_there(evidence, today, what, size):
    programs.needed("inkscape")
    programs.needed("narrow")
    drawn = picture(evidence, today, what, "svg", size=size, base=BASE)
    rows = [line.split(",") for line in programs.inkscape(drawn, "--query-all").decode().split()]
    boxes = [(name, *map(float, numbers)) for name, *numbers in rows]
    (_, *paper), *_, (_, left, top, *_) = [box for box in boxes if box[0].startswith("svg")]
    written = [(x, y, wide, high) for name, x, y, wide, high in boxes if name.startswith("text")]
    assert len(written) > 50
    for x, y, wide, high in written:
        assert 0 <= x <= x + wide <= paper[2] and 0 <= y <= y + high <= paper[3]
        assert x + wide <= left or y + high <= top, "runs under the code"


@pytest.mark.parametrize("what, size", [("ranking", "slide"), ("replay", "square")])
def test_an_svg_for_editing_stays_in_its_frame_in_libreoffice_too(evidence, today, what, size, tmp_path):
    """It draws with the first family of a list, and with a wide one where that is not there."""
    for program in ("impress", "narrow", "poppler"):
        programs.needed(program)
    drawn = picture(evidence, today, what, "svg", size=size, base=BASE)
    (tmp_path / "a.pdf").write_bytes(programs.office(drawn, "a.svg", "pdf"))
    page = subprocess.run(["pdftotext", "-bbox", "a.pdf", "-"], cwd=tmp_path, check=True, capture_output=True).stdout
    words = re.findall(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)"', page.decode())
    wide, tall = map(float, re.search(r'<page width="([\d.]+)" height="([\d.]+)"', page.decode()).groups())
    scale = wide / SIZES[size].width * SIZES[size].unit
    code = next(g for g in ElementTree.fromstring(drawn).iter(f"{SVG}g") if g.get("class") == "code")
    left, top = (scale * float(x) for x in re.findall(r"[\d.]+", code.get("transform")))
    boxes = [tuple(map(float, word)) for word in words]
    assert len(boxes) > 50 and left < wide
    for x, y, right, bottom in boxes:
        assert 0 <= x < right <= wide - 0.9 * MARGIN * scale and 0 <= y < bottom <= tall
        assert right <= left or bottom <= top + 2, "runs under the code"


def test_hatching_and_letters_of_an_svg_with_outlines_survive_libreoffice(evidence, today):
    programs.needed("impress")
    shot = programs.office(picture(evidence, today, "evidence", "svg-outlines", base=BASE), "a.svg", "png")
    assert_alike(image(shot), image(picture(evidence, today, "evidence", "png", base=BASE)), 2, 0.99)


@pytest.mark.parametrize("words", ["Zoë Brûlé, “VA”", "李明"])
def test_outlines_stand_where_the_png_has_the_letters(words):
    text = rich(f"A <b>{words}</b> z<br>{words}", 150, 30, {"size": 24, "color": "#000000"}, "middle", halo="#FF0000")
    drawn = document(text, (300, 80), (300, 80), "t")
    one, other = (
        np.asarray(image(from_svg(svg, "png", 300, 80, "t", 1.0, "fr")).convert("RGBA"), float)
        for svg in (drawn, outlined(drawn))
    )
    assert "<text" not in outlined(drawn) and one[..., 3].sum() > 0
    assert np.abs(one - other).sum() < 0.05 * one[..., 3].sum()


def test_outlines_run_from_the_right_where_the_script_does_and_are_made_for_every_script():
    def drawn(words):
        return outlined(rich(words, 0, 50, {"size": 20, "color": "#000000"}))

    missing = drawn("\U0001f600")
    assert missing == drawn("□") and missing.count("z") == 2
    for name in ("محمد بن علي", "தமிழ்", "שלום", "Ελένη", "अनिल", "ტარიელ"):
        assert drawn(name).count("z") >= 4 and drawn(name) != drawn(name[::-1]), name
    ends = [float(re.search(r'd="M([\d.]+)', drawn(words))[1]) for words in ("שלום", "לום", "ום")]
    assert max(ends) - min(ends) < 1

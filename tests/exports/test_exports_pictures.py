"""Pictures that leave the board: what they say, where their marks stand, how they are read back by other programs."""

import io
import json
import os
import re
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree

import numpy as np
import plotly
import pypdf
import pytest
import zxingcpp
from PIL import Image

from address.page_entries import PageEntries
from charts.balance.balance import RIGHT
from charts.parts.look import Look
from charts.parts.ruler import width
from charts.ranking.ranking_sheet import ranking_sheet
from charts.ranking.ranking_table import board_html
from charts.through_time.ready import ready_html, ready_sheet
from exports.export_queue import Busy, ExportQueue
from exports.pictures.catalogue import CATALOGUE
from exports.pictures.picture_file import drawing, picture, picture_of
from exports.svg.figure import body, document
from exports.svg.fonts import faces
from exports.svg.outlines import outlined
from exports.svg.parts import rich
from exports.svg.picture_frame import MARGIN, SIZES
from exports.svg.plot_area import plot
from exports.svg.typesetting import from_svg
from ranking.errors import BoardError
from ranking.weighing.rank import nearest_first
from ranking.weighing.scenario import Scenario, from_query
from ranking.weights import whole_percentages
from results import results as answers
from tests import programs
from tests.examples import DAY, GLOBAL, LOCAL, SMALL, small_evidence
from tests.exports.pictures import svg_of
from tests.places import ROOT
from words.language import language

BASE = "https://board.example/urgence"
NAMESPACE = "{http://www.w3.org/2000/svg}"
# Tables: no figure that a browser could draw as well.
SHEETS = ("ranking", "pair", "flips", "replay", "ready", "divides", "cost")
SLIDE = SIZES["slide"]


@pytest.fixture(scope="module")
def today(evidence):
    return Scenario(evidence.checked)


def svg(evidence, scenario, what, size="slide", lang="en", dark=False, base=BASE):
    return ElementTree.fromstring(picture(evidence, scenario, what, "svg", size, 1, lang, dark, base=base))


def texts(tree, kind=None) -> list[str]:
    return ["".join(t.itertext()) for t in tree.iter(f"{NAMESPACE}text") if kind is None or t.get("class") == kind]


def image(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("size, scale", [("slide", 1), ("slide", 2), ("report", 1), ("square", 2), ("projector", 1)])
def test_a_png_has_the_pixels_asked_for_and_ink_in_every_region(evidence, today, size, scale):
    shot = image(picture(evidence, today, "ranking", "png", size, scale, base=BASE))
    assert shot.size == (SIZES[size].width * scale, SIZES[size].height * scale)
    grey = np.asarray(shot.convert("L"), float)
    for band in np.array_split(grey, 8):
        assert band.std() > 3


def test_sizes_are_those_of_a_slide_a_report_and_a_post():
    assert (SIZES["slide"].width, SIZES["slide"].height) == (1920, 1080)
    assert SIZES["report"].width == 1600
    assert SIZES["square"].width == SIZES["square"].height == 1080


def test_transparent_ground_lets_the_slide_through_and_dark_is_dark(evidence, today):
    clear = image(picture(evidence, today, "ranking", "png", transparent=True))
    assert clear.getpixel((3, 3))[3] == 0
    light, dark = (
        image(picture(evidence, today, "ranking", "png", dark=d)).convert("L").getpixel((3, 3)) for d in (False, True)
    )
    assert light > 250 and dark < 40


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("what", CATALOGUE)
def test_every_picture_says_its_finding_weights_facts_version_and_link(evidence, today, what, lang):
    say, tree = language(lang), svg(evidence, today, what, lang=lang)
    said = " ".join(texts(tree)).replace("\u00a0", " ")
    found = picture_of(say, evidence, today, what, PageEntries())
    assert " ".join(texts(tree, "finding")) == " ".join(found.title.split(" "))
    assert tree.find(f"{NAMESPACE}title").text == found.title
    for wanted in (say.day(today.as_of), evidence.version, found.reading, "board.example/urgence/"):
        assert wanted.replace("\u00a0", " ") in said
    strip = " ".join(texts(tree, "weights"))
    if found.weighed:
        for share in whole_percentages(answers.ranking(evidence, today).weighting.pillars).values():
            assert say.percent(share / 100) in strip
        assert say("No must-have.") in said
        assert say("unknown counts as worst") in said
    assert re.search(r"\d+ .*" + ("sources" if lang == "en" else "sources"), said)


def test_weights_stand_inside_the_drawing_area(evidence, today):
    tree = svg(evidence, today, "tradeoff")
    panel = next(r for r in tree.iter(f"{NAMESPACE}rect") if r.get("class") == "panel")
    top, high = float(panel.get("y")), float(panel.get("height"))
    for line in (t for t in tree.iter(f"{NAMESPACE}text") if t.get("class") == "weights"):
        assert top < float(line.get("y")) < top + high


def test_must_haves_are_written_and_those_shut_out_are_grey_with_their_reason(evidence):
    tree = svg(evidence, Scenario(date(2020, 7, 6), require=("hds",)), "ranking", lang="en")
    said = " ".join(texts(tree))
    assert "Must-haves: Health-data hosting certificate (HDS) (unproven is out)" in said
    assert said.count("Health-data hosting certificate (HDS): ") >= 10


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("size", SIZES)
def test_the_qr_code_opens_the_same_scenario(evidence, size, dark):
    asked = Scenario(
        date(2020, 7, 6),
        "cnil",
        (("readiness", 40.0), ("sovereignty", 60.0)),
        require=("hds", "ugap_available>=1"),
        unknowns="neutral",
        compensation=0.5,
    )
    shot = image(
        picture(
            evidence,
            asked,
            "tradeoff",
            "png",
            size,
            dark=dark,
            transparent=True,
            base=BASE,
            view=PageEntries(("certification", "readiness"), entries=(("sides", "certification,readiness"),)),
        )
    )
    ground = Image.new("RGB", shot.size, "#14161A" if dark else "white")
    ground.paste(shot, mask=shot.getchannel("A"))
    found = zxingcpp.read_barcodes(ground)
    assert len(found) == 1
    address = urlsplit(found[0].text)
    assert address.path == "/urgence/tradeoff"
    query = dict(parse_qsl(address.query, keep_blank_values=True))
    assert query.pop("data") == evidence.version
    assert query.pop("sides") == "certification,readiness"
    assert from_query(query, evidence, date(1999, 1, 1)) == (asked, ())


def test_without_a_base_there_is_no_code_but_the_entries_are_written(evidence, today):
    tree = svg(evidence, today, "ranking", base="")
    assert not [g for g in tree.iter(f"{NAMESPACE}g") if g.get("class") == "code"]
    assert f"date={today.as_of}" in " ".join(texts(tree))


def test_svg_is_the_same_to_the_byte_in_another_process_with_other_hashes(evidence, today):
    here = picture(evidence, today, "timeline", "svg", base=BASE)
    code = (
        "import sys; from exports.pictures.picture_file import picture; from ranking.facts.load import load; "
        "from ranking.weighing.scenario import Scenario; "
        f"e = load({str(ROOT)!r}); sys.stdout.buffer.write(picture(e, Scenario(e.checked), 'timeline', 'svg', "
        f"base={BASE!r}))"
    )
    there = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "7"},
    )
    assert there.stdout == here
    drawing.cache_clear()
    assert picture(evidence, today, "timeline", "svg", base=BASE) == here


def test_png_and_pdf_are_the_same_to_the_byte_too(evidence, today):
    for form in ("png", "pdf"):
        first = picture(evidence, today, "ranking", form)
        drawing.cache_clear()
        assert picture(evidence, today, "ranking", form) == first


def test_nothing_in_an_svg_is_fetched(evidence, today):
    for value in (
        v
        for node in svg(evidence, today, "timeline").iter()
        for k, v in node.attrib.items()
        if "href" in k or "url(" in v
    ):
        assert value.startswith(("url(#", "#"))
    style = svg(evidence, today, "ranking").find(f"{NAMESPACE}style").text
    assert "http" not in style and style.count("url(data:font/woff2") == 5


SCENES = {
    "today": Scenario(date(2026, 11, 23)),
    "then": Scenario(date(2020, 7, 6), "cnil", require=("hds",)),
    "early": Scenario(date(2018, 6, 1)),
    "all": Scenario(date(2026, 11, 23), thin=True, unknowns="neutral"),
    "strict": Scenario(date(2026, 11, 23), require=("secnumcloud_qualified", "hds", "eu_owned")),
}
LONG_NAME = 'Fournisseur « d’État » & Fils <b>"Nuage"</b> de l’île, n° {}'


@pytest.mark.parametrize(
    "scene, size, lang, long",
    [
        *((scene, "slide", lang, False) for scene, lang in zip(SCENES, ("fr", "en", "fr", "en", "fr"), strict=True)),
        ("today", "square", "fr", False),
        ("then", "projector", "fr", False),
        ("all", "projector", "en", False),
        ("today", "slide", "fr", True),
        ("then", "square", "fr", True),
    ],
)
def test_no_two_labels_of_a_chart_collide_and_none_leaves_it(evidence, scene, size, lang, long):
    named = (
        replace(
            evidence,
            offers={
                o: replace(v, name=LONG_NAME.format(k).ljust(60, "x"))
                for k, (o, v) in enumerate(evidence.offers.items())
            },
        )
        if long
        else evidence
    )
    assert not long or all(len(o.name) >= 60 for o in named.offers.values())
    for what in CATALOGUE:
        try:
            tree = svg(named, SCENES[scene], what, size, lang)
        except BoardError:
            continue
        chart = next(g for g in tree.iter(f"{NAMESPACE}g") if g.get("class") == "chart")
        boxes = [box for t in chart.iter(f"{NAMESPACE}text") for box in _boxes(t)]
        assert boxes, what
        clashes = [(a[0], b[0]) for k, a in enumerate(boxes) for b in boxes[k + 1 :] if _overlap(a[1], b[1])]
        assert clashes == [], what
        assert size != "projector" or min(float(t.get("font-size")) for t in tree.iter(f"{NAMESPACE}text")) >= 12, what
        panel = next(r for r in tree.iter(f"{NAMESPACE}rect") if r.get("class") == "panel")
        assert [w for w, (left, _, right, _) in boxes if left < -4 or right > float(panel.get("width")) + 4] == [], what
        assert float(panel.get("height")) > 250, what


def _boxes(text):
    """(words, (left, top, right, bottom)) of each line of an upright text, letters only."""
    lines = [s for s in text if s.get("x")] or [text]
    return (
        []
        if text.get("transform")
        else [_box(line, float(text.get("font-size")), text.get("text-anchor", "start")) for line in lines]
    )


def _box(line, size, anchor):
    words = "".join(line.itertext())
    wide = width(words, size, line.find(f"{NAMESPACE}tspan") is not None)
    x, y = float(line.get("x")), float(line.get("y"))
    left = x - {"start": 0, "middle": wide / 2, "end": wide}[anchor]
    return words, (left, y - 0.66 * size, left + wide, y)


def _overlap(a, b) -> bool:
    return min(a[2], b[2]) - max(a[0], b[0]) > 1.5 and min(a[3], b[3]) - max(a[1], b[1]) > 1.5


HOSTILE = "A&B <b>\"Nuage\"</b> 'é' — " + "très long nom d’offre " * 2


def test_names_are_text_whatever_they_hold():
    evidence = small_evidence({"local": LOCAL, "global": GLOBAL, "small": SMALL})
    evil = replace(
        evidence,
        offers={
            k: replace(o, name=name)
            for (k, o), name in zip(
                evidence.offers.items(),
                (HOSTILE[:60], "<script>alert(1)</script>", 'x"]#import "y"\\ \x07'),
                strict=True,
            )
        },
    )
    for what in ("ranking", "tradeoff", "plane", "robustness", "pair", "evidence"):
        tree = ElementTree.fromstring(picture(evil, Scenario(DAY), what, "svg", lang="en"))
        assert "<script>alert(1)</script>" in " ".join(texts(tree))
        assert not [node for node in tree.iter() if node.tag.endswith("script")]
        assert image(picture(evil, Scenario(DAY), what, "png", lang="en")).size == (1920, 1080)
        assert picture(evil, Scenario(DAY), what, "pdf", lang="en").startswith(b"%PDF")


def test_a_pdf_picture_holds_real_text_with_its_fonts_and_says_what_it_is(evidence, today):
    reader = pypdf.PdfReader(io.BytesIO(picture(evidence, today, "ranking", "pdf", lang="en", base=BASE)))
    assert len(reader.pages) == 1
    box = reader.pages[0].mediabox
    assert float(box.width) / float(box.height) == pytest.approx(16 / 9, abs=1e-3)
    text = reader.pages[0].extract_text()
    assert "draws of what the facts leave open" in " ".join(text.split()) and evidence.version in text
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.metadata.title.startswith("On ")


def test_the_ranking_as_a_figure_tells_the_numbers_of_the_table_in_its_order(evidence):
    for scenario in (Scenario(evidence.checked), Scenario(date(2020, 7, 6), require=("hds",))):
        say, answer = language("en"), answers.ranking(evidence, scenario)
        table = ElementTree.fromstring("<div>" + board_html(say, evidence, answer).replace("&nbsp;", " ") + "</div>")
        told = []
        for row in table.iter("tr"):
            cells = {c.get("class"): c for c in row}
            if "total" in cells and (number := cells["total"].find(".//span[@class='n']")) is not None:
                name = next(t for t in row.find("th").itertext() if t.strip() and t not in "●◆▲").strip()
                told.append(
                    (
                        name,
                        number.text,
                        [
                            s.text
                            for c in row
                            if c.get("class") == "pillar"
                            for s in c.iter("span")
                            if s.get("class") == "n"
                        ],
                    )
                )
        tree = svg_of(ranking_sheet(say, evidence, answer), Look(1200, 700, 13))
        notes = [t for t in tree.iter(f"{NAMESPACE}text") if t.get("class") == "cell" and t.get("y")]
        words = [(float(t.get("y")), float(t.get("x")), "".join(t.itertext())) for t in notes]
        bold = {"".join(t.itertext()) for t in notes if t.find(f"{NAMESPACE}tspan") is not None}
        levels = sorted({y for y, _, w in words if w in bold and re.fullmatch(r"\d+\.\d", w)})
        drawn = []
        for at in levels:
            said = [w for y, _, w in sorted(words, key=lambda w: w[1]) if y == at]
            said = said[1:] if re.fullmatch(r"\d+", said[0]) else said
            drawn.append((said[0], said[1], [w for w in said[2:] if re.fullmatch(r"\d+\.\d", w)]))
        assert [d[:2] for d in drawn] == [t[:2] for t in told]
        ranked = len(answer.rows)
        assert [d[2] for d in drawn[:ranked]] == [t[2] for t in told[:ranked]]
        bars = [(float(r.get("x")), float(r.get("width"))) for r in tree.iter(f"{NAMESPACE}rect")]
        scores = [wide for x, wide in bars if x == bars[0][0]]
        for whole, bar, row in zip(
            scores[::2],
            scores[1::2],
            [*answer.rows, *(x.row for x in nearest_first(evidence, answer.excluded) if x.row)],
            strict=True,
        ):
            assert 100 * bar / whole == pytest.approx(row.score, abs=0.01)
        everyone = " ".join(w for _, _, w in words)
        assert all(evidence.offers[x.offer].name in everyone for x in answer.excluded)


def test_readiness_as_a_figure_tells_the_table(evidence, today):
    say, view = language("en"), PageEntries()
    found = answers.readiness(evidence, today, view.bundle)
    html = ready_html(say, evidence, found, view.bundle, today.as_of, "x")
    table = ElementTree.fromstring(html[html.index("<table") : html.index("</table>")] + "</table>")
    rows = [
        (
            next(t for t in r.find("th").itertext() if t.strip() and t not in "●◆▲").strip(),
            r.findall("td")[0].text,
            [c.get("class").split()[-1] for c in r.findall("td")[2:]],
        )
        for r in table.find("tbody")
    ]
    drawn = svg_of(ready_sheet(say, evidence, found, view.bundle), Look(1200, 700, 13))
    words = [
        (float(t.get("y")), float(t.get("x")), "".join(t.itertext()), t.get("class"))
        for t in drawn.iter(f"{NAMESPACE}text")
        if t.get("class", "").startswith("cell") and t.get("y")
    ]
    bold = {t.get("y") for t in drawn.iter(f"{NAMESPACE}text") if t.find(f"{NAMESPACE}tspan") is not None}
    levels = sorted(map(float, bold))
    assert len(levels) == len(rows)
    full = [
        float(g.get("transform").split(",")[1][:-1])
        for g in drawn.iter(f"{NAMESPACE}g")
        if g.find(f"{NAMESPACE}path[@class='met']") is not None
    ]
    for at, (name, since, results) in zip(levels, rows, strict=True):
        said = [w for _, _, w, kind in sorted((w for w in words if w[0] == at), key=lambda w: w[1]) if kind == "cell"]
        assert said[:2] == [name, since]
        assert sum(abs(y - at + 0.35 * 13) < 0.02 for y in full) == results.count("met")
        assert sum(w[0] == at and w[3] == "cell unknown" for w in words) == results.count("unknown")


def test_lines_stand_where_the_axes_put_their_data(evidence, today):
    found = picture_of(language("en"), evidence, today, "tradeoff", PageEntries())
    figure = found.draw(Look(1000, 500, 13))
    area = plot(figure, 1000)
    assert (area.x(0), area.x(100)) == (48, 1000 - RIGHT)
    low, high = figure["layout"]["yaxis"]["range"]
    assert (area.y(low), area.y(high)) == (500 - 66, 12)
    tree = ElementTree.fromstring(document(body(figure, 1000), (1000, 500), (1000, 500), "x"))
    drawn = [p.get("d") for p in tree.iter(f"{NAMESPACE}path") if p.get("class") == "line"]
    lines = [t for t in figure["data"] if t["mode"] == "lines"]
    assert len(drawn) == len(lines)
    for d, trace in zip(drawn, lines, strict=True):
        ends = np.array([[float(v) for v in p.split(",")] for p in d[1:].split("L")])
        wanted = [
            (48 + x / 100 * (1000 - 48 - RIGHT), 434 - (y - low) / (high - low) * 422)
            for x, y in zip(trace["x"], trace["y"], strict=True)
        ]
        assert np.abs(ends - wanted).max() < 0.01


@pytest.mark.parametrize(
    "spoil",
    [
        lambda f: f["data"].append({"type": "bar", "x": [1], "y": [1]}),
        lambda f: f["layout"].update(legend={}),
        lambda f: f["layout"]["xaxis"].update(rangeslider={}),
        lambda f: f["data"][0].update(stackgroup="a"),
        lambda f: f["layout"]["annotations"].append({"x": 0, "y": 0, "text": "a", "arrowhead": 2}),
    ],
)
def test_what_files_cannot_draw_is_refused(evidence, today, spoil):
    figure = picture_of(language("en"), evidence, today, "tradeoff", PageEntries()).draw(Look(1000, 500, 13))
    spoil(figure)
    with pytest.raises(ValueError, match="not drawn in files"):
        body(figure, 1000)


@pytest.mark.parametrize("bad", [{"what": "pie"}, {"form": "gif"}, {"size": "poster"}, {"scale": 3}, {"lang": "de"}])
def test_impossible_pictures_are_refused_in_one_line(evidence, today, bad):
    with pytest.raises(BoardError, match="one of") as error:
        picture(evidence, today, **({"what": "ranking", "form": "png"} | bad))
    assert "\n" not in str(error.value)


def test_with_one_offer_there_is_nothing_to_test(evidence):
    alone = Scenario(evidence.checked, offers=("azure",))
    with pytest.raises(BoardError, match="nothing to test"):
        picture(evidence, alone, "robustness")
    for what in ("ranking", "tradeoff", "plane", "timeline", "bump", "ready"):
        assert picture(evidence, alone, what, "svg")


def test_the_door_lets_few_in_few_wait_and_always_reopens():
    door, started, release = ExportQueue(at_once=1, waiting=1, seconds=30), threading.Event(), threading.Event()
    order = []

    def hold():
        with door.turn():
            started.set()
            release.wait(30)
            order.append("first")

    def wait():
        with door.turn():
            order.append("second")

    first = threading.Thread(target=hold)
    first.start()
    assert started.wait(30)
    second = threading.Thread(target=wait)
    second.start()
    while door._crowd._value:
        pass
    with pytest.raises(Busy):
        with door.turn():
            pass
    release.set()
    first.join(30), second.join(30)
    assert order == ["first", "second"]
    with pytest.raises(KeyError), door.turn():
        raise KeyError
    with door.turn():
        order.append("open")
    assert order[-1] == "open"


def test_a_wait_has_an_end():
    door = ExportQueue(at_once=1, waiting=1, seconds=0.01)
    with door.turn(), pytest.raises(Busy, match="no turn"):
        with door.turn():
            pass


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
    assert texts(tree) == [] and tree.find(f"{NAMESPACE}title").text and b"font-face" not in drawn
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
    code = next(g for g in ElementTree.fromstring(drawn).iter(f"{NAMESPACE}g") if g.get("class") == "code")
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


@pytest.fixture(scope="module")
def side_by_side(browser):
    """page(figure, wide) -> positions of all marks as Plotly draws them, and as this board's own writer does."""
    tab = browser.new_page(viewport={"width": 1400, "height": 900})
    script = (Path(plotly.__file__).parent / "package_data" / "plotly.min.js").read_text("utf-8")
    tab.set_content(
        f"<style>{faces()} body{{margin:0}} text{{font-family:'Urgence Sans'}}</style><div "
        f"id=a></div><div id=b style='position:absolute;left:0;top:0'></div>"
    )
    tab.add_script_tag(content=script)

    def measure(figure, wide):
        figure = json.loads(json.dumps(figure))
        figure["layout"]["font"]["family"] = "Urgence Sans"
        own = document(body(figure, wide), (wide, figure["layout"]["height"]), (wide, figure["layout"]["height"]), "x")
        return tab.evaluate(_MEASURE, [figure, wide, own])

    yield measure
    tab.close()


_MEASURE = """async ([figure, wide, own]) => {
  await Promise.all([...document.fonts].map(f => f.load()));
  const a = document.getElementById('a'), b = document.getElementById('b');
  b.innerHTML = ''; a.innerHTML = '';
  figure.layout.width = wide;
  await Plotly.newPlot(a, figure.data, figure.layout, {staticPlot: true});
  const box = e => {
    const r = e.getBoundingClientRect();
    return [r.left + r.width / 2, r.top + r.height / 2, r.width, r.height];
  };
  const seen = e => {
    if (e.matches('.js-line') && parseFloat(getComputedStyle(e).strokeWidth) === 0) return false;
    for (; e && e.nodeType === 1; e = e.parentElement) {
      const style = getComputedStyle(e);
      if (style.opacity == 0 || style.display === 'none') return false;
    }
    return true;
  };
  const words = e => e.textContent.replace(/\\u200b/g, '');
  const take = (root, names, said) => [...root.querySelectorAll(names)].filter(seen)
    .map(e => [said ? words(e) : '', box(e)]).filter(x => !said || x[0]);
  const theirs = {note: take(a, '.annotation-text', true), tick: take(a, '.xtick text, .ytick text', true),
                  label: take(a, '.textpoint text, .heatmap-label text', true),
                  line: take(a, '.js-line'), mark: take(a, 'path.point'), shape: take(a, '.shapelayer path')};
  Plotly.purge(a); a.innerHTML = '';
  b.innerHTML = own;
  const ours = {note: take(b, 'text.note', true), tick: take(b, 'text.tick', true), label: take(b, 'text.label', true),
                line: take(b, 'path.line'), mark: take(b, 'path.mark'), shape: take(b, '.shape')};
  return [theirs, ours];
}"""


@pytest.mark.parametrize("what", [what for what in CATALOGUE if what not in SHEETS])
def test_files_and_plotly_put_the_same_marks_in_the_same_places(evidence, side_by_side, what):
    scenario = Scenario(date(2024, 3, 1))
    figure = picture_of(language("fr"), evidence, scenario, what, PageEntries()).draw(Look(1180, 560, 13))
    theirs, ours = side_by_side(figure, 1180)
    assert sum(map(len, ours.values())) > 10
    for kind in theirs:
        a, b = (sorted(side[kind], key=lambda m: (m[0], [round(v / 4) for v in m[1]])) for side in (theirs, ours))
        assert len(a) == len(b), kind
        assert sorted(m[0] for m in a) == sorted(m[0] for m in b), kind
        far = [
            (x, y) for x, y in zip(a, _matched(a, b), strict=True) if np.abs(np.subtract(x[1][:2], y[1][:2])).max() > 2
        ]
        assert far == [], kind


def _matched(a, b):
    """The marks of b in the order of those of a that are nearest, each used once."""
    left, found = list(b), []
    for words, box in a:
        k = min(
            range(len(left)),
            key=lambda i: (left[i][0] != words, abs(left[i][1][0] - box[0]) + abs(left[i][1][1] - box[1])),
        )
        found.append(left.pop(k))
    return found

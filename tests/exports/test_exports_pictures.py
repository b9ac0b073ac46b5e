"""Pictures that leave the board: what they say, where their marks stand, how they are read back by other programs."""

import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree

import numpy as np
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
from exports.pictures.catalogue import CATALOGUE
from exports.pictures.picture_file import drawing, picture, picture_of
from exports.svg.figure import body, document
from exports.svg.picture_frame import SIZES
from exports.svg.plot_area import plot
from ranking.errors import BoardError
from ranking.weighing.rank import nearest_first
from ranking.weighing.scenario import Scenario, from_query
from ranking.weights import whole_percentages
from results import results as answers
from tests.examples import DAY, GLOBAL, LOCAL, SMALL, small_evidence
from tests.exports.pictures import SVG, image, svg_of, texts
from tests.places import ROOT
from words.language import language

BASE = "https://board.example/urgence"
# Tables: no figure that a browser could draw as well.
SHEETS = ("ranking", "pair", "flips", "replay", "ready", "divides", "cost")
SLIDE = SIZES["slide"]


@pytest.fixture(scope="module")
def today(evidence):
    return Scenario(evidence.checked)


def svg(evidence, scenario, what, size="slide", lang="en", dark=False, base=BASE):
    return ElementTree.fromstring(picture(evidence, scenario, what, "svg", size, 1, lang, dark, base=base))


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
    assert tree.find(f"{SVG}title").text == found.title
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
    panel = next(r for r in tree.iter(f"{SVG}rect") if r.get("class") == "panel")
    top, high = float(panel.get("y")), float(panel.get("height"))
    for line in (t for t in tree.iter(f"{SVG}text") if t.get("class") == "weights"):
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
    assert not [g for g in tree.iter(f"{SVG}g") if g.get("class") == "code"]
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
    style = svg(evidence, today, "ranking").find(f"{SVG}style").text
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
        chart = next(g for g in tree.iter(f"{SVG}g") if g.get("class") == "chart")
        boxes = [box for t in chart.iter(f"{SVG}text") for box in _boxes(t)]
        assert boxes, what
        clashes = [(a[0], b[0]) for k, a in enumerate(boxes) for b in boxes[k + 1 :] if _overlap(a[1], b[1])]
        assert clashes == [], what
        assert size != "projector" or min(float(t.get("font-size")) for t in tree.iter(f"{SVG}text")) >= 12, what
        panel = next(r for r in tree.iter(f"{SVG}rect") if r.get("class") == "panel")
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
    wide = width(words, size, line.find(f"{SVG}tspan") is not None)
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
        notes = [t for t in tree.iter(f"{SVG}text") if t.get("class") == "cell" and t.get("y")]
        words = [(float(t.get("y")), float(t.get("x")), "".join(t.itertext())) for t in notes]
        bold = {"".join(t.itertext()) for t in notes if t.find(f"{SVG}tspan") is not None}
        levels = sorted({y for y, _, w in words if w in bold and re.fullmatch(r"\d+\.\d", w)})
        drawn = []
        for at in levels:
            said = [w for y, _, w in sorted(words, key=lambda w: w[1]) if y == at]
            said = said[1:] if re.fullmatch(r"\d+", said[0]) else said
            drawn.append((said[0], said[1], [w for w in said[2:] if re.fullmatch(r"\d+\.\d", w)]))
        assert [d[:2] for d in drawn] == [t[:2] for t in told]
        ranked = len(answer.rows)
        assert [d[2] for d in drawn[:ranked]] == [t[2] for t in told[:ranked]]
        bars = [(float(r.get("x")), float(r.get("width"))) for r in tree.iter(f"{SVG}rect")]
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
        for t in drawn.iter(f"{SVG}text")
        if t.get("class", "").startswith("cell") and t.get("y")
    ]
    bold = {t.get("y") for t in drawn.iter(f"{SVG}text") if t.find(f"{SVG}tspan") is not None}
    levels = sorted(map(float, bold))
    assert len(levels) == len(rows)
    full = [
        float(g.get("transform").split(",")[1][:-1])
        for g in drawn.iter(f"{SVG}g")
        if g.find(f"{SVG}path[@class='met']") is not None
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
    drawn = [p.get("d") for p in tree.iter(f"{SVG}path") if p.get("class") == "line"]
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

"""Labels of pictures: none on another, none across a mark, none cut where there is room; refusals in both languages."""

import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import combinations

import pytest

from address.page_entries import PageEntries
from charts.balance.catchup import catchup_figure
from charts.balance.plane import plane_figure
from charts.evidence.evidence_figure import _box, evidence_figure
from charts.evidence.evidence_grid import EvidenceGrid
from charts.parts.case_marks import CEILING, MAJOR, MARKS
from charts.parts.look import Look
from charts.parts.ruler import paragraph, width
from charts.ranking.robustness import acceptability_figure, stability_figure
from charts.through_time.ready import ready_sheet
from exports.pictures.picture_file import picture, picture_of
from exports.pictures.picture_zip import picture_set
from exports.refusal import Refusal
from ranking.errors import BoardError
from ranking.facts.cells import cells
from ranking.weighing.scenario import Scenario
from results import results
from tests.exports.pictures import SVG, svg_of
from tests.pages.test_pages import opened, shown
from ui.parts.charting import EDGES
from words.language import language
from words.refusals import reason_text

LOOKS = {
    "slide": Look(1212, 440, 13),
    "square": Look(871, 700, 13),
    "projector": Look(892, 290, 14, most=7),
    "report": Look(1035, 560, 13),
}
SHUT = Scenario(date(2020, 7, 6), require=("hds", "secnumcloud_qualified", "region_in_france"))


def test_a_word_wider_than_the_picture_is_broken_between_its_letters_and_no_other_is():
    text = "Le marché de " + "Rind" * 40 + " est clos"
    rows = paragraph(text, 400, 24)
    assert max(width(row, 24) for row in rows) <= 400 and "".join(rows).replace(" ", "") == text.replace(" ", "")
    assert rows[0].startswith("Le marché de") and rows[-1].endswith("est clos")
    assert paragraph("Le marché est clos", 160, 24) == ["Le marché est", "clos"]


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("size", LOOKS)
def test_the_headings_of_the_prerequisites_fit_their_columns_flat_or_on_end(evidence, size, lang):
    say, look, view = language(lang), LOOKS[size], PageEntries()
    sheet = ready_sheet(
        say, evidence, results.readiness(evidence, Scenario(evidence.checked), view.bundle), view.bundle, look.most
    )
    drawn = svg_of(sheet, look)
    spots = sorted({float(g.get("transform")[10:].split(",")[0]) for g in drawn.iter(f"{SVG}g") if g.get("transform")})
    step = min(b - a for a, b in zip(spots, spots[1:], strict=False) if b - a > 1)
    rule = min(float(n.get("y1")) for n in drawn.iter(f"{SVG}line"))
    heads = [t for t in drawn.iter(f"{SVG}text") if t.get("text-anchor") == "middle" and _top(t) < rule]
    assert len(heads) >= len(view.bundle)
    turned = sorted(float(t.get("transform")[10:].split(" ")[0]) for t in heads if t.get("transform"))
    for text in heads:
        if text.get("transform"):
            assert float(text.get("font-size")) * 1.15 <= step
        else:
            assert width("".join(text.itertext()), float(text.get("font-size"))) <= step
    assert all(b - a >= look.text - 2 for a, b in zip(turned, turned[1:], strict=False))


def _top(text) -> float:
    """Height of a text, upright or on end."""
    return float(text.get("transform").split(")")[0].split(" ")[1] if text.get("transform") else text.get("y"))


@pytest.mark.parametrize("size", ["slide", "square", "report"])
def test_the_words_of_a_cell_are_never_crossed_by_the_edge_of_its_tile_where_there_is_room(evidence, size):
    scenario, look = Scenario(date(2020, 7, 6)), LOOKS[size]
    ranking = results.ranking(evidence, scenario)
    found = cells(evidence, ranking.matrix)
    figure = evidence_figure(language("en"), evidence, ranking, found, "ABC", look)
    grid = EvidenceGrid(language("en"), evidence, ranking, found, look)
    texts = next(t for t in figure["data"] if t.get("mode") == "text")
    offer_at, column_at = {y: o for o, y in grid.offers}, grid.columns
    assert texts["text"]
    for end, y, words in zip(texts["x"], texts["y"], texts["text"], strict=True):
        wide = width(words, texts["textfont"]["size"])
        criterion = max((c for c in column_at if column_at[c] <= end - 6), key=column_at.get)
        x0, x1, _, _ = _box(found[offer_at[y], criterion], y, column_at[criterion], grid)
        room = max(x1 - x0 - 4, column_at[criterion] + grid.step - x1 - 2)
        assert not end - wide < x1 < end or room < wide
        assert end <= column_at[criterion] + grid.step


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("size", ["slide", "square", "report"])
def test_names_of_today_are_written_whole_beside_shares_and_intervals(evidence, size, lang):
    say, look, scenario = language(lang), LOOKS[size], Scenario(evidence.checked)
    both = results.shares(evidence, scenario, PageEntries().vary).both
    held = results.stability(evidence, replace(scenario, thin=True), "criterion")
    for figure, count in (
        (acceptability_figure(say, evidence, both, look), len(both.expected)),
        (stability_figure(say, evidence, "azure", held, look), len(held)),
    ):
        beside = [n["text"] for n in figure["layout"]["annotations"] if n.get("xref") == "paper"]
        assert len(beside) == count and not [t for t in beside if "…" in t]


def test_where_nobody_can_be_compared_the_reason_is_in_the_readers_language(evidence):
    said = {"fr": "aucune offre n’est classée de tous les points de vue", "en": "no offer is ranked from every point"}
    for what in ("stakeholders", "divides"):
        with pytest.raises(BoardError) as error:
            picture(evidence, SHUT, what, "svg")
        for lang, words in said.items():
            assert words in reason_text(language(lang), error.value)
    with zipfile.ZipFile(BytesIO(picture_set(evidence, SHUT, ("ranking", "divides", "elicited"), form="svg"))) as held:
        readme = held.read("README.txt").decode()
    assert said["fr"] in readme and "aucune offre ne peut être classée à ces conditions" in readme
    for lang, words in said.items():
        page = opened("stakeholders", date="2020-07-06", require=",".join(SHUT.require), lang=lang)
        assert not page.exception and words[1:] in shown(page)


def test_weights_that_rank_nobody_have_no_picture_of_places(evidence):
    with pytest.raises(Refusal, match="no offer can be ranked"):
        picture_of(language("en"), evidence, SHUT, "elicited", PageEntries())


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("size", LOOKS)
def test_no_event_of_the_timeline_is_written_across_a_mark(evidence, size, lang):
    say, look, scenario = language(lang), LOOKS[size], Scenario(date(2020, 7, 6))
    found = results.catch_up(evidence, scenario)
    layout = catchup_figure(say, evidence, found, scenario.as_of, 0.5, look)["layout"]
    pixels = (look.height - layout["margin"]["t"] - layout["margin"]["b"]) / layout["yaxis"]["range"][1]
    events = [n for n in layout["annotations"] if isinstance(n["y"], float) and n["y"] > CEILING]
    assert len(events) > 5
    for note in events:
        half, middle = 0.55 * note["font"]["size"], note["y"] * pixels + note["yshift"]
        assert middle - half > (CEILING + MARKS) * pixels + MAJOR / 2
        assert middle + half < layout["yaxis"]["range"][1] * pixels + layout["margin"]["t"]


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("size", [*LOOKS, "enlarged"])
@pytest.mark.parametrize("level", ["pillar", "criterion"])
@pytest.mark.parametrize("day", [date(2020, 7, 6), None])
def test_who_takes_over_is_written_on_the_scale_and_not_across_the_mark_of_the_weight(evidence, level, size, lang, day):
    scenario = Scenario(day or evidence.checked)
    items = results.stability(evidence, scenario, level)
    look = LOOKS.get(size) or Look(720 - EDGES, 60 + 34 * len(items))
    leader = results.ranking(evidence, scenario).rows[0].offer
    figure = stability_figure(language(lang), evidence, leader, items, look)
    wide = (look.width - sum(figure["layout"]["margin"][side] for side in "lr")) / 102
    inward = [n for n in figure["layout"]["annotations"] if n.get("yanchor") == "bottom" and "%" in n["text"]]
    for note in inward:
        mark, long = 100 * items[note["y"]].now * wide, width(note["text"], look.text - 2)
        near = note["x"] * wide + note["xshift"]
        left, right = (near, near + long) if note["xanchor"] == "left" else (near - long, near)
        assert not left - 2 < mark < right + 2
        assert -wide <= left and right <= 101 * wide, note["text"]


@pytest.mark.parametrize("size", LOOKS)
def test_no_name_on_the_plane_lies_on_another(evidence, size):
    """Boxes as the files draw them, on days on which offers stand close to each other."""
    look = LOOKS[size]
    for day in ("2019-04-06", "2020-01-06", "2020-07-06", "2022-01-06", "2024-10-06", str(evidence.checked)):
        found = results.plane(evidence, Scenario(date.fromisoformat(day)), None)
        drawn = svg_of(plane_figure(language("fr"), evidence, found, look), look)
        boxes = [_label_box(t) for t in drawn.iter(f"{SVG}text") if t.get("class") == "label"]
        assert len(boxes) >= len(found.front)
        for (one, a), (other, b) in combinations(boxes, 2):
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1], (day, one, other)


def _label_box(text) -> tuple[str, tuple[float, float, float, float]]:
    """Return a label's words and its box (left, top, right, bottom) in pixels."""
    words, size = "".join(text.itertext()), float(text.get("font-size"))
    wide = width(words, size, "700" in str([n.get("font-weight") for n in text.iter()]))
    x, y = float(text.get("x")), float(text.get("y"))
    left = x - {"start": 0, "middle": wide / 2, "end": wide}[text.get("text-anchor") or "start"]
    return words, (left, y - 0.75 * size, left + wide, y + 0.25 * size)

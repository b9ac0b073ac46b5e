"""Charts that PowerPoint draws itself, from numbers that can be edited in it."""

import numpy as np
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.chart.datalabel import DataLabel
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION
from pptx.slide import Slide
from pptx.util import Inches, Pt

from address.page_entries import PageEntries
from charts.balance.balance import drawn
from charts.parts.look import FAMILY_COLOUR
from charts.ranking.ranking_table import printed_points
from ranking.balance.tradeoff import Tradeoff
from ranking.model import Evidence
from ranking.rounding import printed_places
from ranking.weighing.scenario import Scenario
from results import results
from words.language import Language
from words.ranking.robustness import scope_text
from words.ranking.tradeoff import balance_ends

WIDE, SIDE, TOP, TALL = Inches(13.333), Inches(0.5), Inches(1.65), Inches(4.8)
PILLAR_INK = ("00578A", "5B9BD0", "9A9387", "C7C1B5", "6B8E9E", "B08D57")
FONT, RULE = "Calibri", "DDD8CC"


def words(say: Language, evidence: Evidence, scenario: Scenario, part: str) -> dict[str, str]:
    """Return what the native chart measures and how to read it, where that differs from the picture's."""
    answer = results.ranking(evidence, scenario)
    if part == "ranking" and answer.rows:
        return {
            "measure": say("Score out of 100, points of each pillar"),
            "reading": say(
                "Reading: {name} scores {score} points, the length of its bar; each colour is a pillar.",
                name=evidence.offers[answer.rows[0].offer].name,
                score=say.number(answer.rows[0].score, 1),
            ),
        }
    if part == "tradeoff":
        return {
            "reading": say(
                "Reading: each line is an offer; in colour and named, those that lead somewhere along the balance."
            )
        }
    if part == "robustness":
        return {
            "measure": say("Share of draws that put each offer first"),
            "reading": say(
                "Reading: the longer the bar, the less the first place owes to the weights chosen. "
                "Left out: under half a percent."
            ),
        }
    return {}


def _add(slide: Slide, kind: XL_CHART_TYPE, data: CategoryChartData | XyChartData) -> Chart:
    """Return a native chart in the drawing area, without legend or title."""
    chart = slide.shapes.add_chart(kind, SIDE, TOP, WIDE - 2 * SIDE, TALL, data).chart
    chart.has_legend = chart.has_title = False
    chart.font.size, chart.font.name = Pt(11), FONT
    return chart


def ranking(say: Language, evidence: Evidence, scenario: Scenario, view: PageEntries, slide: Slide) -> None:
    """Draw stacked bars: points of each pillar, one bar an offer, the first on top."""
    answer = results.ranking(evidence, scenario)
    data = CategoryChartData(number_format="0.0")
    places = printed_places({r.offer: r.score for r in answer.rows})
    data.categories = [
        f"{places[r.offer]}. {evidence.offers[r.offer].name} ({say.number(r.score, 1)})" for r in answer.rows
    ]
    pillars = [p for p, s in answer.weighting.pillars.items() if s]
    for pillar in pillars:
        data.add_series(
            say.text(evidence.pillars[pillar].label), [printed_points(answer, r)[pillar] for r in answer.rows]
        )
    chart = _add(slide, XL_CHART_TYPE.BAR_STACKED, data)
    _bars(chart, 100)
    chart.has_legend = True
    chart.legend.include_in_layout, chart.legend.font.size = False, Pt(12)
    for k, series in enumerate(chart.plots[0].series):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = RGBColor.from_string(PILLAR_INK[k % len(PILLAR_INK)])


def _bars(chart: Chart, most: float) -> None:
    plot = chart.plots[0]
    plot.gap_width = 35
    chart.category_axis.reverse_order = True
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    chart.category_axis.tick_labels.font.size = Pt(10.5)
    chart.category_axis.format.line.fill.background()
    chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = 0, most
    chart.value_axis.major_gridlines.format.line.color.rgb = RGBColor.from_string(RULE)


def balance(say: Language, evidence: Evidence, scenario: Scenario, view: PageEntries, slide: Slide) -> None:
    """Draw one line an offer; those that lead somewhere in colour and named."""
    tradeoff = results.tradeoff(evidence, scenario, view.sides)
    leading = {o for s in tradeoff.segments for o in s.leaders}
    data = XyChartData(number_format="0.0")
    lines = sorted(drawn(tradeoff), key=lambda item: item.offer in leading)
    grid = sorted({t for item in lines for t, _ in item.points} | {_spot(tradeoff, o)[0] for o in leading})
    for item in lines:
        series = data.add_series(evidence.offers[item.offer].name)
        for t, score in zip(grid, np.interp(grid, *zip(*item.points, strict=True)), strict=True):
            series.add_data_point(round(100 * t, 4), round(float(score), 4))
    chart = _add(slide, XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS, data)
    chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = 0, 100
    chart.category_axis.minimum_scale, chart.category_axis.maximum_scale = 0, 100
    chart.category_axis.has_major_gridlines = False
    chart.value_axis.major_gridlines.format.line.color.rgb = RGBColor.from_string(RULE)
    second, top = balance_ends(say, evidence, tradeoff)
    chart.category_axis.axis_title.text_frame.text = f"◀ {second}        {top} ▶"
    named: set[str] = set()
    for item, series in zip(lines, chart.plots[0].series, strict=True):
        leads = item.offer in leading
        series.smooth = False
        series.format.line.width = Pt(3 if leads else 0.75)
        series.format.line.color.rgb = RGBColor.from_string(
            FAMILY_COLOUR[evidence.offers[item.offer].family][1:] if leads else "B9B4A8"
        )
        if leads and item.offer not in named:
            at, side, together = _spot(tradeoff, item.offer)
            named |= set(together)
            _label(
                series.points[grid.index(at)].data_label, " = ".join(evidence.offers[o].name for o in together), side
            )


def _spot(tradeoff: Tradeoff, offer: str) -> tuple[float, XL_LABEL_POSITION, tuple[str, ...]]:
    """Where a leader's name stands, and who leads there with it: mid-way along its longest stretch, above its line,
    or below it near an end."""
    segment = max((s for s in tradeoff.segments if offer in s.leaders), key=lambda s: s.end - s.start)
    middle = (segment.start + segment.end) / 2
    at = min(0.9, max(0.1, middle))
    return at, XL_LABEL_POSITION.ABOVE if at == middle else XL_LABEL_POSITION.BELOW, segment.leaders


def _label(label: DataLabel, name: str, side: XL_LABEL_POSITION) -> None:
    label.has_text_frame = True
    label.text_frame.text, label.position = name, side
    label.text_frame.paragraphs[0].runs[0].font.bold = True


def first(say: Language, evidence: Evidence, scenario: Scenario, view: PageEntries, slide: Slide) -> None:
    """Draw the share of draws in which each offer comes first, under weights alone and with uncertain facts too."""
    weights, both = results.shares(evidence, scenario, view.vary)
    order = [
        o
        for o in both.first.sort_values(ascending=False, kind="stable").index
        if max(both.first[o], weights.first[o]) >= 0.005
    ]
    data = CategoryChartData(number_format="0%")
    data.categories = [evidence.offers[o].name for o in order]
    name = say("First: {scope}", scope=scope_text(say, view.vary.kind))
    data.add_series(name, [round(float(weights.first[o]), 5) for o in order])
    data.add_series(say("First, facts uncertain too"), [round(float(both.first[o]), 5) for o in order])
    chart = _add(slide, XL_CHART_TYPE.BAR_CLUSTERED, data)
    _bars(chart, 1)
    chart.value_axis.tick_labels.number_format, chart.value_axis.tick_labels.number_format_is_linked = "0%", False
    chart.has_legend = True
    chart.legend.include_in_layout = False
    chart.plots[0].has_data_labels = True
    chart.plots[0].data_labels.number_format, chart.plots[0].data_labels.number_format_is_linked = "0%", False
    for series, ink in zip(chart.plots[0].series, ("9A9387", "0072B2"), strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = RGBColor.from_string(ink)

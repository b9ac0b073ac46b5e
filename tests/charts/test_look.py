"""The look, without a browser: contrast, letters, tables in the language, the projector, a twin for every picture."""

import json
import re
import tomllib
from datetime import date
from itertools import product
from pathlib import Path

import pandas as pd
import pytest

from address.page_entries import PageEntries
from charts.balance.balance import balance_figure
from charts.balance.catchup import catchup_figure
from charts.balance.plane import plane_figure
from charts.parts.look import FAMILY_COLOUR, FAMILY_DARK, FAMILY_MARK, FAMILY_SYMBOL, Look
from ranking.weighing.scenario import Scenario
from results import results
from tests.pages.test_pages import PAGES, address, opened, shown
from tests.places import EVIDENCE, ROOT
from ui.frame.frame import OWN_QUESTION
from ui.frame.sidebar import CONTROLS, EVERY
from ui.parts.tables import worded
from words.language import language

THEME = tomllib.loads((ROOT / ".streamlit/config.toml").read_text())["theme"]
LOOKS = (Look(), Look(dark=True))
NAMES = ("red", "orange", "yellow", "blue", "green", "violet", "gray")


def luminance(colour: str) -> float:
    """Relative luminance of #RRGGBB, WCAG 2.2."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted(map(luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_measured_as_the_standard_does():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("look", LOOKS, ids=("light", "dark"))
def test_marks_stand_out_and_words_can_be_read_on_both_papers(look):
    assert min(contrast(look.colour(f), look.paper) for f in FAMILY_COLOUR) >= 3
    assert contrast(look.excluded, look.paper) >= 3
    assert min(contrast(ink, look.paper) for ink in (look.ink, look.quiet, *map(look.words, FAMILY_COLOUR))) >= 4.5
    assert min(contrast(look.over(f), look.colour(f)) for f in FAMILY_COLOUR) >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_colour_of_the_theme_can_be_read_where_it_is_used(mode):
    theme = THEME[mode]
    grounds = theme["backgroundColor"], theme["secondaryBackgroundColor"]
    inks = theme["textColor"], theme["linkColor"], theme["primaryColor"], *(theme[f"{n}TextColor"] for n in NAMES)
    assert [(ink, ground) for ink, ground in product(inks, grounds) if contrast(ink, ground) < 4.5] == []
    assert [n for n in NAMES if contrast(theme[f"{n}TextColor"], theme[f"{n}BackgroundColor"]) < 4.5] == []
    assert contrast(theme["codeTextColor"], theme["codeBackgroundColor"]) >= 4.5
    assert contrast(theme["dataframeHeaderTextColor"], theme["dataframeHeaderBackgroundColor"]) >= 4.5
    assert min(contrast(c, theme["backgroundColor"]) for c in theme["chartCategoricalColors"]) >= 3
    assert [len(theme[f"chart{kind}Colors"]) for kind in ("Sequential", "Diverging")] == [10, 10]


def test_screen_and_pictures_share_one_palette():
    css = (ROOT / "ui/style/base.css").read_text()
    pairs = dict(re.findall(r"--([a-z]+): light-dark\((#\w{6}, #\w{6})\)", css))
    assert {f: pairs[f] for f in FAMILY_COLOUR} == {f: f"{FAMILY_COLOUR[f]}, {FAMILY_DARK[f]}" for f in FAMILY_COLOUR}
    papers = [THEME[mode]["backgroundColor"] for mode in ("light", "dark")]
    assert pairs["paper"] == ", ".join(papers) == ", ".join(look.paper for look in LOOKS)


def test_no_family_is_told_by_its_colour_alone():
    for marks in (FAMILY_COLOUR, FAMILY_DARK, FAMILY_MARK, FAMILY_SYMBOL):
        assert len(set(marks.values())) == 3


def test_the_letters_are_served_by_the_board_itself():
    for face in THEME["fontFaces"]:
        assert face["url"].startswith("app/static/")
        assert (ROOT / "static" / Path(face["url"]).name).read_bytes()[:4] == b"wOF2"
    families = {face["family"] for face in THEME["fontFaces"]}
    assert {THEME[key].split("'")[1] for key in ("font", "headingFont")} == families
    assert {p.name for p in (ROOT / "static").glob("*.woff2")} == {
        Path(face["url"]).name for face in THEME["fontFaces"]
    }


def test_tables_write_numbers_shares_and_days_in_the_language_and_keep_their_values():
    frame = pd.DataFrame({"n": [1234, 5], "x": [0.5, None], "s": [0.333, 1.0], "d": [date(2020, 7, 1)] * 2})
    for code, cells in (
        ("fr", ["1\u202f234", "0,5", "33\u202f%", "1er juillet 2020"]),
        ("en", ["1,234", "0.5", "33%", "1 July 2020"]),
    ):
        table = worded(language(code), frame, ("s",))
        html = table.to_html()
        assert [cell for cell in cells if f">{cell}</td>" not in html] == []
        assert table.data["x"].iloc[0] == 0.5 and "nan" not in html.lower()


@pytest.fixture(scope="module")
def figures():
    """look -> the figures of the trade-off and of the timeline on 6 July 2020."""
    evidence, say = EVIDENCE, language("fr")
    scenario = Scenario(date(2020, 7, 6))

    def drawn(look: Look) -> list[dict]:
        return [
            balance_figure(say, evidence, results.tradeoff(evidence, scenario, PageEntries().sides), look),
            plane_figure(say, evidence, results.plane(evidence, scenario, PageEntries().sides), look),
            catchup_figure(say, evidence, results.catch_up(evidence, scenario), scenario.as_of, 0.5, look),
        ]

    return drawn


def sizes(figure: dict) -> set[float]:
    """Sizes of all letters of a figure, pixels."""
    layout = figure["layout"]
    found = {note["font"]["size"] for note in layout["annotations"]} if "annotations" in layout else set()
    found |= {layout[a]["tickfont"]["size"] for a in ("xaxis", "yaxis")}
    return found | {t["textfont"]["size"] for t in figure["data"] if "textfont" in t}


def test_on_a_phone_a_picture_keeps_most_of_the_width_and_letters_to_read(figures):
    for figure in figures(Look(358, 640, 13)):
        margin = figure["layout"]["margin"]
        assert margin["l"] + margin["r"] <= 0.25 * 358
        assert min(sizes(figure)) >= 11


def test_on_a_projector_no_letter_of_a_picture_is_smaller_than_24_pixels(figures):
    from ui.parts.projector import LETTERS

    for figure in figures(Look(1824, 615, LETTERS)):
        assert min(sizes(figure)) >= 24


@pytest.mark.parametrize("page", PAGES)
def test_on_a_projector_every_page_says_its_finding_the_day_the_weights_and_nothing_can_be_moved(page):
    test = opened(page, date="2020-07-06", lang="en", view="projector")
    assert not test.exception
    text = shown(test)
    assert 'class="verdict"' in text
    # A tender is a question of its own: nothing of the public ranking stands under it.
    assert ("6 July 2020" in text and "Weights:" in text) == (page != OWN_QUESTION)
    assert any(told in text for told in ("stays first", "stays in front", "of all weightings")) == (
        page != OWN_QUESTION
    )
    assert not test.sidebar.children
    test.button(key="from_projector").click().run()
    assert "view" not in test.query_params
    assert bool(test.sidebar.children) == bool(CONTROLS.get(page, EVERY))


def test_a_projector_shows_seven_rows():
    texts = [e.proto.body for e in opened(lang="en", view="projector").get("html")]
    html = next(text for text in texts if 'class="board"' in text)
    assert html.count('<th scope="row">') == 7 and "more offers are ranked below" in html


def test_an_unknown_view_is_dropped_and_said():
    text = shown(opened(lang="en", view="cinema"))
    assert "1 entry of this link could not be used." in text and "cinema" in text


@pytest.mark.parametrize("page", PAGES)
def test_every_picture_has_words_and_a_twin(page):
    test = opened(page, date="2020-07-06", lang="en")
    charts = test.get("plotly_chart")
    assert [c.proto.id for c in charts if len(c.proto.alt) < 40] == []
    for chart in charts:
        layout = json.loads(chart.proto.spec)["layout"]
        assert layout["showlegend"] is False
        assert json.loads(chart.proto.config)["displayModeBar"] is False
    labels = [e.label for e in test.expander]
    assert not charts or "<table" in shown(test) or {"The same as a table", "The same in words"} & set(labels)


def test_nothing_to_weigh_has_a_sentence_and_a_way_out():
    test = opened(lang="en", pillars="sovereignty:0,certification:0,readiness:0,cost_exit:0")
    assert "No weight is left" in shown(test)
    test.button(key="reset_here").click().run()
    assert 'class="board"' in shown(test) and "pillars" not in test.query_params
    assert address(test, "lang") == "en"


def test_forced_colours_leave_every_mark_an_outline():
    css = (ROOT / "ui/style/contrast.css").read_text()
    inside = css.partition("@media (forced-colors: active)")[2]
    for mark in (".bar", ".track", ".range", ".strip", "stSlider", "stCheckbox", "aria-checked", "data-tag"):
        assert mark in inside
    assert inside.count("outline: 1px solid CanvasText") >= 4

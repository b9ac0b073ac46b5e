"""Pictures of the bids: what they show, in the page's figure and in files; the twin says the same."""

import io
from dataclasses import replace

import plotly.graph_objects as go
import pytest
from PIL import Image

from charts.parts.look import Look
from charts.parts.sheet import value
from charts.parts.ticks import rounds
from charts.tender.price_quality import price_quality_figure, price_quality_sheet
from exports.refusal import Refusal
from exports.tender.names import STEMS, file_name
from exports.tender.pictures import picture_file, plane, two
from ranking.tender.award import award
from ranking.tender.price_quality import price_quality
from tests.ranking.tender.example import BIDDERS, PUBLIC, opened, sealed
from words.language import language

EN, FR = language("en"), language("fr")
FOUND = award(replace(opened(), bidders=(*BIDDERS[:2], replace(BIDDERS[2], name="Neuve <b>& Fils"))), PUBLIC)


@pytest.mark.parametrize("look", [Look(), Look(358, 420, 13, True), Look(most=7)])
def test_the_figure_holds_price_and_quality_of_every_bid_and_its_twin_the_same(look):
    held = price_quality(FOUND)
    figure = price_quality_figure(EN, FOUND.evidence, held, look)
    go.Figure(figure)
    marks = figure["data"][-1]
    assert list(zip(marks["x"], marks["y"], strict=True)) == [(b.price, b.quality) for b in held.bids]
    assert "<b>Neuve ‹b›& Fils</b>" in marks["text"]
    sheet = price_quality_sheet(EN, FOUND.evidence, held, FOUND.places)
    assert [[value(c) for c in row][2:5] for row in sheet.rows] == [
        [FOUND.places[b.bidder], b.price, b.quality] for b in held.bids
    ]
    assert [row[7] for row in sheet.rows] == ["✓"] * 3


@pytest.mark.parametrize(("form", "begins"), [("png", b"\x89PNG"), ("svg", b"<svg"), ("pdf", b"%PDF")])
def test_a_picture_is_a_file_and_the_same_again(form, begins):
    made = picture_file(FOUND, lambda say: plane(say, FOUND), form, lang="en")
    assert made.lstrip()[:4] == begins and made == picture_file(FOUND, lambda say: plane(say, FOUND), form, lang="en")
    if form == "png":
        assert Image.open(io.BytesIO(made)).size == (1920, 1080)
    if form == "svg":
        text = made.decode()
        assert FOUND.evidence.version in text and "Lowest price over price, 40% of the weight" in text


def test_two_bids_are_a_picture_and_a_bid_against_itself_is_refused():
    made = picture_file(FOUND, lambda say: two(say, FOUND, "loc", "glo"), "svg", lang="fr").decode()
    assert (
        FR.number(FOUND.ranking.row("loc").contributions["C-1"] - FOUND.ranking.row("glo").contributions["C-1"], 2)
        in made
    )
    with pytest.raises(Refusal):
        two(FR, FOUND, "loc", "loc")


def test_there_is_no_plane_while_prices_are_shut():
    assert plane(FR, award(replace(sealed(envelopes=2), answers=opened().answers), PUBLIC)) is None


@pytest.mark.parametrize(("low", "high"), [(80, 110), (0.001, 0.0013), (1e9, 1e12), (99.5, 100.5)])
def test_an_axis_of_prices_has_a_few_round_numbers_inside_it(low, high):
    for most in (4, 7):
        ticks = rounds(EN, low, high, most)
        assert 1 <= len(ticks["tickvals"]) <= most and len(set(ticks["ticktext"])) == len(ticks["tickvals"])
        assert low <= ticks["tickvals"][0] and ticks["tickvals"][-1] <= high * (1 + 1e-12)


def test_every_file_has_a_name_in_each_language():
    assert all(file_name(FR, kind, "x").isascii() and file_name(EN, kind, "x").isascii() for kind in STEMS)
    assert (file_name(FR, "report", "pdf"), file_name(EN, "report", "pdf")) == (
        "rapport-d-analyse.pdf",
        "analysis-report.pdf",
    )

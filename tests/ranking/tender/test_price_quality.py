"""Bids by price and quality alone: numbers of the quality, the front, and when there is nothing to show."""

from dataclasses import replace

import pytest

from ranking.price import Terms
from ranking.tender.award import award
from ranking.tender.price_quality import price_quality
from tests.examples import DAY
from tests.ranking.tender.example import ANSWERS, PRICES, PUBLIC, opened, sealed

# 30/50/20 of quality, as in test_evidence.
QUALITY = {"loc": 30 + 45 + 40 / 3, "glo": 15 + 47.5 + 20, "neu": 20 / 3}


@pytest.mark.parametrize("formula", ["best_ratio", "between", "fixed", "per_price", "deducted"])
def test_quality_is_that_of_the_criteria_alone_whatever_the_formula(formula):
    found = price_quality(award(opened(formula=formula), PUBLIC))
    assert {b.bidder: b.quality for b in found.bids} == pytest.approx(QUALITY)
    assert {b.bidder: b.price for b in found.bids} == {"loc": 110, "glo": 100, "neu": 80}
    # Neuve answered nothing on C-2: half of the quality is open.
    assert {b.bidder: b.high - b.low for b in found.bids} == pytest.approx({"loc": 0, "glo": 0, "neu": 50})
    assert found.front == ("neu", "glo", "loc") and found.dominated_by == {}


def test_a_bid_that_is_no_cheaper_and_no_better_is_passed():
    prices = (replace(PRICES[0], amount=100.0), replace(PRICES[1], amount=100.0), PRICES[2])
    found = price_quality(award(replace(opened(), prices=prices), PUBLIC))
    assert found.front == ("neu", "loc") and found.dominated_by == {"glo": ("loc",)}


def test_what_is_left_out_of_a_score_is_left_out_of_its_quality():
    """Where unknowns are ignored, a group of which nothing is known gives its weight to the other groups alone."""
    whole = replace(opened(unknowns="ignore"), answers=tuple(a for a in ANSWERS if a.requirement != "C-3"))
    found = price_quality(award(whole, PUBLIC))
    # Neuve: 30 and 50 of the group Service, of which the half of 50 is unknown; nothing of the group Sécurité.
    assert {b.bidder: b.quality for b in found.bids}["neu"] == pytest.approx(0)
    assert {b.bidder: b.quality for b in found.bids}["loc"] == pytest.approx(QUALITY["loc"])


def test_nothing_is_shown_before_prices_are_opened_nor_where_the_price_alone_weighs():
    dossier = replace(sealed(envelopes=2), answers=ANSWERS)
    assert price_quality(award(dossier, PUBLIC)) is None
    assert price_quality(award(replace(dossier, opened=DAY, prices=PRICES), PUBLIC)).front == ("neu", "glo", "loc")
    assert price_quality(award(opened(price=Terms(weight=100.0)), PUBLIC)) is None

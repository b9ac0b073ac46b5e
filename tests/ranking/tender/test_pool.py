"""The order of two bids that hangs on a third: as if the tender were held again without that one."""

import random
from dataclasses import replace

import pytest

from ranking.price import Reversal, turned
from ranking.tender.award import award
from ranking.tender.dossier import BidAnswer, BidPrice
from ranking.tender.evidence import PRICE
from ranking.tender.price_quality import pool_reversals, price_shares, priced_bids
from tests.ranking.tender.example import BIDDERS, PUBLIC, opened

# Some are such that to take the price for as large a share of every bid tells another order.
SEEDS = (*range(8), 30, 45, 113, 134, 149, 182, 225)


def drawn(seed: int, **announced):
    """The example with random answers, of which the whole group Sécurité is unknown of the third bidder."""
    rng = random.Random(seed)
    answers = [
        BidAnswer(b.id, name, value, "verified")
        for b in BIDDERS
        for name, value in (
            ("EX-1", "2"),
            ("EX-2", "yes"),
            ("C-1", rng.choice(("aucune", "jours ouvrés", "24 h/24"))),
            ("C-2", str(rng.randint(990, 1000) / 10)),
            ("C-3", str(rng.randint(0, 3))),
        )
        if (b.id, name) != ("neu", "C-3")
    ]
    prices = tuple(BidPrice(b.id, float(rng.randint(60, 160))) for b in BIDDERS)
    return replace(opened(unknowns="ignore", **announced), answers=tuple(answers), prices=prices)


def held_again(dossier) -> tuple[Reversal, ...]:
    """The same by holding the tender anew without each bidder in turn."""
    order = list(award(dossier, PUBLIC).places)

    def places(rest):
        there = [order[n] for n in rest]
        less = replace(
            dossier,
            bidders=tuple(b for b in dossier.bidders if b.id in there),
            answers=tuple(a for a in dossier.answers if a.bidder in there),
            prices=tuple(p for p in dossier.prices if p.bidder in there),
        )
        found = award(less, PUBLIC).places
        return [found[b] for b in there]

    return turned(len(order), places)


@pytest.mark.parametrize("formula", ["best_ratio", "linear", "between", "fixed", "per_price", "banded"])
def test_an_order_hangs_on_a_third_exactly_where_it_turns_without_it(formula):
    seen = 0
    for seed in SEEDS:
        dossier = drawn(seed, formula=formula)
        expected = held_again(dossier)
        assert pool_reversals(award(dossier, PUBLIC)) == expected, seed
        seen += bool(expected)
    assert seen or formula != "between"


def test_where_a_group_is_left_out_as_unknown_the_price_has_more_of_the_total():
    found = award(drawn(0), PUBLIC)
    shares = price_shares(found)
    assert shares == pytest.approx({"loc": 0.4, "glo": 0.4, "neu": 0.4 / 0.88})
    for bidder, bid in zip(found.places, priced_bids(found), strict=True):
        row, points = found.ranking.row(bidder), found.ranking.matrix.value.at[bidder, PRICE]
        assert row.contributions[PRICE] == pytest.approx(shares[bidder] * points)
        assert row.score == pytest.approx(shares[bidder] * points + (1 - shares[bidder]) * bid.quality)

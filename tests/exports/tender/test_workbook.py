"""The workbook of the bids: LibreOffice reckons places, scores and points again, and finds those of the ranking."""

import io
from dataclasses import replace

import openpyxl
import pytest

from exports.tender.live.workbook import workbook
from ranking.price import Terms
from ranking.tender.award import award
from ranking.tender.dossier import NO_FORMULA, BidAnswer
from ranking.tender.evidence import PRICE
from tests import programs
from tests.ranking.tender.example import ANSWERS, PUBLIC, opened, sealed
from words.language import language

EN = language("en")
# Nothing is known of Neuve in the group "Sécurité", and half of the group "Service".
SPARSE = tuple(a for a in ANSWERS if (a.bidder, a.requirement) != ("neu", "C-3"))
SHUT = (*(a for a in ANSWERS if (a.bidder, a.requirement) != ("neu", "EX-2")), BidAnswer("neu", "EX-2", "no"))
TERMS = Terms(weight=40.0, times=1.3, floor=85.0, ceiling=120.0, band=10.0, euros=0.5)


def case(answers=ANSWERS, **announced):
    return replace(opened(**{"price": TERMS} | announced), answers=answers)


CASES = {
    "best_ratio": case(),
    "linear_shut_out": case(SHUT, formula="linear"),
    "between_ignore": case(SPARSE, formula="between", unknowns="ignore"),
    "fixed_neutral": case(SPARSE, formula="fixed", unknowns="neutral"),
    "per_price": case(formula="per_price"),
    "banded": case(formula="banded"),
    "band_by_price": case(formula="banded", price=replace(TERMS, decides="price")),
    "deducted": case(formula="deducted"),
    "quality": case(formula=NO_FORMULA),
}


def rows(content: bytes, sheet: str) -> list[list]:
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    return [list(row) for row in book[sheet].iter_rows(min_row=2, values_only=True)]


def reckoned(content: bytes) -> bytes:
    """The workbook without the numbers that were written beside the formulas."""
    out = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(content)).save(out)
    return out.getvalue()


def same(content: bytes, found) -> None:
    """Check places, scores, figures and points against the ranking."""
    names = {found.evidence.offers[b].name: b for b in found.places}
    table = {names[row[1]]: row for row in rows(content, "Ranking")}
    for bidder, place in found.places.items():
        row = found.ranking.row(bidder)
        assert table[bidder][0] == (place or "–")
        assert table[bidder][2] == pytest.approx(row.score, abs=1e-9)
        if found.figures:
            assert table[bidder][4] == pytest.approx(found.figures[bidder], abs=1e-9)
    points = rows(content, "Points")
    for k, bidder in enumerate(found.places, 1):
        given = [c for c in found.ranking.weighting.overall if c != PRICE]
        given += [PRICE] if PRICE in found.evidence.criteria else []
        row = found.ranking.row(bidder)
        assert [r[k] for r in points] == pytest.approx([*(row.contributions[c] for c in given), row.score], abs=1e-9)


@pytest.fixture(scope="module")
def again():
    """Case -> the workbook as LibreOffice reckons it; one of them with another weight and another price."""
    programs.needed("calc")
    files = {f"{name}.xlsx": reckoned(workbook(EN, award(held, PUBLIC))) for name, held in CASES.items()}
    book = openpyxl.load_workbook(io.BytesIO(files["best_ratio.xlsx"]))
    scores, prices = book["Scores out of 100"], book["Prices"]
    next(row for row in scores.iter_rows() if row[0].value == "C-2 (Disponibilité garantie (%))")[2].value = 10
    next(row for row in prices.iter_rows() if row[0].value == "Neuve & Fils")[1].value = 95
    prices["F2"].value = 70
    out = io.BytesIO()
    book.save(out)
    return programs.offices(files | {"changed.xlsx": out.getvalue()}, "xlsx")


@pytest.mark.parametrize("name", CASES)
def test_libreoffice_reckons_what_the_ranking_says(again, name):
    found = award(CASES[name], PUBLIC)
    same(workbook(EN, found), found)
    same(again[name], found)


def test_a_changed_weight_and_price_give_what_the_ranking_would_say(again):
    held = CASES["best_ratio"]
    requirements = tuple(replace(r, weight=10.0) if r.id == "C-2" else r for r in held.announced.requirements)
    announced = replace(held.announced, requirements=requirements, price=replace(TERMS, weight=70.0))
    prices = tuple(replace(p, amount=95.0) if p.bidder == "neu" else p for p in held.prices)
    found = award(replace(held, announced=announced, prices=prices), PUBLIC)
    table = {row[1]: (row[0], row[2]) for row in rows(again["changed"], "Ranking")}
    names = {b: found.evidence.offers[b].name for b in found.places}
    assert {b: table[n][0] for b, n in names.items()} == found.places
    assert {b: table[n][1] for b, n in names.items()} == pytest.approx({r.offer: r.score for r in found.ranking.rows})


def test_it_is_the_same_again_has_no_price_before_the_opening_and_tells_who_is_out():
    found = award(CASES["linear_shut_out"], PUBLIC)
    content = workbook(language("fr"), found)
    assert content == workbook(language("fr"), found)
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Classement", "Notes sur 100", "Points", "Prix", "Méthode"]
    said = [row[0].value for row in book["Méthode"].iter_rows()]
    assert "Neuve & Fils : EX-2 (Réversibilité écrite) : non rempli" in [s.replace("\u00a0", " ") for s in said]
    before = award(replace(sealed(envelopes=2), answers=ANSWERS), PUBLIC)
    assert "Prices" not in openpyxl.load_workbook(io.BytesIO(workbook(EN, before))).sheetnames

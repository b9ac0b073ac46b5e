"""Why one bid stands above another: the board's own comparison of two offers, for two bids."""

from dataclasses import dataclass

from charts.parts.sheet import Sheet
from charts.ranking.pair_sheet import pair_sheet
from exports.tender.content import Section, TextTable
from exports.tender.parts import DIGITS, label_of, word_text
from exports.tender.sentences import out_text
from ranking.facts.cells import MatrixCell, cells
from ranking.rounding import printed_gap
from ranking.tender.award import TenderRanking
from ranking.tender.dossier import BidAnswer
from ranking.tender.evidence import PRICE
from ranking.tender.scales import item
from ranking.weighing.explain import CriterionDifference, explain
from words.facts.evidence import cell_text
from words.keeping import keeping_nothing
from words.language import Language
from words.ranking.difference import gap_sentence
from words.reading import pair_reading


@dataclass(frozen=True)
class Pair:
    """Two bids compared.

    lead     how many points lie between them
    lines    what else is to be known of the two
    sheet    what each criterion adds to the gap; None where the two cannot be compared by points
    reading  how to read one bar of it
    """

    lead: str
    lines: tuple[str, ...] = ()
    sheet: Sheet | None = None
    reading: str = ""


def compared(ranked: TenderRanking) -> tuple[str, ...]:
    """Return the bids that can be compared, in order of their places, those without one last."""
    return (*ranked.places, *(x.offer for x in ranked.ranking.excluded))


@keeping_nothing()
def pair(say: Language, ranked: TenderRanking, first: str, second: str) -> Pair:
    """Return why `first` stands above `second`, or below."""
    evidence, two = ranked.evidence, (first, second)
    out = {x.offer: x for x in ranked.ranking.excluded if x.offer in two}
    barred = [
        say("{name} has no place: {why}.", name=evidence.offers[o].name, why=out_text(say, x, evidence))
        for o, x in out.items()
    ]
    rows = [ranked.ranking.row(o) for o in two]
    # The price of a bid that is shut out is not scored: beside another's it would count as nothing.
    if None in rows or (out and PRICE in evidence.criteria):
        return Pair(" ".join(barred))
    differences = explain(ranked.ranking, first, second, DIGITS)
    gap = printed_gap(rows[0].score, rows[1].score, DIGITS)
    lead = gap_sentence(say, evidence, first, second, gap, DIGITS)
    if ranked.figures:
        barred.append(say("Places follow the figure of the price formula; these points are those of quality alone."))
    name = _namer(say, ranked)
    sheet = pair_sheet(say, evidence, two, differences, _states(say, ranked, two), DIGITS, name)
    return Pair(lead, tuple(barred), sheet, pair_reading(say, evidence, two, differences, DIGITS, name))


@keeping_nothing()
def pair_section(say: Language, ranked: TenderRanking) -> Section | None:
    """Return the part of the report on the first two places; None with fewer than two."""
    if len(ranked.places) < 2:
        return None
    first, second = two = tuple(ranked.places)[:2]
    compared_pair = pair(say, ranked, first, second)
    names = [ranked.evidence.offers[o].name for o in two]
    states, name = _states(say, ranked, two), _namer(say, ranked)
    rows = [
        (name(d.criterion), *(states[o, d.criterion] for o in two), say.signed(d.printed, DIGITS))
        for d in explain(ranked.ranking, first, second, DIGITS)
        if d.printed
    ]
    heading = (
        say("Why {first} above {second}?", first=names[0], second=names[1])
        if ranked.places[first] != ranked.places[second]
        else say("{first} and {second} compared", first=names[0], second=names[1])
    )
    grid = TextTable((say("Criterion"), *names, say("Points")), rows, (3, 2.4, 2.4, 1), frozenset({3}))
    return Section(heading, (compared_pair.lead, *compared_pair.lines), grid if rows else None, key="pair")


def differences_of(ranked: TenderRanking) -> tuple[tuple[str, str], tuple[CriterionDifference, ...]] | None:
    """Return the first two places and what each criterion adds to the gap; None with fewer than two."""
    if len(ranked.places) < 2:
        return None
    first, second = tuple(ranked.places)[:2]
    return (first, second), explain(ranked.ranking, first, second)


def _namer(say: Language, ranked: TenderRanking):
    return lambda criterion: label_of(say, ranked, criterion)


def _states(say: Language, ranked: TenderRanking, two: tuple[str, str]) -> dict[tuple[str, str], str]:
    """What counts of each of the two on each criterion, and on whose word."""
    by_cell = cells(ranked.evidence, ranked.ranking.matrix)
    names = {r.id: item(r) for r in ranked.dossier.announced.criteria}
    answers = {(a.bidder, names.get(a.requirement)): a for a in ranked.dossier.answers if a.bidder in two}
    return {
        (o, c): _state(say, ranked, by_cell[o, c], answers.get((o, c))) for o in two for c in ranked.evidence.criteria
    }


def _state(say: Language, ranked: TenderRanking, cell: MatrixCell, answer: BidAnswer | None) -> str:
    if cell.criterion == PRICE:
        amount = next(p.amount for p in ranked.dossier.prices if p.bidder == cell.offer)
        return say.number(amount, DIGITS)
    text = cell_text(say, ranked.evidence, cell)
    word = word_text(say, cell, answer)
    return text if word == text else f"{text} ({word})"

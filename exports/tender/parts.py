"""What a tender's documents share: how they name a requirement, print points that add up, say where they stand."""

from ranking.facts.cells import MatrixCell
from ranking.model import Evidence
from ranking.rounding import rounded_together
from ranking.tender import scales
from ranking.tender.award import TenderRanking
from ranking.tender.dossier import BidAnswer, TenderRequirement
from ranking.tender.evidence import PRICE
from ranking.tender.requirement_table import EVALUATION_WORDS
from ranking.unknowns import FILL
from words.facts.values import value_text
from words.language import Language
from words.typography import set_apart

DIGITS, LONGEST = 2, 160


def stands(say: Language, ranked: TenderRanking, kind: str) -> str:
    """Return which kind of document this is, of which day and data."""
    return say(
        "{kind} · as of {day} · data {version}",
        kind=kind,
        day=say.day(ranked.dossier.day),
        version=ranked.evidence.version,
    )


def total_of(ranked: TenderRanking, bidder: str) -> float | None:
    """Return the score of a bid; None without one, and where it has no place and price gives points.

    The price of a bid that is shut out is compared with nobody's: what an unknown price would count is not its own.
    """
    row = ranked.ranking.row(bidder)
    shut_out = bidder not in ranked.places and PRICE in ranked.evidence.criteria
    return None if row is None or shut_out else row.score


def points_of(ranked: TenderRanking, bidder: str) -> dict[str, float]:
    """Return the points of a bid as printed; they add up to its total as printed, where it has one."""
    row, total = ranked.ranking.row(bidder), total_of(ranked, bidder)
    if row is None or total is not None:
        return rounded_together(row.contributions, total, DIGITS) if row else {}
    values, policy = ranked.ranking.matrix.value.loc[bidder], ranked.dossier.announced.unknowns
    shares = ranked.ranking.weighting.overall.items()
    own = {c: share * values[c] for c, share in shares if c != PRICE and values[c] == values[c]}
    empty = {c: share * FILL[policy] for c, share in shares if c != PRICE and c not in own}
    return {c: round(x, DIGITS) for c, x in (own | empty).items() if x == x}


def label_of(say: Language, ranked: TenderRanking, name: str) -> str:
    """Return a criterion under its number and text."""
    own = next((r for r in ranked.dossier.announced.criteria if scales.item(r) == name), None)
    return name_of(own) if own else ranked.evidence.criteria[name].label.in_(say.code)


def name_of(one: TenderRequirement) -> str:
    """Return a requirement under its number and text, cut where it is long."""
    text = one.text if len(one.text) <= LONGEST else f"{one.text[: LONGEST - 1]}…"
    return f"{set_apart(one.id)} ({set_apart(text)})"


def word_text(say: Language, cell: MatrixCell, answer: BidAnswer | None) -> str:
    """Return on whose word a cell of the bids stands: the evaluator's on an answer, or the grade of what is public."""
    if answer is not None:
        return say.text(EVALUATION_WORDS[answer.word])
    return say("public, grade {grade}", grade=cell.grade) if cell.facts else say("unknown")


def number_text(say: Language, x: float) -> str:
    """Return points as printed, a dash where there are none."""
    return "–" if x != x else say.number(x, DIGITS)


def answer_text(say: Language, one: TenderRequirement, value: str, public: Evidence) -> str:
    """Return a kept value as a reader says it."""
    if not value or one.scale in ("text", "levels"):
        return value
    if one.scale == "yes_no":
        return say.text(scales.YES_NO[int(value == scales.YES)])
    if one.scale == "board" and (scale := scales.board_scale(one, public)):
        return value_text(say, scale, float(value))
    return say.brief(float(value))

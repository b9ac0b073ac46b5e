"""Two answers beside one another, as tables: what differs, and the places in both."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from charts.parts.sheet import Column, Sheet
from words.language import Language


class ComparisonSide(NamedTuple):
    """One of two answers: headings for its places and scores, and (place, score) of the offers that have one."""

    place: str
    score: str
    held: Mapping[str, tuple[int, float]]


def differences_sheet(say: Language, rows: Sequence[Sequence[str]], before: str, after: str) -> Sheet:
    """Return one row a difference: what it is about, and how it stands in each of the two."""
    columns = (Column("what", say("What")), Column("before", before), Column("after", after))
    return Sheet("differences", say("What differs"), columns, tuple(map(tuple, rows)))


def places_beside_sheet(say: Language, names: Mapping[str, str], sides: tuple[ComparisonSide, ComparisonSide]) -> Sheet:
    """Return one row an offer, in the order of `names`: both places, then both scores."""
    columns = (
        Column("offer", say("Id"), "id"),
        Column("name", say("Offer")),
        *(Column(f"place_{n}", side.place, "integer") for n, side in enumerate(sides, 1)),
        *(Column(f"score_{n}", side.score, "number") for n, side in enumerate(sides, 1)),
    )
    by_offer = {offer: [side.held.get(offer, (None, None)) for side in sides] for offer in names}
    rows = ((o, names[o], *(place for place, _ in both), *(score for _, score in both)) for o, both in by_offer.items())
    return Sheet("places", say("Places"), columns, tuple(rows))

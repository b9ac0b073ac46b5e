"""Rank acceptability as a table."""

from charts.parts.sheet import Column, Sheet
from ranking.model import Evidence
from ranking.robustness.first_places import Shares
from words.language import Language
from words.ranking.robustness import scope_text


def robustness_sheet(say: Language, evidence: Evidence, shares: Shares, kind: str) -> Sheet:
    """Return one row an offer, the best expected place first.

    Its share of first places with the standard error, its expected place and the places it takes in 90 % of the draws,
    all under weights alone; then with uncertain facts too: first places, expected place, and the share of every place.
    kind  which weightings were drawn
    """
    alone, both = shares
    error, span = alone.error(alone.first), alone.span()
    places = range(1, len(both.expected) + 1)
    columns = (
        Column("offer", say("Id"), "id"),
        Column("name", say("Offer")),
        Column("first", say("First: {scope}", scope=scope_text(say, kind)), "share"),
        Column("error", say("Standard error"), "share", 1),
        Column("expected", say("Expected place"), "number"),
        Column("place_from", say("Place from"), "integer"),
        Column("place_to", say("Place to"), "integer"),
        Column("first_both", say("First, facts uncertain too"), "share"),
        Column("expected_both", say("Expected place, facts uncertain too"), "number"),
        *(Column(f"place_{k}", say("Place {n}, facts uncertain too", n=k), "share") for k in places),
    )
    rows = (
        (
            o,
            evidence.offers[o].name,
            float(alone.first[o]),
            float(error[o]),
            float(alone.expected[o]),
            int(span.best[o]),
            int(span.worst[o]),
            float(both.first[o]),
            float(both.expected[o]),
            *map(float, both.places.loc[o]),
        )
        for o in both.expected.sort_values(kind="stable").index
    )
    return Sheet("robustness", say("Robustness"), columns, tuple(rows))

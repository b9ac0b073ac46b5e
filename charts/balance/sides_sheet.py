"""Both pictures of the trade-off as one table."""

from charts.parts.sheet import Column, Sheet
from ranking.balance.pareto import Plane
from ranking.balance.tradeoff import Tradeoff
from ranking.model import Evidence
from ranking.weighing.rank import Ranking
from words.facts.values import item_label
from words.language import Language
from words.ranking.conditions import exclusion_text
from words.ranking.tradeoff import dominated_text


def sides_sheet(say: Language, evidence: Evidence, tradeoff: Tradeoff, plane: Plane, ranking: Ranking) -> Sheet:
    """Return one row an offer, by its score now: both sides, the score along the balance, who passes it."""
    first, second = (item_label(say, evidence, n) for n in (tradeoff.first, tradeoff.second))
    columns = (
        Column("offer", say("Id"), "id"),
        Column("name", say("Offer")),
        Column(tradeoff.first, first, "number"),
        Column(tradeoff.second, second, "number"),
        Column("score_at_0", say("Score at 0 %"), "number"),
        Column("score", say("Score now"), "number"),
        Column("score_at_100", say("Score at 100 %"), "number"),
        Column("on_the_front", say("On the front")),
        Column("beaten_by", say("Beaten both ways by")),
        Column("reason", say("Reason")),
    )
    lines = {item.offer: item for item in tradeoff.lines}
    excluded = {x.offer: x for x in ranking.excluded}
    rows = (
        (
            p.offer,
            evidence.offers[p.offer].name,
            p.x,
            p.y,
            lines[p.offer].points[0][1],
            lines[p.offer].now,
            lines[p.offer].points[-1][1],
            "✓" if p.offer in plane.front else "",
            dominated_text(say, evidence, plane, p.offer),
            exclusion_text(say, evidence, excluded[p.offer]) if p.offer in excluded else "",
        )
        for p in sorted(plane.points, key=lambda p: -lines[p.offer].now)
    )
    return Sheet("tradeoff", say("Trade-off"), columns, tuple(rows))

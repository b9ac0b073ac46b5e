"""The ranking as one table: what its picture draws, and what its files and the table on the page hold."""

from collections.abc import Iterable, Sequence

from charts.parts.sheet import Cell, Column, Line, Sheet, Strip
from charts.ranking.ranking_table import Show, figures
from ranking.model import Evidence
from ranking.rounding import printed_gap, printed_places, rounded_together
from ranking.weighing.rank import Excluded, Ranking, RankingRow, nearest_first
from ranking.weights import whole_percentages
from words.facts.values import family_text
from words.language import Language
from words.ranking.conditions import exclusion_text

SHOWN = 0.05


def ranking_sheet(say: Language, evidence: Evidence, ranking: Ranking, most: int | None = None) -> Sheet:
    """Return one row an offer: those with a place, those shut out with their score, those without a score.

    A picture draws place, name, score with its range and the points of each pillar, then names those without a score.
    Files hold the points of every criterion too; they add up to the score.
    most  ranked offers that a picture draws; it then draws no other
    """
    excluded = nearest_first(evidence, ranking.excluded)
    shut, bare = [x for x in excluded if x.row], [x for x in excluded if not x.row]
    ranked, show = len(ranking.rows), figures(ranking)
    drawn = ranked + len(shut) if most is None else min(most, ranked)
    rows = [(r, None) for r in ranking.rows] + [(x.row, x) for x in shut]
    pillars, weighed = [p for p, share in ranking.weighting.pillars.items() if share], weighed_criteria(ranking)
    places = printed_places({r.offer: r.score for r in ranking.rows})
    return Sheet(
        "ranking",
        say("Ranking"),
        _columns(say, evidence, ranking, pillars, weighed),
        (
            *(_row(say, evidence, ranking, row, out, show, weighed, places.get(row.offer)) for row, out in rows),
            *(_bare(say, evidence, x, len(pillars) + len(weighed)) for x in bare),
        ),
        most=drawn,
        rest=lambda n: _below(say, n - len(bare) - len(shut) * (most is not None)),
        notes=tuple(left_out(say, evidence, ranking)),
        muted=frozenset(range(ranked, drawn)),
    )


def places_sheet(say: Language, evidence: Evidence, ranking: Ranking) -> Sheet:
    """Return the rows of `ranking_sheet` without points, for a file that holds those in a table of their own."""
    whole = ranking_sheet(say, evidence, ranking)
    last = [c.key for c in whole.columns].index("reason") + 1
    return Sheet(whole.key, whole.title, whole.columns[:last], tuple(row[:last] for row in whole.rows))


def weighed_criteria(ranking: Ranking) -> list[str]:
    """Return the criteria that carry weight, in the order of the data."""
    return [c for c, w in ranking.weighting.overall.items() if w > 0]


def criterion_columns(say: Language, evidence: Evidence, criteria: Iterable[str]) -> tuple[Column, ...]:
    """Return one column of numbers a criterion."""
    return tuple(Column(c, say.text(evidence.criteria[c].label), "number") for c in criteria)


def left_out(say: Language, evidence: Evidence, ranking: Ranking) -> list[str]:
    """Return the offers without a score, by reason, a sentence each."""
    titles = {"not_on_sale": say("Not on sale on that day"), "not_enough_evidence": say("Not enough evidence to rank")}
    by_reason = {
        reason: [evidence.offers[x.offer].name for x in ranking.excluded if x.reason == reason] for reason in titles
    }
    return [
        say("{title}: {names}.", title=titles[reason], names=", ".join(names))
        for reason, names in by_reason.items()
        if names
    ]


def _columns(
    say: Language, evidence: Evidence, ranking: Ranking, pillars: list[str], weighed: list[str]
) -> tuple[Column, ...]:
    whole = whole_percentages(ranking.weighting.pillars)

    def label(pillar: str) -> str:
        name = say.text(evidence.pillars[pillar].label)
        return name if ranking.scenario.compensation == 1 else say("{pillar}, score out of 100", pillar=name)

    return (
        Column("place", say("Place"), "integer", wide=0.08, fit=True, align="right"),
        Column("offer", say("Id"), "id"),
        Column("name", say("Offer"), wide=0.34, fit=True),
        Column("family", say("Family")),
        Column("score", say("Score"), "number", wide=0.42, align="bar", head=say("Score out of 100")),
        Column("low", say("Worst case"), "number"),
        Column("high", say("Best case"), "number"),
        Column("gap", say("Ahead of the next"), "number"),
        Column("coverage", say("Criteria known"), "share"),
        Column("known_weight", say("Weight known"), "share"),
        Column("reason", say("Reason")),
        *(
            Column(
                p,
                label(p),
                "number",
                wide=0.58 / len(pillars),
                align="bar",
                head=say.text(evidence.pillars[p].label),
                note=say.percent(whole[p] / 100),
            )
            for p in pillars
        ),
        *criterion_columns(say, evidence, weighed),
    )


def _row(
    say: Language,
    evidence: Evidence,
    ranking: Ranking,
    row: RankingRow,
    out: Excluded | None,
    show: Show,
    weighed: list[str],
    place: int | None,
) -> tuple:
    offer, reason = evidence.offers[row.offer], exclusion_text(say, evidence, out) if out else None
    range_ = (row.low / 100, row.high / 100) if row.high - row.low > SHOWN else None
    strip = Strip(((0, 1, "track"), (0, row.score / 100, offer.family)), line=range_)
    return (
        Cell(row.place or None, (Line(str(place), bold=True),) if place else (), printed=place),
        row.offer,
        Cell(offer.name, (Line(offer.name, bold=True, mark=offer.family, most=1),)),
        family_text(say, offer.family),
        Cell(row.score, (Line(say.number(row.score, 1), bold=True),), strip, printed=round(row.score, 1)),
        *(Cell(x, printed=round(x, 1)) for x in (row.low, row.high)),
        None if out or row.gap is None else Cell(row.gap, printed=printed_gap(row.score, row.score - row.gap)),
        out.coverage if out else row.coverage,
        row.known_weight,
        reason,
        *_pillars(say, ranking, row, reason, show, offer.family),
        *_points(row, weighed),
    )


def _points(row: RankingRow, criteria: Sequence[str]) -> tuple[Cell, ...]:
    """The points of each criterion; as printed they add up to the printed score."""
    shown = rounded_together({c: row.contributions[c] for c in criteria}, row.score)
    return tuple(Cell(row.contributions[c], printed=shown[c]) for c in criteria)


def _pillars(
    say: Language, ranking: Ranking, row: RankingRow, reason: str | None, show: Show, family: str
) -> list[Cell]:
    """What the board shows of each pillar (figures), within its weight; in its place, why an offer is shut out."""
    points, shares = show(row), ranking.weighting.pillars
    pillars = [p for p, share in shares.items() if share]
    widest = max(shares.values())

    def cell(p: str, lines: tuple[Line, ...] = (), **look: object) -> Cell:
        return Cell(None if points.printed[p] is None else points.exact[p], lines, printed=points.printed[p], **look)

    def strip(p: str) -> Strip:
        full = shares[p] / widest
        return Strip(((0, full, "track"), (0, full * points.filled[p] / 100, family)), faint=True)

    if reason:
        reasoned = cell(pillars[0], (Line(reason, quiet=True),), span=len(pillars))
        return [reasoned, *(cell(p) for p in pillars[1:])]
    texts = {p: "–" if points.printed[p] is None else say.number(points.printed[p], 1) for p in pillars}
    return [cell(p, (Line(texts[p], quiet=True),), strip=strip(p)) for p in pillars]


def _bare(say: Language, evidence: Evidence, out: Excluded, points: int) -> tuple:
    offer = evidence.offers[out.offer]
    reason = exclusion_text(say, evidence, out)
    known = (family_text(say, offer.family), None, None, None, None, out.coverage, None, reason)
    return (None, out.offer, offer.name, *known, *(None,) * points)


def _below(say: Language, n: int) -> str:
    return say.plural("{n} more offer is ranked below.", "{n} more offers are ranked below.", n) if n > 0 else ""

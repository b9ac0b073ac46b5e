"""The board: one table that is its own picture. Places, scores with their range, and each pillar's part."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from charts.parts.look import FAMILY_MARK
from charts.parts.templates import render
from charts.ranking.rank_intervals import interval_marks
from charts.ranking.table_order import Order, against, in_order
from ranking.model import Evidence
from ranking.rounding import printed_places, rounded_together
from ranking.verdict.groups import RankInterval
from ranking.weighing.rank import Excluded, Ranking, RankingRow, nearest_first, scores
from ranking.weights import whole_percentages
from words.facts.values import family_text
from words.language import Language
from words.ranking.conditions import exclusion_text
from words.ranking.live import look_words


@dataclass(frozen=True, slots=True)
class Figures:
    """What the columns of pillars show of a row: exact, as printed (None: unknown), how full each bar is, 0..100."""

    exact: Mapping[str, float]
    printed: Mapping[str, float | None]
    filled: Mapping[str, float]


Show = Callable[[RankingRow], Figures]


def board_html(
    say: Language,
    evidence: Evidence,
    ranking: Ranking,
    most: int | None = None,
    intervals: Mapping[str, RankInterval] | None = None,
    link: Callable[[str], str] | None = None,
    order: Order | None = None,
) -> str:
    """Return the board as HTML; every text is escaped.

    most   how many ranked rows to draw, the others then counted in a sentence; None for all, and those set aside
    intervals  where the draws put each offer; None: not shown
    link   address of the page with a door open, such as azure.certification; None where numbers open nothing
    order  how the visitor has the rows; None: by score, heads that sort nothing
    """
    row_order, names = order or Order(), {o: evidence.offers[o].name for o in evidence.offers}
    shares = ranking.weighting.pillars
    whole = whole_percentages(shares)
    pillars = [
        {"id": p, "label": say.text(evidence.pillars[p].label), "share": s, "share_text": say.percent(whole[p] / 100)}
        for p, s in shares.items()
        if s
    ]
    widest, show = max(shares.values()), figures(ranking)
    places = printed_places({r.offer: r.score for r in ranking.rows})
    marks = interval_marks(say, intervals or {})
    ranked = [
        _row(say, evidence, ranking, r, show, widest)
        | {"place": places[r.offer], "interval": marks.get(r.offer), "pinned": r.offer == row_order.pin}
        | {"gap": against(say, ranking, r, row_order.pin)}
        for r in in_order(ranking, names, lambda row: show(row).exact, intervals or {}, row_order.sort)[:most]
    ]
    out = {
        reason: nearest_first(evidence, (x for x in ranking.excluded if x.reason == reason))
        for reason in ("must_have", "not_on_sale", "not_enough_evidence")
    }
    titles = group_titles(say)
    groups = [{"kind": "ranked", "title": "", "rows": ranked}] + [
        {
            "kind": "out",
            "title": titles[reason],
            "rows": [_out(say, evidence, ranking, x, show, widest) for x in intervals],
        }
        for reason, intervals in out.items()
        if intervals and most is None
    ]
    return render(
        "ranking/board.html.j2",
        caption=say("Ranking of the offers on {day}", day=say.day(ranking.scenario.as_of)),
        pillars=pillars,
        groups=groups,
        reading=reading(say, evidence, ranking) if most is None else rest_text(say, ranking, most),
        heads=heads(say),
        look=look_words(say),
        order=row_order,
        link=link,
    )


def heads(say: Language) -> dict[str, str]:
    """Return headings of the first columns."""
    return {"place": say("Place"), "offer": say("Offer"), "total": say("Score out of 100")}


def group_titles(say: Language) -> dict[str, str]:
    """Return headings of the offers without a place, by reason."""
    return {
        "must_have": say("Shut out by a must-have"),
        "not_on_sale": say("Not on sale on that day"),
        "not_enough_evidence": say("Not enough evidence to rank"),
    }


def head(say: Language, evidence: Evidence, name: str, reason: str) -> dict:
    """Return what a row says of its offer, ranked or not."""
    offer = evidence.offers[name]
    return {
        "door": name,
        "name": offer.name,
        "what": say.text(offer.offer),
        "family": offer.family,
        "family_text": family_text(say, offer.family),
        "mark": FAMILY_MARK[offer.family],
        "reason": reason,
    }


def _row(
    say: Language, evidence: Evidence, ranking: Ranking, row: RankingRow, show: Show, widest: float, out: str = ""
) -> dict:
    points, shares = show(row), ranking.weighting.pillars
    return {
        **head(say, evidence, row.offer, out),
        "place": "–",
        "interval": None,
        "pinned": False,
        "gap": "",
        "score": round(row.score, 3),
        "low": round(row.low, 3),
        "high": round(row.high, 3),
        "score_text": say.number(row.score, 1),
        "range_text": range_text(say, say.number(row.low, 1), say.number(row.high, 1)),
        "parts": [
            {
                "door": f"{row.offer}.{p}",
                "text": "–" if points.printed[p] is None else say.number(points.printed[p], 1),
                "most": round(100 * shares[p] / widest, 2),
                "filled": round(points.filled[p], 2),
            }
            for p in shares
            if shares[p]
        ],
    }


def _out(say: Language, evidence: Evidence, ranking: Ranking, out: Excluded, show: Show, widest: float) -> dict:
    reason = "" if out.reason == "not_on_sale" else exclusion_text(say, evidence, out)
    if out.row:
        return _row(say, evidence, ranking, out.row, show, widest, reason)
    return {**head(say, evidence, out.offer, reason), "place": "–", "interval": None, "pinned": False, "score": None}


def pillar_points(ranking: Ranking, row: RankingRow) -> dict[str, float]:
    """Return points of a row from each pillar; they add up to its score."""
    of = ranking.weighting.pillar_of
    return {p: sum(points for c, points in row.contributions.items() if of[c] == p) for p in ranking.weighting.pillars}


def printed_points(ranking: Ranking, row: RankingRow) -> dict[str, float]:
    """Return points of a row from each pillar with one decimal; as printed they add up to its printed score."""
    return rounded_together(pillar_points(ranking, row), row.score)


def figures(ranking: Ranking) -> Callable[[RankingRow], Figures]:
    """Return what gives a row's points of each pillar, which add up; where pillars do not, its own score in each.

    Below full compensation a strong pillar may give more points than it weighs, since a weak one takes them away again.
    """
    shares, scenario = ranking.weighting.pillars, ranking.scenario
    if scenario.compensation == 1:
        return lambda row: _added(ranking, row)
    table = scores(ranking.matrix, ranking.weighting, scenario.unknowns, scenario.compensation)["pillars"]

    def alone(row: RankingRow) -> Figures:
        own = dict(zip(shares, table[ranking.matrix.names[0].index(row.offer)].tolist(), strict=True))
        exact = {p: 0.0 if math.isnan(x) else x for p, x in own.items()}
        return Figures(exact, {p: None if math.isnan(x) else round(x, 1) for p, x in own.items()}, exact)

    return alone


def _added(ranking: Ranking, row: RankingRow) -> Figures:
    shares, points = ranking.weighting.pillars, pillar_points(ranking, row)
    filled = {p: min(100.0, x / shares[p]) if shares[p] else 0.0 for p, x in points.items()}
    return Figures(points, printed_points(ranking, row), filled)


def range_text(say: Language, low: str, high: str) -> str:
    """Return the range of a row in words, from its ends in words."""
    return say("between {low} and {high} once unknowns and contested facts are settled", low=low, high=high)


def reading(say: Language, evidence: Evidence, ranking: Ranking) -> str:
    """Return how to read one row, told on the first."""
    if not ranking.rows:
        return ""
    row = ranking.rows[0]
    points = figures(ranking)(row)
    best = max((p for p, share in ranking.weighting.pillars.items() if share), key=points.exact.get)
    return reading_text(
        say,
        ranking.scenario.compensation,
        name=evidence.offers[row.offer].name,
        score=say.number(row.score, 1),
        points=say.number(points.printed[best] or 0.0, 1),
        pillar=say.text(evidence.pillars[best].label),
    )


def reading_text(say: Language, compensation: float, **blanks: str) -> str:
    """Return the sentence of `reading`."""
    if compensation != 1:
        return say(
            "Reading: {name} scores {score} points; its best pillar is “{pillar}”, {points} out of 100. With this "
            "compensation pillars do not simply add up: each column gives the pillar's own score. The thin line runs "
            "from the worst case to the best case, all unknowns settled one way or the other.",
            **blanks,
        )
    return say(
        "Reading: {name} scores {score} points, {points} of them from “{pillar}”; the thin line runs from its worst "
        "case to its best case, all unknowns settled one way or the other.",
        **blanks,
    )


def rest_text(say: Language, ranking: Ranking, most: int) -> str:
    """Return how many offers a shortened board leaves out."""
    more, out = max(0, len(ranking.rows) - most), len(ranking.excluded)
    below = say.plural("{n} more offer is ranked below.", "{n} more offers are ranked below.", more) if more else ""
    return f"{below} {say.plural('{n} offer is not ranked.', '{n} offers are not ranked.', out) if out else ''}".strip()

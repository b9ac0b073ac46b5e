"""The board: one table that is its own picture. Places, scores with their range, and each pillar's part."""

from collections.abc import Callable, Mapping
from functools import partial

from charts.parts.look import FAMILY_MARK
from charts.parts.templates import render
from charts.ranking.standings import standing_marks
from charts.ranking.table_order import Order, against, in_order
from ranking.model import Evidence
from ranking.rounding import printed_places, rounded_together
from ranking.verdict.groups import Standing
from ranking.weighing.rank import Excluded, Ranking, Row, nearest_first
from ranking.weights import whole_percentages
from words.facts.values import family_text
from words.language import Language
from words.ranking.conditions import exclusion_text
from words.ranking.live import look_words


def board_html(
    say: Language,
    evidence: Evidence,
    ranking: Ranking,
    most: int | None = None,
    found: Mapping[str, Standing] | None = None,
    link: Callable[[str], str] | None = None,
    order: Order | None = None,
) -> str:
    """Return the board as HTML; every text is escaped.

    most   how many ranked rows to draw, the others then counted in a sentence; None for all, and those set aside
    found  where the draws put each offer; None: not shown
    link   address of the page with a door open, such as azure.certification; None where numbers open nothing
    order  how the visitor has the rows; None: by score, heads that sort nothing
    """
    asked, names = order or Order(), {o: evidence.offers[o].name for o in evidence.offers}
    shares = ranking.weighting.pillars
    whole = whole_percentages(shares)
    pillars = [
        {"id": p, "label": say.text(evidence.pillars[p].label), "share": s, "share_text": say.percent(whole[p] / 100)}
        for p, s in shares.items()
        if s
    ]
    widest = max(shares.values())
    places = printed_places({r.offer: r.score for r in ranking.rows})
    marks = standing_marks(say, found or {})
    ranked = [
        _row(say, evidence, ranking, r, widest)
        | {"place": places[r.offer], "standing": marks.get(r.offer), "pinned": r.offer == asked.pin}
        | {"gap": against(say, ranking, names, r, asked.pin)}
        for r in in_order(ranking, names, partial(pillar_points, ranking), found or {}, asked.sort)[:most]
    ]
    out = {
        reason: nearest_first(evidence, (x for x in ranking.excluded if x.reason == reason))
        for reason in ("must_have", "not_on_sale", "not_enough_evidence")
    }
    titles = group_titles(say)
    groups = [{"kind": "ranked", "title": "", "rows": ranked}] + [
        {"kind": "out", "title": titles[reason], "rows": [_out(say, evidence, ranking, x, widest) for x in found]}
        for reason, found in out.items()
        if found and most is None
    ]
    return render(
        "ranking/board.html.j2",
        caption=say("Ranking of the offers on {day}", day=say.day(ranking.scenario.as_of)),
        pillars=pillars,
        groups=groups,
        reading=reading(say, evidence, ranking) if most is None else rest_text(say, ranking, most),
        heads=heads(say),
        look=look_words(say),
        order=asked,
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


def _row(say: Language, evidence: Evidence, ranking: Ranking, row: Row, widest: float, reason: str = "") -> dict:
    parts, printed = pillar_points(ranking, row), printed_points(ranking, row)
    shares = ranking.weighting.pillars
    return {
        **head(say, evidence, row.offer, reason),
        "place": "–",
        "standing": None,
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
                "text": say.number(printed[p], 1),
                "most": round(100 * shares[p] / widest, 2),
                "filled": round(min(100.0, points / shares[p]), 2),
            }
            for p, points in parts.items()
            if shares[p]
        ],
    }


def _out(say: Language, evidence: Evidence, ranking: Ranking, out: Excluded, widest: float) -> dict:
    reason = "" if out.reason == "not_on_sale" else exclusion_text(say, evidence, out)
    if out.row:
        return _row(say, evidence, ranking, out.row, widest, reason)
    return {**head(say, evidence, out.offer, reason), "place": "–", "standing": None, "pinned": False, "score": None}


def pillar_points(ranking: Ranking, row: Row) -> dict[str, float]:
    """Return points of a row from each pillar; they add up to its score."""
    of = ranking.weighting.pillar_of
    return {p: sum(points for c, points in row.contributions.items() if of[c] == p) for p in ranking.weighting.pillars}


def printed_points(ranking: Ranking, row: Row) -> dict[str, float]:
    """Return points of a row from each pillar with one decimal; as printed they add up to its printed score."""
    return rounded_together(pillar_points(ranking, row), row.score)


def range_text(say: Language, low: str, high: str) -> str:
    """Return the range of a row in words, from its ends in words."""
    return say("between {low} and {high} once unknowns and contested facts are settled", low=low, high=high)


def reading(say: Language, evidence: Evidence, ranking: Ranking) -> str:
    """Return how to read one row, told on the first."""
    if not ranking.rows:
        return ""
    row = ranking.rows[0]
    parts = pillar_points(ranking, row)
    best = max(parts, key=parts.get)
    return reading_text(
        say,
        name=evidence.offers[row.offer].name,
        score=say.number(row.score, 1),
        points=say.number(printed_points(ranking, row)[best], 1),
        pillar=say.text(evidence.pillars[best].label),
    )


def reading_text(say: Language, **blanks: str) -> str:
    """Return the sentence of `reading`."""
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

"""How to read one mark of a picture that has left its page, and what the picture measures."""

from collections.abc import Callable, Sequence

from ranking.balance.pareto import Plane
from ranking.balance.tradeoff import Tradeoff
from ranking.model import Evidence
from ranking.weighing.explain import CriterionDifference
from ranking.weighing.rank import Ranking
from words.facts.values import item_label
from words.language import Language


def balance_reading(say: Language, evidence: Evidence, balance: Tradeoff) -> str:
    """Return the sentences that read one line of the balance, at its right-hand end, and the marks that it has."""
    line = max(
        (item for item in balance.lines if item.reason is None), key=lambda item: item.points[-1][1], default=None
    )
    if line is None:
        return ""
    read = say(
        "Reading: with all the weight of the two on “{side}”, {name} scores {score} points; the band on top "
        "names who leads.",
        side=item_label(say, evidence, balance.first),
        name=evidence.offers[line.offer].name,
        score=say.number(line.points[-1][1], 1),
    )
    close = any(segment.close for segment in balance.segments)
    out = any(item.reason == "must_have" for item in balance.lines)
    notched = say("Notched: the lead is under half a point.") if close else ""
    dotted = say("Dotted grey: shut out by a must-have.") if out else ""
    return " ".join(filter(None, (read, notched, dotted)))


def plane_reading(say: Language, evidence: Evidence, plane: Plane) -> str:
    """Return the sentences that read one mark of the plane, and the marks that it has."""
    at = {p.offer: p for p in plane.points}
    if not plane.front:
        return ""
    point = at[plane.front[0]]
    read = say(
        "Reading: {name} scores {x} on “{first}” and {y} on “{second}”; the thin cross runs from worst to best case.",
        name=evidence.offers[point.offer].name,
        x=say.number(point.x, 1),
        y=say.number(point.y, 1),
        first=item_label(say, evidence, plane.first),
        second=item_label(say, evidence, plane.second),
    )
    front = say("No offer passes the dashed line, the front.")
    out = any(p.reason == "must_have" and p.x is not None and p.y is not None for p in plane.points)
    hollow = say("Hollow grey: shut out by a must-have.") if out else ""
    return " ".join(filter(None, (read, front, hollow)))


def map_reading(say: Language) -> str:
    """Return the sentence that reads one point of the catch-up map."""
    return say(
        "Reading: for each day, across, and each balance of urgency and sovereignty, upward, the offer in the "
        "lead. Hatched: less "
        "than half a point ahead, too close to call. Blue European, orange American, pink European on American "
        "technology."
    )


def bump_reading(say: Language, subject: str) -> str:
    """Return the sentence that reads one line of the places."""
    return say(
        "Reading: each line is an offer's place from day to day, 1 on top; in colour {subject} and those first on "
        "the day chosen, which is the dotted line.",
        subject=subject,
    )


def ready_reading(say: Language, day: str) -> str:
    """Return the sentence that reads one cell of the table of prerequisites."""
    return say(
        "Reading: a full mark, there on {day}; a cross, missing; a question mark, not known. The dates are "
        "those of the facts on "
        "file; a service dated by the first trace of it may be older.",
        day=day,
    )


def places_reading(say: Language) -> str:
    """Return the sentence that reads one cell of the shares of places."""
    return say(
        "Reading: in each row, the share of draws that give the offer each place; weights and uncertain facts "
        "vary together. "
        "Empty cells: under 5 %."
    )


def stability_reading(say: Language) -> str:
    """Return the sentence that reads one bar of the intervals."""
    return say(
        "Reading: the mark is the weight in force, all others keep their proportions; pale, the leader still "
        "leads; dark, the whole "
        "order holds. Beyond an end, where there is room, the name of who takes the lead. Criteria are counted in the "
        "whole."
    )


def matrix_reading(say: Language) -> str:
    """Return the sentence that reads one cell of the matrix of facts."""
    return say(
        "Reading: a cell gives a score out of 100 on a fixed scale and the grade of its weakest fact; full, A, "
        "an official or legal source; in a lighter tint, B, documentation or press; outlined, C, inference. A narrower "
        "cell is known in part; ± contested; a dot, unknown."
    )


def decisions_reading(say: Language) -> str:
    """Return the sentence that reads one row of the documented decisions."""
    return say(
        "Reading: “=”, a chosen offer leads whatever the unknown hides; “≠”, a known fact shuts the choice out "
        "or another offer is surely ahead; “?”, the answer hangs on what is unknown or contested."
    )


def flips_reading(say: Language, size: float) -> str:
    """Return the sentence that reads one row of the facts that would change the leader."""
    return say(
        "Reading: the bar is how far the score of the criterion would move, out of 100: {size} points in the "
        "first row. All other facts and the weights stay.",
        size=say.number(size),
    )


def pair_reading(
    say: Language,
    evidence: Evidence,
    pair: tuple[str, str],
    differences: Sequence[CriterionDifference],
    digits: int = 1,
    named: Callable[[str], str] | None = None,
) -> str:
    """Return the sentence that reads one bar of the comparison of two offers."""
    if not differences:
        return ""
    name, widest = evidence.offers[pair[differences[0].points < 0]].name, differences[0].criterion
    return say(
        "Reading: “{criterion}” brings {name} {points} points more than the other. Criteria that move the gap "
        "by less than {least} point are left out.",
        criterion=named(widest) if named else say.text(evidence.criteria[widest].label),
        name=name,
        points=say.number(abs(differences[0].printed), digits),
        least=say.number(0.5 / 10**digits, digits + 1),
    )


def moves_reading(say: Language, evidence: Evidence, before: Ranking, after: Ranking) -> str:
    """Return the sentence that reads one line of the places before and after: that of the offer that moves furthest."""
    places = {r.offer: r.place for r in before.rows}
    row = max((r for r in after.rows if r.offer in places), key=lambda r: abs(places[r.offer] - r.place), default=None)
    if row is None:
        return ""
    if places[row.offer] == row.place:
        return say("Reading: each line is an offer, from its place on the left to its place on the right.")
    return say(
        "Reading: {name} goes from place {before} to place {after}; in colour, the offers that change place.",
        name=evidence.offers[row.offer].name,
        before=places[row.offer],
        after=row.place,
    )


def scope_text(say: Language, ranking: Ranking) -> str:
    """Return how many offers are ranked on how many criteria."""
    criteria = sum(w > 0 for w in ranking.weighting.overall.values())
    offers = say.plural("{n} offer ranked", "{n} offers ranked", len(ranking.rows))
    return say("{offers} on {criteria} criteria", offers=offers, criteria=say.number(criteria))


def facts_text(say: Language, evidence: Evidence, facts: int, sources: int) -> str:
    """Return on how many facts and sources a picture rests, and which version of the data."""
    return say(
        "{facts} dated facts, {sources} sources. Data {version}, checked on {day}, CC BY 4.0.",
        facts=say.number(facts),
        sources=say.number(sources),
        version=evidence.version,
        day=say.day(evidence.checked),
    )


def not_drawn(say: Language, n: int) -> list[str]:
    """Return how many offers a picture has no row for; nothing where it has them all."""
    return [say.plural("{n} more offer is not drawn here.", "{n} more offers are not drawn here.", n)] if n else []

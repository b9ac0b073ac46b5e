"""How to read one mark of a picture that has left its page, and what the picture measures."""

from ranking.board import Ranking
from ranking.model import Evidence
from ranking.pareto import Plane
from ranking.tradeoff import Tradeoff
from words.language import Language
from words.tradeoff import side_label


def balance_reading(say: Language, evidence: Evidence, found: Tradeoff) -> str:
    """One line of the balance, read at its right-hand end."""
    line = max((item for item in found.lines if item.reason is None), key=lambda item: item.points[-1][1], default=None)
    if line is None:
        return ""
    return say("Reading: with all the weight of the two on “{side}”, {name} scores {score} points; the band on top "
               "names who leads, "
               "notched where the lead is under half a point. Dotted grey: shut out.",
               side=side_label(say, evidence, found.first),
               name=evidence.offers[line.offer].name, score=say.number(line.points[-1][1], 1))


def plane_reading(say: Language, evidence: Evidence, found: Plane) -> str:
    """One mark of the plane."""
    at = {p.offer: p for p in found.points}
    if not found.front:
        return ""
    point = at[found.front[0]]
    return say("Reading: {name} scores {x} on “{first}” and {y} on “{second}”; the thin cross runs from worst to best "
               "case, the dashed "
               "line is the front that no offer passes.", name=evidence.offers[point.offer].name,
               x=say.number(point.x, 1),
               y=say.number(point.y, 1), first=side_label(say, evidence, found.first),
               second=side_label(say, evidence, found.second))


def map_reading(say: Language) -> str:
    """One point of the catch-up map."""
    return say("Reading: for each day, across, and each balance of urgency and sovereignty, upward, the offer in the "
               "lead. Hatched: less "
               "than half a point ahead, too close to call. Blue European, orange American, pink European on American "
               "technology.")


def bump_reading(say: Language) -> str:
    """One line of the places."""
    return say("Reading: each line is an offer's place from day to day, 1 on top; in colour those that ever came "
               "first, and Azure. "
               "The dotted line is the day chosen.")


def ready_reading(say: Language, day: str) -> str:
    """One cell of the table of prerequisites."""
    return say("Reading: a full mark, there on {day}; a cross, missing; a question mark, not known. The dates are "
               "those of the facts on "
               "file; a service dated by the first trace of it may be older.", day=day)


def places_reading(say: Language) -> str:
    """One cell of the shares of places."""
    return say("Reading: in each row, the share of draws that give the offer each place; weights and uncertain facts "
               "vary together. "
               "Empty cells: under 5 %.")


def stability_reading(say: Language) -> str:
    """One bar of the intervals."""
    return say("Reading: the mark is the weight in force, all others keep their proportions; pale, the leader still "
               "leads; dark, the whole "
               "order holds. Beyond an end, the name of who takes the lead.")


def scope_text(say: Language, ranking: Ranking) -> str:
    """How many offers are ranked on how many criteria."""
    criteria = sum(w > 0 for w in ranking.weighting.overall.values())
    offers = say.plural("{n} offer ranked", "{n} offers ranked", len(ranking.rows))
    return say("{offers} on {criteria} criteria", offers=offers, criteria=say.number(criteria))


def facts_text(say: Language, evidence: Evidence, facts: int, sources: int) -> str:
    """On how many facts and sources a picture rests, and which version of the data."""
    return say("{facts} dated facts, {sources} sources. Data {version}, checked on {day}, CC BY 4.0.",
               facts=say.number(facts),
               sources=say.number(sources), version=evidence.version, day=say.day(evidence.checked))

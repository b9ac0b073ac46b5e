"""The trade-off in words: who leads where, who is on the front, who is dominated by whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor

from ranking.balance.pareto import Plane
from ranking.balance.tradeoff import Segment, Tradeoff
from ranking.model import Evidence
from ranking.rounding import NOISE, printed_gap
from ranking.tolerances import EDGE
from words.facts.values import item_label
from words.language import Language

# A headline holds no more parts than these.
MOST_LEADS = 3


def balance_ends(say: Language, evidence: Evidence, balance: Tradeoff) -> tuple[str, str]:
    """Return what stands at 0 and at 100 % of the balance."""
    return (
        say("all weight on “{side}”", side=item_label(say, evidence, balance.second)),
        say("all weight on “{side}”", side=item_label(say, evidence, balance.first)),
    )


@dataclass(frozen=True, slots=True)
class Lead:
    """Whole percentages of the balance, low < high, on all of which the same offers lead by half a point or more."""

    leaders: tuple[str, ...]
    low: int
    high: int


def leads(balance: Tradeoff) -> list[Lead]:
    """Return the stretches of the balance with a leader that a headline can name, those too close to call left out.

    Bounds are rounded inward; what is narrower than a percentage point is no lead that a headline could claim.
    """
    clear = []
    for part in balance.segments:
        for start, end in _clear(part):
            low, high = ceil(100 * start - NOISE), floor(100 * end + NOISE)
            if low < high:
                clear.append(Lead(part.leaders, low, high))
    return clear


def _clear(part: Segment) -> list[tuple[float, float]]:
    """The stretches of a segment outside those that are too close, in order."""
    edges = [part.start, *(edge for span in _merged(list(part.close)) for edge in span), part.end]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]


def switch_sentence(say: Language, evidence: Evidence, balance: Tradeoff) -> str:
    """Return who leads from one end of the balance to the other, as the chart runs; nobody where it is too close."""
    if not balance.segments:
        return say("No offer can lead: none is ranked under these conditions.")
    parts, weight = leads(balance), _weight(say, evidence, balance)
    if not parts:
        return say("At no balance is any offer half a point ahead.")
    first, last = parts[0], parts[-1]
    count, name = len(first.leaders), _names(say, evidence, first.leaders)
    if (first.low, first.high) == (0, 100):
        return say.plural("Whatever the balance, {name} leads.", "Whatever the balance, {name} lead.", count, name=name)
    if len(parts) > MOST_LEADS:
        changes = sum(a.leaders != b.leaders for a, b in pairwise(parts))
        if not changes:
            return say("Only {name} is ever half a point ahead.", name=name)
        return say.plural(
            "From {first} to {last}, the lead changes hands once as {weight} weighs more.",
            "From {first} to {last}, the lead changes hands {n} times as {weight} weighs more.",
            changes,
            first=name,
            last=_names(say, evidence, last.leaders),
            weight=weight,
        )
    stretches = [_first_lead(say, name, count, first, weight)]
    stretches += [_next_lead(say, _names(say, evidence, part.leaders), part) for part in parts[1:]]
    return say("{parts}.", parts=say("; ").join(stretches))


def _first_lead(say: Language, name: str, count: int, part: Lead, weight: str) -> str:
    blanks = {"name": name, "weight": weight, "low": say.percent(part.low / 100), "high": say.percent(part.high / 100)}
    if part.low == 0:
        return say.plural(
            "{name} leads up to {high} on {weight}", "{name} lead up to {high} on {weight}", count, **blanks
        )
    if part.high == 100:
        return say.plural(
            "{name} leads beyond {low} on {weight}", "{name} lead beyond {low} on {weight}", count, **blanks
        )
    return say.plural(
        "{name} leads from {low} to {high} on {weight}", "{name} lead from {low} to {high} on {weight}", count, **blanks
    )


def _next_lead(say: Language, name: str, part: Lead) -> str:
    low, high = say.percent(part.low / 100), say.percent(part.high / 100)
    if part.high == 100:
        return say("{name} beyond {share}", name=name, share=low)
    return say("{name} from {low} to {high}", name=name, low=low, high=high)


def position_sentence(say: Language, evidence: Evidence, balance: Tradeoff) -> str:
    """Return who leads where the user stands, or between whom it is too close there, and how far the next switch is."""
    if balance.position is None or not balance.segments:
        return ""
    here = next(s for s in balance.segments if s.start <= balance.position <= s.end)
    share = say.percent(balance.position)
    if any(a <= balance.position <= b for a, b in here.close):
        runners = next((r.offers for r in here.runners if r.start <= balance.position <= r.end), ())
        names = _names(say, evidence, tuple(dict.fromkeys((*here.leaders, *runners))))
        lead = say("At your {share}, it is too close to call: {names}.", share=share, names=names)
    else:
        name, count = _names(say, evidence, here.leaders), len(here.leaders)
        lead = say.plural(
            "At your {share}, {name} leads.", "At your {share}, {name} lead.", count, share=share, name=name
        )
    nearest = min(balance.switches, key=lambda s: abs(s - balance.position), default=None)
    if nearest is None:
        return lead
    away = int(abs(printed_gap(100 * nearest, 100 * balance.position, 0)))
    if not away:
        return f"{lead} {say('The nearest change of leader is less than a point away.')}"
    near = say.plural(
        "The nearest change of leader is at {share}, {n} point away.",
        "The nearest change of leader is at {share}, {n} points away.",
        away,
        share=say.percent(round(100 * nearest) / 100),
    )
    return f"{lead} {near}"


def close_sentence(say: Language, balance: Tradeoff) -> str:
    """Return where the lead is under half a point, in whole percentages, rounded outward."""
    spans = _merged([(floor(100 * a + NOISE), ceil(100 * b - NOISE)) for s in balance.segments for a, b in s.close])
    if not spans:
        return ""
    parts = say.both(say("from {low} to {high}", low=say.percent(a / 100), high=say.percent(b / 100)) for a, b in spans)
    return say("Too close to call (less than half a point) {parts}.", parts=parts)


def numeric_sentence(say: Language, balance: Tradeoff) -> str:
    """Return the sentence that the switch points are not exact."""
    return (
        ""
        if balance.exact
        else say("With these settings the scores are curves: the switch points are computed numerically.")
    )


def front_sentence(say: Language, evidence: Evidence, plane: Plane) -> str:
    """Return the offers that nobody dominates."""
    names = say.both(evidence.offers[o].name for o in plane.front)
    if not plane.front:
        return say("No offer can be placed on both sides.")
    first, second = (item_label(say, evidence, n) for n in (plane.first, plane.second))
    if len(plane.front) == 1:
        return say(
            "{name} is at least as good as every other offer on both “{first}” and “{second}”.",
            name=names,
            first=first,
            second=second,
        )
    return say(
        "Nobody does better both ways than {names}: between them the choice is political. "
        "All others are equalled or beaten on both “{first}” and “{second}” by at least one of these.",
        names=names,
        first=first,
        second=second,
    )


def dominated_text(say: Language, evidence: Evidence, plane: Plane, offer: str) -> str:
    """Return by whom an offer is dominated; the front first."""
    beaten_by = plane.dominated_by.get(offer, ())
    ordered = sorted(beaten_by, key=lambda o: o not in plane.front)[:4]
    names = ", ".join(evidence.offers[o].name for o in ordered)
    return names if len(beaten_by) <= 4 else say("{names} and {n} more", names=names, n=len(beaten_by) - 4)


def _weight(say: Language, evidence: Evidence, balance: Tradeoff) -> str:
    if (balance.first, balance.second) == (evidence.pole("urgency"), evidence.pole("sovereignty")):
        return say("urgency")
    return say("“{side}”", side=item_label(say, evidence, balance.first))


def _names(say: Language, evidence: Evidence, offers: Sequence[str]) -> str:
    return say.both(evidence.offers[o].name for o in offers)


def _merged(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Adjacent spans joined."""
    joined: list[tuple[float, float]] = []
    for a, b in sorted(spans):
        if joined and a <= joined[-1][1] + EDGE:
            joined[-1] = (joined[-1][0], max(b, joined[-1][1]))
        elif b - a > EDGE:
            joined.append((a, b))
    return joined

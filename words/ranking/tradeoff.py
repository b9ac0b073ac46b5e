"""The trade-off in words: who leads where, who is on the front, who is dominated by whom."""

from ranking.balance.pareto import Plane
from ranking.balance.tradeoff import Segment, Tradeoff
from ranking.model import Evidence
from words.language import Language


def side_label(say: Language, evidence: Evidence, name: str) -> str:
    """Label of a pillar or criterion."""
    return say.text((evidence.pillars.get(name) or evidence.criteria[name]).label)


def balance_ends(say: Language, evidence: Evidence, found: Tradeoff) -> tuple[str, str]:
    """What stands at 0 and at 100 % of the balance."""
    return (
        say("all weight on “{side}”", side=side_label(say, evidence, found.second)),
        say("all weight on “{side}”", side=side_label(say, evidence, found.first)),
    )


def switch_sentence(say: Language, evidence: Evidence, found: Tradeoff) -> str:
    """Who leads from one end of the balance to the other, with the exact switch points."""
    weight = _weight(say, evidence, found)
    parts = found.segments[::-1]
    if not parts:
        return say("No offer can lead: none is ranked under these conditions.")
    first, name = len(parts[0].leaders), _names(say, evidence, parts[0])
    if len(parts) == 1:
        return say.plural("Whatever the balance, {name} leads.", "Whatever the balance, {name} lead.", first, name=name)
    digits = 0 if len({round(100 * s) for s in found.switches} | {0, 100}) == len(found.switches) + 2 else 1
    share = say.percent(parts[0].start, digits)
    said = [
        say.plural(
            "{name} leads while {weight} weighs more than {share}",
            "{name} lead while {weight} weighs more than {share}",
            first,
            name=name,
            weight=weight,
            share=share,
        )
    ]
    said += [
        say(
            "{name} from {high} down to {low}",
            name=_names(say, evidence, s),
            high=say.percent(s.end, digits),
            low=say.percent(s.start, digits),
        )
        for s in parts[1:-1]
    ]
    said.append(
        say("{name} below {share}", name=_names(say, evidence, parts[-1]), share=say.percent(parts[-1].end, digits))
    )
    return say("{parts}.", parts=say("; ").join(said))


def position_sentence(say: Language, evidence: Evidence, found: Tradeoff) -> str:
    """Who leads where the user stands, and how far the next switch is."""
    if found.position is None or not found.segments:
        return ""
    here = next(s for s in found.segments if s.start <= found.position <= s.end)
    nearest = min(found.switches, key=lambda s: abs(s - found.position), default=None)
    lead = say.plural(
        "At your {share}, {name} leads.",
        "At your {share}, {name} lead.",
        len(here.leaders),
        share=say.percent(found.position),
        name=_names(say, evidence, here),
    )
    if nearest is None:
        return lead
    return (
        lead
        + " "
        + say(
            "The nearest change of leader is at {share}, {points} points away.",
            share=say.percent(nearest, 1),
            points=say.number(100 * abs(nearest - found.position), 1),
        )
    )


def close_sentence(say: Language, found: Tradeoff) -> str:
    """Where the lead is under half a point."""
    spans = _merged([span for s in found.segments for span in s.close])
    if not spans:
        return ""
    parts = say.both(say("from {low} to {high}", low=say.percent(a, 1), high=say.percent(b, 1)) for a, b in spans)
    return say("Too close to call (less than half a point) {parts}.", parts=parts)


def numeric_sentence(say: Language, found: Tradeoff) -> str:
    """Said when the switch points are not exact."""
    return (
        ""
        if found.exact
        else say("With these settings the scores are curves: the switch points are computed numerically.")
    )


def front_sentence(say: Language, evidence: Evidence, found: Plane) -> str:
    """The offers that nobody dominates."""
    names = say.both(evidence.offers[o].name for o in found.front)
    if not found.front:
        return say("No offer can be placed on both sides.")
    first, second = (side_label(say, evidence, n) for n in (found.first, found.second))
    if len(found.front) == 1:
        return say(
            "{name} is at least as good as every other offer on both “{first}” and “{second}”.",
            name=names,
            first=first,
            second=second,
        )
    return say(
        "Nobody does better both ways than {names}: between them the choice is political. "
        "All others are beaten on both “{first}” and “{second}” by at least one of these.",
        names=names,
        first=first,
        second=second,
    )


def dominated_text(say: Language, evidence: Evidence, found: Plane, offer: str) -> str:
    """By whom an offer is dominated; the front first."""
    beaten_by = found.dominated_by.get(offer, ())
    ordered = sorted(beaten_by, key=lambda o: o not in found.front)[:4]
    names = ", ".join(evidence.offers[o].name for o in ordered)
    return names if len(beaten_by) <= 4 else say("{names} and {n} more", names=names, n=len(beaten_by) - 4)


def _weight(say: Language, evidence: Evidence, found: Tradeoff) -> str:
    if (found.first, found.second) == (evidence.pole("urgency"), evidence.pole("sovereignty")):
        return say("urgency")
    return say("“{side}”", side=side_label(say, evidence, found.first))


def _names(say: Language, evidence: Evidence, segment: Segment) -> str:
    return say.both(evidence.offers[o].name for o in segment.leaders)


def _merged(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Adjacent spans joined."""
    joined: list[tuple[float, float]] = []
    for a, b in sorted(spans):
        if joined and a <= joined[-1][1] + 1e-9:
            joined[-1] = (joined[-1][0], max(b, joined[-1][1]))
        elif b - a > 1e-9:
            joined.append((a, b))
    return joined

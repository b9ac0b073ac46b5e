"""The trade-off in words: who leads where, who is on the front, who is dominated by whom."""

from ranking.balance.pareto import Plane
from ranking.balance.tradeoff import Segment, Tradeoff
from ranking.model import Evidence
from words.facts.values import item_label
from words.language import Language


def balance_ends(say: Language, evidence: Evidence, found: Tradeoff) -> tuple[str, str]:
    """What stands at 0 and at 100 % of the balance."""
    return (
        say("all weight on “{side}”", side=item_label(say, evidence, found.second)),
        say("all weight on “{side}”", side=item_label(say, evidence, found.first)),
    )


def switch_sentence(say: Language, evidence: Evidence, found: Tradeoff) -> str:
    """Return who leads from one end of the balance to the other, as the chart runs.

    What is nowhere half a point ahead, or narrower than a percentage point, is no lead that a headline could claim.
    """
    weight = _weight(say, evidence, found)
    if not found.segments:
        return say("No offer can lead: none is ranked under these conditions.")
    parts = [s for s in found.segments if _leads(s)] or list(found.segments)
    first, name = len(parts[0].leaders), _names(say, evidence, parts[0])
    if len(parts) == 1 and len(found.segments) > 1:
        return say.plural(
            "{name} leads nearly whatever the balance.", "{name} lead nearly whatever the balance.", first, name=name
        )
    if len(parts) == 1:
        return say.plural("Whatever the balance, {name} leads.", "Whatever the balance, {name} lead.", first, name=name)
    said = []
    for n, part in enumerate(parts):
        name, low, high = _names(say, evidence, part), say.percent(part.start), say.percent(part.end)
        if n == 0 and part.start <= 0:
            said.append(
                say.plural(
                    "{name} leads up to {share} on {weight}",
                    "{name} lead up to {share} on {weight}",
                    first,
                    name=name,
                    weight=weight,
                    share=high,
                )
            )
        elif part.end >= 1:
            said.append(say("{name} beyond {share}", name=name, share=low))
        else:
            said.append(say("{name} from {low} to {high}", name=name, low=low, high=high))
    return say("{parts}.", parts=say("; ").join(said))


def _leads(part: Segment) -> bool:
    """Whether somebody is half a point ahead somewhere on the part, and the part as wide as a headline can say."""
    close = sum(b - a for a, b in part.close)
    return round(100 * part.start) < round(100 * part.end) and close < part.end - part.start - 1e-9


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
    first, second = (item_label(say, evidence, n) for n in (found.first, found.second))
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
    return say("“{side}”", side=item_label(say, evidence, found.first))


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

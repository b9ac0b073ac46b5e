"""To go from one offer to another, in words: services, bills, what leaving costs, what is unknown."""

from collections import Counter
from datetime import date

from ranking.bills.leaving import (
    ABSENT,
    KIND,
    NOT_LEFT,
    OTHER,
    SAME,
    UNKNOWN,
    VERDICTS,
    Leaving,
    ServiceSide,
    StudyFinding,
)
from ranking.model import Evidence, Source
from ranking.workload.cost import PRICED_BY, Cost
from words.facts.workload import amount_text, missing_text, price_text, total_text
from words.facts.workload_choices import common_sentence, gap_phrase, no_gap
from words.facts.workload_exit import APPLIES
from words.language import Language


def title(say: Language, evidence: Evidence, way: Leaving) -> str:
    """Return the title of an exit sheet."""
    return say("Exit sheet: from {left} to {taken}", **names(evidence, way))


def names(evidence: Evidence, way: Leaving) -> dict[str, str]:
    """Return the names of both offers, as blanks of a sentence."""
    left, taken = (evidence.offers[o].name for o in way.pair)
    return {"left": left, "taken": taken}


def verdict_text(say: Language, verdict: str) -> str:
    """Return, in a few words, what becomes of a service on the way."""
    return {
        SAME: say("same interface"),
        OTHER: say("managed there too, another interface"),
        KIND: say("managed there too, interface unknown"),
        ABSENT: say("absent: to be rebuilt or bought elsewhere"),
        NOT_LEFT: say("not at the offer left"),
        UNKNOWN: say("unknown"),
    }[verdict]


def finding(say: Language, evidence: Evidence, way: Leaving) -> str:
    """Return the title of a move: how many services in use keep their interface, change it, are lost or unknown."""
    blanks = names(evidence, way) | {"day": say.day(way.day)}
    sides = zip(way.pair, (way.stay, way.go), strict=True)
    unsold = [evidence.offers[o].name for o, bill in sides if bill is None]
    if unsold:
        return say.plural(
            "On {day} {offers} was not on sale: nobody could go from {left} to {taken}.",
            "On {day} {offers} were not on sale: nobody could go from {left} to {taken}.",
            len(unsold),
            **blanks,
            offers=say.both(unsold),
        )
    counted = Counter(m.verdict for m in way.moves)
    if not counted:
        return say("From {left} to {taken} on {day}: this workload uses no managed service.", **blanks)
    parts = [say("{verdict} ({n})", verdict=verdict_text(say, v), n=counted[v]) for v in VERDICTS if v in counted]
    return say("From {left} to {taken} on {day}, service by service: {list}.", **blanks, list=say("; ").join(parts))


def service_lines(say: Language, evidence: Evidence, way: Leaving) -> list[str]:
    """Return by name which services in use are to be rebuilt, to be adapted, or go over as they are."""
    if way.stay is None or way.go is None:
        return []
    services = {
        verdict: ", ".join(say.text(evidence.indicators[m.service].label) for m in way.moves if m.verdict == verdict)
        for verdict in (ABSENT, OTHER, SAME)
    }
    lines = (
        say("To be rebuilt there or bought elsewhere: {list}.", list=services[ABSENT]) if services[ABSENT] else "",
        say("To be adapted to another interface: {list}.", list=services[OTHER]) if services[OTHER] else "",
        say("Same interface on both sides: {list}.", list=services[SAME]) if services[SAME] else "",
    )
    return list(filter(None, lines))


def side_text(say: Language, side: ServiceSide) -> str:
    """Return whether an offer has a service, and which interface it speaks."""
    if side.has == "no":
        return say("no")
    if side.has == "unknown":
        return say("contested") if side.fact else say("unknown")
    return ", ".join(side.speaks) if side.speaks else say("yes; interface unknown")


def bill_lines(say: Language, evidence: Evidence, way: Leaving) -> list[str]:
    """Return what staying and going cost in a month, and the difference."""
    lines = [
        _bill(say, evidence.offers[offer].name, cost) for offer, cost in zip(way.pair, (way.stay, way.go), strict=True)
    ]
    blanks = names(evidence, way)
    if way.gap.known:
        lines.append(
            say("A month costs the same at both.")
            if no_gap(say, way.gap)
            else say("A month at {taken} costs {gap} than at {left}.", **blanks, gap=gap_phrase(say, way.gap))
        )
    else:
        lines.append(say("Which of the two is cheaper is unknown."))
    aside = say("Managed services, priced nowhere, are left out of both.") if way.workload.services else ""
    return [*lines, *filter(None, (common_sentence(say, evidence, way.common, way.go, way.stay), aside))]


def _bill(say: Language, name: str, cost: Cost | None) -> str:
    if cost is None:
        return say("{offer}: not on sale on that day.", offer=name)
    if not cost.priced:
        return say("{offer}: no price on file, unknown.", offer=name)
    total = total_text(say, cost)
    if cost.missing:
        return say("{offer}: {amount} a month; without a price: {parts}.", offer=name, amount=total,
                   parts=missing_text(say, cost))  # fmt: skip
    return say("{offer}: {amount} a month.", offer=name, amount=total)


def out_lines(say: Language, evidence: Evidence, way: Leaving) -> list[tuple[str, Source | None]]:
    """Return what taking the stored data out costs, and what the provider says of it, each with its source."""
    left = evidence.offers[way.pair[0]].name
    part = way.stay and way.stay.leave
    n = say.brief(way.workload.storage_tb)
    if not way.workload.storage_tb:
        lines = [(say("Nothing is stored: nothing to take out."), None)]
    elif part is None or part.month is None:
        lines = [(say("Taking {n} TB out of {left}: no price on file, unknown.", n=n, left=left), None)]
    else:
        text = say(
            "Taking {n} TB out of {left} once, at the list price: {amount} ({price}).",
            n=n,
            left=left,
            amount=amount_text(say, part.month, False),
            price=price_text(say, part, evidence.indicators[PRICED_BY[part.name]].unit),
        )
        lines = [(text, part.fact.source)]
    waiver = way.waiver
    if waiver is None:
        return [*lines, (say("No waiver for a customer who leaves is on file for {left}.", left=left), None)]
    sentence = say(
        "{left}, since {day}: {terms}", left=left, day=say.day(waiver.valid_from), terms=say.text(waiver.terms)
    )
    return [*lines, (_as_read(say, sentence, waiver.excerpt), waiver.source)]


def published_lines(say: Language, way: Leaving) -> list[tuple[str, Source]]:
    """Return what was published of leaving this offer, each with its source."""
    return [(_as_read(say, _dated(say, p, way.day), p.excerpt), p.source) for p in way.published]


def _dated(say: Language, found: StudyFinding, day: date) -> str:
    """A finding in words; where its source is later than the day that is asked for, that is said."""
    text, stamp = say.text(found.text), found.source.day
    # Of a month or a year, its first day.
    if stamp is None or (stamp + "-01-01")[:10] <= day.isoformat():
        return text
    return say("{text} Made public later: {day}.", text=text, day=say.partial_day(stamp))


def _as_read(say: Language, text: str, excerpt: bool) -> str:
    return say("{text} Only an excerpt of that page was read.", text=text) if excerpt else text


def unknown_lines(say: Language, evidence: Evidence, way: Leaving) -> list[str]:
    """Return a line for each thing about the move of which no dated fact is on file."""
    label = {m.service: say.text(evidence.indicators[m.service].label) for m in way.moves}
    spoken = [label[m.service] for m in way.moves if m.verdict == KIND]
    unsure = [label[m.service] for m in way.moves if m.verdict == UNKNOWN]
    lines = [
        say("Interface of one side at least: {list}.", list=", ".join(spoken)) if spoken else "",
        say("Whether both offers have it, or contested: {list}.", list=", ".join(unsure)) if unsure else "",
        say("In which format data leave each service: no dated fact on file beyond the interfaces named here."),
        say("What rebuilding, double running and people cost: no dated fact on file."),
    ]
    if way.day < APPLIES:
        lines.append(say("The notice to give: no dated fact on file."))
    return [line for line in lines if line]

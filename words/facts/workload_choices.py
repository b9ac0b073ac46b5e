"""What the choice with the most points at a pole costs beside the first of the ranking, in words."""

from math import inf

from ranking.bills.bill import Bill
from ranking.bills.choices import FIRST, BillGap, Choice
from ranking.model import Evidence
from ranking.workload.cost import Cost
from ranking.workload.workload import Workload
from ranking.workload.written import documented, written
from words.facts.workload import euros, part_name
from words.language import Language


def _for_text(say: Language, used: Workload) -> str:
    """Return for which workload the price of either pole is given."""
    preset = documented(written(used))
    named = (
        say("the workload “{name}”", name=say.text(preset.name)) if preset else say("the workload whose bill counts")
    )
    if used.services:
        named = say("{workload} without its managed services, priced nowhere", workload=named)
    return say("Price of urgency and of sovereignty, in euros a month, for {workload}:", workload=named)


def role_text(say: Language, evidence: Evidence, role: str) -> str:
    """Return the label of a choice: first of the ranking, or most points of a pillar."""
    if role == FIRST:
        return say("First of the ranking")
    return say("Most points in: {pillar}", pillar=say.text(evidence.pillars[evidence.pole(role)].label))


def no_gap(say: Language, gap: BillGap) -> bool:
    """Return whether a difference is printed as none: both ends alike, and less than half a euro."""
    return _alike(say, gap) and not round(gap.high)


def _alike(say: Language, gap: BillGap) -> bool:
    """Whether both ends of a difference are on one side and printed alike."""
    finite = -inf < gap.low and gap.high < inf
    return finite and gap.low * gap.high >= 0 and euros(say, abs(gap.low)) == euros(say, abs(gap.high))


def gap_phrase(say: Language, gap: BillGap) -> str:
    """Return a difference in words, as it follows "costs"; only for a gap that something bounds."""
    low, high = gap.low, gap.high
    more, less = euros(say, abs(low)), euros(say, abs(high))
    if high == inf:
        return say("at least {n} more", n=more) if low >= 0 else say("at most {n} less", n=more)
    if low == -inf:
        return say("at least {n} less", n=less) if high <= 0 else say("at most {n} more", n=less)
    if no_gap(say, gap):
        return say("the same")
    if _alike(say, gap):
        return say("{amount} more", amount=more) if low > 0 else say("{amount} less", amount=less)
    if low >= 0:
        return say("{low} to {high} more", low=more, high=less)
    if high <= 0:
        return say("{low} to {high} less", low=less, high=more)
    return say("from {low} less to {high} more", low=more, high=less)


def gap_text(say: Language, gap: BillGap | None) -> str:
    """Return a difference as a table writes it, with the sign of a bound; a question mark where nothing bounds it."""
    if gap is None:
        return "–"
    if not gap.known:
        return "?"
    low, high = (x if abs(x) == inf else say("{n} €", n=say.signed(x, 0)) for x in (gap.low, gap.high))
    if gap.high == inf:
        return say("≥ {amount}", amount=low)
    if gap.low == -inf:
        return say("≤ {amount}", amount=high)
    return low if low == high else say("{low} to {high}", low=low, high=high)


def common_sentence(
    say: Language, evidence: Evidence, common: tuple[tuple[str, ...], BillGap], of: Cost | None, than: Cost | None
) -> str:
    """Return at whom the parts priced on both sides cost more, where whole bills do not compare; else ""."""
    parts, gap = common
    if not parts or (of and than and of.comparable and than.comparable):
        return ""
    names = {"parts": ", ".join(part_name(say, p) for p in parts), "than": evidence.offers[than.offer].name}
    if no_gap(say, gap):
        return say("On the parts priced on both sides alone ({parts}) a month costs the same as at {than}.", **names)
    return say(
        "On the parts priced on both sides alone ({parts}) a month at {offer} costs {gap} than at {than}.",
        offer=evidence.offers[of.offer].name,
        gap=gap_phrase(say, gap),
        **names,
    )


def choice_sentences(say: Language, evidence: Evidence, bill: Bill) -> list[str]:
    """Return a sentence for each pole: what its choice costs more or less than the first of the ranking."""
    if not bill.choices:
        return []
    first, *chosen = bill.choices
    return [" ".join(filter(None, _sentence(say, evidence, first, c))) for c in chosen]


def prices_text(say: Language, evidence: Evidence, bill: Bill) -> str:
    """Return the price of either pole for a workload, without the parts of bills; "" where nothing is ranked."""
    if not bill.choices:
        return ""
    first, *chosen = bill.choices
    sentences = [_sentence(say, evidence, first, c)[0] for c in chosen]
    return " ".join((_for_text(say, bill.workload), *sentences))


def _sentence(say: Language, evidence: Evidence, first: Choice, chosen: Choice) -> tuple[str, str]:
    name = say.text(evidence.pillars[evidence.pole(chosen.role)].label)
    offer, leader = (evidence.offers[c.offer].name for c in (chosen, first))
    blanks = {"pillar": name, "offer": offer, "points": say.number(chosen.points), "first": leader}
    if chosen.offer == first.offer:
        return say("{pillar}: {offer}, first of the ranking, also has the most points ({points}).", **blanks), ""
    more = common_sentence(say, evidence, chosen.common, chosen.cost, first.cost)
    if not chosen.gap.known:
        why = _why(say, evidence, first, chosen)
        unknown = say(
            "{pillar}: {offer} has the most points ({points}); against {first}, first of the ranking, its price is "
            "unknown: {why}.",
            **blanks,
            why=why,
        )
        return unknown, more
    sentence = say(
        "{pillar}: {offer} has the most points ({points}); against {first}, first of the ranking, it costs {gap} a "
        "month.",
        **blanks,
        gap=gap_phrase(say, chosen.gap),
    )
    return sentence, more


def _why(say: Language, evidence: Evidence, first: Choice, chosen: Choice) -> str:
    for one in (chosen, first):
        if one.cost is None or not one.cost.priced:
            return say("no price of {offer} is on file", offer=evidence.offers[one.offer].name)
    return say("each of the two bills lacks a price")


def choices_note(say: Language, bill: Bill) -> str:
    """Return on what these differences rest."""
    return say(
        "≥ and ≤: a part of one of the two bills has no price on file, so the difference is bounded on one side only; "
        "“?” where both lack one. Managed services, priced nowhere, are left out of both."
        if bill.workload.services
        else "≥ and ≤: a part of one of the two bills has no price on file, so the difference is bounded on one side "
        "only; “?” where both lack one."
    )

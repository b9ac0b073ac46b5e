"""A meeting in words: who takes part, who has answered, what the differences do, what the store refuses."""

from collections.abc import Iterable, Mapping, Sequence
from statistics import median
from typing import Any

from ranking.facts.musthaves import requirement
from ranking.model import Evidence
from ranking.people.meeting import Meeting, Seat, Spread, firsts
from ranking.weighing.rank import Ranking
from ranking.weighing.scenario import Scenario
from words.facts.values import item_label
from words.language import Language
from words.ranking.conditions import requirement_text
from words.ranking.verdict import priced_clause


def state_text(say: Language, state: str) -> str:
    """Return where a meeting stands, in a sentence."""
    return {
        "open": say("Everyone is weighing."),
        "revealed": say("The weights are revealed."),
        "closed": say("The meeting is closed."),
        "closed_unrevealed": say("The meeting is closed; its weights were not revealed."),
    }[state]


def count_sentence(say: Language, seats: Sequence[Seat]) -> str:
    """Return how many have answered, as the common screen's first line."""
    done, total = sum(s.answers > 0 for s in seats), len(seats)
    if not total:
        return say("Nobody has joined yet.")
    if done == total:
        return say.plural("The one participant has answered.", "All {n} participants have answered.", total)
    return say.plural(
        "{n} of {total} participants has answered.",
        "{n} of {total} participants have answered.",
        done,
        total=say.number(total),
    )


def frame_sentence(say: Language, evidence: Evidence, scenario: Scenario, in_play: Sequence[str]) -> str:
    """Return what is fixed for all: the day, the must-haves, how unknowns count, how many criteria are weighed."""
    wanted = [requirement_text(say, evidence, requirement(t, evidence)) for t in scenario.require]
    rule = say("unproven is out") if scenario.rule == "strict" else say("unproven stays in")
    policy = {
        "cautious": say("unknown counts as worst"),
        "ignore": say("unknown is left out of the mean"),
        "neutral": say("unknown counts as half"),
    }[scenario.unknowns]
    musthaves = (
        say("Must-haves: {names} ({rule}).", names=say.both(wanted), rule=rule) if wanted else say("No must-have.")
    )
    return " ".join(
        [
            say("Facts as of {day}.", day=say.day(scenario.as_of)),
            musthaves,
            say.plural(
                "{n} criterion is weighed; {policy}.",
                "{n} criteria are weighed; {policy}.",
                len(in_play),
                policy=policy,
            ),
            *filter(None, [priced_clause(say, scenario.priced)]),
        ]
    )


def agreement_sentence(say: Language, evidence: Evidence, voices: Sequence[Ranking]) -> str:
    """Return who comes first for how many, as a heading."""
    counts, total = firsts(voices), len(voices)
    if not counts:
        return say("Under these conditions no offer can be ranked, whatever the weights.")
    everywhere = [evidence.offers[o].name for o, n in counts.items() if n == total]
    if len(everywhere) == 1:
        return say.plural(
            "For the one participant who answered, {name} comes first.",
            "For all {n} participants, {name} comes first.",
            total,
            name=everywhere[0],
        )
    if everywhere:
        return say.plural(
            "For the one participant who answered, {names} share first place.",
            "For all {n} participants, {names} share first place.",
            total,
            names=say.both(everywhere),
        )
    parts = say.both(say("{name} ({n})", name=evidence.offers[o].name, n=say.number(n)) for o, n in counts.items())
    return say("First place is divided between {parts}.", parts=parts)


def dividing_sentence(say: Language, evidence: Evidence, spreads: Sequence[Spread], leader: str) -> str:
    """Return which differences can change who comes first, and how many cannot."""
    decisive, apart = [s for s in spreads if s.decides], [s for s in spreads if s.width > 0.005]
    name = evidence.offers[leader].name
    if not apart:
        return say("Everyone gives the same weights.")
    if not decisive:
        return say("No single difference in weight dislodges {name} from first place.", name=name)
    labels = say.both(say("“{label}”", label=item_label(say, evidence, s.item)) for s in decisive)
    rest = len([s for s in apart if not s.decides])
    sentence = say.plural(
        "One difference of weight decides whether {name} is first: {labels}.",
        "{n} differences of weight decide whether {name} is first: {labels}.",
        len(decisive),
        name=name,
        labels=labels,
    )
    return sentence + (
        " " + say.plural("The other one changes nothing.", "The other {n} change nothing.", rest) if rest else ""
    )


def spread_sentence(say: Language, evidence: Evidence, spread: Spread, names: Sequence[str], reference: str) -> str:
    """Return one weight in words: from whom to whom, the median, and whether it decides."""
    label, low, high = item_label(say, evidence, spread.item), min(spread.shares), max(spread.shares)
    if spread.width <= 0.005:
        sentence = say("“{label}”: {share} for everyone", label=label, share=say.percent(low))
    else:
        sentence = say(
            "“{label}”: from {low} ({lowest}) to {high} ({highest}), median {middle}",
            label=label,
            low=say.percent(low),
            high=say.percent(high),
            middle=say.percent(median(spread.shares)),
            lowest=who(say, names, spread.shares, low),
            highest=who(say, names, spread.shares, high),
        )
    return say("{said}; {effect}.", said=sentence, effect=effect_text(say, evidence, spread, names, reference))


def effect_text(say: Language, evidence: Evidence, spread: Spread, names: Sequence[str], reference: str) -> str:
    """Return whether a weight decides who comes first: with whose share, beyond which bound, and for whom.

    reference  whose weights the share is put into, in words
    """
    if spread.width <= 0.005 and not spread.decides:
        return say("nothing to settle")
    if not spread.decides:
        return say("this difference does not change which offer is first")
    ends = [_end_text(say, evidence, spread, names, reference, end) for end in ("below", "above")]
    texts = [x for x in ends if x]
    return say("decides: {ends}", ends=say("; ").join(texts)) if texts else say("decides")


def _end_text(say: Language, evidence: Evidence, spread: Spread, names: Sequence[str], reference: str, end: str) -> str:
    """Return what the shares beyond one end of the band would do, put into the reference; "" where nobody is there."""
    bound, next_first = (spread.leads[0], spread.below) if end == "below" else (spread.leads[1], spread.above)
    there = [
        (n, x)
        for n, x, out in zip(names, spread.shares, spread.outside, strict=True)
        if out and (x < bound) == (end == "below")
    ]
    if not (next_first and there):
        return ""
    low, high = (say.percent(f(x for _, x in there)) for f in (min, max))
    blanks = {
        "reference": reference,
        "shares": low if low == high else f"{low}–{high}",
        "who": some(say, [n for n, _ in there], 2),
        "bound": say.percent(bound, 1),
        "name": evidence.offers[next_first].name,
    }
    if end == "below":
        return say(
            "if {reference} took {shares} from {who}, first place would change hands; below {bound} it goes to {name}",
            **blanks,
        )
    return say(
        "if {reference} took {shares} from {who}, first place would change hands; above {bound} it goes to {name}",
        **blanks,
    )


def who(say: Language, names: Sequence[str], shares: Sequence[float], value: float, most: int = 2) -> str:
    """Return who gives that share, a few by name."""
    givers = [n for n, s in zip(names, shares, strict=True) if abs(s - value) < 0.005]
    return some(say, givers, most)


def some(say: Language, names: Sequence[str], most: int) -> str:
    """Return the first of several names, and how many more."""
    if len(names) <= most:
        return say.both(names)
    return say.plural(
        "{names} and {n} other", "{names} and {n} others", len(names) - most, names=", ".join(names[:most])
    )


def locked_out(say: Language, labels: Iterable[str]) -> str:
    """Return the criteria that the meeting does not weigh."""
    return say("Not weighed in this meeting: {names}.", names=", ".join(labels))


def expiry_sentence(say: Language, meeting: Meeting) -> str:
    """Return when the meeting and all it holds is deleted."""
    return say(
        "This meeting and everything in it will be deleted on {day}, or earlier by the facilitator.",
        day=say.day(meeting.expires.date()),
    )


def refusal(say: Language, reason: str, about: Mapping[str, Any]) -> str:
    """Return the sentence for a refusal of the store: why, and what can be done.

    reason, about  those of `store.refused.Refused`
    """
    most = say.number(about.get("most", 0))
    return {
        "no_meeting": say("There is no such meeting: the code is mistyped, or the meeting was deleted or has expired."),
        "not_facilitator": say("Only the facilitator may do this, and this is not the facilitator's key."),
        "no_seat": say("There is no such participant in this meeting; check the return code, or join again."),
        "closed": say("The meeting is closed: nothing more is taken. What you confirmed before is kept."),
        "hidden": say("The weights are not revealed yet."),
        "full": say("No more than {most} are possible here.", most=most),
        "empty": say("A meeting needs a title."),
        "no_criteria": say("A meeting needs at least one criterion to weigh."),
        "too_long": say(
            "This text is too long: {length} characters, {most} are possible.",
            most=most,
            length=say.number(about.get("length", 0)),
        ),
        "not_weights": say("These weights cannot be kept: shares from 0 to 100 are needed."),
        "too_often": say("Too many attempts from here. Please wait a few minutes."),
        "none_answered": say("Nobody has answered yet: there is nothing to reveal."),
    }[reason]

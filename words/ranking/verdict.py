"""The answer in a sentence: who is first and how firmly, or between whom the facts do not decide."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ranking.model import UNKNOWN, Evidence, Fact
from ranking.verdict.decisive_facts import DecisiveFacts
from ranking.verdict.draws import DRAWS
from ranking.verdict.verdict import Verdict
from ranking.weighing.rank import Ranking
from ranking.workload.bill_as_facts import BILL
from ranking.workload.written import documented
from words.facts.values import value_text
from words.language import Language


@dataclass(frozen=True, slots=True)
class Company:
    """Among whom an offer is first: how many are ranked, are too little known to be, fail on the unproven alone."""

    ranked: int
    unrankable: int
    unproven: int


def verdict(say: Language, evidence: Evidence, ranking: Ranking, judgement: Verdict) -> str:
    """Return the answer in one sentence: who comes first and how firmly, or between whom the facts do not decide."""
    gated = [x for x in ranking.excluded if x.reason == "must_have"]
    unproven = [x for x in gated if all(o.result == "unknown" for o in x.outcomes)]
    unrankable = [x for x in ranking.excluded if x.reason == "not_enough_evidence"]
    company = Company(len(ranking.rows), len(unrankable), len(unproven))
    sentence = voice_sentence(
        say, ranking.scenario.as_of, judgement.voice, _names(evidence, judgement.leaders), company
    )
    weightless = frozenset() if ranking.scenario.thin else ranking.matrix.thin
    return " ".join(filter(None, (sentence, priced_clause(say, ranking.scenario.priced, BILL in weightless))))


def priced_clause(say: Language, priced: str, weightless: bool = False) -> str:
    """Return whose bill stands in the place of unit prices, "" where none does.

    priced  the workload as a scenario has it; weightless: its bill is known for too few offers to weigh
    """
    if not priced:
        return ""
    preset = documented(priced)
    if weightless:
        return say("{costs}, a bill too little known to weigh.", costs=priced_label(say, priced))
    if preset is None:
        return say("Costs: a workload given by its numbers, in place of unit prices.")
    return say("Costs: the workload “{name}” in place of unit prices.", name=say.text(preset.name))


def priced_label(say: Language, priced: str) -> str:
    """Return whose bill counts, as a label beside a verdict. priced: as a scenario has it, not ""."""
    preset = documented(priced)
    return say("Costs: “{name}”", name=say.text(preset.name)) if preset else say("Costs: a workload by its numbers")


def voice_sentence(say: Language, as_of: date, voice: str, names: Sequence[str], company: Company) -> str:
    """Return the verdict's sentence from its parts; `names`: the leader, or those the facts do not tell apart."""
    day = say.day(as_of)
    if not names:
        return say("On {day}, no offer can be ranked under these conditions.", day=day)
    if company.ranked == 1:
        return _alone(say, day, names[0], company)
    if company.unrankable >= company.ranked:
        day = say("{day}, among {n} offers ranked", day=day, n=company.ranked)
    if voice == "undecided":
        return say("On {day}, the known facts do not decide between {names}.", day=day, names=listed(say, names))
    if voice == "firm":
        return say(
            "On {day}, {name} comes first, and nearly all that the facts leave open keeps it there.",
            day=day,
            name=names[0],
        )
    return say("On {day}, {name} comes first, but the facts leave room for another.", day=day, name=names[0])


def _alone(say: Language, day: str, name: str, company: Company) -> str:
    if not company.unproven:
        return say("On {day}, {name} is the only offer that can be ranked.", day=day, name=name)
    return say.plural(
        "On {day}, {name} is the only offer shown to meet the must-haves; of {n} other it is not proven.",
        "On {day}, {name} is the only offer shown to meet the must-haves; of {n} others it is not proven.",
        company.unproven,
        day=day,
        name=name,
    )


def listed(say: Language, names: Sequence[str], most: int = 3) -> str:
    """Return a list in words, cut where it is long: a, b and 4 others."""
    if len(names) <= most:
        return say.both(names)
    rest = len(names) - most + 1
    return say.both([*names[: most - 1], say.plural("{n} other", "{n} others", rest)])


def share_sentence(say: Language, evidence: Evidence, judgement: Verdict) -> str:
    """Return in what share of the draws the best score stays the best; "" where no offer leads."""
    if judgement.lead is None:
        return ""
    names, share = say.both(_names(evidence, judgement.first)), say.percent(judgement.share)
    blanks = {"names": names, "share": share, "n": say.number(DRAWS)}
    if judgement.voice == "undecided":
        return say("Best score: {names}, first in {share} of {n} draws of what the facts leave open.", **blanks)
    return say("{names} stays first in {share} of {n} draws of what the facts leave open.", **blanks)


def aside_sentence(say: Language, evidence: Evidence, judgement: Verdict) -> str:
    """Return whom the criteria set aside as thin would put first if they were weighed; "" where the same."""
    if not judgement.aside_first:
        return ""
    criteria = listed(say, [say("“{label}”", label=say.text(evidence.criteria[c].label)) for c in judgement.aside])
    names = listed(say, _names(evidence, judgement.aside_first))
    return say("Too little known to weigh, {criteria} would put {names} first.", criteria=criteria, names=names)


def switches_sentence(
    say: Language, evidence: Evidence, switches: Sequence[tuple[str, str, Sequence[str]]], room: int | None = None
) -> str:
    """Return whom settings of one press would put first, "" where there is none.

    switches  (kind, must-have, offers first) as in results.switches.Switch
    room      characters that the sentence may have: the first switch is always named, others while they fit
    """
    parts: list[str] = []
    for kind, gate, offers in switches:
        names = listed(say, _names(evidence, offers), 2) if offers else say("nobody")
        label = say.text(evidence.gates[gate].label) if gate else ""
        part = {
            "required": say("{names} if “{gate}” is required", names=names, gate=label),
            "waived": say("{names} without “{gate}”", names=names, gate=label),
            "thin": say("{names} if thinly documented criteria are weighed", names=names),
        }[kind]
        whole = say("Otherwise first: {parts}.", parts=say("; ").join((*parts, part)))
        if parts and room is not None and len(whole) > room:
            break
        parts.append(part)
    return say("Otherwise first: {parts}.", parts=say("; ").join(parts)) if parts else ""


def rests_text(say: Language, decisive: Sequence[DecisiveFacts]) -> str:
    """Return how many facts, and sources, decide alone."""
    facts, sources = (sum(bool(d.source) == many for d in decisive) for many in (False, True))
    parts = [say.plural("{n} fact", "{n} facts", facts)] if facts else []
    parts += [say.plural("{n} source", "{n} sources", sources)] if sources else []
    if not parts:
        return say("No fact decides alone.")
    return say("Rests on {parts}: without any one of them, the answer changes.", parts=say.both(parts))


def decisive_text(say: Language, evidence: Evidence, decisive: DecisiveFacts) -> str:
    """Return what would be said without a decisive fact or source."""
    if not decisive.leaders:
        return say("without it, no offer can be ranked")
    names = listed(say, _names(evidence, decisive.leaders))
    return {
        "firm": say("without it, {names} first, firmly", names=names),
        "leads": say("without it, {names} first, not firmly", names=names),
        "undecided": say("without it, undecided; best score: {names}", names=names),
    }[decisive.voice]


def fact_text(say: Language, evidence: Evidence, fact: Fact) -> str:
    """Return a fact in a line: offer, indicator, value."""
    scale = evidence.indicators[fact.indicator]
    value = say("unknown") if fact.value == UNKNOWN else value_text(say, scale, fact.value)
    return say(
        "{offer}, {label}: {value}", offer=evidence.offers[fact.offer].name, label=say.text(scale.label), value=value
    )


def _names(evidence: Evidence, offers: Sequence[str]) -> list[str]:
    return [evidence.offers[o].name for o in offers]


def voice_word(say: Language, voice: str) -> str:
    """Return the name of a voice in a word or two: how firmly the facts put somebody first."""
    return {"firm": say("firm"), "leads": say("leads, not firmly"), "undecided": say("undecided")}.get(voice, "–")

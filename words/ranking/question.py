"""The question that the board opens with, and its answer on a day, in as few words as the facts allow."""

from collections.abc import Sequence

from ranking.facts.musthaves import requirement
from ranking.model import Evidence
from ranking.verdict.verdict import Verdict
from ranking.weighing.rank import Ranking
from words.language import Language
from words.ranking.verdict import listed


def question(say: Language, evidence: Evidence) -> str:
    """Return the question in one sentence."""
    if evidence.subject is None:
        return say("In 2020, was there only one choice for the health data of the French? And today?")
    name = evidence.offers[evidence.subject].name
    return say("In 2020, was {name} the only choice for the health data of the French? And today?", name=name)


def standfirst(say: Language, evidence: Evidence) -> str:
    """Return the sentence under the title: on how many facts the two rankings rest."""
    facts = say.number(len(evidence.filed.facts))
    return say("Two rankings from {facts} dated, sourced facts; the weights are yours.", facts=facts)


def answer(say: Language, evidence: Evidence, ranking: Ranking, judgement: Verdict) -> str:
    """Return the answer of a day in the verdict's own voice: firm, leads, undecided."""
    names = [evidence.offers[o].name for o in judgement.leaders]
    if not names:
        return say("No offer can be ranked.")
    if len(ranking.rows) == 1:
        return say("{name} alone.", name=names[0])
    if judgement.voice == "undecided":
        return say("Undecided: {names}.", names=listed(say, names))
    if judgement.voice == "firm":
        return say("{name} first, firmly.", name=names[0])
    return say("{name} ahead, not firmly.", name=names[0])


def company(say: Language, evidence: Evidence, ranking: Ranking) -> str:
    """Return how many offers the answer is drawn from, and how many of them Europeans run."""
    n, european = len(ranking.rows), sum(evidence.offers[r.offer].family != "hyperscaler" for r in ranking.rows)
    if not n:
        return ""
    if not ranking.scenario.require:
        who = say.plural("{n} offer ranked", "{n} offers ranked", n)
    elif ranking.scenario.rule == "strict":
        who = say.plural("{n} offer shown to comply", "{n} offers shown to comply", n)
    else:
        who = say.plural("{n} offer not shown to fail", "{n} offers not shown to fail", n)
    if not european:
        return say("{offers}, none of them European.", offers=who)
    return say.plural("{offers}, {n} of them European.", "{offers}, {n} of them European.", european, offers=who)


def law_label(say: Language, evidence: Evidence, tokens: Sequence[str]) -> str:
    """Return the name of the switch that asks for what the law requires."""
    names = say.both(say.text(requirement(t, evidence).gate.label) for t in tokens)
    return say("Required by law: {names}", names=names)


def law_off(say: Language) -> str:
    """Return the sentence beside the switch for what the law requires, while it is off."""
    return say("Unticked: offers without proof of this certificate stand in the rankings too.")


def law_on(say: Language) -> str:
    """Return the sentence beside the switch for what the law requires, while it is on."""
    return say("Ticked: an offer without proof of this certificate on that day is not ranked.")

"""On what terms the verdict stands: weights, must-haves, what is unknown, what is set aside, who is out and why."""

import math
from collections.abc import Sequence

from ranking.facts.musthaves import Outcome, Requirement, requirement
from ranking.model import Evidence
from ranking.weighing.rank import Excluded, Ranking
from ranking.workload.load import version
from words.facts.values import quantity_text, value_text
from words.language import Language
from words.ranking.weights import weights_sentence


def conditions(say: Language, evidence: Evidence, ranking: Ranking, with_thin: Sequence[str]) -> str:
    """Return what the verdict rests on: weights, must-haves, unknowns. with_thin: as for `thin_sentence`."""
    return " ".join(
        filter(
            None,
            (
                weights_sentence(say, evidence, ranking),
                musthaves_sentence(say, evidence, ranking),
                unknown_sentence(say, ranking),
                settings_sentence(say, ranking),
                thin_sentence(say, evidence, ranking, with_thin),
                excluded_sentence(say, evidence, ranking),
            ),
        )
    )


def musthaves_sentence(say: Language, evidence: Evidence, ranking: Ranking) -> str:
    """Return the must-haves asked for, and the rule for the unproven."""
    wanted = ranking.scenario.require
    if not wanted:
        return say("No must-have.")
    names = say.both(requirement_text(say, evidence, requirement(t, evidence)) for t in wanted)
    rule = say("unproven is out") if ranking.scenario.rule == "strict" else say("unproven stays in")
    return say("Must-haves: {names} ({rule}).", names=names, rule=rule)


def unknown_sentence(say: Language, ranking: Ranking) -> str:
    """Return how much of the leader's weight rests on known facts, and how gaps count."""
    policy = unknown_policy(say, ranking.scenario.unknowns)
    if not ranking.leaders:
        return ""
    unknown = 1 - min(r.known_weight for r in ranking.leaders)
    if unknown < 0.005:
        return say("Everything that is weighed is known of the leader ({policy}).", policy=policy)
    return say("{share} of the leader's weight is unknown ({policy}).", share=say.percent(unknown), policy=policy)


def unknown_policy(say: Language, unknowns: str) -> str:
    """Return how gaps count, in a phrase."""
    return {
        "cautious": say("unknown counts as worst"),
        "ignore": say("unknown is left out of the mean"),
        "neutral": say("unknown counts as half"),
    }[unknowns]


def settings_sentence(say: Language, ranking: Ranking) -> str:
    """Return the settings other than those a board opens with; "" where there are none."""
    settings = settings_texts(say, ranking)
    return say("Also set: {settings}.", settings=say("; ").join(settings)) if settings else ""


def settings_texts(say: Language, ranking: Ranking) -> list[str]:
    """Return, each in a phrase, the settings that may give another order and are not those a board opens with."""
    scenario, settings = ranking.scenario, []
    if scenario.compensation == -math.inf:
        settings.append(say("no pillar makes up for another (weakest pillar)"))
    elif scenario.compensation == 0:
        settings.append(say("pillars make up for each other only in part (geometric mean)"))
    elif scenario.compensation != 1:
        settings.append(
            say("pillars make up for each other only in part (mean of power {x})", x=say.brief(scenario.compensation))
        )
    if scenario.thin:
        settings.append(say("thinly known criteria weighed too"))
    if scenario.priced:
        priced = say("cost is the bill of a workload, not unit prices (workload files {version})", version=version())
        settings.append(priced)
    if scenario.known == "documented":
        settings.append(say("only what was publicly documented by that day"))
    return settings


def thin_sentence(say: Language, evidence: Evidence, ranking: Ranking, with_thin: Sequence[str]) -> str:
    """Return which criteria carry no weight because too few offers are known on them.

    with_thin  the offers that would be first if they were weighed all the same
    """
    thin = [say.text(c.label) for c in evidence.criteria.values() if c.id in ranking.matrix.thin]
    if not thin or ranking.scenario.thin:
        return ""
    sentence = say("Without weight, since known for fewer than 65 % of the offers: {names}.", names=", ".join(thin))
    if set(with_thin) == {r.offer for r in ranking.leaders}:
        return sentence
    names = say.both(evidence.offers[offer].name for offer in with_thin)
    return sentence + " " + say("Weighed all the same, they would put {names} first.", names=names)


def excluded_sentence(say: Language, evidence: Evidence, ranking: Ranking) -> str:
    """Return how many offers are out, and why."""
    counts = {
        reason: [x for x in ranking.excluded if x.reason == reason]
        for reason in ("must_have", "not_on_sale", "not_enough_evidence")
    }
    parts = []
    if counts["must_have"]:
        parts.append(say.plural("{n} offer fails a must-have", "{n} offers fail a must-have", len(counts["must_have"])))
    if counts["not_on_sale"]:
        parts.append(say.plural("{n} is not on sale", "{n} are not on sale", len(counts["not_on_sale"])))
    if counts["not_enough_evidence"]:
        n = len(counts["not_enough_evidence"])
        parts.append(
            say.plural("{n} is too thinly documented to be ranked", "{n} are too thinly documented to be ranked", n)
        )
    return say("Not ranked: {parts}.", parts=say.both(parts)) if parts else ""


def exclusion_text(say: Language, evidence: Evidence, out: Excluded) -> str:
    """Return why an offer has no place."""
    if out.reason == "not_on_sale":
        return say("not on sale on that day")
    if out.reason == "not_enough_evidence":
        return not_enough(say, out.coverage)
    return say("; ").join(outcome_text(say, evidence, o) for o in out.outcomes)


def not_enough(say: Language, coverage: float) -> str:
    """Return how little is known of an offer that cannot be ranked."""
    return say("not enough evidence: {share} of the criteria known", share=say.percent(coverage))


def outcome_text(say: Language, evidence: Evidence, outcome: Outcome) -> str:
    """Return one must-have's answer for one offer."""
    wanted = requirement_text(say, evidence, outcome.requirement)
    if outcome.ended:
        return say(
            "{wanted}: unknown, the certificate ended on {day} and no renewal was read",
            wanted=wanted,
            day=say.day(outcome.ended.valid_to),
        )
    if outcome.fact is None:
        return say("{wanted}: unknown", wanted=wanted)
    value = value_text(say, evidence.indicators[outcome.requirement.indicator], outcome.fact.value)
    if outcome.result == "failed":
        return say("{wanted}: no ({value})", wanted=wanted, value=value)
    if outcome.result == "met":
        return say("{wanted}: yes ({value})", wanted=wanted, value=value)
    return say("{wanted}: contested or not proven ({value})", wanted=wanted, value=value)


def requirement_text(say: Language, evidence: Evidence, wanted: Requirement) -> str:
    """Return a must-have by name, or as indicator and minimum."""
    if wanted.gate:
        return say.text(wanted.gate.label)
    scale = evidence.indicators[wanted.indicator]
    level = scale.levels.get(int(wanted.minimum)) if wanted.minimum == int(wanted.minimum) else None
    minimum = say.text(level) if level else quantity_text(say, wanted.minimum, scale.unit)
    return say("{label}: at least “{minimum}”", label=say.text(scale.label), minimum=minimum)

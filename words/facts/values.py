"""Values, grades, units and families in words."""

import re

from ranking.model import UNKNOWN, Criterion, Evidence, Fact, Value
from words.language import Language
from words.typography import NO_BREAK

_BARE = re.compile(r"\((\d)\)")


def value_text(say: Language, scale: Criterion, value: Value) -> str:
    """Return a fact's value as a reader says it."""
    if isinstance(value, tuple):
        return ", ".join(value) or say("none")
    if scale.id == "hq_country":
        return say.country(str(value))
    if isinstance(value, str):
        return say("unknown") if value == UNKNOWN else say.text(scale.levels[0]) if value == "none" else value
    if scale.levels:
        return say.text(scale.levels[int(value)])
    return quantity_text(say, value, scale.unit)


def range_text(say: Language, scale: Criterion, fact: Fact) -> str:
    """Return the contested range in words; empty where there is none."""
    if not fact.contested:
        return ""
    return say(
        "between “{low}” and “{high}”", low=value_text(say, scale, fact.low), high=value_text(say, scale, fact.high)
    )


def note_text(say: Language, scale: Criterion, fact: Fact) -> str:
    """Return the note of a fact, its bare levels, as in "the page promises it (2)", in the words of the scale."""
    note = say.text(fact.note) if fact.note else ""
    return _BARE.sub(lambda found: _level(say, scale, fact, found), note) if scale.levels else note


def _level(say: Language, scale: Criterion, fact: Fact, match: re.Match) -> str:
    n = int(match[1])
    if n not in scale.levels or not fact.low <= n <= fact.high:
        return match[0]
    return say("(level: {level})", level=say.text(scale.levels[n]))


def unit_text(say: Language, unit: str) -> str:
    """Return a unit of criteria.csv in this language."""
    return {
        "EUR/month": say("€ a month"),
        "EUR/TB/month": say("€ a TB-month"),
        "EUR/GB": say("€ a GB"),
        "EUR/h": say("€ an hour"),
        "M EUR": say("€ million"),
        "audits": say("audits"),
    }.get(unit, unit)


def quantity_text(say: Language, n: float, unit: str) -> str:
    """Return a number with its unit, on one line."""
    return f"{say.brief(n)}{NO_BREAK}{unit_text(say, unit)}".rstrip(NO_BREAK)


def end_texts(say: Language, scale: Criterion) -> tuple[str, str]:
    """Return both ends of a criterion's scale in words, worst first."""
    if scale.kind == "share":
        return say("none of the services"), say("all the services")
    if scale.levels:
        return say.text(scale.levels[int(scale.worst)]), say.text(scale.levels[int(scale.best)])
    worst, best = (quantity_text(say, x, scale.unit) for x in (scale.worst, scale.best))
    if scale.kind == "set":
        return worst, best
    if scale.best < scale.worst:
        return say("{x} or more", x=worst), say("{x} or less", x=best) if scale.best else best
    return worst, say("{x} or more", x=best)


def grade_text(say: Language, confidence: str) -> str:
    """Return the meaning of a grade, in words."""
    return {
        "A": say("A: official register, court, regulator or the provider's own legal page"),
        "B": say("B: provider documentation or serious press"),
        "C": say("C: inference or general knowledge"),
    }[confidence]


def family_text(say: Language, family: str) -> str:
    """Return a family of offers in the plural."""
    return {
        "hyperscaler": say("US offers"),
        "licensed": say("European operators on American technology"),
        "european": say("European offers"),
    }[family]


def indicator_label(say: Language, evidence: Evidence, name: str) -> str:
    """Return the label of an indicator or criterion."""
    return say.text((evidence.indicators.get(name) or evidence.criteria[name]).label)


def item_label(say: Language, evidence: Evidence, name: str) -> str:
    """Return the label of a pillar or criterion."""
    return say.text((evidence.pillars.get(name) or evidence.criteria[name]).label)

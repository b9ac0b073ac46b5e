"""How scores are made, in words: kinds of scale, orders of priorities, published objectives."""

from functools import reduce

from ranking.model import Criterion, Evidence, Profile
from words.language import Language


def kind_text(say: Language, scale: Criterion) -> str:
    """Return how a criterion turns facts into a score."""
    if scale.kind == "share":
        return say.plural(
            "share of {n} service that is there", "share of {n} services that are there", len(scale.indicators)
        )
    if scale.kind == "set":
        return say.plural("how many of {n} audit", "how many of {n} audits", len(scale.codes))
    if scale.kind == "level":
        return say("named levels, equally spaced")
    return say("a quantity, compared by ratio") if scale.scale == "log" else say("a quantity, in proportion")


def order_text(say: Language, evidence: Evidence, profile: Profile) -> str:
    """Return the order of pillars as read from the words, most important first; ties joined by a word."""
    groups = [say.both(say.text(evidence.pillars[p].label).lower() for p in group) for group in profile.order]
    named = {p for group in profile.order for p in group}
    rest = [say.text(p.label).lower() for p in evidence.pillars.values() if p.id not in named]
    if rest:
        groups.append(say.both(rest))
    order = reduce(lambda before, after: say("{before}, then {after}", before=before, after=after), groups)
    return say("Order read: {order}.", order=order)


def rule_text(say: Language, profile: Profile) -> str:
    """Return the rule that made numbers of the order."""
    return {
        "rank_order_centroid": say("Numbers by the rank-order centroid."),
        "equal": say("Numbers by equal shares."),
        "published": say("Numbers as published, brought to 100%."),
        "reference": say("Numbers as published; not used as weights here."),
    }[profile.rule]


def certainty_text(say: Language, profile: Profile) -> str:
    """Return how sure the reading is."""
    return {
        "A": say("This reading leaves little to doubt."),
        "B": say("This reading is reasoned from clear words."),
        "C": say("This reading is in part inferred or contested."),
    }[profile.uncertainty]


def objective_text(say: Language, key: str) -> str:
    """Return an objective of the Commission's framework by name; the key itself for any other."""
    names = {
        "SOV-1": say("Strategy"),
        "SOV-2": say("Law and jurisdiction"),
        "SOV-3": say("Data and AI"),
        "SOV-4": say("Operations"),
        "SOV-5": say("Supply chain"),
        "SOV-6": say("Technology"),
        "SOV-7": say("Security and compliance"),
        "SOV-8": say("Environment"),
    }
    return names.get(key, key)

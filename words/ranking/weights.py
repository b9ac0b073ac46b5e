"""The weights in force in words: what was stated, what of it the evidence carries, and what that rests on."""

from collections.abc import Collection

from ranking.model import Evidence
from ranking.weighing.rank import Ranking
from ranking.weighing.weighting import Weighting
from ranking.weights import whole_percentages
from words.language import Language

# Shares under half a per cent are not told.
LEAST = 0.005


def weights_sentence(say: Language, evidence: Evidence, ranking: Ranking) -> str:
    """Return the pillar shares as whole percentages, which add up to 100, each with what it was stated as."""
    weights = ranking.weighting
    parts = []
    for pillar, n in whole_percentages(weights.pillars).items():
        label = _within(say.text(evidence.pillars[pillar].label))
        note = share_note(say, evidence, weights, pillar)
        parts.append(f"{label} {say.percent(n / 100)}" + (f" ({note})" if note else ""))
    return say("Weights: {parts}.", parts=", ".join(parts))


def _within(label: str) -> str:
    """A label within a sentence: a small letter first, where it is no name or abbreviation with capitals of its own."""
    return label.lower() if label[1:] == label[1:].lower() else label


def unweighed_sentence(say: Language, evidence: Evidence, weights: Weighting) -> str:
    """Return how much of the profile's weights falls on criteria that too little is known of on the day; "" if none."""
    lost = {
        pillar: share * (1 - weights.documented[pillar])
        for pillar, share in weights.nominal.items()
        if pillar not in weights.by_hand
    }
    parts = [f"{_within(say.text(evidence.pillars[p].label))} {say.percent(x)}" for p, x in lost.items() if x >= LEAST]
    if not parts:
        return ""
    return say("Not weighed on that day, since too little is known: {parts}.", parts=", ".join(parts))


def pillar_help(say: Language, evidence: Evidence, pillar: str, counted: Collection[str]) -> str:
    """Return what a pillar is about, and which of its criteria count here and which do not; counted: those that do."""
    text, inside = say.text(evidence.pillars[pillar].help), evidence.criteria_of(pillar)
    idle = [say.text(c.label) for c in inside if c.id not in counted]
    if not idle:
        return text
    live = [say.text(c.label) for c in inside if c.id in counted]
    counts = say("Counted here: {names}.", names=", ".join(live)) if live else say("None of its criteria counts here.")
    return f"{text} {counts} " + say("Not counted here: {names}.", names=", ".join(idle))


def share_note(say: Language, evidence: Evidence, weights: Weighting, pillar: str) -> str:
    """Return the note under a pillar's weight: its share in the profile where that differs, or, of one set by hand,
    on how few of its criteria it rests; "" where there is nothing to note.
    """
    if pillar in weights.by_hand:
        return resting_text(say, evidence, weights, pillar)
    stated, share = (whole_percentages(s)[pillar] for s in (weights.nominal, weights.pillars))
    return say("{share} in the profile", share=say.percent(stated / 100)) if stated != share else ""


def resting_text(say: Language, evidence: Evidence, weights: Weighting, pillar: str) -> str:
    """Return on how many of the criteria that it weighs a pillar rests; "" where on all of them, or on none."""
    weighed = [c.id for c in evidence.criteria_of(pillar) if weights.points[c.id] > 0]
    live = [c for c in weighed if c not in weights.aside]
    if not live or len(live) == len(weighed):
        return ""
    return say("rests on {n} of its {all} criteria", n=len(live), all=len(weighed))

"""Points of view side by side, in words: who puts whom first, what all say, what divides, who would regret what."""

from collections import Counter

from ranking.model import Evidence
from ranking.people.agreement import Agreement
from words.facts.values import item_label
from words.language import Language
from words.people.viewpoints_measured import offer_names, voices_text
from words.ranking.conditions import exclusion_text, musthaves_sentence

TOPS = (1, 3, 5, 10)


def headline(say: Language, evidence: Evidence, agreement: Agreement) -> str:
    """Return who is put first by how many points of view; those that leave it too close to call are counted apart."""
    n, counts = len(agreement.voices), Counter(o for o in agreement.clear if o)
    close = n - counts.total()
    if n == 1:
        voice, names = agreement.voices[0].name, say.both(offer_names(evidence, agreement.leaders[0]))
        if close:
            return say("One point of view alone, {voice}: too close to call ({names}).", voice=voice, names=names)
        return say("One point of view alone: {voice} puts {name} first.", voice=voice, name=names)
    if not counts:
        return say("For none of {n} points of view is any offer half a point ahead.", n=say.number(n))
    (name, most), *others = [(evidence.offers[o].name, count) for o, count in counts.most_common()]
    if most == n:
        return say("All {n} points of view put {name} first.", n=say.number(n), name=name)
    parts = [say("{name} comes first for {count}", count=say.number(most), name=name)]
    parts += [say("{name} for {count}", count=say.number(count), name=other) for other, count in others[:2]]
    if rest := sum(count for _, count in others[2:]):
        parts.append(say.plural("others for {n}", "others for {n}", rest))
    if close:
        parts.append(say.plural("{n} too close to call", "{n} too close to call", close))
    return say("Of {n} points of view, {parts}.", n=say.number(n), parts=say.both(parts))


def apart_sentence(say: Language, evidence: Evidence, agreement: Agreement) -> str:
    """Return the sentence on what divides the points of view most: pillars, with their share of the disagreement."""
    if len(agreement.voices) < 2:
        return say("Choose others to set beside it.")
    if items := _apart(say, evidence, agreement):
        return say("What divides them most: {items}.", items=items)
    return say("All give every offer the same place.")


def terms(say: Language, evidence: Evidence, agreement: Agreement) -> str:
    """Return what holds for all: day, must-haves, unknowns; who is left out."""
    question = agreement.voices[0].scenario
    policy = {
        "cautious": say("unknown counts as worst"),
        "ignore": say("unknown is left out of the mean"),
        "neutral": say("unknown counts as half"),
    }[question.unknowns]
    silent = (
        say(
            "Left out, since all they weigh is too thinly known on that day: {names}.", names=say.both(agreement.silent)
        )
        if agreement.silent
        else ""
    )
    apart = (
        say("Ranked by some only, and left out here: {names}.", names=say.both(offer_names(evidence, agreement.apart)))
        if agreement.apart
        else ""
    )
    return " ".join(
        filter(
            None,
            (
                say("Facts as of {day}, the same for all; only the weights differ.", day=say.day(question.as_of)),
                musthaves_sentence(say, evidence, agreement.rankings[0]),
                say("{policy}.", policy=policy[:1].upper() + policy[1:]),
                silent,
                apart,
            ),
        )
    )


def agreed_sentences(say: Language, evidence: Evidence, agreement: Agreement) -> list[str]:
    """Return what all say: pairs in one order, who is always near the top, who never, who always at one place."""
    alike, pairs = agreement.pairs
    sentences = (
        [
            say(
                "Of the {pairs} pairs of offers, {alike} stand in the same order for all ({share}).",
                pairs=say.number(pairs),
                alike=say.number(alike),
                share=say.percent(alike / pairs),
            )
        ]
        if pairs
        else []
    )
    named: set[str] = set()
    for most in (t for t in TOPS if t < len(agreement.offers)):
        new = [o for o in agreement.top(most) if o not in named]
        if new:
            sentences.append(_near_the_top(say, most, say.both(offer_names(evidence, new)), bool(named)))
        named |= set(new)
    never = [o for o, p in zip(agreement.offers, agreement.places.min(axis=0), strict=True) if p > 10]
    if never:
        sentences.append(say("In nobody’s first ten: {names}.", names=say.both(offer_names(evidence, never))))
    fixed = {o: p for o, p in agreement.same.items() if p > 1}
    if fixed:
        sentences.append(
            say(
                "At the same place for all: {names}.",
                names=say.both(
                    say("{name} ({place})", name=evidence.offers[o].name, place=say.number(p)) for o, p in fixed.items()
                ),
            )
        )
    return sentences


def _near_the_top(say: Language, most: int, names: str, more: bool) -> str:
    if most == 1:
        return say("First for everyone: {names}.", names=names)
    if more:
        return say("In everybody’s first {n} places, besides: {names}.", n=say.number(most), names=names)
    return say("In everybody’s first {n} places: {names}.", n=say.number(most), names=names)


def names_text(say: Language, agreement: Agreement) -> str:
    """Return whose points of view stand side by side."""
    return say("Points of view: {names}.", names=voices_text(say, agreement, range(len(agreement.voices)), 12))


def picture_text(say: Language, evidence: Evidence, agreement: Agreement) -> str:
    """Return the picture in words: each point of view with its first three."""
    places = [sorted(zip(row.tolist(), agreement.offers, strict=True))[:3] for row in agreement.places]
    return " ".join(
        say("{voice}: {names}.", voice=v.name, names=", ".join(f"{p} {evidence.offers[o].name}" for p, o in first))
        for v, first in zip(agreement.voices, places, strict=True)
    )


def reading(say: Language, evidence: Evidence, agreement: Agreement) -> str:
    """Return how to read the picture."""
    pillar = next((d for d in agreement.divides if d.level == "pillar" and d.share == d.share), None)
    along = (
        say(
            "from the one that weighs “{pillar}” most, at the left, to the one that weighs it least",
            pillar=item_label(say, evidence, pillar.item),
        )
        if pillar
        else say("side by side")
    )
    return say(
        "Reading: each column is a point of view, {along}; each line an offer, 1 on top. In colour: those that "
        "somebody puts first, the one that costs least to whoever likes it least, and Azure.",
        along=along,
    )


def excluded_sentences(say: Language, evidence: Evidence, agreement: Agreement) -> list[str]:
    """Return the offers without a place, each with its reason; the same for all."""
    return [
        say("{name}: {reason}", name=evidence.offers[x.offer].name, reason=exclusion_text(say, evidence, x))
        for x in agreement.rankings[0].excluded
    ]


def _apart(say: Language, evidence: Evidence, agreement: Agreement) -> str:
    """The pillars that carry most of the disagreement, two at most."""
    pillars = [d for d in agreement.divides if d.level == "pillar" and d.share >= 0.2][:2]
    labels = [(item_label(say, evidence, d.item), say.percent(d.share)) for d in pillars]
    return say.both(
        [
            *(say("“{label}” ({share} of the disagreement)", label=a, share=b) for a, b in labels[:1]),
            *(say("“{label}” ({share})", label=a, share=b) for a, b in labels[1:]),
        ]
    )

"""Points of view measured, in words: what divides, which orders are alike, whom an offer would cost most."""

from collections.abc import Iterable, Sequence

import numpy as np

from ranking.model import Evidence
from ranking.people.agreement import Agreement
from ranking.people.divides import Divide
from ranking.tolerances import TIE
from words.facts.values import item_label
from words.language import Language

FEW = 4


def divide_sentence(say: Language, evidence: Evidence, agreement: Agreement) -> str:
    """Return which pillar and which criteria the disagreement comes through, and how that is measured."""
    pillars, criteria = (
        [d for d in agreement.divides if d.level == level and d.share > 0.005] for level in ("pillar", "criterion")
    )
    if not pillars:
        return say("Nothing: all see the same gaps between the offers.")
    return say(
        "Of all that they disagree on, {share} comes from “{pillar}”; among the criteria, most comes from {criteria}.",
        share=say.percent(pillars[0].share),
        pillar=item_label(say, evidence, pillars[0].item),
        criteria=say.both(
            say("“{label}” ({share})", label=item_label(say, evidence, d.item), share=say.percent(d.share))
            for d in criteria[:3]
        ),
    )


def weights_given(agreement: Agreement, item: Divide) -> list[float]:
    """Return what each point of view gives a pillar or a criterion, 0..1 of the whole."""
    return [
        r.weighting.pillars[item.item] if item.level == "pillar" else r.weighting.overall[item.item]
        for r in agreement.rankings
    ]


def divide_reading(say: Language) -> str:
    """Return how to read the table of what divides, and the measure."""
    return say(
        "Reading: each dot is the weight that one point of view gives, in % of the whole; beside them, the "
        "part of the disagreement that comes through it, that is of the variance, from one point of view to "
        "another, of the gaps in score between all pairs of offers (below zero: it brings them together), and the "
        "two offers that it moves farthest apart."
    )


def tau_sentence(say: Language, agreement: Agreement) -> str:
    """Return the two that are nearest and the two that are farthest apart."""
    tau = np.where(np.triu(np.ones(agreement.tau.shape, bool), 1), agreement.tau, np.nan)
    if not np.isfinite(tau).any():
        return say("At least two orders, not all ties, are needed to compare them.")
    pairs = [divmod(int(f(tau)), len(tau)) for f in (np.nanargmax, np.nanargmin)]
    near, far = (
        say(
            "{first} · {second} ({tau})",
            first=agreement.voices[i].name,
            second=agreement.voices[j].name,
            tau=say.number(float(tau[i, j]), 2),
        )
        for i, j in pairs
    )
    return say(
        "Nearest: {near}. Farthest: {far}. 1 is the same order, 0 no likeness, −1 the reverse (Kendall’s "
        "tau-b, ties counted).",
        near=near,
        far=far,
    )


def regret_sentence(say: Language, evidence: Evidence, agreement: Agreement) -> str:
    """Return the offer of least maximum regret, and whom Borda, Copeland and the mean of weights put first."""
    greatest = agreement.regret.max(axis=0)
    i = agreement.offers.index(agreement.safest[0])
    most = float(greatest[i])
    if most <= TIE:
        sentence = say(
            "{name} costs nobody anything: it is everybody’s best.", name=evidence.offers[agreement.safest[0]].name
        )
    else:
        who = voices_text(say, agreement, np.flatnonzero(agreement.regret[:, i] >= most - TIE).tolist())
        sentence = say(
            "{name} costs least to whoever likes it least: {points} points at most below that point of view’s "
            "best ({voice}).",
            name=say.both(offer_names(evidence, agreement.safest)),
            points=say.number(most, 1) if most >= 0.05 else say.brief(most),
            voice=who,
        )
    return sentence + " " + _counts(say, evidence, agreement)


def _counts(say: Language, evidence: Evidence, agreement: Agreement) -> str:
    """Whom Borda, Copeland and the mean of weights put first."""
    borda = [o for o, b in zip(agreement.offers, agreement.borda, strict=True) if b == agreement.borda.min()]
    duels = [o for o, c in zip(agreement.offers, agreement.copeland, strict=True) if c == agreement.copeland.max()]
    mean = [r.offer for r in agreement.consensus.leaders]
    if borda == duels == mean:
        return say(
            "The sum of places (Borda), majority duels (Copeland) and the mean of all weights put {name} first.",
            name=say.both(offer_names(evidence, borda)),
        )
    return say(
        "The sum of places (Borda) puts {borda} first; majority duels (Copeland), {duels}; the mean of all "
        "weights, which is nobody’s, {mean}.",
        borda=say.both(offer_names(evidence, borda)),
        duels=say.both(offer_names(evidence, duels)),
        mean=say.both(offer_names(evidence, mean)),
    )


def voices_text(say: Language, agreement: Agreement, voices: Sequence[int], most: int = FEW) -> str:
    """Return names of some points of view, the rest counted. Names may hold commas, hence the points between them."""
    names = [agreement.voices[k].name for k in voices]
    if len(names) > most + 1:
        names = [*names[:most], say.plural("{n} more", "{n} more", len(names) - most)]
    return " · ".join(names)


def offer_names(evidence: Evidence, offers: Iterable[str]) -> list[str]:
    """Return the names of offers."""
    return [evidence.offers[o].name for o in offers]

"""How far the ranking can be trusted, in words."""

from collections.abc import Iterable, Sequence

from ranking.model import Criterion, Evidence
from ranking.robustness.fact_tipping import Flip
from ranking.robustness.reach import Believe
from ranking.robustness.smaa import Acceptability
from ranking.robustness.stability import Stability
from ranking.robustness.tipping import NeverFirst, WeightChange
from words.facts.values import item_label, quantity_text, value_text
from words.language import Language


def scope_text(say: Language, kind: str) -> str:
    """Return which weightings were drawn (ranking.robustness.weight_spaces.KINDS)."""
    return {
        "any": say("all weightings"),
        "mine": say("the weightings around these"),
        "order": say("all weightings in this order"),
        "range": say("the weightings near these"),
    }[kind]


def hold_sentence(say: Language, evidence: Evidence, leader: str, weights: Acceptability, kind: str = "any") -> str:
    """Return for what share of weightings the leader is first, the facts as they stand, and the nearest rival."""
    rivals = {offer: share for offer, share in weights.first.items() if offer != leader}
    if not rivals:
        return say("{name} has no rival under these conditions.", name=evidence.offers[leader].name)
    rival = max(rivals, key=rivals.__getitem__)
    return say(
        "{name} comes first for {share} of {scope}, {rival} for {other}.",
        name=evidence.offers[leader].name,
        share=say.percent(float(weights.first[leader])),
        rival=evidence.offers[rival].name,
        other=say.percent(float(rivals[rival])),
        scope=scope_text(say, kind),
    )


def both_sentence(say: Language, evidence: Evidence, both: Acceptability) -> str:
    """Return who comes first most often where the uncertain facts vary as well as the weights, two offers of them."""
    first = both.first.sort_values(ascending=False, kind="stable")[:2]
    parts = (say("{name} {share}", name=evidence.offers[o].name, share=say.percent(float(s))) for o, s in first.items())
    return say("Where the uncertain facts vary too: {parts}.", parts=", ".join(parts))


def error_sentence(say: Language, both: Acceptability) -> str:
    """Return how many draws, and the sampling error."""
    worst = float(both.error(both.first).max())
    return say(
        "{n} draws; sampling error at most {points} points.",
        n=say.number(both.samples),
        points=say.number(100 * worst, 2),
    )


def stability_text(say: Language, evidence: Evidence, leader: str, item: Stability) -> str:
    """Return within which weights of one pillar or criterion the leader leads, and who takes over."""
    low, high = item.leads
    label, name = item_label(say, evidence, item.item), evidence.offers[leader].name
    if low <= 0 and high >= 1:
        return say("“{label}”: {name} leads whatever its weight.", label=label, name=name)
    sentence = say(
        "“{label}”: {name} leads from {low} to {high}",
        label=label,
        name=name,
        low=say.percent(low, 1),
        high=say.percent(high, 1),
    )
    if item.below:
        sentence += say("; below, {other}", other=evidence.offers[item.below].name)
    if item.above:
        sentence += say("; above, {other}", other=evidence.offers[item.above].name)
    return say("{parts}.", parts=sentence)


def believe_sentences(say: Language, evidence: Evidence, offer: str, believe: Believe | None) -> list[str]:
    """Return what one would have to believe for an offer to come first: pillars, criteria, best and worst place.

    believe  None where the totals are not linear in the weights
    """
    name = evidence.offers[offer].name
    if believe is None:
        return [say("With these settings the totals are not linear in the weights: nothing exact can be said.")]
    sentences = [_change(say, evidence, name, change) for change in (believe.pillars, believe.criteria)]
    reached = believe.reach
    exact = say("proven") if reached.exact else say("bounds")
    return [
        *sentences,
        say(
            "Over all weights of the criteria, {name} can stand anywhere between place {best} and "
            "place {worst} ({exact}).",
            name=name,
            best=reached.best,
            worst=reached.worst,
            exact=exact,
        ),
    ]


def _change(say: Language, evidence: Evidence, name: str, change: WeightChange | NeverFirst) -> str:
    if isinstance(change, NeverFirst):
        mixture = sorted(change.mixture.items(), key=lambda kv: -kv[1])
        parts = say.both(f"{evidence.offers[o].name} ({say.percent(share)})" for o, share in mixture if share >= 0.005)
        kind = say("pillars") if change.level == "pillar" else say("criteria")
        return say(
            "No weights of the {kind} put {name} first: a mixture of {parts} beats it on every one of them at once.",
            kind=kind,
            name=name,
            parts=parts,
        )
    if not change.moves:
        if change.shared:
            return say("{name} already shares first place.", name=name)
        return say("{name} is already first.", name=name)
    moves = ", ".join(
        say(
            "“{label}” from {low} to {high}",
            label=item_label(say, evidence, item),
            low=say.percent(a, 1),
            high=say.percent(b, 1),
        )
        for item, a, b in change.moves
    )
    shared = " " + say("Even so, it only shares first place.") if change.shared else ""
    if change.level == "pillar":
        return say("By the pillars alone: {moves}.", moves=moves) + shared
    return say("By the criteria: {moves}.", moves=moves) + shared


def flips_text(say: Language, evidence: Evidence, flips: Sequence[Flip]) -> str:
    """Return the values of one fact, one or several, that would put somebody else first, in one sentence."""
    one = flips[0]
    parts = [
        say(
            "“{after}” would put {names} first",
            after=flip_values(say, evidence, flip)[1],
            names=say.both(evidence.offers[o].name for o in flip.leaders),
        )
        for flip in flips
    ]
    return say(
        "{offer}, {label}: instead of “{before}”, {parts}.",
        offer=evidence.offers[one.offer].name,
        label=say.text(evidence.indicators[one.indicator].label),
        before=flip_values(say, evidence, one)[0],
        parts=say("; ").join(parts),
    )


def flip_values(say: Language, evidence: Evidence, flip: Flip) -> tuple[str, str]:
    """Return a fact's value now, and the value that would put somebody else first."""
    scale = evidence.indicators[flip.indicator]
    value = _number(say, scale, flip.after)
    after = {
        "is": value,
        "at least": say("at least {value}", value=value),
        "at most": say("at most {value}", value=value),
        "below": say("below {value}", value=value),
    }[flip.bound]
    return say("unknown") if flip.fact is None else value_text(say, scale, flip.fact.value), after


def _number(say: Language, scale: Criterion, value: float) -> str:
    if scale.levels and value == int(value) and int(value) in scale.levels:
        return say.text(scale.levels[int(value)])
    if scale.kind == "set":
        return say.plural("{n} audit", "{n} audits", round(value))
    return quantity_text(say, round(value, 2), scale.unit)


def formula_name(say: Language, name: str) -> str:
    """Return the name of an aggregation formula."""
    return {
        "board": say("weighted mean (this board)"),
        "geometric": say("geometric mean"),
        "topsis": "TOPSIS",
        "vikor": "VIKOR",
        "promethee2": "PROMETHEE II",
    }.get(name, name)


def agreement_sentence(say: Language, evidence: Evidence, leaders: Iterable[tuple[str, str, bool]]) -> str:
    """Return whether other formulas name the same first."""
    others = [(n, leader) for n, leader, same in leaders if not same]
    if not others:
        return say("All the other formulas put the same offer first.")
    parts = say.both(
        say("{formula} puts {name} first", formula=formula_name(say, n), name=evidence.offers[o].name)
        for n, o in others
    )
    return say("The formulas do not all agree: {parts}.", parts=parts)

"""Common ground in words: who leads where all orders hold, or which statements collide."""

from collections.abc import Sequence

from ranking.model import Evidence
from ranking.people.agreement import Agreement
from ranking.people.common_ground import BETWEEN, TELLING, Collision, ImportanceStatement
from ranking.robustness.reach import Reach
from ranking.robustness.smaa import Acceptability, sampled_leader
from words.facts.values import item_label
from words.language import Language
from words.people.viewpoints_measured import voices_text


def ground_sentence(say: Language, evidence: Evidence, agreement: Agreement, shares: Acceptability) -> str:
    """Return whether there is common ground, who leads on it or on what is left of it, and whether that is enough."""
    top = sampled_leader(shares)
    name, share = evidence.offers[top.leader].name, say.percent(top.share)
    doubt = " " + say("That is not enough to name a winner.") if top.reason else ""
    if agreement.ground.empty:
        sentence = say(
            "There is none: no weighting satisfies everybody. If those who contradict each other met half-way, "
            "giving equal weight to what they argue about, {name} would come first for {share} of the "
            "weightings left.",
            name=name,
            share=share,
        )
    elif not agreement.ground.statements:
        sentence = say(
            "Nobody puts anything above anything: every weighting is common ground, and {name} comes first for "
            "{share} of them.",
            name=name,
            share=share,
        )
    else:
        sentence = say(
            "There is some: weightings exist that respect everybody’s order of importance. Over all of them, "
            "{name} comes first for {share}.",
            name=name,
            share=share,
        )
    return sentence + doubt


def collision_sentence(say: Language, evidence: Evidence, agreement: Agreement, collision: Collision) -> str:
    """Return statements that cannot all hold, each with those who make it."""
    statements = [_statement(say, evidence, agreement, s) for s in collision.statements]
    if len(statements) == 2:
        return say("{first}; against: {second}.", first=statements[0], second=statements[1])
    return say(
        "Taken two by two these get along, together they go round in a circle: {parts}.",
        parts=say("; ").join(statements),
    )


def tied_sentence(say: Language, evidence: Evidence, agreement: Agreement) -> str:
    """Return the sentence on pillars or criteria that weigh the same, because statements about them collide."""
    groups = [say.both(say("“{label}”", label=item_label(say, evidence, i)) for i in g) for g in agreement.ground.tied]
    return say("Halfway, the same weight goes to {groups}.", groups=say("; ").join(groups)) if groups else ""


def share_text(say: Language, share: float) -> str:
    """Return a share of first places; what is more than nothing never reads as nothing."""
    return say.percent(share) if share >= 0.005 or not share else f"<\u00a0{say.percent(0.005, 1)}"


def reach_text(say: Language, reached: Reach | None) -> str:
    """Return the best and worst place anywhere on the common ground."""
    if reached is None:
        return say("not linear: not bounded")
    if reached.best == reached.worst:
        return say("always {place}", place=say.number(reached.best))
    return say("from {best} to {worst}", best=say.number(reached.best), worst=say.number(reached.worst))


def bounds_sentence(say: Language, evidence: Evidence, own: Reach | None, able: Sequence[str]) -> str:
    """Return between which places the leader stays, and whether anybody else of those `able` to can lead."""
    if own is None:
        return say("With these settings the totals are not linear in the weights: nothing exact can be said.")
    others = [evidence.offers[o].name for o in able if o != own.offer]
    rest = (
        say("Others that some of these weightings, however few, put first: {names}.", names=say.both(others))
        if others
        else say("No other offer can lead there.")
    )
    name, best, worst = evidence.offers[own.offer].name, say.number(own.best), say.number(own.worst)
    return (
        say("{name} stands between place {best} and place {worst} on all of it.", name=name, best=best, worst=worst)
        + " "
        + rest
    )


def rules_sentence(say: Language) -> str:
    """Return what counts as a statement, and what ties do."""
    return say(
        "A point of view states that one weighs more than another only where its weights lie more than {points} "
        "points apart. Nearer, or equal, it states nothing, and takes nothing from the ground of the others. "
        "Compared are pillars with pillars, and criteria with criteria of the same pillar. Common ground asks "
        "every statement of everybody to hold strictly.",
        points=say.number(100 * TELLING, 1),
    )


def _statement(say: Language, evidence: Evidence, agreement: Agreement, statement: ImportanceStatement) -> str:
    more, less = (item_label(say, evidence, x) for x in (statement.more, statement.less))
    return say(
        "“{more}” above “{less}” ({n}: {voices})",
        more=more,
        less=less,
        n=say.number(len(statement.voices)),
        voices=voices_text(say, agreement, statement.voices),
    )


def level_text(say: Language, evidence: Evidence, collision: Collision) -> str:
    """Return where a collision lies."""
    return (
        say("between pillars")
        if collision.level == BETWEEN
        else say("inside “{pillar}”", pillar=item_label(say, evidence, collision.level))
    )

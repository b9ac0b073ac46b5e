"""Weights drawn from people, in words: the four ways, what each asks and assumes, and what came of it."""

from collections.abc import Collection
from datetime import date

from ranking.model import Evidence
from ranking.people.ahp import CONSISTENT, TOLERATED, Comparisons, OddAnswer
from ranking.people.elicitation import WeightQuestion
from ranking.weighing.rank import Ranking
from words.facts.values import item_label
from words.language import Language


def way_name(say: Language, way: str) -> str:
    """Return the name of a way in."""
    return {
        "direct": say("Direct percentages"),
        "swing": say("Worst to best (swing)"),
        "order": say("Order only"),
        "pairs": say("Two by two (AHP)"),
    }[way]


def way_asks(say: Language, way: str) -> str:
    """Return what a way in asks, in one sentence."""
    return {
        "direct": say("Share out 100 points between the pillars. The quickest."),
        "swing": say(
            "Everything at its worst: what would you raise to its best first, and how much is the rest worth beside it?"
        ),
        "order": say("Only say what matters more than what. No figures asked."),
        "pairs": say("Each pillar against each other: which matters more, and by how much?"),
    }[way]


def way_begins(say: Language, way: str) -> str:
    """Return what the button that opens a way in does, in three or four words."""
    return {
        "direct": say("Share out 100 points"),
        "swing": say("Choose what to raise first"),
        "order": say("Put them in order"),
        "pairs": say("Compare two by two"),
    }[way]


def way_assumes(say: Language, way: str) -> str:
    """Return what the weights of a way in rest on."""
    return {
        "direct": say(
            "Assumes that importance can be put in figures straight away. Nothing reminds you how far apart "
            "the two ends of each scale are."
        ),
        "swing": say(
            "Assumes that gains add up, and that a weight is worth what going from the worst to the best end "
            "of a scale is worth to you."
        ),
        "order": say(
            "Assumes the order and nothing else: the figures are the centre of all weightings that respect it."
        ),
        "pairs": say(
            "Assumes that importance is a ratio that can be judged without looking at the ends of the scales."
        ),
    }[way]


def progress_text(say: Language, evidence: Evidence, question: WeightQuestion) -> str:
    """Return where one stands: which question of how many, about what."""
    if question.kind == "inside":
        return say("One more question, if you like")
    about = item_label(say, evidence, question.level.name) if question.level.name else say("The pillars")
    return say("{about} · question {n} of {of}", about=about, n=question.number, of=question.of)


def question_text(say: Language, evidence: Evidence, question: WeightQuestion, best: str | None = None) -> str:
    """Return the question itself. best: the item raised first, at the questions about what the others are worth."""
    names = [item_label(say, evidence, i) for i in question.items]
    match question.kind:
        case "shares":
            return say("How do you share 100 points?")
        case "first" if question.level.name:
            return say(
                "“{pillar}” stands at its worst throughout. You may raise one criterion to its best: which first?",
                pillar=item_label(say, evidence, question.level.name),
            )
        case "first":
            return say("Imagine an offer at its worst everywhere. You may raise one pillar to its best: which first?")
        case "worth":
            return say(
                "If raising “{best}” is worth 100, how much is raising “{name}” worth?",
                best=item_label(say, evidence, best),
                name=names[0],
            )
        case "next":
            return say("What matters most?") if question.number == 1 else say("And what comes next?")
        case "pair":
            return say("“{first}” or “{second}”: which matters more?", first=names[0], second=names[1])
    return say("Would you look inside a pillar?")


def step_text(say: Language, evidence: Evidence, pair: tuple[str, str], value: int) -> str:
    """Return one answer to a comparison, on Saaty's scale of words: 3 for the first of the pair, -3 for the second."""
    if value == 1:
        return say("Both the same")
    name, times = item_label(say, evidence, pair[value < 0]), abs(value)
    return {
        3: say("“{name}”, a little more (3 to 1)", name=name),
        5: say("“{name}”, clearly more (5 to 1)", name=name),
        7: say("“{name}”, much more (7 to 1)", name=name),
        9: say("“{name}”, incomparably more (9 to 1)", name=name),
    }.get(times) or say("“{name}”, {n} to 1", name=name, n=times)


def total_text(say: Language, total: float) -> str:
    """Return the sum of the percentages given so far, and what becomes of it."""
    if round(total) == 100:
        return say("Total: 100.")
    if total == 0:
        return say("Total: 0. Give at least one of them more than 0.")
    return say("Total: {n}. What you share out is brought to 100 in proportion.", n=say.brief(total))


def unasked_text(say: Language, evidence: Evidence, day: date, thin: Collection[str]) -> str:
    """Return what is not asked, because it carries no weight on that day; empty where everything is asked."""
    if not thin:
        return ""
    names = say.both(say.text(c.label) for c in evidence.criteria.values() if c.id in thin)
    return say(
        "Not asked, since known for fewer than 65 % of the offers on {day}: {names}.", day=say.day(day), names=names
    )


def leader_sentence(say: Language, evidence: Evidence, before: Ranking, after: Ranking) -> str:
    """Return who led with the starting weights, and how many offers change place."""
    was, now = ([evidence.offers[r.offer].name for r in ranking.leaders] for ranking in (before, after))
    if not was or not now:
        return ""
    moved, of = moved_count(before, after), len(after.rows)
    if was == now:
        first = say("So did the starting weights.")
    else:
        first = say("With the starting weights, {names} came first.", names=say.both(was))
    if not moved:
        return first + " " + say("No offer changes place.")
    return (
        first + " " + say.plural("{n} offer of {of} changes place.", "{n} offers of {of} change place.", moved, of=of)
    )


def moved_count(before: Ranking, after: Ranking) -> int:
    """Return how many ranked offers have another place."""
    places = {r.offer: r.place for r in before.rows}
    return sum(places.get(r.offer) != r.place for r in after.rows)


def consistency_sentence(say: Language, comparisons: Comparisons) -> str:
    """Return how well pairwise answers fit together."""
    ratio = say.number(comparisons.ratio, 2)
    if comparisons.ratio < CONSISTENT:
        return say("Your answers fit together perfectly: consistency ratio {ratio}.", ratio=ratio)
    if comparisons.ratio <= TOLERATED:
        return say(
            "Your answers fit together well enough: consistency ratio {ratio}, where Saaty tolerates 0.10.", ratio=ratio
        )
    return say(
        "Your answers contradict each other more than Saaty tolerates: consistency ratio {ratio}, above 0.10.",
        ratio=ratio,
    )


def odd_sentence(say: Language, evidence: Evidence, items: tuple[str, ...], odd: OddAnswer) -> str:
    """Return the answer that fits the others least, and what would fit."""
    pair = items[odd.first], items[odd.second]
    step, fits = (step_text(say, evidence, pair, v) for v in (odd.answer, odd.fits))
    return say(
        "The answer that fits least is “{first}” or “{second}”: you said {said}; your other answers imply "
        "{fits}. With that, the ratio would be {after}.",
        first=item_label(say, evidence, pair[0]),
        second=item_label(say, evidence, pair[1]),
        said=_quiet(step),
        fits=_quiet(fits),
        after=say.number(odd.after, 2),
    )


def _quiet(text: str) -> str:
    return text[0].lower() + text[1:]

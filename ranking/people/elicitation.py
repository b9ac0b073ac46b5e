"""Weights drawn from people, four ways: what is asked, question by question, and the weights that the answers give.

direct  percentages as given.
swing   all at worst: which one would you raise to its best first (100), how much is each other raise worth beside it?
        von Winterfeldt & Edwards, Decision Analysis and Behavioral Research, 1986.
order   an order of importance only, made numbers by the rank-order centroid (ranking.weights).
pairs   each against each on Saaty's scale, the principal eigenvector (ranking.people.ahp).
Answers are one flat mapping name -> number, so that a link can hold them: an item's percentage, points or place; for
pairs "a/b"; "inside" once it was said which pillars to open, "inside.<pillar>" for those.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, groupby

from ranking.errors import BoardError, told
from ranking.model import Evidence
from ranking.people.ahp import SCALE, Comparisons, OddAnswer, least_consistent, principal, reciprocal
from ranking.weighing.scenario import Scenario
from ranking.weighing.weighting import Weighting
from ranking.weights import normalised, rank_order_centroid

WAYS = ("direct", "swing", "order", "pairs")
INSIDE, BEST = "inside", 100.0
Given = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Level:
    """Items weighed against each other: the pillars (name ""), or the criteria of the pillar `name`."""

    name: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WeightQuestion:
    """One thing to ask: question `number` of `of` at its level.

    kind  "shares" (all items at once), "first" (which to raise), "worth" (points of items[0]), "next" (which comes
          next), "pair" (items[0] against items[1]), "inside" (which pillars to open)
    """

    kind: str
    level: Level
    items: tuple[str, ...]
    number: int = 1
    of: int = 1


@dataclass(frozen=True, slots=True)
class ElicitedWeights:
    """What the answers give: shares of the pillars, and shares inside the pillars that were opened; each sums to 1."""

    pillars: Mapping[str, float]
    within: Mapping[str, Mapping[str, float]]


def levels(evidence: Evidence, weights: Weighting, thin: Collection[str]) -> tuple[Level, ...]:
    """Return the pillars that can weigh on that day, then for each the criteria that can.

    thin  criteria not to ask about
    """
    live = [
        p
        for p in evidence.pillars
        if any(weights.within[c.id] > 0 and c.id not in thin for c in evidence.criteria_of(p))
    ]
    inside = (Level(p, tuple(c.id for c in evidence.criteria_of(p) if c.id not in thin)) for p in live)
    return (Level("", tuple(live)), *inside)


def path(way: str, levels: tuple[Level, ...], answers: Given) -> tuple[WeightQuestion, ...]:
    """Return every question in order, as far as the answers already given decide what follows."""
    top, *inside = levels
    shares = _shares(way, top, answers) if _answered_all(way, top, answers) else {}
    may_open = tuple(level.name for level in inside if len(level.items) > 1 and shares.get(level.name, 1) > 0)
    more = (WeightQuestion("inside", top, may_open),) if may_open else ()
    opened = [level for level in inside if level.name in may_open and answers.get(f"{INSIDE}.{level.name}")]
    return (*_questions(way, top, answers), *more, *(q for level in opened for q in _questions(way, level, answers)))


def answered(question: WeightQuestion, answers: Given) -> bool:
    """Return whether a question has its answer."""
    match question.kind:
        case "first":
            return any(answers.get(i) == BEST for i in question.items)
        case "next":
            return sum(i in answers for i in question.level.items) >= question.number
        case "pair":
            return pair(*question.items) in answers
        case "inside":
            return INSIDE in answers
    return all(i in answers for i in question.items)


def answer(
    question: WeightQuestion, answers: Given, value: float | str | None | Mapping[str, float] | Sequence[str]
) -> dict[str, float]:
    """Return the answers with one more, or another. What it contradicts is forgotten.

    value  shares: item -> number; first, next: an item (None: all that are left weigh the same); worth, pair: a number;
           inside: the pillars to open
    """
    match question.kind:
        case "shares":
            return {**answers, **{i: float(value[i]) for i in question.items}}
        case "first":
            # In front, so that it is still known as the first where another is worth as much (see `raised`).
            return {value: BEST} | {
                k: v for k, v in answers.items() if k != value and not (k in question.level.items and v == BEST)
            }
        case "next":
            return _placed(question, answers, value)
        case "pair":
            return {**answers, pair(*question.items): float(value)}
        case "inside":
            rest = {k: v for k, v in answers.items() if not k.startswith(INSIDE)}
            return {**rest, INSIDE: 1.0, **{f"{INSIDE}.{p}": 1.0 for p in value}}
    return {**answers, question.items[0]: float(value)}


def drawn(way: str, levels: tuple[Level, ...], answers: Given) -> ElicitedWeights:
    """Return the weights of finished answers. Raises BoardError where every number of a level is 0."""
    top, *inside = levels
    opened = [level for level in inside if answers.get(f"{INSIDE}.{level.name}") and _answered_all(way, level, answers)]
    weights = ElicitedWeights(
        _shares(way, top, answers), {level.name: _shares(way, level, answers) for level in opened}
    )
    for shares in (weights.pillars, *weights.within.values()):
        if not any(shares.values()):
            raise BoardError(told("every number is 0; give at least one more than 0"))
    return weights


def applied(scenario: Scenario, weights: ElicitedWeights) -> Scenario:
    """Return the scenario with these weights; pillars that were not opened keep theirs."""
    points = {c: round(100 * s, 2) for shares in weights.within.values() for c, s in shares.items()}
    pillars = {p: round(100 * s, 2) for p, s in weights.pillars.items()}
    return replace(
        scenario,
        pillars=tuple((dict(scenario.pillars) | pillars).items()),
        weights=tuple((dict(scenario.weights) | points).items()),
    )


def consistency(level: Level, answers: Given) -> tuple[Comparisons, OddAnswer | None]:
    """Return how well the pairwise answers of a level fit together, and the one that fits least."""
    matrix = _matrix(level, answers)
    return principal(matrix), least_consistent(matrix)


def raised(level: Level, answers: Given) -> str | None:
    """Return the item of a level that was raised first, the reference of the others; None before that is said."""
    return next((i for i in answers if i in level.items and answers[i] == BEST), None)


def open_range(place: int, size: int, tied: int = 1) -> tuple[float, float]:
    """Return least and greatest share that an order of `size` items leaves to the one at `place` (1 the first).

    tied  how many share that place: between them nothing is said, so each may be as large as one place higher would
          allow; the bounds are the corners of the ordered simplex
    """
    least = 1 / size if place == 1 and tied == 1 else 0.0
    return least, 1 / place


def pair(first: str, second: str) -> str:
    """Return the name of the answer to one comparison."""
    return f"{first}/{second}"


def usable_answers(way: str, levels: tuple[Level, ...], answers: Given) -> dict[str, float]:
    """Return the answers that this way can use on that day; the others are left out."""
    items = {i for level in levels for i in level.items}
    pairs = {pair(*p) for level in levels for p in combinations(level.items, 2)}
    opened = {INSIDE, *(f"{INSIDE}.{level.name}" for level in levels[1:])}
    wanted = pairs if way == "pairs" else items
    fits = (lambda v: 1 <= abs(v) <= SCALE and v == int(v) and v != -1) if way == "pairs" else (lambda v: v >= 0)
    return {k: v for k, v in answers.items() if k in opened or (k in wanted and fits(v) and math.isfinite(v))}


def groups(level: Level, answers: Given) -> list[list[str]]:
    """Return the items placed so far, best first; those that share a place together."""
    placed = sorted((i for i in level.items if i in answers), key=lambda i: answers[i])
    return [list(tied) for _, tied in groupby(placed, key=lambda i: answers[i])]


def _questions(way: str, level: Level, answers: Given) -> tuple[WeightQuestion, ...]:
    """Return the questions of one level; none where there is nothing to weigh against."""
    items = level.items
    if len(items) < 2:
        return ()
    if way == "direct":
        return (WeightQuestion("shares", level, items),)
    if way == "pairs":
        every = list(combinations(items, 2))
        return tuple(WeightQuestion("pair", level, p, n, len(every)) for n, p in enumerate(every, 1))
    if way == "order":
        places, count = groups(level, answers), len(items) - 1
        if sum(map(len, places)) == len(items):
            count = len(places) - (len(places[-1]) == 1)
        return tuple(
            WeightQuestion("next", level, tuple(i for i in items if i not in sum(places[:n], [])), n + 1, count)
            for n in range(count)
        )
    best = raised(level, answers)
    others = [i for i in items if i != best] if best else list(items[1:])
    worth = (WeightQuestion("worth", level, (i,), n, len(items)) for n, i in enumerate(others, 2))
    return (WeightQuestion("first", level, items, 1, len(items)), *worth)


def _placed(question: WeightQuestion, answers: Given, item: str | None) -> dict[str, float]:
    """Return items placed up to this question, then `item`, or all that are left together."""
    before = groups(question.level, answers)[: question.number - 1]
    left = [i for i in question.level.items if i not in sum(before, [])]
    then = [left] if item is None else [[item]] + ([[i for i in left if i != item]] if len(left) == 2 else [])
    others = {k: v for k, v in answers.items() if k not in question.level.items}
    return others | {i: float(n) for n, group in enumerate([*before, *then], 1) for i in group}


def _answered_all(way: str, level: Level, answers: Given) -> bool:
    return all(answered(q, answers) for q in _questions(way, level, answers))


def _shares(way: str, level: Level, answers: Given) -> dict[str, float]:
    if len(level.items) < 2:
        return dict.fromkeys(level.items, 1.0)
    if way == "order":
        return rank_order_centroid(groups(level, answers), level.items)
    if way == "pairs":
        weights = principal(_matrix(level, answers)).weights
        return dict(zip(level.items, map(float, weights), strict=True))
    return normalised({i: answers.get(i, 0.0) for i in level.items})


def _matrix(level: Level, answers: Given):
    rows = {item: n for n, item in enumerate(level.items)}
    ratios = {(rows[a], rows[b]): answers.get(pair(a, b), 1.0) for a, b in combinations(level.items, 2)}
    return reciprocal(len(level.items), ratios)

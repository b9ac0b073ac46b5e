"""Common ground: the weightings in which several orders of importance hold at once, or which statements collide.

A voice states that X outweighs Y where its weights say so by more than TELLING; nearer weights say nothing of the
order, as in a rank-order centroid, where what was not compared is tied. Pillars are compared with pillars, and
criteria with criteria of their own pillar, because that is how priorities are put in words.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

import numpy as np

from ranking.robustness.partial_orders import Partial
from ranking.robustness.problem import WeightProblem
from ranking.robustness.reach import Reach, reach
from ranking.robustness.smaa import Acceptability, acceptability
from ranking.robustness.tipping import can_lead
from ranking.robustness.weight_spaces import Nested
from ranking.solver import linprog
from ranking.tolerances import EDGE

# Sliders move in whole per cents and are brought to a hundred: one point of difference may be nobody's wish.
TELLING = 0.015
BETWEEN = "pillars"


@dataclass(frozen=True, slots=True)
class ImportanceStatement:
    """That `more` outweighs `less`.

    level   BETWEEN for two pillars, else the pillar of the two criteria
    voices  positions of those who say so
    """

    level: str
    more: str
    less: str
    voices: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Collision:
    """Statements that cannot all hold: what each puts below, the next puts above, and the last leads to the first.

    Two that contradict each other, or, where no two do, a shortest circle of three or more.
    """

    statements: tuple[ImportanceStatement, ...]

    @property
    def level(self) -> str:
        """Return where its statements stand: BETWEEN pillars, or the pillar inside which they compare criteria."""
        return self.statements[0].level

    @property
    def voices(self) -> int:
        """Return how many voices stand behind the side that has fewest."""
        return min(len(s.voices) for s in self.statements)


@dataclass(frozen=True, eq=False)
class CommonGround:
    """Where all orders hold.

    problem     the offers and criteria, with the centroid of the region as weights in force
    statements  all that is said; collisions: the proof that nothing satisfies all of it, the widest held first
    space       the region, sides that collide meeting half-way: what collides weighs the same in it
    """

    problem: WeightProblem
    statements: tuple[ImportanceStatement, ...]
    collisions: tuple[Collision, ...]
    space: Nested

    @property
    def empty(self) -> bool:
        """Return whether no weights satisfy every statement."""
        return bool(self.collisions)

    @cached_property
    def limits(self) -> np.ndarray:
        """Return (r, m): the region is the weights w with limits @ w >= 0."""
        return _rows(self.problem, self.statements)

    @cached_property
    def room(self) -> float:
        """Return by how much every statement can hold at once, a share of the whole; 0 where they collide.

        Linear programme.
        1 where nothing is stated.
        """
        rows, items = self.limits, len(self.problem.criteria)
        if not len(rows):
            return 1.0
        solution = linprog(
            np.r_[np.zeros(items), -1.0],
            A_ub=np.c_[-rows, np.ones(len(rows))],
            b_ub=np.zeros(len(rows)),
            A_eq=np.r_[np.ones(items), 0.0][None],
            b_eq=[1.0],
            bounds=(0, None),
        )
        return float(solution.x[-1])

    def shares(self, samples: int = 100_000, seed: int = 0) -> Acceptability:
        """Return what share of the region gives each offer each place."""
        return acceptability(self.problem, self.space, samples, seed)

    def reach(self, offer: str) -> Reach:
        """Return best and worst place of an offer anywhere in the region. Raises NotLinear."""
        return reach(self.problem, offer, limits=self.limits)

    def can_lead(self, offer: str) -> bool:
        """Return whether some weighting of the region puts the offer first. Raises NotLinear."""
        return can_lead(self.problem, offer, self.limits)

    @property
    def tied(self) -> tuple[tuple[str, ...], ...]:
        """Return pillars, then criteria, that weigh the same in the region because statements about them collide."""
        base = self.problem
        groups = [tuple(base.pillars[i] for i in g) for g in self.space.pillars.groups]
        for inside, columns in zip(self.space.within, self.space.members, strict=True):
            groups += [tuple(base.criteria[columns[i]] for i in g) for g in inside.groups]
        return tuple(g for g in groups if len(g) > 1)


def common_ground(base: WeightProblem, shares: np.ndarray, within: np.ndarray) -> CommonGround:
    """Return the common ground of k voices: pillar shares (k, p), shares inside pillars (k, m), ordered as in `base`.

    A pillar or criterion without weight that day has to be left out of `base` beforehand.
    """
    statements = [*_statements(BETWEEN, base.pillars, shares)]
    spaces = [_space(statements, base.pillars)]
    for pillar, columns in zip(base.pillars, base.members, strict=True):
        names = tuple(base.criteria[c] for c in columns)
        more = [*_statements(pillar, names, within[:, columns])]
        spaces.append(_space(more, names))
        statements += more
    space = Nested(spaces[0], tuple(spaces[1:]), tuple(tuple(map(int, m)) for m in base.members))
    middle = np.concatenate([s.centroid for s in spaces[1:]])[np.argsort(np.concatenate(base.members))]
    collisions = sorted(_collisions(statements), key=lambda c: (c.level != BETWEEN, -c.voices, len(c.statements)))
    return CommonGround(
        replace(base, shares=spaces[0].centroid, within=middle), tuple(statements), tuple(collisions), space
    )


def _statements(level: str, names: Sequence[str], shares: np.ndarray) -> Iterator[ImportanceStatement]:
    """Yield what k voices with shares (k, n) of the names say of each pair, the heavier first."""
    for i, j in combinations(range(len(names)), 2):
        for more, less in ((i, j), (j, i)):
            voices = np.flatnonzero(shares[:, more] - shares[:, less] > TELLING + EDGE)
            if len(voices):
                yield ImportanceStatement(level, names[more], names[less], tuple(voices.tolist()))


def _space(statements: Sequence[ImportanceStatement], names: Sequence[str]) -> Partial:
    return Partial(len(names), tuple((names.index(s.more), names.index(s.less)) for s in statements))


def _rows(base: WeightProblem, statements: Sequence[ImportanceStatement]) -> np.ndarray:
    """Return one row a statement: +1 where `more` has its weight, -1 where `less` has."""
    place = {p: base.groups[k] for k, p in enumerate(base.pillars)}
    unit = dict(zip(base.criteria, np.eye(len(base.criteria)), strict=True))
    rows = [place[s.more] - place[s.less] if s.level == BETWEEN else unit[s.more] - unit[s.less] for s in statements]
    return np.array(rows).reshape(-1, len(base.criteria))


def _collisions(statements: Sequence[ImportanceStatement]) -> Iterator[Collision]:
    """Yield every pair that contradicts itself; at a level without one, a shortest circle if there is any."""
    for level in dict.fromkeys(s.level for s in statements):
        edges = {(s.more, s.less): s for s in statements if s.level == level}
        pairs = [(s, edges[less, more]) for (more, less), s in edges.items() if (less, more) in edges]
        # Each contradiction is met from both of its ends: the one that stands first names it.
        pairs = [(s, t) for k, (s, t) in enumerate(pairs) if (t, s) not in pairs[:k]]
        circle = () if pairs else _circle(edges)
        yield from map(Collision, [*pairs, *([circle] if circle else [])])


def _circle(edges: Mapping[tuple[str, str], ImportanceStatement]) -> tuple[ImportanceStatement, ...]:
    """Return the statements of a shortest circle; none where the order is without one.

    Breadth first from every item.
    """
    circle: tuple[ImportanceStatement, ...] = ()
    for start in dict.fromkeys(more for more, _ in edges):
        way, waiting = {start: ()}, deque([start])
        while waiting:
            here = waiting.popleft()
            for (more, less), statement in edges.items():
                if more == here and less == start and (not circle or len(way[here]) + 1 < len(circle)):
                    circle = (*way[here], statement)
                elif more == here and less not in way:
                    way[less] = (*way[here], statement)
                    waiting.append(less)
    return circle

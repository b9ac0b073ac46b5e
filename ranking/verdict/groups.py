"""Groups of offers that the facts do not part, and the places that each may take, from the draws of the verdict.

One offer is firmly ahead of another where it is ahead in as many draws as a firm verdict takes, and their scores are
not called close. The first group are those that nobody is firmly ahead of, with whom the verdict names; the second
those that only the first is ahead of, and so on: non-dominated sorting (Goldberg 1989; Deb et al., IEEE Transactions
on Evolutionary Computation 6(2), 2002) on a probabilistic dominance.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ranking.model import Evidence
from ranking.tolerances import EDGE
from ranking.verdict.draws import LEVEL, first_shares
from ranking.verdict.verdict import RULE, Verdict, VoiceRule, drawn_of
from ranking.weighing.rank import Ranking

# The share of the draws that an interval of places holds, the rest cut in equal parts at both ends.
INSIDE = 0.90


@dataclass(frozen=True, slots=True)
class RankInterval:
    """Where the draws put an offer: its group from 1, its places `best` to `worst`, how often it is first (0..1).

    of  how many offers are ranked
    """

    group: int
    best: int
    worst: int
    first: float
    of: int


def rank_intervals(
    evidence: Evidence, ranking: Ranking, judgement: Verdict, by: VoiceRule = RULE
) -> dict[str, RankInterval]:
    """Return the rank interval of every ranked offer, in the order of the ranking.

    judgement  the verdict of the ranking under the same rule
    """
    if not ranking.rows:
        return {}
    names, offers = [row.offer for row in ranking.rows], list(evidence.offers)
    totals = drawn_of(evidence, ranking, by).totals[[offers.index(o) for o in names]]
    scores = np.array([row.score for row in ranking.rows])
    above = leads(totals)
    numbers = groups(ahead(above, scores, by), [names.index(o) for o in judgement.leaders])
    best, worst = place_intervals(above)
    firsts = first_shares(totals)
    return {
        o: RankInterval(int(numbers[i]), int(best[i]), int(worst[i]), float(firsts[i]), len(names))
        for i, o in enumerate(names)
    }


def leads(totals: np.ndarray) -> np.ndarray:
    """Return (n, n, draws) in which draws each offer is ahead of each other, out of totals (n, draws)."""
    return np.stack([mine > totals + LEVEL for mine in totals])


def ahead(above: np.ndarray, scores: np.ndarray, by: VoiceRule = RULE) -> np.ndarray:
    """Return (n, n) whether each offer is firmly ahead of each other. above: as `leads` says; scores (n,) in points.

    A draw in which two are level counts half for each.
    """
    wins = np.count_nonzero(above, axis=2) / above.shape[2]
    shares = (wins + 1 - wins.T) / 2
    return (shares >= by.firm - EDGE) & (np.abs(scores[:, None] - scores) >= by.close)


def groups(firmly: np.ndarray, named: Sequence[int] = ()) -> np.ndarray:
    """Return (n,) the group of each offer, from 1, out of who is firmly ahead of whom (n, n).

    named  who is in the first group in any case
    """
    numbers, left, number = np.zeros(len(firmly), int), np.ones(len(firmly), bool), 0
    while left.any():
        number += 1
        top = left & ~firmly[left].any(axis=0)
        # Nobody on top: a circle, which the facts then do not break.
        top = top if top.any() else left.copy()
        if number == 1:
            top[list(named)] = True
        numbers[top] = number
        left &= ~top
    return numbers


def place_intervals(above: np.ndarray, inside: float = INSIDE) -> tuple[np.ndarray, np.ndarray]:
    """Return (n,) the best and the worst place of each offer in the middle `inside` of the draws. above: as `leads`."""
    taken = np.sort(above.sum(axis=0, dtype=np.uint16) + 1, axis=1)
    cut = round((1 - inside) / 2 * taken.shape[1])
    return taken[:, cut], taken[:, -1 - cut]

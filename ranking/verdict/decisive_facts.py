"""What the verdict rests on: each fact, and each source, left out in turn, exactly.

A fact left out is as if its block had never been written: the one before it comes back into force, else the matter is
unknown. Its criterion may become too thinly known to weigh, a share shrink, an offer lose its place or gain one: all of
that is computed anew, and only that. The draws are those of the verdict; one cell of one offer differs.
"""

from dataclasses import dataclass, replace

import numpy as np

from ranking.keeping import kept_with_evidence
from ranking.model import Evidence, Fact
from ranking.robustness.uncertainty import Assumptions
from ranking.tolerances import TIE
from ranking.unknowns import fill
from ranking.verdict.bounds import VoiceBounds
from ranking.verdict.draws import Draws
from ranking.verdict.first_share import FirstShare
from ranking.verdict.leave_one_out import LeftOut, left_out
from ranking.verdict.verdict import RULE, Verdict, VoiceRule, drawn_of, verdict
from ranking.weighing.rank import Ranking
from ranking.weighing.scenario import Scenario
from ranking.weighing.total import totals
from ranking.weighing.weighting import Weighting, weighting

# Days and policies kept for each evidence: a visitor goes back and forth between a few.
MOST_KEPT = 4


@dataclass(frozen=True, slots=True)
class DecisiveFacts:
    """A fact, or the facts of one source, without which somebody else would be first or the voice another.

    source   its address where all that it says is left out, "" for a single fact
    leaders  who would be first, () where no offer could be ranked; voice: how firmly
    """

    facts: tuple[Fact, ...]
    source: str
    leaders: tuple[str, ...]
    voice: str


def rests_on(
    evidence: Evidence, ranking: Ranking, judgement: Verdict | None = None, rule: VoiceRule = RULE
) -> tuple[DecisiveFacts, ...]:
    """Return every decisive fact, then every decisive source of several facts; () where none decides alone.

    judgement  the verdict of the ranking under the same rule, where the caller has it already
    """
    judgement = judgement or verdict(evidence, ranking, rule)
    left, offers = _kept(evidence, ranking, rule.assumed), list(evidence.offers)
    first, voices = _answers(evidence, ranking, left, rule)
    now = np.isin(offers, judgement.first)
    differs = (first != now).any(axis=1) | (voices != judgement.voice)
    return tuple(
        DecisiveFacts(
            *left.removals[r], tuple(o for o, yes in zip(offers, first[r], strict=True) if yes), str(voices[r])
        )
        for r in np.flatnonzero(differs)
    )


def _kept(evidence: Evidence, ranking: Ranking, assumed: Assumptions) -> LeftOut:
    """What is otherwise without each fact: the same for all weights of a day, and kept for them."""
    free = replace(ranking.scenario, profile="equal", pillars=(), weights=(), compensation=1.0, thin=False)
    shelf = _shelf(evidence)
    left = shelf.get((free, assumed))
    if left is None:
        for oldest in list(shelf)[: max(0, len(shelf) - MOST_KEPT + 1)]:
            shelf.pop(oldest, None)
        left = shelf[free, assumed] = left_out(evidence, ranking, assumed)
    return left


@kept_with_evidence(1)
def _shelf(evidence: Evidence) -> dict[tuple[Scenario, Assumptions], LeftOut]:
    """Where what is kept of an evidence stands."""
    return {}


def _answers(evidence: Evidence, ranking: Ranking, left: LeftOut, rule: VoiceRule) -> tuple[np.ndarray, np.ndarray]:
    """Who would be first (asked, offers), and how firmly (asked,), without each of what is left out in turn."""
    scores, placed = _scores(evidence, ranking, left)
    heights = np.where(placed, scores, -np.inf)
    best = heights.max(axis=1, keepdims=True)
    first = placed & (heights >= best - TIE)
    following = np.partition(heights, -2, axis=1)[:, -2] if heights.shape[1] > 1 else np.full(len(best), -np.inf)
    counts = first.sum(axis=1)
    leads = np.where(counts == 1, best[:, 0], 0.0) - np.where(counts == 1, following, 0.0)
    drawn = drawn_of(evidence, ranking, rule)
    firsts = FirstShare(drawn.totals, np.isin(list(evidence.offers), [row.offer for row in ranking.rows]))
    voices = np.full(len(scores), "undecided", dtype=object)
    voices[counts == 0] = ""
    bounds, rows, same = (
        VoiceBounds(left, drawn, firsts, rule),
        first.argmax(axis=1),
        (placed == firsts.placed).all(axis=1),
    )
    for r in np.flatnonzero((counts == 1) & (leads >= rule.close)).tolist():
        row, here = int(rows[r]), None if same[r] else placed[r]
        if (voice := bounds.voice(r, row) if same[r] else None) is None:
            voice = rule.voice(1, None, firsts.share(row, here, _redrawn(left, drawn, r, placed[r])))
        voices[r] = voice
    return first, voices


def _scores(evidence: Evidence, ranking: Ranking, left: LeftOut) -> tuple[np.ndarray, np.ndarray]:
    """Scores (asked, offers) and whether each offer has a place."""
    scenario, base = ranking.scenario, ranking.matrix.arrays
    scores, placed = (
        np.empty((len(left.removals), len(evidence.offers))),
        np.empty((len(left.removals), len(evidence.offers)), bool),
    )
    for number, aside in enumerate(left.asides):
        weights = weighting(evidence, scenario, aside)
        overall, rows = np.array([weights.overall[c] for c in evidence.criteria]), left.aside == number
        mine = rows[left.of]
        values, known = (
            np.vstack([base[k], part[mine]]) for k, part in (("value", left.values), ("known", left.known))
        )
        heights = _heights(values, overall, weights, scenario)
        inside = np.concatenate([left.admitted, left.allowed[mine]]) & bool(overall.any())
        if scenario.unknowns == "ignore":
            inside &= known @ overall > 0
        n = len(evidence.offers)
        scores[rows], placed[rows] = heights[:n], inside[:n]
        scores[left.of[mine], left.offer[mine]] = heights[n:]
        placed[left.of[mine], left.offer[mine]] = inside[n:]
    return scores, placed


def _heights(values: np.ndarray, overall: np.ndarray, weights: Weighting, scenario: Scenario) -> np.ndarray:
    return totals(fill(values, scenario.unknowns), overall[:, None], weights.groups, scenario.compensation)[:, 0]


def _redrawn(left: LeftOut, drawn: Draws, r: int, placed: np.ndarray) -> dict[int, np.ndarray]:
    """Totals in every draw of the offers with a place that differ."""
    changed = ((int(left.offer[p]), left.cells[p]) for p in left.parts[r])
    return {i: drawn.total(i, cells) for i, cells in changed if placed[i] and any(drawn.weights[j] > 0 for j in cells)}

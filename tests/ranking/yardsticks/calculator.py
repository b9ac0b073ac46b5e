"""The published calculator, reckoned as its sheet does: what the board's assessment of certain answers is held to."""

from collections.abc import Mapping

from ranking.yardsticks.assess import weighted
from ranking.yardsticks.framework import Framework, Weights


def sheet_score(framework: Framework, weights: Weights, chosen: Mapping[str, int]) -> tuple[float, int | None]:
    """Return score (per cent) and level of a sheet as the calculator does: a blank adds nothing and lowers nothing.

    chosen  question -> answer, numbered from 1. The level is None where nothing is filled in.
    """
    shares = dict.fromkeys(framework.objectives, 0.0)
    for key, k in chosen.items():
        question = framework.questions[key]
        shares[question.objective] += 100 * question.points[k - 1] / framework.nominal
    levels = [framework.questions[key].seals[k - 1] for key, k in chosen.items()]
    return weighted(shares, weights), min(levels, default=None)

"""The published calculator, reckoned as its sheet does: what the board's assessment of certain answers is held to."""

from collections.abc import Mapping, Sequence

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


def sheet_like(framework: Framework, shares: Mapping[str, float], levels: Mapping[str, int]) -> dict[str, int]:
    """Return a sheet of answers, numbered from 1, that a published card could be of: its levels, its shares nearly.

    shares  objective -> per cent of what its answers can add up to, as the cards give it
    """
    sheet: dict[str, int] = {}
    for objective, share in shares.items():
        keys = [k for k, q in framework.questions.items() if q.objective == objective]
        most = sum(framework.questions[k].points[-1] for k in keys)
        sheet |= dict(zip(keys, _answers_near(framework, keys, share * most / 100, levels[objective]), strict=True))
    return sheet


def _answers_near(framework: Framework, keys: Sequence[str], points: float, level: int) -> tuple[int, ...]:
    """Answers of one objective whose lowest level is the one asked and whose points are nearest."""
    reached: dict[tuple[float, bool], tuple[int, ...]] = {(0.0, False): ()}
    for key in keys:
        question = framework.questions[key]
        reached = {
            (round(sum_ + question.points[k], 2), hit or question.seals[k] == level): (*chosen, k + 1)
            for (sum_, hit), chosen in reached.items()
            for k in range(len(question.points))
            if question.seals[k] >= level
        }
    return reached[min((state for state in reached if state[1]), key=lambda state: abs(state[0] - points))]

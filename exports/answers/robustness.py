"""How far a ranking can be trusted, as JSON: what `robustness` and `solve` answer, and the interface for programs."""

import math
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import pandas as pd

from exports.answers.weighed import late
from ranking.model import Evidence
from ranking.robustness import formulas, overlap, smaa, tipping, weight_spaces
from ranking.robustness.fact_tipping import Flip, flips
from ranking.robustness.first_places import DRAWS
from ranking.robustness.problem import WeightProblem, problem
from ranking.robustness.reach import reach
from ranking.robustness.stability import LEVELS, stability
from ranking.robustness.uncertainty import Assumptions, Doubt, doubt, what_varies
from ranking.weighing.rank import Ranking

FEW = 40
VARY = ("weights", "evidence", "both")


@dataclass(frozen=True, slots=True)
class Sampling:
    """What is drawn, and how often.

    kind           one of weight_spaces.KINDS; nested: pillars first; concentration: of "mine"; width: of "range", 0..1
    vary           one of VARY; samples: weightings drawn; workers: threads, which change no number
    threshold      first share (0..1) from which the leader is called first
    """

    kind: str = "any"
    nested: bool = True
    concentration: float = 30
    width: float = 0.1
    vary: str = "weights"
    samples: int = 100_000
    seed: int = 0
    workers: int = 2
    threshold: float = 0.5


def robustness(evidence: Evidence, answer: Ranking, by: Sampling) -> tuple[WeightProblem, smaa.Acceptability, dict]:
    """Return the weighed problem, its sampled acceptability, and everything that can be said of it, as JSON."""
    base, assumed = problem(answer), Assumptions()
    space = weight_spaces.weight_space(base, by.kind, by.nested, by.concentration, by.width)
    cases = what_varies(base, space, doubt(evidence, answer, base, assumed))
    with ThreadPoolExecutor(by.workers) as pool:
        varied, both = (
            smaa.acceptability(base, cases[vary][0], samples, by.seed, pool, cases[vary][1])
            for vary, samples in ((by.vary, by.samples), ("both", min(by.samples, DRAWS)))
        )
    known = answer.matrix.value.loc[list(base.offers), list(base.criteria)].to_numpy()
    return (
        base,
        varied,
        {
            "as_of": answer.scenario.as_of.isoformat(),
            "data_version": answer.version,
            "scenario": answer.scenario.to_json(),
            "samples": by.samples,
            "seed": by.seed,
            "space": {
                "kind": by.kind,
                "pillars_first": by.nested,
                "concentration": by.concentration,
                "range": by.width,
            },
            "vary": by.vary,
            "assumptions": assumed.to_json(),
            **sampled(base, varied, cases[by.vary][1], 100 * by.threshold, by.seed),
            "first_share_both": row(both.first),
            "samples_both": both.samples,
            "weights": row(weights_of(base)),
            **exact(base),
            "smallest_fact": [flip(f) for f in flips(evidence, answer)],
            **others(base),
            "overlap": [pair(x) for x in overlap.overlaps_of(base, known)],
            "influence": frame(overlap.influence(answer)),
            "excluded": [{"offer": x.offer, "reason": x.reason} for x in answer.excluded],
            **late(evidence, answer.scenario.as_of),
        },
    )


def sampled(
    base: WeightProblem, acceptability: smaa.Acceptability, doubtful: Doubt | None, threshold: float, seed: int
) -> dict:
    """Return what the sampled weightings say, as JSON."""
    leader, spans = smaa.sampled_leader(acceptability, threshold / 100), acceptability.span()
    sure = smaa.confidence(base, acceptability, doubtful, seed=seed)
    return {
        "verdict": {
            "leader": leader.leader,
            "share": leader.share,
            "error": leader.error,
            "rival": leader.rival,
            "rival_share": leader.rival_share,
            "enough": leader.enough,
            "reason": leader.reason,
            "threshold": threshold / 100,
        },
        "rank_acceptability": {x: list(map(float, acceptability.places.loc[x])) for x in base.offers},
        "first_share": row(acceptability.first),
        "first_share_error": row(acceptability.error(acceptability.first)),
        "central_weights": {
            x: None if acceptability.central.loc[x].isna().all() else row(acceptability.central.loc[x])
            for x in base.offers
        },
        "confidence_factors": row(sure),
        "expected_rank": row(acceptability.expected),
        "rank_range": {x: [int(spans.best[x]), int(spans.worst[x])] for x in base.offers},
        "pairwise": {
            a: {b: float(acceptability.pairwise.loc[a, b]) for b in base.offers if a != b} for a in base.offers
        },
    }


def exact(base: WeightProblem) -> dict:
    """Return what can be said exactly of all weightings, as JSON."""
    levels = {"": "criterion"}
    if base.criteria != base.pillars:
        levels |= {"_pillars": "pillar", "_within": "within"}
    document = {}
    for suffix, level in levels.items():
        intervals = stability(base, level)
        document |= {
            f"stability{suffix}": {s.item: list(s.leads) for s in intervals},
            f"stability_order{suffix}": {s.item: list(s.order) for s in intervals},
            f"stability_exact{suffix}": all(s.exact for s in intervals),
        }
        if level != LEVELS[2]:
            document |= _changes(base, level, suffix)
    return document


def _changes(base: WeightProblem, level: str, suffix: str) -> dict:
    names = [f"{name}{suffix}" for name in ("smallest_change", "never", "reachable_places", "smallest_change_why_not")]
    try:
        changes = {x: tipping.smallest_change(base, x, level) for x in base.offers}
        reached = {x: reach(base, x, level) for x in base.offers if len(base.offers) <= FEW}
    except tipping.NotLinear as error:
        return dict(zip(names, (None, None, None, str(error)), strict=True))
    change = {x: _change(c) if isinstance(c, tipping.WeightChange) else None for x, c in changes.items()}
    never = {x: {"mixture": c.mixture, "by": c.by} for x, c in changes.items() if isinstance(c, tipping.NeverFirst)}
    places = {x: {"best": r.best, "worst": r.worst, "exact": r.exact} for x, r in reached.items()}
    return dict(zip(names, (change, never, places or None, None), strict=True))


def _change(change: tipping.WeightChange) -> dict:
    return {"weights": change.weights, "l1": change.l1, "shared": change.shared, "words": _words(change.moves)}


def _words(moves: tuple[tuple[str, float, float], ...]) -> str:
    return ", ".join(f"{item} from {100 * a:.1f} to {100 * b:.1f} %" for item, a, b in moves) or "no change"


def flip(f: Flip) -> dict:
    """Return one change of a fact that puts somebody else first, as JSON."""
    return {
        "offer": f.offer,
        "indicator": f.indicator,
        "before": f.before,
        "after": f.after,
        "bound": f.bound,
        "size": f.size,
        "leaders": list(f.leaders),
        "cause": f.cause,
        "confidence": f.fact and f.fact.confidence,
    }


def others(base: WeightProblem) -> dict:
    """Return what other formulas say, and the board without one criterion or one offer, as JSON."""
    table = formulas.agreement(base)
    rows = {
        name: {
            "leader": row.leader,
            "same_leader": bool(row.same_leader),
            "tau": _number(row.tau),
            "places": {x: int(row[x]) for x in base.offers},
        }
        for name, row in table.iterrows()
    }
    return {
        "formulas": rows,
        "without_criterion": frame(formulas.without_criterion(base)),
        "without_offer": {k: list(v) for k, v in formulas.without_offer(base).items()},
    }


def pair(x: overlap.Overlap) -> dict:
    """Return two criteria and how alike they order the offers, as JSON."""
    return {
        "criteria": [x.first, x.second],
        "correlation": _number(x.correlation),
        "pairs": x.pairs,
        "alike": x.alike,
        "weight": x.weight,
    }


def weights_of(base: WeightProblem) -> pd.Series:
    """Return the weights in force, by criterion, shares of 1."""
    return pd.Series(base.weights, list(base.criteria))


def row(series: pd.Series) -> dict:
    """Return a series as JSON, NaN as null."""
    return {k: _number(v) for k, v in series.items()}


def frame(table: pd.DataFrame) -> dict:
    """Return a frame as JSON, an object for each row, NaN as null."""
    return {k: {c: _number(v) for c, v in values.items()} for k, values in table.astype(object).iterrows()}


def _number(value: object) -> object:
    """Return a value JSON can hold; NaN becomes null."""
    if isinstance(value, bool | str) or value is None:
        return value
    if isinstance(value, int | np.integer):
        return int(value)
    return None if math.isnan(value) else float(value)

"""What several points of view have in common, as JSON."""

from ranking.model import Evidence
from ranking.people.agreement import Agreement
from ranking.people.common_ground import BETWEEN, CommonGround, ImportanceStatement
from ranking.robustness.tipping import NotLinear
from ranking.weighing.rank import Ranking


def document(evidence: Evidence, agreement: Agreement, samples: int) -> dict:
    """Return everything about several voices, as JSON."""
    question = agreement.voices[0].scenario
    return {
        "as_of": question.as_of.isoformat(),
        "data_version": evidence.version,
        "offers": list(agreement.offers),
        "ranked_by_some": list(agreement.apart),
        "without_weight": list(agreement.silent),
        "voices": [_voice(agreement, k) for k in range(len(agreement.voices))],
        "tau": [[_number(x) for x in row] for row in agreement.tau.tolist()],
        "pairs": dict(zip(("alike", "all"), agreement.pairs, strict=True)),
        "same_place": agreement.same,
        "in_every_first": {str(n): list(agreement.top(n)) for n in (1, 3, 5)},
        "always_above": [
            [agreement.offers[i], agreement.offers[j]] for i, j in zip(*agreement.above.nonzero(), strict=True)
        ],
        "divides": [
            {
                "item": d.item,
                "level": d.level,
                "low": d.low,
                "high": d.high,
                "lowest": _names(agreement, d.lowest),
                "highest": _names(agreement, d.highest),
                "share": _number(d.share),
            }
            for d in agreement.divides
        ],
        "cross_checks": [
            {
                "offer": x,
                "greatest_regret": float(agreement.regret[:, i].max()),
                "borda": float(agreement.borda[i]),
                "copeland": int(agreement.copeland[i]),
            }
            for i, x in enumerate(agreement.offers)
        ],
        "least_greatest_regret": list(agreement.safest),
        "condorcet": agreement.condorcet,
        "mean_weights": {"scenario": agreement.consensus.scenario.to_json(), "ranking": _ranking(agreement.consensus)},
        "common_ground": _ground(agreement, agreement.ground, samples),
    }


def _voice(agreement: Agreement, k: int) -> dict:
    one = agreement.voices[k]
    return {
        "name": one.name,
        "scenario": one.scenario.to_json(),
        "first": list(agreement.leaders[k]),
        "ranking": _ranking(agreement.rankings[k]),
    }


def _ranking(ranking: Ranking) -> list[dict]:
    return [{"place": r.place, "offer": r.offer, "score": r.score} for r in ranking.rows]


def _ground(agreement: Agreement, ground: CommonGround, samples: int) -> dict:
    shares = ground.shares(samples)
    weights = dict(zip(ground.problem.criteria, map(float, ground.problem.weights), strict=True))
    return {
        "empty": ground.empty,
        "room": ground.room,
        "statements": [_said(agreement, s) for s in ground.statements],
        "collisions": [[_said(agreement, s) for s in c.statements] for c in ground.collisions],
        "weigh_the_same": list(map(list, ground.tied)),
        "mean_weights": weights,
        "samples": samples,
        "seed": 0,
        "standings": [
            {"offer": x, "first": float(shares.first[x]), **_reached(ground, x)}
            for x in shares.first.sort_values(ascending=False, kind="stable").index
        ],
    }


def _said(agreement: Agreement, statement: ImportanceStatement) -> dict:
    return {
        "between": "pillars" if statement.level == BETWEEN else f"criteria of {statement.level}",
        "more": statement.more,
        "less": statement.less,
        "voices": _names(agreement, statement.voices),
    }


def _reached(ground: CommonGround, offer: str) -> dict:
    """Return best and worst place anywhere in the region, or None where they cannot be known exactly."""
    try:
        reached = ground.reach(offer)
    except NotLinear:
        return {"best": None, "worst": None}
    return {"best": reached.best, "worst": reached.worst, "proven": reached.exact}


def _names(agreement: Agreement, voices: tuple[int, ...]) -> list[str]:
    return [agreement.voices[k].name for k in voices]


def _number(x: float) -> float | None:
    """Return the number, or None where it is not a number (NaN)."""
    return float(x) if x == x else None

"""What several points of view have in common, as JSON."""

from ranking.model import Evidence
from ranking.people.agreement import Agreement
from ranking.people.common_ground import BETWEEN, CommonGround, ImportanceStatement
from ranking.robustness.tipping import NotLinear
from ranking.weighing.rank import Ranking


def document(evidence: Evidence, found: Agreement, samples: int) -> dict:
    """Return everything about several voices, as JSON."""
    question = found.voices[0].scenario
    return {
        "as_of": question.as_of.isoformat(),
        "data_version": evidence.version,
        "offers": list(found.offers),
        "ranked_by_some": list(found.apart),
        "without_weight": list(found.silent),
        "voices": [_voice(found, k) for k in range(len(found.voices))],
        "tau": [[_number(x) for x in row] for row in found.tau.tolist()],
        "pairs": dict(zip(("alike", "all"), found.pairs, strict=True)),
        "same_place": found.same,
        "in_every_first": {str(n): list(found.top(n)) for n in (1, 3, 5)},
        "always_above": [[found.offers[i], found.offers[j]] for i, j in zip(*found.above.nonzero(), strict=True)],
        "divides": [
            {
                "item": d.item,
                "level": d.level,
                "low": d.low,
                "high": d.high,
                "lowest": _names(found, d.lowest),
                "highest": _names(found, d.highest),
                "share": _number(d.share),
            }
            for d in found.divides
        ],
        "cross_checks": [
            {
                "offer": x,
                "greatest_regret": float(found.regret[:, i].max()),
                "borda": float(found.borda[i]),
                "copeland": int(found.copeland[i]),
            }
            for i, x in enumerate(found.offers)
        ],
        "least_greatest_regret": list(found.safest),
        "condorcet": found.condorcet,
        "mean_weights": {"scenario": found.consensus.scenario.to_json(), "ranking": _ranking(found.consensus)},
        "common_ground": _ground(found, found.ground, samples),
    }


def _voice(found: Agreement, k: int) -> dict:
    one = found.voices[k]
    return {
        "name": one.name,
        "scenario": one.scenario.to_json(),
        "first": list(found.leaders[k]),
        "ranking": _ranking(found.rankings[k]),
    }


def _ranking(ranking: Ranking) -> list[dict]:
    return [{"place": r.place, "offer": r.offer, "score": r.score} for r in ranking.rows]


def _ground(found: Agreement, ground: CommonGround, samples: int) -> dict:
    shares = ground.shares(samples)
    weights = dict(zip(ground.problem.criteria, map(float, ground.problem.weights), strict=True))
    return {
        "empty": ground.empty,
        "room": ground.room,
        "statements": [_said(found, s) for s in ground.statements],
        "collisions": [[_said(found, s) for s in c.statements] for c in ground.collisions],
        "weigh_the_same": list(map(list, ground.tied)),
        "mean_weights": weights,
        "samples": samples,
        "seed": 0,
        "standings": [
            {"offer": x, "first": float(shares.first[x]), **_reached(ground, x)}
            for x in shares.first.sort_values(ascending=False, kind="stable").index
        ],
    }


def _said(found: Agreement, said: ImportanceStatement) -> dict:
    return {
        "between": "pillars" if said.level == BETWEEN else f"criteria of {said.level}",
        "more": said.more,
        "less": said.less,
        "voices": _names(found, said.voices),
    }


def _reached(ground: CommonGround, offer: str) -> dict:
    """Return best and worst place anywhere in the region, or None where they cannot be known exactly."""
    try:
        reached = ground.reach(offer)
    except NotLinear:
        return {"best": None, "worst": None}
    return {"best": reached.best, "worst": reached.worst, "proven": reached.exact}


def _names(found: Agreement, voices: tuple[int, ...]) -> list[str]:
    return [found.voices[k].name for k in voices]


def _number(x: float) -> float | None:
    """Return the number, or None where it is not a number (NaN)."""
    return float(x) if x == x else None

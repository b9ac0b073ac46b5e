"""Random questions and moves for the live board: what Python answers, as plain data to compare with the browser."""

import random
from datetime import date

from charts.ranking.live_data import live_board
from charts.ranking.ranking_table import pillar_points
from ranking.errors import NothingToWeigh
from ranking.facts.decision_matrix import decision_matrix
from ranking.unknowns import UNKNOWNS
from ranking.weighing.rank import current_balance, rank
from ranking.weighing.scenario import Scenario
from ranking.weights import whole_percentages
from tests.ranking.balance.weight_moves import balance_moved, criterion_moved, pillar_moved
from words.language import language

MIXES = (1.0, 1.0, 0.5, 0.0, -1.0, -3.0, float("-inf"))
DAYS = (date(2019, 1, 1), date(2020, 7, 6), date(2022, 3, 1), date(2024, 6, 15), date(2026, 11, 23))
MUSTHAVES = ((), (), ("hds",), ("secnumcloud_qualified",), ("hds", "svc_spark>=1"))


def state(scenario, locked=()) -> dict:
    """What the browser holds of a scenario."""
    return {"pillars": dict(scenario.pillars), "weights": dict(scenario.weights), "locked": list(locked)}


def answer(evidence, ranking) -> dict:
    """The ranking as the browser words it."""
    rows = [*ranking.rows, *(x.row for x in ranking.excluded if x.row)]
    return {
        "order": [[r.offer, r.place] for r in ranking.rows],
        "out": {x.offer: x.reason for x in ranking.excluded},
        "scores": {r.offer: [r.score, r.low, r.high] for r in rows},
        "gaps": {r.offer: r.gap for r in ranking.rows},
        "points": {r.offer: pillar_points(ranking, r) for r in rows},
        "whole": whole_percentages(ranking.weighting.pillars),
        "balance": current_balance(evidence, ranking.weighting),
    }


def question(evidence, rng: random.Random) -> Scenario:
    """A question with random weights, day, rules and must-haves."""
    profiles = [k for k, p in evidence.profiles.items() if p.usable]
    some = rng.choice((0.0, 0.3, 1.0))
    amount = rng.choice((lambda: rng.randint(0, 100), lambda: round(rng.random() * 100, 4)))
    offers = tuple(o for o in evidence.offers if rng.random() < 0.8)
    return Scenario(
        rng.choice(DAYS),
        profile=rng.choice(profiles),
        pillars=tuple((p, amount()) for p in evidence.pillars if rng.random() < some),
        weights=tuple((c, amount()) for c in evidence.criteria if rng.random() < some),
        require=tuple(t for t in rng.choice(MUSTHAVES)),
        rule=rng.choice(("strict", "tolerant")),
        unknowns=rng.choice(UNKNOWNS),
        compensation=rng.choice(MIXES),
        thin=rng.random() < 0.3,
        known=rng.choice(("true", "documented")),
        offers=offers if rng.random() < 0.3 else None,
    )


def cases(evidence, count: int, seed: int = 0) -> list[dict]:
    """`count` questions with a move each: {board, state, move, expected, after, moved}."""
    rng, found, matrices = random.Random(seed), [], {}

    def ranked(asked: Scenario):
        key = asked.as_of, asked.unknowns, asked.known
        if key not in matrices:
            matrices[key] = decision_matrix(evidence, *key)
        return rank(evidence, asked, matrices[key])

    while len(found) < count:
        scenario = question(evidence, rng)
        try:
            ranking = ranked(scenario)
        except NothingToWeigh:
            continue
        kind, name, to = rng.choice(("pillar", "criterion", "balance")), "", rng.randint(0, 100)
        locked = [x for x in (*evidence.pillars, *evidence.criteria) if rng.random() < rng.choice((0, 0, 0.3))]
        weights = ranking.weighting
        if kind == "pillar":
            name = rng.choice(
                [p for p, s in weights.pillars.items() if any(weights.within[c.id] for c in evidence.criteria_of(p))]
            )
            after = pillar_moved(evidence, scenario, weights, name, to, locked)
        elif kind == "criterion":
            name = rng.choice([c for c in evidence.criteria if scenario.thin or c not in ranking.matrix.thin])
            after = criterion_moved(evidence, scenario, weights, name, to, locked)
        elif current_balance(evidence, weights) is None:
            continue
        else:
            after = balance_moved(evidence, scenario, weights, to, locked)
        try:
            moved = ranked(after)
        except NothingToWeigh:
            continue
        found.append(
            {
                "board": live_board(language(rng.choice(("fr", "en"))), evidence, ranking),
                "state": state(scenario, locked),
                "move": [kind, name, to],
                "expected": answer(evidence, ranking),
                "after": state(after, locked),
                "moved": answer(evidence, moved),
            }
        )
    return found


def stated_weight(evidence, pillar: str, day: date) -> str:
    """The whole percentage at which a pillar's slider stands with equal weights on a day."""
    return str(whole_percentages(rank(evidence, Scenario(day)).weighting.pillars)[pillar])

"""Random boards and scenarios for the trade-off and the catch-up map, and the brute-force answers beside them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from random import Random

from hypothesis.strategies import integers

from ranking.balance.balance import at_balance
from ranking.errors import NothingToWeigh
from ranking.facts.decision_matrix import decision_matrix
from ranking.model import Evidence, Source
from ranking.weighing.rank import Ranking, on_day, rank
from ranking.weighing.scenario import Scenario
from tests.examples import small_evidence

DAYS = [f"20{year}-{month:02}-01" for year in range(18, 24) for month in (1, 5, 9)]
END = date(2024, 1, 1)
VALUES = {
    "jurisdiction": [0, 1, 2, 3, 4],
    "key_control": [0, 1, 2, 3],
    "hds": [0, 1, 2],
    "certs": [[], ["ISO27001"], ["ISO27001", "SOC2"]],
    "svc_db": [0, 1],
    "svc_spark": [0, 1],
    "gpu": ["none", "P100", "A100"],
    "regions": [0, 1, 2, 3],
    "vm_price": [200, 63.2, 20],
    "egress": [0.05, 0],
}
URGENT = ("svc_db", "svc_spark", "gpu", "regions", "certs")
SEEDS = integers(0, 10_000)
PILLARS = ("sovereignty", "certification", "readiness", "cost_exit")
PAIRS = (
    None,
    ("certification", "cost_exit"),
    ("jurisdiction", "gpu"),
    ("jurisdiction", "key_control"),
    ("certs", "egress"),
)


def board(seed: int, full: bool = False) -> Evidence:
    """Two to six offers with dated facts, some of them copies, gaps unless `full`, each leaning one way."""
    chance = Random(seed)
    offers, gaps = {}, 0 if full else chance.choice([0, 0.1, 0.3])
    for name in "abcdef"[: chance.randint(2, 6)]:
        leaning = chance.random()
        offers[name] = {
            indicator: _facts(chance, values, leaning if indicator in URGENT else 1 - leaning)
            for indicator, values in VALUES.items()
            if chance.random() >= gaps
        }
        if chance.random() < 0.3:
            offers[name]["on_sale"] = _facts(chance, [0, 1], 0.9)
        if chance.random() < 0.2:
            offers[name] = chance.choice(list(offers.values()))
    return small_evidence(offers if full else _ending(Random(f"ends {seed}"), offers))


def _ending(chance: Random, offers: dict) -> dict:
    """The same offers, where on a third of the boards one fact in five ends on a later day, as a certificate does."""
    if chance.random() < 2 / 3:
        return offers
    return {
        name: {indicator: [_ended(chance, row) for row in rows] for indicator, rows in facts.items()}
        for name, facts in offers.items()
    }


def _ended(chance: Random, row: tuple) -> tuple:
    day, value, more = row
    end = chance.choice([d for d in DAYS if d >= day])
    return (day, value, {**more, "valid_to": end} if chance.random() < 0.2 else more)


def _facts(chance: Random, values: list, leaning: float) -> list[tuple]:
    """One to three dated values, rather the later ones of `values` where `leaning` is near 1."""
    days = sorted({chance.choice(DAYS[:4]), *chance.sample(DAYS, chance.randint(0, 2))})
    return [
        (
            day,
            values[round((len(values) - 1) * chance.triangular(0, 1, leaning))],
            {"source": Source("page", "https://example.org/p", chance.choice([None, day, day, day[:4], DAYS[-1]]))},
        )
        for day in days
    ]


def scenario(seed: int, arithmetic: bool = True) -> Scenario:
    """Any weights (zeros among them), must-haves and policies; the day is the end of the data."""
    chance = Random(seed)
    share = [0.0, 1.0, 10.0, 37.5, 60.0, 60.0]
    pillars = tuple((p, chance.choice(share)) for p in PILLARS) if chance.random() < 0.4 else ()
    weights = tuple((c, chance.choice(share)) for c in ("gpu", "hds", "jurisdiction")) if chance.random() < 0.3 else ()
    policies = ("cautious", "neutral") if arithmetic else ("cautious", "neutral", "ignore", "ignore")
    return Scenario(
        END,
        chance.choice(["equal", "sovereign"]),
        pillars,
        weights,
        chance.choice([(), (), (), ("hds",), ("svc_db>=1",)]),
        chance.choice(["strict", "tolerant"]),
        chance.choice(policies),
        1.0 if arithmetic else chance.choice([1.0, 1.0, 0.5, 0.0, -2.0]),
        chance.random() < 0.5,
        chance.choice(["true", "true", "documented"]),
        chance.choice([None, None, None, ("a", "b")]),
    )


def ranked(evidence: Evidence, scenario: Scenario, day: date, t: float, pair=None, matrix=None) -> Ranking | None:
    """The board with the balance at `t` on `day` (whose `matrix` may be at hand); None where nothing weighs."""
    matrix = matrix or decision_matrix(evidence, day, scenario.unknowns, scenario.known)
    try:
        return rank(evidence, at_balance(evidence, on_day(scenario, day), t, pair, matrix.thin), matrix)
    except NothingToWeigh:
        return None


def leaders(ranking: Ranking | None, slack: float = 1e-9) -> set[str]:
    """Offers within `slack` of the first."""
    rows = ranking.rows if ranking else ()
    return {row.offer for row in rows if row.score >= max(r.score for r in rows) - slack}


def with_fact(evidence: Evidence, fact) -> Evidence:
    """The evidence with one more fact, in its place in time."""
    offer = evidence.offers[fact.offer]
    facts = [f for f in offer.facts if (f.indicator, f.valid_from) != (fact.indicator, fact.valid_from)]
    earlier = [k for k, f in enumerate(facts) if f.indicator == fact.indicator and f.valid_from < fact.valid_from]
    facts.insert(earlier[-1] + 1 if earlier else len(facts), fact)
    return replace(evidence, offers={**evidence.offers, offer.id: replace(offer, facts=tuple(facts))})


def inside(x: float, spans: Iterable[tuple[float, float]]) -> bool:
    return any(a <= x <= b for a, b in spans)

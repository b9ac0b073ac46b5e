"""Small boards for tests: Evidence from plain dicts.

evidence = small_evidence({"a": {"jurisdiction": [("2018-01-01", 3), ("2021-01-01", 4, {"low": 3, "high": 4})]}})
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from ranking.model import (
    Bilingual,
    Criterion,
    Decision,
    Event,
    Evidence,
    Fact,
    Gate,
    Offer,
    Pillar,
    Profile,
    Source,
    Statement,
)
from ranking.weights import equal_shares, rank_order_centroid

START = "2018-01-01"
DAY = date(2026, 6, 1)
CHECKED = date(2026, 11, 23)
SOURCE = Source("Example page", "https://example.org/page", "2018-01-01")


def words(text: str) -> Bilingual:
    """The text in two languages that differ."""
    return Bilingual(f"{text} (fr)", f"{text} (en)")


def criterion(
    name: str,
    pillar: str,
    kind: str,
    worst: float = 0.0,
    best: float = 0.0,
    scale: str = "",
    levels: Iterable[int] = (),
    codes: Mapping[str, int] | None = None,
    indicators: str = "",
) -> Criterion:
    """One row of the small criteria table."""
    return Criterion(
        name,
        pillar,
        kind,
        tuple(indicators.split()) or (name,),
        float(worst),
        float(best),
        scale,
        "",
        words(name),
        words(f"About {name}"),
        {n: words(f"level {n}") for n in levels},
        codes or {},
    )


PILLARS = {
    p.id: p
    for p in (
        Pillar("sovereignty", words("Sovereignty"), words("Who can compel"), "sovereignty"),
        Pillar("certification", words("Certification"), words("Who has checked"), ""),
        Pillar("readiness", words("Readiness"), words("What runs tomorrow"), "urgency"),
        Pillar("cost_exit", words("Cost and exit"), words("What it costs"), ""),
    )
}

CRITERIA = {
    c.id: c
    for c in (
        criterion("jurisdiction", "sovereignty", "level", 0, 4, levels=range(5)),
        criterion("key_control", "sovereignty", "level", 0, 3, levels=range(4)),
        criterion("hds", "certification", "level", 0, 2, levels=range(3)),
        criterion("certs", "certification", "set", 0, 2, codes={"ISO27001": 1, "SOC2": 1}),
        criterion("data_services", "readiness", "share", 0, 1, indicators="svc_db svc_spark"),
        criterion("gpu", "readiness", "level", 0, 2, levels=range(3), codes={"none": 0, "P100": 1, "A100": 2}),
        criterion("regions", "readiness", "number", 0, 3, "linear"),
        criterion("vm_price", "cost_exit", "number", 200, 20, "log"),
        criterion("egress", "cost_exit", "number", 0.1, 0, "linear"),
        criterion("svc_db", "", "info", scale="flag", levels=range(2)),
        criterion("svc_spark", "", "info", scale="flag", levels=range(2)),
        criterion("on_sale", "", "info", scale="flag", levels=range(2)),
        criterion("hq_country", "", "info", scale="text"),
        criterion("staff", "", "info", scale="number"),
    )
}


def constant(**values: Any) -> dict[str, list[tuple[str, Any]]]:
    """Facts in force from START on: constant(jurisdiction=3, hds=2)."""
    return {name: [(START, value)] for name, value in values.items()}


LOCAL = constant(
    jurisdiction=4,
    key_control=2,
    hds=2,
    certs=["ISO27001"],
    svc_db=1,
    svc_spark=0,
    gpu="P100",
    regions=1,
    vm_price=80,
    egress=0.01,
)
GLOBAL = constant(
    jurisdiction=0,
    key_control=3,
    hds=2,
    certs=["ISO27001", "SOC2"],
    svc_db=1,
    svc_spark=1,
    gpu="A100",
    regions=3,
    vm_price=120,
    egress=0.08,
)
SMALL = constant(
    jurisdiction=3, key_control=0, hds=0, certs=[], svc_db=1, svc_spark=0, gpu="none", regions=2, vm_price=40, egress=0
)
OFFERS = {"local": LOCAL, "global": GLOBAL, "small": SMALL}
DECIDED = Decision(
    "award",
    date(2020, 4, 1),
    words("The award"),
    words("Which host?"),
    words("Three conditions"),
    ("hds",),
    "tolerant",
    "equal",
    words("None documented"),
    ("global",),
    ("local", "global"),
    words("Global won"),
    words("The marks"),
    (SOURCE, Source("Another page", "https://example.org/other", "2020")),
)
EVENTS = (
    Event(date(2020, 7, 16), "court", words("A ruling"), words("It rules"), SOURCE, "A", "day", True, words("Ruling")),
    Event(date(2021, 5, 1), "law", words("A law"), words("It binds"), SOURCE, "B", "month", until=date(2022, 5, 1)),
)


def fact(offer: str, indicator: str, day: str, value: Any, more: Mapping[str, Any] | None = None) -> Fact:
    """One fact; its source is dated the day it holds from. more: low, high, confidence, note, source, two days."""
    more = dict(more or {})
    low, high = (None if more.get(k) is None else float(more[k]) for k in ("low", "high"))
    grade = more.get("confidence", "A")
    note = words("Why") if grade == "C" or low is not None or value == "unknown" else None
    return Fact(
        offer,
        indicator,
        date.fromisoformat(day),
        tuple(value) if isinstance(value, list) else value,
        grade,
        more.get("source", Source(f"{offer}: {indicator}", "https://example.org/fact", day)),
        low,
        high,
        more.get("note", note),
        more.get("valid_to") and date.fromisoformat(more["valid_to"]),
        more.get("checked") and date.fromisoformat(more["checked"]),
    )


def offer(name: str, facts: Mapping[str, Iterable[tuple]], indicators: Iterable[str], checked: date = CHECKED) -> Offer:
    """One offer; every indicator without a fact is listed as unknown."""
    unknown = tuple(i for i in indicators if i not in facts and i != "on_sale")
    return Offer(
        name,
        name.title(),
        words(f"Cloud of {name}"),
        "european",
        "FR",
        checked,
        unknown,
        tuple(fact(name, i, *row) for i, rows in facts.items() for row in rows),
    )


def small_evidence(
    offers: Mapping[str, Mapping[str, Iterable[tuple]]] | None = None, criteria: Mapping[str, Criterion] = CRITERIA
) -> Evidence:
    """Evidence of `offers` (default OFFERS): offer -> indicator -> [(day, value) or (day, value, {low: ...})].

    Four pillars, profiles `equal`, `sovereign` (rank-order centroid) and `official` (reference only), gates `hds` and
    `eu_law`.
    """
    offers = OFFERS if offers is None else offers
    scored = {k: c for k, c in criteria.items() if c.scored}
    indicators = {k: c for k, c in criteria.items() if c.kind != "share"}
    gates = (
        Gate("hds", "hds", 2, words("Health data"), words("A law"), date(2018, 4, 1), SOURCE),
        Gate("eu_law", "jurisdiction", 3, words("EU law"), words("A choice"), None, SOURCE),
    )
    known = {*DECIDED.chosen, *DECIDED.considered} <= set(offers)
    return Evidence(
        {name: offer(name, facts, indicators) for name, facts in offers.items()},
        PILLARS,
        scored,
        indicators,
        _profiles(scored),
        {g.id: g for g in gates if g.indicator in indicators},
        EVENTS,
        (DECIDED,) if known else (),
        "00000000",
    )


def _profiles(scored: Mapping[str, Criterion]) -> dict[str, Profile]:
    names = {p: [c.id for c in scored.values() if c.pillar == p] for p in PILLARS}
    equal = {p: equal_shares(names[p]) for p in PILLARS}
    order = (("sovereignty",), ("certification", "readiness"))
    first = [["jurisdiction"]] if "jurisdiction" in names["sovereignty"] else []
    inside = {**equal, "sovereignty": rank_order_centroid(first, names["sovereignty"])} if first else equal
    said = (Statement(words("Sovereignty first"), SOURCE),)
    return {
        p.id: p
        for p in (
            Profile(
                "equal",
                words("Equal"),
                words("Nobody"),
                "equal",
                equal_shares(PILLARS),
                equal,
                (),
                words("Neutral"),
                None,
                "A",
                (),
            ),
            Profile(
                "official",
                words("Official"),
                words("A body"),
                "reference",
                {},
                equal,
                (),
                words("Published"),
                date(2019, 1, 1),
                "B",
                (),
                {"SOV-1": 60, "SOV-2": 40},
            ),
            Profile(
                "sovereign",
                words("Sovereign"),
                words("A plaintiff"),
                "rank_order_centroid",
                rank_order_centroid(order, PILLARS),
                inside,
                order,
                words("Said so"),
                date(2020, 9, 28),
                "C",
                said,
            ),
        )
    }

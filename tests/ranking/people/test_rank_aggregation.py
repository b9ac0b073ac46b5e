"""Borda sums against published numbers."""

import json

from ranking.people.rank_aggregation import borda
from tests.places import ORACLES


def oracle(name: str) -> dict:
    return json.loads((ORACLES / f"{name}.json").read_text("utf-8"))


def test_borda_sums_and_their_ties_are_the_published_ones():
    case = oracle("group_borda_jmcdm")
    totals = borda(case["matrix"])
    assert list(totals) == case["expected"]["total"]
    order = [
        sorted(a for a, t in zip(case["alternatives"], totals, strict=True) if t == total)
        for total in sorted(set(totals))
    ]
    assert order == case["expected"]["groups"]

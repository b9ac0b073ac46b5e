"""What a workload costs, as JSON."""

from typing import Any

from exports.answers.facts import grounds
from exports.answers.weighed import late
from ranking.facts.decision_matrix import KNOWN
from ranking.model import Evidence
from ranking.workload.bill import Bill
from ranking.workload.cost import PRICED_BY, Amount, Cost, Part
from ranking.workload.poles import Step
from ranking.workload.workload import Workload

UNITS = {
    "machines": "machines of 4 vCPU and 16 GB",
    "storage": "TB stored",
    "egress": "GB leaving a month",
    "gpu": "hours of a card a month",
    "services": "managed services",
}


def priced(evidence: Evidence, bill: Bill, code: str, known: str = KNOWN[0]) -> dict[str, Any]:
    """Return the bill of each offer on sale, part by part, and what more points of either pole cost.

    code  the workload as links write it
    """
    return {
        "as_of": bill.day.isoformat(),
        "known": known,
        "data_version": evidence.version,
        "workload": _workload(bill.workload, code),
        "currency": "EUR",
        "tax": "excluded",
        "hours_a_month": 730,
        "lowest": [c.offer for c in bill.lowest],
        "offers": [_cost(c) for c in bill.costs],
        "poles": {
            name: {"pillar": evidence.pole(name), "steps": [_step(s) for s in steps]}
            for name, steps in bill.poles.items()
        },
        **late(evidence, bill.day),
    }


def _workload(used: Workload, code: str) -> dict[str, Any]:
    return {
        "code": code,
        "machines": [{"count": m.count, "vcpu": m.vcpu, "gb": m.gb} for m in used.machines],
        "storage_tb": used.storage_tb,
        "egress_tb_a_month": used.egress_tb,
        "gpu_hours_a_month": used.gpu_hours,
        "gpu_generation": used.generation,
        "services": list(used.services),
        "months": used.months,
        "growth_percent_a_year": used.growth,
    }


def _cost(cost: Cost) -> dict[str, Any]:
    none = not cost.priced
    return {
        "offer": cost.offer,
        "month": None if none else _amount(cost.month),
        "term": None if none else _amount(cost.term),
        "lower_bound": bool(cost.missing),
        "comparable": cost.comparable,
        "missing": list(cost.missing),
        "parts": {name: _part(part) for name, part in cost.parts.items()},
        "services": dict(cost.services),
        "leave": cost.leave and _part(cost.leave),
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "quantity": part.quantity,
        "unit": UNITS[part.name],
        "month": part.month and _amount(part.month),
        "term": part.term and _amount(part.term),
        "card": part.card or None,
        "why": part.why or None,
        "price": part.fact
        and {
            "indicator": PRICED_BY[part.name],
            "value": part.fact.value,
            "valid_from": part.fact.valid_from.isoformat(),
            **grounds(part.fact),
        },
    }


def _amount(amount: Amount) -> dict[str, float]:
    return {"low": amount.low, "value": amount.value, "high": amount.high}


def _step(step: Step) -> dict[str, Any]:
    return {"offer": step.offer, "points": step.points, "month": _amount(step.month)}

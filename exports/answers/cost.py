"""What a workload costs, as JSON."""

from math import inf
from typing import Any

from exports.answers.facts import grounds
from exports.answers.weighed import late
from ranking.bills.bill import Bill
from ranking.bills.choices import BillGap, Choice
from ranking.bills.price_of_points import FrontStep
from ranking.facts.decision_matrix import KNOWN
from ranking.model import Evidence
from ranking.workload.bill_as_facts import BILL, REPLACED
from ranking.workload.cost import PRICED_BY, Amount, BillPart, Cost
from ranking.workload.load import version
from ranking.workload.workload import Workload
from results.workload import ByBill

UNITS = {
    "machines": "machines of 4 vCPU and 16 GB",
    "storage": "TB stored",
    "egress": "GB leaving a month",
    "gpu": "hours of a card a month",
    "services": "managed services",
}
ONCE = "GB leaving once"


def priced(
    evidence: Evidence, bill: Bill, code: str, known: str = KNOWN[0], by_bill: ByBill | None = None
) -> dict[str, Any]:
    """Return the bill of each offer on sale, part by part, and what more points of either pole cost.

    code  the workload as links write it; by_bill: the ranking by the bill, where that was asked for
    """
    return {
        "as_of": bill.day.isoformat(),
        "known": known,
        "data_version": evidence.version,
        "workloads_version": version(),
        "workload": _workload(bill.workload, code),
        "currency": "EUR",
        "tax": "excluded",
        "hours_a_month": 730,
        "lowest": [c.offer for c in bill.lowest],
        "offers": [bill_of(c) for c in bill.costs],
        "poles": {
            name: {"pillar": evidence.pole(name), "steps": [_step(s) for s in steps]}
            for name, steps in bill.poles.items()
        },
        "choices": [choice_of(c) for c in bill.choices],
        **({"ranking_by_bill": _ranked(by_bill)} if by_bill else {}),
        **late(evidence, bill.day),
    }


def _ranked(billed: ByBill) -> dict[str, Any]:
    """Return the places by the bill, on which scale, and of how many ranked offers the bill is whole."""
    answer, scale = billed.ranking, billed.evidence.criteria[BILL]
    ranked = [row.offer for row in answer.rows]
    return {
        "criterion": {
            "id": BILL,
            "worst": scale.worst,
            "best": scale.best,
            "scale": scale.scale,
            "replaces": [*REPLACED],
        },
        "known": int(answer.matrix.known[BILL].reindex(ranked).sum()),
        "set_aside": BILL in answer.matrix.thin and not answer.scenario.thin,
        "first_weighed_all_the_same": list(billed.all_the_same),
        "voice": billed.verdict.voice,
        "leaders": list(billed.verdict.leaders),
        "places": [
            {"place": r.place, "offer": r.offer, "score": r.score, "low": r.low, "high": r.high} for r in answer.rows
        ],
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


def bill_of(cost: Cost) -> dict[str, Any]:
    """Return a bill, part by part."""
    return {
        "offer": cost.offer,
        "month": _total(cost.month, bool(cost.missing)) if cost.priced else None,
        "term": _total(cost.term, bool(cost.missing)) if cost.priced else None,
        "lower_bound": bool(cost.missing),
        "comparable": cost.comparable,
        "missing": list(cost.missing),
        "parts": {name: part_of(part) for name, part in cost.parts.items()},
        "services": dict(cost.services),
        "leave": cost.leave and once_of(cost.leave),
    }


def gap_of(gap: BillGap) -> dict[str, float | None]:
    """Return both ends of a difference; null where a missing price leaves it open."""
    return {"low": gap.low if gap.low > -inf else None, "high": gap.high if gap.high < inf else None}


def choice_of(choice: Choice) -> dict[str, Any]:
    """Return a choice with what it costs more than the first of the ranking; null for the first itself."""
    parts, gap = choice.common or ((), None)
    return {
        "role": choice.role,
        "offer": choice.offer,
        "points": choice.points,
        "others": list(choice.others),
        "more_a_month": gap_of(choice.gap) if choice.gap else None,
        "on_common_parts": {"parts": list(parts), "more_a_month": gap_of(gap)} if gap else None,
    }


def once_of(part: BillPart) -> dict[str, Any]:
    """Return what taking the stored data out once costs: the price of outgoing data, but not by the month."""
    return part_of(part) | {"unit": ONCE}


def part_of(part: BillPart) -> dict[str, Any]:
    """Return one part with the price it rests on."""
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


def _total(amount: Amount, bound: bool) -> dict[str, float | None]:
    """Return a sum as files hold it."""
    value, low, high = amount.in_files(bound)
    return {"low": low, "value": value, "high": high}


def _amount(amount: Amount) -> dict[str, float]:
    return {"low": amount.low, "value": amount.value, "high": amount.high}


def _step(step: FrontStep) -> dict[str, Any]:
    return {"offer": step.offer, "points": step.points, "month": _total(step.month, step.bound)}

"""How a workload's bill came into evidence: a noun of the model, which the evidence itself holds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class ReplacedPrices:
    """What a workload's bill replaced, and how.

    workload, known  the workload as links write it; whether prices count as they were or as documented by the day
    bill, replaced   the criterion that came in, and those that went
    """

    workload: str
    known: str
    bill: str
    replaced: tuple[str, ...]

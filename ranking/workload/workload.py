"""What is to be priced: machines, storage, outgoing data, GPU hours, managed services, for how long."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, fsum

from ranking.model import Bilingual, Criterion, Source

# The machine whose price is on file for every offer: criteria.csv, price_vm_eur_month.
VCPU, GB = 4, 16
# Within these a workload can be computed and read; beyond them somebody has mistyped.
MOST_KINDS, MOST_MACHINES, MOST_VCPU, MOST_GB = 4, 10_000, 512, 8192
# Levels of gpu_best that are a card.
GENERATIONS = range(1, 6)
MOST_STORED, MOST_OUT, MOST_HOURS, MOST_MONTHS, MOST_GROWTH = 1e6, 1e5, 1e6, 120, 200.0


@dataclass(frozen=True, slots=True)
class Machines:
    """Some machines of one size."""

    count: int
    vcpu: int
    gb: int

    @property
    def reference(self) -> int:
        """Return how many reference machines (4 vCPU, 16 GB) hold them: no price of another size is made up."""
        return self.count * max(ceil(self.vcpu / VCPU), ceil(self.gb / GB))


@dataclass(frozen=True, slots=True)
class Workload:
    """A use of the cloud.

    storage_tb   object storage in the first month, in terabytes (1,000 GB); egress_tb: outgoing data a month
    gpu_hours    hours of one card a month; generation: of the card, a level of gpu_best
    services     managed services in use, as indicators
    growth       per cent a year by which stored and outgoing data grow; months: the term
    """

    machines: tuple[Machines, ...] = ()
    storage_tb: float = 0.0
    egress_tb: float = 0.0
    gpu_hours: float = 0.0
    generation: int = 4
    services: tuple[str, ...] = ()
    months: int = 36
    growth: float = 0.0

    @property
    def grown_months(self) -> float:
        """Return how many first months the stored and outgoing data of the whole term are."""
        return _grown_months(self.months, self.growth)


@lru_cache(maxsize=256)
def _grown_months(months: int, growth: float) -> float:
    """Month m, from 0, has (1 + growth)^(m/12) of the first."""
    return fsum((1 + growth / 100) ** (month / 12) for month in range(months)) if growth else months


@dataclass(frozen=True, slots=True)
class Preset:
    """A documented workload.

    basis    what of it is published and what is assumed
    beside   a published amount that stands beside it, in words; source: where that was read
    """

    id: str
    name: Bilingual
    workload: Workload
    basis: Bilingual
    beside: Bilingual | None
    source: Source | None


@dataclass(frozen=True, slots=True)
class Card:
    """Which card a dated GPU price is for, as the note of the price says. generation: a level of gpu_best."""

    name: str
    generation: int


def services_of(criteria: Mapping[str, Criterion]) -> tuple[str, ...]:
    """Return the managed services that a workload may use: the indicators of the board's shares."""
    return tuple(i for c in criteria.values() if c.kind == "share" for i in c.indicators)


def faults(workload: Workload, services: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of the entries that cannot be used; none where all can."""
    kinds = workload.machines
    sound = {
        "machines": len(kinds) <= MOST_KINDS
        and all(1 <= m.count <= MOST_MACHINES and 1 <= m.vcpu <= MOST_VCPU and 1 <= m.gb <= MOST_GB for m in kinds),
        "storage": 0 <= workload.storage_tb <= MOST_STORED,
        "egress": 0 <= workload.egress_tb <= MOST_OUT,
        "gpu": 0 <= workload.gpu_hours <= MOST_HOURS,
        "generation": workload.generation in GENERATIONS,
        "services": set(workload.services) <= set(services) and len(set(workload.services)) == len(workload.services),
        "months": 1 <= workload.months <= MOST_MONTHS,
        "growth": 0 <= workload.growth <= MOST_GROWTH,
    }
    return tuple(name for name, ok in sound.items() if not ok)

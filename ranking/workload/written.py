"""A workload as a link holds it: the name of a documented one, or its parts.

`machines:60x8x32~10x32x128,storage:500,egress:5,gpu:2000,card:4,services:svc_spark~svc_kubernetes,months:48,growth:20`
"""

import math

from ranking.model import Evidence
from ranking.rounding import number_text
from ranking.typed.number import coded, coded_whole
from ranking.workload.load import presets
from ranking.workload.workload import MOST_KINDS, Machines, Preset, Workload, faults, services_of

USUAL = "hub"
KEYS = ("machines", "storage", "egress", "gpu", "card", "services", "months", "growth")
# Characters of a workload in a link, with a name for every service there is.
LONGEST = 600


def usual() -> Workload:
    """Return the workload of an address that names none."""
    return presets()[USUAL].workload


def named(workload: Workload) -> str:
    """Return the name of the documented workload that this is, "" where it is none."""
    return next((p.id for p in presets().values() if p.workload == workload), "")


def documented(text: str) -> Preset | None:
    """Return the documented workload that a text is, by its name or by its parts; None where it is none."""
    return next((p for p in presets().values() if text in (p.id, _parts(p.workload))), None)


def written(workload: Workload) -> str:
    """Return the text that `parsed` reads."""
    return named(workload) or _parts(workload)


def _parts(workload: Workload) -> str:
    values = (
        "~".join(f"{m.count}x{m.vcpu}x{m.gb}" for m in workload.machines),
        number_text(workload.storage_tb),
        number_text(workload.egress_tb),
        number_text(workload.gpu_hours),
        str(workload.generation),
        "~".join(workload.services),
        str(workload.months),
        number_text(workload.growth),
    )
    return ",".join(f"{key}:{value}" for key, value in zip(KEYS, values, strict=True))


def in_full(text: str) -> str:
    """Return the same workload with its parts, where the text is the name of a documented one."""
    return _parts(presets()[text].workload) if text in presets() else text


def parsed(text: str, evidence: Evidence) -> Workload | None:
    """Return the workload of a text; None where it is none of ours, or beyond what can be computed."""
    if text in presets():
        return presets()[text].workload
    pairs = [part.partition(":") for part in text[: LONGEST + 1].split(",")]
    entries = {key: value for key, _, value in pairs}
    if len(text) > LONGEST or len(entries) != len(pairs) or set(entries) != set(KEYS):
        return None
    services = services_of(evidence.criteria)
    chosen = set(filter(None, entries["services"].split("~")))
    try:
        workload = Workload(
            _machines(entries["machines"]),
            coded(entries["storage"]),
            coded(entries["egress"]),
            coded(entries["gpu"]),
            coded_whole(entries["card"]),
            # In the board's order, so that the same choice is the same workload.
            tuple(s for s in services if s in chosen) + tuple(sorted(chosen.difference(services))),
            coded_whole(entries["months"]),
            coded(entries["growth"]),
        )
    except ValueError:
        return None
    finite = all(map(math.isfinite, (workload.storage_tb, workload.egress_tb, workload.gpu_hours, workload.growth)))
    return workload if finite and not faults(workload, services) else None


def _machines(text: str) -> tuple[Machines, ...]:
    """Raises ValueError."""
    kinds = [kind.split("x") for kind in filter(None, text.split("~"))]
    if len(kinds) > MOST_KINDS or any(len(k) != 3 for k in kinds):
        raise ValueError(text)
    return tuple(Machines(*map(coded_whole, k)) for k in kinds)

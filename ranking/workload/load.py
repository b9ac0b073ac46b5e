"""What a bill rests on in workloads/: presets, and which card each dated GPU price is for; checked whole first."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from ranking.errors import DataError, DataFault, told
from ranking.facts.checks import DataTable, is_number
from ranking.facts.files import blocks_of, folder_version, refuse
from ranking.facts.load import ROOT
from ranking.model import Evidence
from ranking.workload.cost import GPU, PRICED_BY, Cards
from ranking.workload.workload import Card, Machines, Preset, Workload, faults, services_of

FOLDER = "workloads"
KEYS = ("count", "vcpu", "gb")


@lru_cache(maxsize=4)
def presets(root: Path = ROOT) -> dict[str, Preset]:
    """Return the documented workloads by id, in the order of the file. Raises DataError with every problem of it."""
    problems: list[DataFault] = []
    tables = blocks_of(root, f"{FOLDER}/presets.toml", problems)
    workloads = [p for t in tables.get("workload", ()) if (p := _preset(t))]
    refuse(problems)
    return {p.id: p for p in workloads}


@lru_cache(maxsize=4)
def cards(root: Path = ROOT) -> Cards:
    """Return (offer, first day of a GPU price) -> the card it is for. Raises DataError with every problem of it."""
    problems: list[DataFault] = []
    tables = blocks_of(root, f"{FOLDER}/cards.toml", problems)
    by_price = {}
    for t in tables.get("card", ()):
        offer, day, name = t.text("offer"), t.day("valid_from"), t.text("card")
        generation = t.get("generation", lambda v: v in range(1, 6), told("generation is a level 1 to 5 of gpu_best"))
        t.close()
        if None not in (offer, day, name, generation):
            by_price[offer, day] = Card(name, generation)
    refuse(problems)
    return by_price


@lru_cache(maxsize=4)
def version(root: Path = ROOT) -> str:
    """Return the version of the files of workloads/, which the data version does not count in."""
    return folder_version(root, FOLDER)


def faults_of(evidence: Evidence, root: Path = ROOT) -> list[DataFault]:
    """Return every problem of presets and cards.

    In themselves, and what does not fit the evidence: a card of no price or at another level, an unknown service.
    """
    problems: list[DataFault] = []
    for read in (presets, cards):
        try:
            read(root)
        except DataError as error:
            problems += error.problems
    if problems:
        return problems
    codes = evidence.indicators["gpu_best"].codes if "gpu_best" in evidence.indicators else {}
    priced = {(f.offer, f.valid_from) for f in evidence.facts if f.indicator == PRICED_BY[GPU]}
    for t in blocks_of(root, f"{FOLDER}/cards.toml", problems).get("card", ()):
        offer, day, name = (t.values.get(k) for k in ("offer", "valid_from", "card"))
        if (offer, day) not in priced:
            t.refuse(
                told("no price of a GPU at {offer} from {day}", offer=offer, day=day),
                told("offer and valid_from of a [[price_gpu_eur_hour]] block"),
            )
        if codes.get(name, t.values.get("generation")) != t.values.get("generation"):
            t.refuse(told("{card} is of another generation", card=name), told("the level of gpu_best in criteria.csv"))
    services = services_of(evidence.criteria)
    for t in blocks_of(root, f"{FOLDER}/presets.toml", problems).get("workload", ()):
        unknown = [s for s in t.values.get("services", ()) if s not in services]
        if unknown:
            t.refuse(
                told("services names {item!r}", item=unknown[0]), told("one of {names}", names=", ".join(services))
            )
    return problems


def _preset(t: DataTable) -> Preset | None:
    before = len(t.problems)
    preset = Preset(
        t.text("id"), t.both("name"), _workload(t), t.both("basis"), t.both("beside", required=False), t.source(False)
    )
    t.close()
    if preset.beside and not (preset.source and preset.source.url):
        t.refuse(told("a published amount without its address"), told("source_title and source_url"))
    return preset if len(t.problems) == before else None


def _workload(t: DataTable) -> Workload | None:
    kinds = t.get(
        "machines", _are_machines, told("machines is a list of tables with count, vcpu and gb, whole numbers")
    )
    named = {k: t.number(k) for k in ("storage_tb", "egress_tb", "gpu_hours", "growth")}
    whole = {k: t.get(k, _whole, told("{key} is a whole number", key=k)) for k in ("generation", "months")}
    services = t.texts("services")
    if kinds is None or None in (*named.values(), *whole.values()):
        return None
    workload = Workload(tuple(Machines(**m) for m in kinds), services=services, **named, **whole)
    for name in faults(workload, services):
        t.refuse(told("{name} beyond its range", name=name), told("see {file}", file=f"{FOLDER}/README.md"))
    return workload


def _are_machines(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(m, dict) and set(m) == set(KEYS) and all(map(_whole, m.values())) for m in value
    )


def _whole(value: Any) -> bool:
    return is_number(value) and isinstance(value, int)

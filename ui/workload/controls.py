"""What the screen of costs asks: the workload, all of it in the address; a documented one, or one's own numbers."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ranking.model import Evidence
from ranking.workload.load import presets
from ranking.workload.workload import (
    GENERATIONS,
    MOST_GB,
    MOST_GROWTH,
    MOST_HOURS,
    MOST_KINDS,
    MOST_MACHINES,
    MOST_MONTHS,
    MOST_OUT,
    MOST_STORED,
    MOST_VCPU,
    Machines,
    Workload,
    services_of,
)
from ranking.workload.written import named, usual, written
from results.workload import in_use
from ui.parts.number_field import number_field
from ui.session import address
from ui.session.widgets import fold, keep
from words.facts import workload as words
from words.language import Language

OWN = "own"
ONE_MORE = Machines(1, 4, 16)


def workload(evidence: Evidence) -> Workload:
    """Return the workload in force: that whose bill counts, else that of the address, else the usual one."""
    return in_use(evidence, address.scenario(), address.value("workload", evidence))


def draw(say: Language, evidence: Evidence) -> None:
    """Draw the choice of a documented workload, what it holds, and, folded, every number of it."""
    now = workload(evidence)
    _documented(say, now)
    st.text(words.summary(say, evidence, now))
    part = fold(say("Change its numbers"), "workload")
    if not part.open:
        return
    with part:
        for n, kind in enumerate(now.machines):
            _machines(say, now, n, kind)
        with st.container(horizontal=True, gap="small"):
            if len(now.machines) < MOST_KINDS:
                more = replace(now, machines=(*now.machines, ONE_MORE))
                st.button(say("Another size of machine"), key="wl_more", type="tertiary", on_click=_put, args=(more,))
            if now.machines:
                fewer = replace(now, machines=now.machines[:-1])
                st.button(say("Take the last size off"), key="wl_fewer", type="tertiary", on_click=_put, args=(fewer,))
        _quantities(say, evidence, now)
        _services(say, evidence, now)


def _documented(say: Language, now: Workload) -> None:
    """Draw the choice of a documented workload; once its numbers are changed it is one's own."""
    preset = named(now)
    keep("wl_preset", preset or OWN)
    st.segmented_control(
        say("Workload"),
        [*presets(), *([] if preset else [OWN])],
        key="wl_preset",
        format_func=lambda name: say("Your own") if name == OWN else say.text(presets()[name].name),
        on_change=_choose,
        width="content",
    )


def _choose() -> None:
    chosen = st.session_state["wl_preset"]
    if chosen in presets():
        _put(presets()[chosen].workload)


def _machines(say: Language, now: Workload, n: int, kind: Machines) -> None:
    def take(field: str, value: float) -> None:
        changed = replace(kind, **{field: value})
        _put(replace(now, machines=(*now.machines[:n], changed, *now.machines[n + 1 :])))

    labels = {"count": say("Machines"), "vcpu": say("vCPU each"), "gb": say("Memory each, GB")}
    most = {"count": MOST_MACHINES, "vcpu": MOST_VCPU, "gb": MOST_GB}
    columns = st.columns(4)
    for column, (field, label) in zip(columns, labels.items(), strict=False):
        _whole(say, label, f"wl_{field}_{n}", getattr(kind, field), most[field], partial(take, field), column)


def _quantities(say: Language, evidence: Evidence, now: Workload) -> None:
    columns = st.columns(4)
    fields = (
        ("storage_tb", say("Object storage, TB"), MOST_STORED, ("TB", "To")),
        ("egress_tb", say("Outgoing data, TB a month"), MOST_OUT, ("TB", "To")),
        ("gpu_hours", say("GPU hours a month"), MOST_HOURS, ("h",)),
    )
    for column, (field, label, most, units) in zip(columns, fields, strict=False):
        take = partial(_set, now, field)
        number_field(say, label, f"wl_{field}", getattr(now, field), take, units, column, within=(0.0, most))
    scale = evidence.indicators.get("gpu_best")
    keep("wl_generation", now.generation)
    columns[3].selectbox(
        say("Generation of the card"),
        GENERATIONS,
        key="wl_generation",
        format_func=lambda n: say.text(scale.levels[n]) if scale else str(n),
        on_change=lambda: _put(replace(now, generation=st.session_state["wl_generation"])),
    )
    columns = st.columns(4)
    _whole(say, say("Term, months"), "wl_months", now.months, MOST_MONTHS, partial(_set_whole, now), columns[0])
    label, take, within = say("Growth of the data, % a year"), partial(_set, now, "growth"), (0.0, MOST_GROWTH)
    number_field(say, label, "wl_growth", now.growth, take, ("%",), columns[1], within=within)


def _services(say: Language, evidence: Evidence, now: Workload) -> None:
    every = services_of(evidence.criteria)
    keep("wl_services", [s for s in every if s in now.services])

    def take() -> None:
        chosen = set(st.session_state["wl_services"])
        _put(replace(now, services=tuple(s for s in every if s in chosen)))

    st.pills(
        say("Managed services in use"),
        every,
        selection_mode="multi",
        key="wl_services",
        format_func=lambda s: say.text(evidence.indicators[s].label),
        on_change=take,
    )


def _whole(
    say: Language, label: str, key: str, value: int, most: int, take: Callable[[int], None], place: DeltaGenerator
) -> None:
    """Draw a field of whole numbers from 1 to `most`."""
    number_field(say, label, key, value, lambda x: take(int(x)), place=place, within=(1, most), whole=True)


def _set(now: Workload, field: str, value: float) -> None:
    _put(replace(now, **{field: value}))


def _set_whole(now: Workload, value: int) -> None:
    _put(replace(now, months=value))


def _put(new: Workload) -> None:
    """Write a workload into the address: into the question where its bill counts; else the usual one is left out."""
    if address.scenario().priced:
        address.change(priced=written(new))
    else:
        address.set_value("workload", None if new == usual() else new)

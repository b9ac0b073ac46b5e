"""A workload moved on screen beside a weight: `python benchmarks/workload/bench_workload.py [--changes 40]`.

One visitor without a browser a page, messages as a browser sends them (visitor.py), all on one server: a number of
the workload typed on the screen of costs, a weight moved on the ordinary board and one on the live board; then the
same while the ranking rests on that bill. They take turns, so that whatever else the machine does meets all alike.
Time from the message to the end of the run that it causes, p50. Asked for: as fast as a weight.
"""

import argparse
import asyncio
import sys
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from streamlit.proto.BackMsg_pb2 import BackMsg  # noqa: E402

from benchmarks.ratios import note  # noqa: E402
from benchmarks.servers import server  # noqa: E402
from benchmarks.visitor import SimulatedVisitor  # noqa: E402

WARM = 8
DAY = "date=2026-11-29&lang=en"
BILLED = f"{DAY}&priced=hub"
STORED = "Object storage, TB"


@dataclass
class Buyer(SimulatedVisitor):
    """A visitor of the screen of costs, its numbers unfolded: each move types another amount of storage.

    way_in  the page asked for by name at first; fold: the widget of the fold
    typed   the field's widget, and what stands in it
    """

    way_in: str = ""
    fold: str = ""
    typed: dict[str, str] = field(default_factory=dict)

    async def __aenter__(self) -> "Buyer":
        self.way_in = "cost"
        await super().__aenter__()
        self.way_in = ""
        await self.run()
        if not self.typed:
            raise RuntimeError(f"no field {STORED!r} on the screen of costs")
        return self

    def _look(self, delta) -> None:
        super()._look(delta)
        opened, drawn = delta.add_block.expandable, delta.new_element.text_input
        if opened.id and "fold_workload" in opened.id:
            self.fold = opened.id
        if drawn.label == STORED:
            self.part = delta.fragment_id
            self.typed.setdefault(drawn.id, "")

    def _asking(self) -> BackMsg:
        message = super()._asking()
        message.rerun_script.page_name = self.way_in
        if self.fold:
            message.rerun_script.widget_states.widgets.add(id=self.fold).bool_value = True
        for name, text in self.typed.items():
            if text:
                message.rerun_script.widget_states.widgets.add(id=name).string_value = text
        return message

    def asked(self, step: int) -> BackMsg:
        """The message of another amount that was typed."""
        (name,) = self.typed
        self.typed[name] = str(100 + step)
        message = self._asking()
        message.rerun_script.fragment_id = self.part
        return message


async def turns(visitors: dict[str, SimulatedVisitor], changes: int) -> dict[str, float]:
    """Return name -> p50 in ms of as many changes, one of each visitor in turn."""
    spent: dict[str, list[float]] = {name: [] for name in visitors}
    for step in range(WARM + changes):
        for name, visitor in visitors.items():
            spent[name].append(1000 * await visitor.move(step))
    return {name: median(times[WARM:]) for name, times in spent.items()}


async def measured(address: str, query: str, changes: int) -> dict[str, float]:
    async with (
        Buyer(address, query) as workload,
        SimulatedVisitor(address, f"{query}&board=table") as weight,
        SimulatedVisitor(address, query) as live,
    ):
        return await turns({"workload": workload, "weight": weight, "live": live}, changes)


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--changes", type=int, default=40)
    asked = given.parse_args()
    with server("asgi.py") as served:
        for name, query in (("", DAY), (", ranked by the bill", BILLED)):
            took = asyncio.run(measured(served.address, query, asked.changes))
            print(
                f"a change of the workload{name}: {took['workload']:.0f} ms; of a weight, ordinary board "
                f"{took['weight']:.0f} ms, live board {took['live']:.0f} ms"
            )
            ratio = took["workload"] / took["weight"]
            note(f"workload moved / weight moved, ordinary board{name}", ratio, higher=False, asked=1)


if __name__ == "__main__":
    main()

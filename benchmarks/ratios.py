"""Recorded ratios, and what a run of today says of them: `python benchmarks/ratios.py [--record] [page load …]`.

Each bench_*.py calls `note` for its ratios to a peer of the same run; times are printed and never compared. A ratio
more than SLACK worse than the recorded one, in the second of two runs too, fails. --record takes the ratios of this run
as the new record.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
RECORD = HERE / "ratios.json"
SLACK = 0.20
_INTO = "BENCH_RATIOS_INTO"


@dataclass(frozen=True)
class Ratio:
    """value, and whether a higher one is better; asked: the bound that was asked for, where there is one."""

    value: float
    higher: bool
    asked: float | None = None

    def worse_by(self, before: "Ratio") -> float:
        """How much worse than `before`, 0.2 for 20 %; below 0 where it is better."""
        if before.value == self.value:
            return 0.0
        good, now = (self.value, before.value) if self.higher else (before.value, self.value)
        return now / good - 1 if good > 0 else float("inf")

    def met(self) -> bool:
        """Whether it keeps the bound that was asked for."""
        return self.asked is None or (self.value >= self.asked if self.higher else self.value <= self.asked)


def note(name: str, value: float, higher: bool = True, asked: float | None = None) -> None:
    """Print a ratio of this run, and hand it to the comparison when there is one."""
    bound = "" if asked is None else f" (asked for: {'at least' if higher else 'at most'} {asked:g})"
    print(f"ratio  {name}: {value:.3g}{bound}", flush=True)
    if into := os.environ.get(_INTO):
        with open(into, "a", encoding="utf-8") as file:
            file.write(json.dumps([name, Path(sys.argv[0]).stem, float(value), higher, asked]) + "\n")


def read(path: Path = RECORD) -> dict[str, Ratio]:
    """The recorded ratios by name; none where nothing was recorded yet."""
    return {k: Ratio(**v) for k, v in json.loads(path.read_text()).items()} if path.exists() else {}


def suspects(found: Mapping[str, Ratio], recorded: Mapping[str, Ratio], slack: float = SLACK) -> list[str]:
    """Names of the ratios that are more than `slack` worse than recorded."""
    return [name for name, now in found.items() if name in recorded and now.worse_by(recorded[name]) > slack]


def compare(found: Mapping[str, Ratio], recorded: Mapping[str, Ratio], slack: float = SLACK) -> list[str]:
    """A line for each of them."""
    return [
        f"{name}: {found[name].value:.3g}, recorded {recorded[name].value:.3g}, "
        f"{found[name].worse_by(recorded[name]):.0%} worse"
        for name in suspects(found, recorded, slack)
    ]


def record(found: Mapping[str, Ratio], path: Path = RECORD) -> None:
    """Write these ratios over those of the same names; the others stay."""
    merged = {**read(path), **found}
    path.write_text(json.dumps({k: vars(merged[k]) for k in sorted(merged)}, indent=1) + "\n", encoding="utf-8")


def better(one: Mapping[str, Ratio], other: Mapping[str, Ratio]) -> dict[str, Ratio]:
    """The better of two runs for each ratio."""
    return {**one, **{k: r for k, r in other.items() if k not in one or r.worse_by(one[k]) < 0}}


def run(names: list[str]) -> tuple[dict[str, Ratio], dict[str, str]]:
    """Ratios of these benchmarks (all without names), each in its own process, and whose each is. Stops at an error."""
    into = HERE / ".ratios_of_this_run"
    into.unlink(missing_ok=True)
    try:
        for path in sorted(p for place in ("", "tender/", "workload/") for p in HERE.glob(f"{place}bench_*.py")):
            if not names or path.stem.removeprefix("bench_") in names:
                print(f"== {path.name}", flush=True)
                subprocess.run([sys.executable, str(path)], check=True, env={**os.environ, _INTO: str(into)})
        lines = into.read_text(encoding="utf-8").splitlines() if into.exists() else []
        rows = [json.loads(line) for line in lines]
        return (
            {name: Ratio(*rest) for name, _, *rest in rows},
            {name: bench.removeprefix("bench_") for name, bench, *_ in rows},
        )
    finally:
        into.unlink(missing_ok=True)


def main() -> int:
    """0 where no ratio got worse; 1 with the list where one did."""
    found, whose = run([a for a in sys.argv[1:] if not a.startswith("-")])
    for name, ratio in found.items():
        if not ratio.met():
            print(f"short of what was asked for: {name}: {ratio.value:.3g}, asked {ratio.asked:g}")
    if "--record" in sys.argv:
        record(found)
        print(f"{len(found)} ratios recorded")
        return 0
    again = sorted({whose[name] for name in suspects(found, read())})
    if again:
        print(f"worse than recorded, measured again: {', '.join(again)}", flush=True)
        found = better(found, run(again)[0])
    worse = compare(found, read())
    print("\n".join(["worse than recorded:", *worse]) if worse else f"{len(found)} ratios, none worse than recorded")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())

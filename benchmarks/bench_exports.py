"""Time and memory of each file that leaves the board, cold and warm: `python benchmarks/bench_exports.py`.

cold     a fresh process, from the first import after the data were read to the finished file
drawn    same process and scenario, results kept and nothing drawn: a new size, language or theme of a picture
new      same process, another day never asked for: every result computed again
memory   the most that the cold process held, beside what it held before the export
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.ratios import note  # noqa: E402
from ranking.facts.load import data_folder, load  # noqa: E402
from ranking.weighing.scenario import Scenario  # noqa: E402

PICTURES = (
    "ranking",
    "pair",
    "tradeoff",
    "plane",
    "timeline",
    "bump",
    "ready",
    "robustness",
    "stability",
    "flips",
    "evidence",
    "replay",
)
FILES = [
    *(f"{what}.png" for what in PICTURES),
    "ranking.svg",
    "ranking.pdf",
    "report.pdf",
    "report.html",
    "slides.pptx",
    "workbook.xlsx",
    "package.zip",
    "tradeoff-set.zip",
    "all-set.zip",
]
RUNS = 5


def maker(name: str) -> Callable:
    """A function of (evidence, scenario) that makes the file."""
    what, form = name.split(".")
    if what in PICTURES:
        from exports.pictures.picture_file import picture

        return lambda e, s: picture(e, s, what, form, base="https://board.example")
    if what.endswith("-set"):
        from exports.pictures.picture_zip import picture_set, pictures_of

        return lambda e, s: picture_set(e, s, pictures_of(what.removesuffix("-set")), base="https://board.example")
    if form == "zip":
        from exports.data.package import package

        return lambda e, s: package(e)
    if form == "xlsx":
        from exports.data.workbook import workbook

        return lambda e, s: workbook(e, s, "fr", "https://board.example")
    from exports.documents.report import html, report
    from exports.documents.slides import slides

    make = {"pdf": report, "html": html, "pptx": slides}[form]
    return lambda e, s: make(e, s, "fr", "https://board.example")


def timed(make: Callable) -> tuple[float, bytes]:
    start = time.perf_counter()
    made = make()
    return time.perf_counter() - start, made


def held() -> float:
    """The most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def one(name: str) -> dict:
    """All numbers of one file, measured in this process."""
    evidence = load(data_folder())
    scenario, before = Scenario(evidence.checked), held()
    start = time.perf_counter()
    make = maker(name)
    make(evidence, scenario)
    cold, most = time.perf_counter() - start, held() - before
    from exports.pictures.picture_file import drawing

    drawn = []
    for _ in range(RUNS):
        drawing.cache_clear()
        spent, made = timed(lambda: make(evidence, scenario))
        drawn.append(spent)
    days = [replace(scenario, as_of=scenario.as_of - timedelta(days=90 * k)) for k in (1, 2, 3)]
    new = [timed(lambda day=day: make(evidence, day))[0] for day in days]
    return {"cold": cold, "drawn": median(drawn), "new": median(new), "memory": most, "size": len(made) / 1024}


def main() -> None:
    if len(sys.argv) > 1:
        print(json.dumps(one(sys.argv[1])))
        return
    print(f"{'file':<16}{'cold s':>9}{'drawn s':>9}{'new s':>9}{'memory MB':>11}{'size kB':>9}")
    rows = {}
    for name in FILES:
        found = subprocess.run([sys.executable, __file__, name], capture_output=True, text=True, check=True)
        row = rows[name] = json.loads(found.stdout)
        print(
            f"{name:<16}{row['cold']:>9.2f}{row['drawn']:>9.3f}{row['new']:>9.2f}"
            f"{row['memory']:>11.0f}{row['size']:>9.0f}"
        )
    note(
        "report.pdf drawn again / ranking.png drawn again",
        rows["report.pdf"]["drawn"] / rows["ranking.png"]["drawn"],
        higher=False,
    )


if __name__ == "__main__":
    main()

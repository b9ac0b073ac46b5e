"""One direction: app and pages -> ui -> charts and exports -> words -> ranking -> data files. Read from the imports."""

import ast
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.places import ROOT

# Each room may import the rooms named after it, and itself.
MAY_IMPORT = {
    "app": ("pages", "ui", "web", "exports", "charts", "results", "address", "words", "store", "settings", "ranking"),
    "pages": ("ui", "exports", "charts", "results", "address", "words", "store", "ranking"),
    "ui": ("web", "exports", "charts", "results", "address", "words", "store", "settings", "ranking"),
    "web": ("exports", "charts", "results", "address", "words", "store", "ranking"),
    "headless": ("exports", "charts", "results", "address", "words", "store", "sources", "settings", "ranking"),
    "exports": ("charts", "results", "address", "words", "ranking"),
    "results": ("address", "words", "ranking"),
    "address": ("words", "store", "ranking"),
    "charts": ("words", "ranking"),
    "words": ("ranking",),
    "store": ("ranking",),
    "sources": ("ranking",),
    "settings": ("ranking",),
    "ranking": (),
}
ROOMS = tuple(MAY_IMPORT)[1:]
# The folders inside a room, floor above floor: a folder may import itself and those of lower floors.
FLOORS = {
    "ranking": (
        ("typed",),
        ("facts",),
        ("workload",),
        ("weighing",),
        ("balance", "robustness"),
        ("verdict",),
        ("through_time", "people", "versions", "replies", "plain"),
        ("decisions", "yardsticks", "bills"),
        ("tender",),
    ),
    "web": (("api",), ("feeds", "public", "embed"), ("first_paint",)),
    "ui": (
        ("session",),
        ("parts",),
        ("drawer",),
        (
            "ranking",
            "robustness",
            "records",
            "evidence",
            "method",
            "timeline",
            "tradeoff",
            "replay",
            "yardsticks",
            "workload",
        ),
        ("weights", "stakeholders", "question"),
        ("meeting", "tender"),
        ("frame",),
        ("server",),
    ),
}
MOST_FILES = 15
SCIENCE = {"numpy", "pandas", "scipy"}
CLOCKS = {
    ("date", "today"),
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("time", "time"),
    ("time", "monotonic"),
    ("time", "perf_counter"),
}
MOST_LINES = dict.fromkeys(ROOMS, 250) | {"pages": 90}


def files(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py")) if room != "app" else [ROOT / "app.py", ROOT / "asgi.py"]


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), named(path))


def imports(path: Path) -> set[str]:
    """First names of every module a file imports, wherever in the file."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(path.relative_to(ROOT).parts[0] if node.level else node.module.split(".")[0])
    return found


def calls(path: Path) -> list[tuple[str, str, int]]:
    """(object, function, line) of every call; the object is "" for a bare name."""
    found = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                found.append(("", node.func.id, node.lineno))
            elif isinstance(node.func, ast.Attribute):
                owner = node.func.value
                name = (
                    owner.id if isinstance(owner, ast.Name) else owner.attr if isinstance(owner, ast.Attribute) else "?"
                )
                found.append((name, node.func.attr, node.lineno))
    return found


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_imports_point_one_way(room):
    wrong = [
        (named(path), sorted(up))
        for path in files(room)
        if named(path) != "ranking/__main__.py"
        and (up := imports(path) & {*ROOMS, "app", "tests", "benchmarks"} - {room, *MAY_IMPORT[room]})
    ]
    assert wrong == []


def modules(path: Path) -> set[str]:
    """Dotted names of everything a file imports, names inside modules included."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("room", FLOORS)
def test_folders_inside_a_room_stand_on_lower_floors_only(room):
    floor = {folder: n for n, folders in enumerate(FLOORS[room]) for folder in folders}
    assert {p.name for p in (ROOT / room).iterdir() if (p / "__init__.py").is_file()} == set(floor)
    wrong = [
        (named(path), name)
        for path in files(room)
        if len(own := path.relative_to(ROOT / room).parts) > 1
        for name in modules(path)
        if name.startswith(f"{room}.") and (other := name.split(".")[1]) in floor and other != own[0]
        if floor[other] >= floor[own[0]]
    ]
    assert wrong == []


def test_what_stands_beside_the_folders_of_the_model_needs_none_of_them():
    inside = {f"ranking.{folder}" for floor in FLOORS["ranking"] for folder in floor}
    base = [p for p in (ROOT / "ranking").glob("*.py") if p.name != "__main__.py"]
    assert [(named(p), n) for p in base for n in modules(p) if n.rpartition(".")[0] in inside] == []


def test_no_folder_holds_more_files_of_code_than_a_reader_takes_in():
    own = {
        named(path) for room in (*ROOMS, "tests", "benchmarks", "static", "deploy") for path in (ROOT / room).rglob("*")
    }
    code = [ROOT / n for n in own if n.endswith((".py", ".js", ".css")) and not n.endswith("__init__.py")]
    counted = Counter(named(path.parent) for path in code)
    assert {folder: n for folder, n in counted.items() if n > MOST_FILES} == {}


def test_the_model_imports_the_standard_library_and_three_packages_only():
    wrong = [
        (named(path), sorted(more))
        for path in files("ranking")
        if named(path) != "ranking/__main__.py"
        and (more := imports(path) - sys.stdlib_module_names - SCIENCE - {"ranking"})
    ]
    assert wrong == []


def test_the_one_door_upwards_only_opens_the_command_line():
    assert imports(ROOT / "ranking/__main__.py") == {"headless"}


@pytest.mark.parametrize(
    "room", ["charts", "results", "address", "words", "exports", "ranking", "headless", "store", "settings", "web"]
)
def test_nothing_below_ui_knows_streamlit(room):
    assert [named(path) for path in files(room) if "streamlit" in imports(path)] == []


@pytest.mark.parametrize("room", ["words", "ranking"])
def test_nothing_below_charts_knows_plotly(room):
    assert [named(path) for path in files(room) if "plotly" in imports(path)] == []


def test_the_model_opens_files_in_one_place_only():
    opening = {
        "open",
        "read_text",
        "read_bytes",
        "write_text",
        "write_bytes",
        "read_csv",
        "read_json",
        "read_excel",
        "load_file",
        "fromfile",
        "loadtxt",
        "genfromtxt",
        "iterdir",
        "glob",
        "rglob",
    }
    found = {named(path) for path in files("ranking") for _, name, _ in calls(path) if name in opening}
    # The solver opens the null device, to lead what it prints nowhere.
    assert found - {"ranking/solver.py"} == {"ranking/facts/files.py"}


def test_the_model_has_no_clock_no_network_and_no_chance():
    found = [(named(path), *call) for path in files("ranking") for call in calls(path) if call[:2] in CLOCKS]
    assert found == []
    forbidden = {"time", "random", "socket", "urllib", "http", "requests", "subprocess", "threading"}
    known = [(named(path), x) for path in files("ranking") for x in sorted(imports(path) & forbidden)]
    # Standard output, which the solver is kept from, belongs to all threads of a server.
    assert known == [("ranking/solver.py", "threading")]


def test_words_charts_and_exports_have_no_clock():
    found = [
        (named(path), *call)
        for room in ("words", "charts", "exports")
        for path in files(room)
        for call in calls(path)
        if call[:2] in CLOCKS
    ]
    assert found == []


@pytest.mark.parametrize("room, most", MOST_LINES.items())
def test_files_stay_short(room, most):
    long = {named(path): n for path in files(room) if (n := len(path.read_text("utf-8").splitlines())) > most}
    assert long == {}


def test_every_module_says_what_it_is_for():
    silent = [
        named(path)
        for room in ROOMS
        for path in files(room)
        if path.read_text("utf-8").strip() and not ast.get_docstring(tree(path))
    ]
    assert silent == []

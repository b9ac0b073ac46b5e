"""The only module that opens data files. Everything is checked, and every problem reported, before anything is used."""

import csv
import hashlib
import io
import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ranking import case, criteria, offers
from ranking.errors import DataError, Problem
from ranking.model import Evidence
from ranking.tables import Table

ROOT = Path(__file__).resolve().parent.parent
HEADER = re.compile(r"^\s*\[\[?\s*([A-Za-z0-9_.\-\"]+)\s*\]\]?")


def data_folder() -> Path:
    """Where the data stand: the folder named by BOARD_DATA, else the project's own."""
    return Path(os.environ.get("BOARD_DATA") or ROOT)


def load(root: Path | str = ROOT) -> Evidence:
    """Evidence of the folder that holds criteria.csv, providers/, profiles/, timeline.toml, musthaves.toml, decisions.toml.

    Raises DataError with every problem of every file.
    """
    return _Reader(Path(root)).evidence()


class _Reader:
    def __init__(self, root: Path):
        self.root = root
        self.problems: list[Problem] = []
        self.digest = hashlib.sha256()

    def evidence(self) -> Evidence:
        pillars, scales = self.scales()
        scored = {k: c for k, c in scales.items() if c.scored}
        indicators = {k: c for k, c in scales.items() if c.kind != "share"}
        found = {path.stem: self.offer(path, indicators) for path in self.folder("providers")}
        profiles = {path.stem: self.profile(path, scored, pillars) for path in self.folder("profiles")}
        gates = [case.gate(t, indicators) for t, _ in self.tables("musthaves.toml", "gate")]
        events = [case.event(t) for t, _ in self.tables("timeline.toml", "event")]
        known = {"offers": tuple(found), "gates": tuple(g.id for g in gates if g),
                 "profiles": tuple(k for k, p in profiles.items() if p and p.usable)}
        decisions = [case.decision(t, more, known) for t, more in self.tables("decisions.toml", "decision", "sources")]
        if self.problems:
            raise DataError(self.problems)
        return Evidence(found, pillars, scored, indicators, _default_first(profiles), {g.id: g for g in gates},
                        tuple(sorted(events, key=lambda e: e.day)), tuple(sorted(decisions, key=lambda d: d.day)),
                        self.digest.hexdigest()[:8])

    def scales(self) -> tuple[dict, dict]:
        """Pillars and all other rows of criteria.csv, by id."""
        rows = list(self.rows("criteria.csv"))
        seen: set[str] = set()
        rows = [r for r in rows if criteria.check_id(r, seen)]
        groups = [r for r in rows if r.values["kind"] == "pillar"]
        pillars = {r.values["id"]: criteria.pillar(r) for r in groups}
        scales = {r.values["id"]: criteria.criterion(r, pillars) for r in rows if r not in groups}
        for row in rows:
            scale = scales.get(row.values["id"])
            for name in scale.indicators if scale and scale.kind == "share" else ():
                part = scales.get(name)
                if part is None or part.scale != "flag":
                    row.refuse(f"indicator {name!r}", "info rows of scale flag that stand in this file")
        if rows and {"sovereignty", "urgency"} - {r.values["scale"] for r in groups}:
            rows[0].refuse("no pillar at the pole sovereignty or urgency", "one pillar row with each pole in its column scale")
        return pillars, {k: c for k, c in scales.items() if c}

    def offer(self, path: Path, indicators: dict) -> Any:
        data, lines = self.toml(path)
        name = self.name(path)
        blocks = []
        for key, value in data.items():
            if isinstance(value, list) and value and all(isinstance(v, dict) for v in value):
                blocks += [Table(name, line, key, v, self.problems) for v, line in zip(value, lines(key), strict=False)]
        plain = {k: v for k, v in data.items() if not any(b.block == k for b in blocks)}
        return offers.offer(Table(name, 1, "", plain, self.problems), path.stem, blocks, indicators)

    def profile(self, path: Path, scored: dict, pillars: dict) -> Any:
        data, lines = self.toml(path)
        name = self.name(path)
        statements = data.get("statements", [])
        words = [Table(name, line, "statements", s, self.problems)
                 for s, line in zip(statements, lines("statements"), strict=False)]
        within = Table(name, next(lines("within"), 1), "within", data.get("within", {}), self.problems)
        return case.profile(Table(name, 1, "", data, self.problems), path.stem, within, words,
                            data.get("published", {}), scored, pillars)

    def tables(self, file: str, block: str, nested: str = "") -> Iterator[tuple[Table, list[Table]]]:
        """The [[block]] tables of one file, each with its nested [[block.nested]] tables."""
        data, lines = self.toml(self.root / file)
        for key in data:
            if key != block:
                self.problems.append(Problem(file, next(lines(key), 1), key, "unknown table", f"[[{block}]] only"))
        inner = lines(f"{block}.{nested}")
        for values, line in zip(data.get(block, []), lines(block), strict=False):
            more = [Table(file, next(inner, line), f"{block}.{nested}", v, self.problems) for v in values.get(nested, [])]
            yield Table(file, line, block, values, self.problems), more

    def toml(self, path: Path) -> tuple[dict, Any]:
        """The parsed file ({} where it cannot be read) and a function: block name -> the lines of its headers."""
        text = self.text(path)
        headers = [(n, m[1].strip('"')) for n, line in enumerate(text.splitlines(), 1) if (m := HEADER.match(line))]
        try:
            data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            place = re.search(r"line (\d+)", str(error))
            line = int(place[1]) if place else max(1, text.count("\n"))
            self.problems.append(Problem(self.name(path), line, "", f"not TOML: {error}", "see providers/README.md"))
            data = {}
        return data, lambda block: (n for n, name in headers if name == block)

    def rows(self, file: str) -> Iterator[Table]:
        reader = csv.reader(io.StringIO(self.text(self.root / file)))
        header = next(reader, [])
        if tuple(header) != criteria.COLUMNS:
            self.problems.append(Problem(file, 1, "", "other columns", ",".join(criteria.COLUMNS)))
            return
        for cells in reader:
            row = Table(file, reader.line_num, cells[0] if cells else "", dict(zip(header, cells, strict=False)), self.problems)
            if len(cells) != len(header):
                row.refuse(f"{len(cells)} cells", f"{len(header)} cells, texts with a comma in double quotes")
            else:
                yield row

    def text(self, path: Path) -> str:
        """Text of a file, counted into the data version; "" with a problem where it cannot be read."""
        try:
            raw = path.read_bytes().replace(b"\r\n", b"\n")
            self.digest.update(self.name(path).encode() + b"\0" + raw + b"\0")
            return raw.decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            reason = "not UTF-8 text" if isinstance(error, UnicodeDecodeError) else "cannot be read"
            self.problems.append(Problem(self.name(path), 1, "", reason, "a readable text file in UTF-8"))
            return ""

    def folder(self, name: str) -> list[Path]:
        paths = sorted((self.root / name).glob("*.toml"))
        if not paths:
            self.problems.append(Problem(f"{name}/", 1, "", "no *.toml file", "at least one"))
        return paths

    def name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()


def _default_first(profiles: dict) -> dict:
    """Profiles with `equal` first, then in order of their date."""
    return dict(sorted(profiles.items(), key=lambda kv: (kv[0] != "equal", str(kv[1].day or ""), kv[0])))

"""A folder of data files read: everything is checked, and every problem reported, before anything is used."""

import hashlib
import os
import tomllib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from ranking.errors import DataError, DataFault, told
from ranking.facts import case_files, criteria, offers
from ranking.facts.addresses import unfit_addresses
from ranking.facts.checks import DataTable
from ranking.facts.files import fault_line, file_bytes, files_in, header_lines
from ranking.facts.spreadsheet import UnreadableTable, decoded, read_table
from ranking.model import Evidence

ROOT = Path(__file__).resolve().parent.parent.parent


def data_folder() -> Path:
    """Return where the data stand: the folder named by BOARD_DATA, else the project's own."""
    return Path(os.environ.get("BOARD_DATA") or ROOT)


def load(root: Path | str = ROOT) -> Evidence:
    """Return the evidence of a folder with criteria.csv, providers/, profiles/ and three .toml files.

    Raises DataError with every problem of every file, addresses that lead to no statement among them.
    """
    return _Reader(Path(root), unfit_addresses).evidence()


def load_kept(root: Path | str) -> Evidence:
    """Return evidence of a version once published, whose addresses were accepted then.

    Raises DataError as `load` does.
    """
    # Versions published before timeline.toml named its subject were all about the same offer.
    return _Reader(Path(root), lambda path, text: (), "azure").evidence()


class _Reader:
    def __init__(self, root: Path, check: Callable[[str, str], Iterable[DataFault]], subject: str | None = None):
        self.root, self.check, self.subject = root, check, subject
        self.problems: list[DataFault] = []
        self.digest = hashlib.sha256()

    def evidence(self) -> Evidence:
        pillars, scales = self.scales()
        if not scales:
            raise DataError(self.problems)
        scored = {k: c for k, c in scales.items() if c is None or c.scored}
        indicators = {k: c for k, c in scales.items() if c is None or c.kind != "share"}
        by_id = {path.stem: self.offer(path, indicators) for path in self.folder("providers")}
        profiles = {path.stem: self.profile(path, scored, pillars) for path in self.folder("profiles")}
        if "equal" not in profiles:
            self.problems.append(
                DataFault("profiles/", 1, "", told("no equal.toml"), told("the profile a board opens with"))
            )
        gates = {
            str(t.values.get("id")): case_files.gate(t, indicators)
            for t, _ in self.tables("musthaves.toml", "gate", unique="id")
        }
        case = {"subject": self.subject if self.subject in by_id else None}
        events = [case_files.event(t) for t, _ in self.tables("timeline.toml", "event", beside=case)]
        subject = case_files.subject(case["subject"], by_id, self.problems)
        known = {
            "offers": tuple(by_id),
            "gates": tuple(gates),
            "indicators": tuple(indicators),
            "profiles": tuple(k for k, p in profiles.items() if p is None or p.usable),
        }
        decisions = [
            case_files.decision(t, more, known)
            for t, more in self.tables("decisions.toml", "decision", "sources", unique="id")
        ]
        if self.problems:
            raise DataError(self.problems)
        return Evidence(
            by_id,
            pillars,
            scored,
            indicators,
            _default_first(profiles),
            gates,
            tuple(sorted(events, key=lambda e: e.day)),
            tuple(sorted(decisions, key=lambda d: d.day)),
            self.digest.hexdigest()[:8],
            subject,
        )

    def scales(self) -> tuple[dict, dict]:
        """Return pillars and all other rows of criteria.csv, by id; None for a row that was refused."""
        rows = list(self.rows("criteria.csv"))
        seen: set[str] = set()
        rows = [r for r in rows if criteria.check_id(r, seen)]
        groups = [r for r in rows if r.values["kind"] == "pillar"]
        pillars = {r.values["id"]: criteria.pillar(r) for r in groups}
        scales = {r.values["id"]: criteria.criterion(r, pillars) for r in rows if r not in groups}
        for row in rows:
            scale = scales.get(row.values["id"])
            for name in scale.indicators if scale and scale.kind == "share" else ():
                if name not in scales or (scales[name] and scales[name].scale != "flag"):
                    row.refuse(
                        told("indicator {name!r}", name=name), told("info rows of scale flag that stand in this file")
                    )
        if rows and {"sovereignty", "urgency"} - {r.values["scale"] for r in groups}:
            rows[0].refuse(
                told("no pillar at the pole sovereignty or urgency"),
                told("one pillar row with each pole in its column scale"),
            )
        return pillars, scales

    def offer(self, path: Path, indicators: dict) -> Any:
        data, lines = self.toml(path)
        if data is None:
            return None
        name = self.name(path)
        blocks = []
        for key, value in data.items():
            if isinstance(value, list) and value and all(isinstance(v, dict) for v in value):
                blocks += [DataTable(name, n, key, v, self.problems) for v, n in zip(value, lines(key), strict=False)]
        plain = {k: v for k, v in data.items() if not any(b.block == k for b in blocks)}
        return offers.offer(DataTable(name, 1, "", plain, self.problems), path.stem, blocks, indicators)

    def profile(self, path: Path, scored: dict, pillars: dict) -> Any:
        data, lines = self.toml(path)
        if data is None:
            return None
        name = self.name(path)
        words = self.blocks(name, "statements", data.get("statements", []), lines("statements"))
        within, published = (self.single(name, key, data.get(key, {}), lines(key)) for key in ("within", "published"))
        return case_files.profile(
            DataTable(name, 1, "", data, self.problems), path.stem, within, words, published.values, scored, pillars
        )

    def blocks(self, file: str, block: str, values: Any, lines: Iterator[int], line: int = 1) -> list[DataTable]:
        """Return the [[block]] tables among `values`, each at the next of `lines` (else at `line`)."""
        if not isinstance(values, list) or not all(isinstance(v, dict) for v in values):
            problem = DataFault(
                file,
                next(lines, line),
                block,
                told("not a list of tables"),
                told("[[{block}]] before each", block=block),
            )
            self.problems.append(problem)
            return []
        return [DataTable(file, next(lines, line), block, v, self.problems) for v in values]

    def single(self, file: str, key: str, values: Any, lines: Iterator[int]) -> DataTable:
        table = DataTable(file, next(lines, 1), key, values if isinstance(values, dict) else {}, self.problems)
        if not isinstance(values, dict):
            table.refuse(told("not a table"), told("[{key}] with keys under it", key=key))
        return table

    def tables(
        self, file: str, block: str, nested: str = "", unique: str = "", beside: dict | None = None
    ) -> Iterator[tuple[DataTable, list[DataTable]]]:
        """Yield the [[block]] tables of one file, each with its nested [[block.nested]] tables; key `unique` once each.

        beside  the keys that may stand before the first table: those that do take their value there
        """
        data, lines = self.toml(self.root / file)
        if data is None:
            return
        for key in data:
            if key in (beside or ()):
                beside[key] = data[key]
            elif key != block:
                self.problems.append(
                    DataFault(
                        file, next(lines(key), 1), key, told("unknown table"), told("[[{block}]] only", block=block)
                    )
                )
        inner, seen = lines(f"{block}.{nested}"), []
        for table in self.blocks(file, block, data.get(block, []), lines(block)):
            more = table.values.get(nested, []) if nested else []
            if (name := table.values.get(unique)) is not None and name in seen:
                table.refuse(
                    told("{unique} {name!r} stands twice", unique=unique, name=name),
                    told("each {unique} once", unique=unique),
                )
            seen.append(name)
            yield table, self.blocks(file, f"{block}.{nested}", more, inner, table.line)

    def toml(self, path: Path) -> tuple[dict | None, Any]:
        """Return the parsed file (None where it cannot be read) and a function.

        Block name -> the lines of its headers.
        """
        text = self.text(path)
        if text is None:
            return None, None
        try:
            data = tomllib.loads(text)
            self.problems += self.check(self.name(path), text)
        except (ValueError, RecursionError) as error:
            line, wrong = fault_line(error, text), told("not TOML: {error}", error=error)
            self.problems.append(DataFault(self.name(path), line, "", wrong, told("see providers/README.md")))
            data = None
        return data, header_lines(text)

    def rows(self, file: str) -> Iterator[DataTable]:
        text = self.text(self.root / file, decoded)
        if text is None:
            return
        try:
            lines = read_table(text, criteria.COLUMNS, criteria.NUMBERS)
        except UnreadableTable as error:
            self.problems.append(DataFault(file, error.line, "", error.wrong, error.allowed))
            return
        for cells, line in lines:
            values = dict(zip(criteria.COLUMNS, cells, strict=False))
            row = DataTable(file, line, values.get("id", ""), values, self.problems)
            if len(cells) != len(criteria.COLUMNS):
                row.refuse(
                    told("{n} cells", n=len(cells)),
                    told("{n} cells, texts with a comma in double quotes", n=len(criteria.COLUMNS)),
                )
            else:
                yield row

    def text(self, path: Path, decode: Callable[[bytes], str] = lambda raw: raw.decode("utf-8-sig")) -> str | None:
        """Return the text of a file, counted into the data version; None, with a problem, where it cannot be read."""
        try:
            raw = file_bytes(path)
            self.digest.update(self.name(path).encode() + b"\0" + raw + b"\0")
            return decode(raw)
        except UnreadableTable as error:
            self.problems.append(DataFault(self.name(path), error.line, "", error.wrong, error.allowed))
        except (OSError, UnicodeDecodeError) as error:
            reason = told("not UTF-8 text") if isinstance(error, UnicodeDecodeError) else told("cannot be read")
            self.problems.append(DataFault(self.name(path), 1, "", reason, told("a readable text file in UTF-8")))
        return None

    def folder(self, name: str) -> list[Path]:
        paths = files_in(self.root / name, "*.toml")
        if not paths:
            self.problems.append(DataFault(f"{name}/", 1, "", told("no *.toml file"), told("at least one")))
        return paths

    def name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()


def _default_first(profiles: dict) -> dict:
    """Profiles with `equal` first, then in order of their date."""
    return dict(sorted(profiles.items(), key=lambda kv: (kv[0] != "equal", str(kv[1].day or ""), kv[0])))

"""What was found under each address, and when: a CSV file beside the data, one line an address."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path

from ranking.errors import BoardError
from sources.visit import Visit

NAME = "providers/sources_seen.csv"


@dataclass(frozen=True, slots=True)
class Seen:
    """One address as it was found last.

    day      ISO day it was asked for
    state    that of the Visit, or "changed": alive, with another text than when it was read before
    digest   of its text when it could last be read; since: ISO day on which that text was first seen
    """

    url: str
    day: str
    state: str
    status: str
    final: str
    digest: str
    since: str
    why: str


COLUMNS = tuple(f.name for f in fields(Seen))


def read(path: Path) -> dict[str, Seen]:
    """Return the register by address; empty where there is no file. Raises BoardError where it is none."""
    if not path.is_file():
        return {}
    try:
        rows = list(csv.reader(io.StringIO(path.read_text("utf-8"))))
    except (OSError, UnicodeError, csv.Error) as error:
        raise BoardError(f"{path}: cannot be read ({error}); as `sources check` writes it") from None
    if not rows or tuple(rows[0]) != COLUMNS or any(len(row) != len(COLUMNS) for row in rows):
        raise BoardError(f"{path}: other columns; {','.join(COLUMNS)}")
    return {row[0]: Seen(*row) for row in rows[1:]}


def noted(before: Seen | None, visit: Visit, day: date) -> Seen:
    """Return the line of an address after a visit: a text that differs from the last one read is "changed"."""
    today, old = day.isoformat(), before.digest if before else ""
    changed = bool(old and visit.digest and visit.digest != old)
    state = "changed" if changed and visit.state == "alive" else visit.state
    why = "; ".join(filter(None, (visit.why, "text changed" if changed else "", "only its beginning" * visit.cut)))
    since = before.since if before and (not visit.digest or visit.digest == old) else today if visit.digest else ""
    final = visit.final if visit.final != visit.url else ""
    return Seen(visit.url, today, state, str(visit.status or ""), final, visit.digest or old, since, why)


def written(path: Path, seen: Mapping[str, Seen], cited: Iterable[str]) -> None:
    """Write the lines of the addresses that are still cited, whole or not at all. Raises BoardError."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(asdict(seen[url]).values() for url in sorted(set(cited) & seen.keys()))
    partial = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(exist_ok=True)
        partial.write_text(out.getvalue(), "utf-8")
        partial.replace(path)
    except OSError as error:
        raise BoardError(f"{path}: cannot be written ({error.strerror})") from None


def archive(seen: Seen, read_on: str | None) -> str:
    """Return the address under which the Internet Archive would show the page as it was read; nothing is asked of it.

    read_on  ISO day near which; else the day on which its text was first seen
    """
    stamp = (read_on or seen.since or seen.day).replace("-", "")
    return f"https://web.archive.org/web/{stamp}/{seen.url}"

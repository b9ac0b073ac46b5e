"""`sources`: whether the pages that the data cite can still be read."""

import asyncio
import csv
import io
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import click

from exports.data import snapshots
from headless import options as o
from headless.output import warn, write_answer
from ranking.errors import BoardError
from ranking.facts.load import data_folder
from ranking.model import Evidence
from sources import register
from sources.cited import cited
from sources.register import Seen
from sources.visit import VisitLimits, visits

# Lines are kept after so many pages, so that a check that is cut short goes on where it stopped.
EVERY = 10


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def sources() -> None:
    """Sources of the data: whether their pages can still be read."""


@sources.command()
@click.option("--of", metavar="OFFER", help="Only pages that an offer's facts cite.")
@click.option("--most", type=click.IntRange(1), help="No more pages than that; the next run goes on.")
@click.option(
    "--days", type=click.IntRange(0), default=1, show_default=True, help="Ask again what was asked that long ago."
)
@click.option("--report", type=click.Path(path_type=Path), help="Write the answer to this CSV file too.")
@o.form
def check(of: str | None, most: int | None, days: int, report: Path | None, form: str) -> None:
    """Ask each cited page whether it is alive, changed, moved or gone; at most one request a second to a host.

    What is found is kept in providers/sources_seen.csv with its day. A run that is stopped goes on at the next.
    Archive addresses are proposed, not asked for.
    """
    evidence, today = o.opened(), datetime.now(UTC).date()
    places, path = cited(evidence), data_folder() / register.NAME
    wanted = places if of is None else _of(evidence, places, of)
    seen = register.read(path)
    latest = (today - timedelta(days=days)).isoformat()
    due = [url for url in wanted if url not in seen or seen[url].day <= latest or days == 0]
    asyncio.run(_asked(due[:most], seen, path, places, today))
    rows = [_row(seen[url], places[url]) for url in wanted if url in seen]
    if report:
        _written(report, rows)
    write_answer([_brief(r) for r in rows if r["state"] != "alive"] if form == "table" else rows, form)
    if form == "table":
        counts = Counter(r["state"] for r in rows)
        left = sum(url not in seen for url in wanted)
        print(", ".join(f"{n} {state}" for state, n in counts.most_common()) + f"; {left} not asked yet")


async def _asked(
    urls: list[str], seen: dict[str, Seen], path: Path, places: Mapping[str, tuple[str, ...]], today: date
) -> None:
    """Ask for the pages; note each, and keep the notes on the way, whatever ends the run.

    Raises BoardError, and notes nothing, where no server at all answers: then it is this machine that is cut off.
    """
    answered, done = False, 0
    try:
        async for visit in visits(urls, VisitLimits()):
            seen[visit.url] = register.noted(seen.get(visit.url), visit, today)
            answered, done = answered or visit.status is not None, done + 1
            if answered and done % EVERY == 0:
                register.written(path, seen, places)
                warn(f"{done} of {len(urls)} pages asked")
    finally:
        if answered:
            register.written(path, seen, places)
    if urls and not answered:
        raise BoardError(f"none of {len(urls)} pages answered; is this machine connected? Nothing was noted")


def _of(evidence: Evidence, places: Mapping[str, tuple[str, ...]], offer: str) -> list[str]:
    name = o.known_offer(evidence, offer)
    return [url for url, where in places.items() if any(w.startswith(f"{name}.") for w in where)]


def _row(seen: Seen, places: tuple[str, ...]) -> dict[str, Any]:
    return {
        "state": seen.state,
        "status": seen.status,
        "day": seen.day,
        "url": seen.url,
        "moved_to": seen.final,
        "why": seen.why,
        "archive": "" if seen.state == "alive" else register.archive(seen, None),
        "cited_by": "; ".join(places),
    }


def _brief(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row short enough for a console."""
    return {k: row[k] if len(row[k]) <= 90 else row[k][:89] + "…" for k in ("state", "url", "why", "moved_to")}


def _written(path: Path, rows: list[dict[str, Any]]) -> None:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]) if rows else ["state"], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    try:
        snapshots.replace(path, out.getvalue().encode())
    except OSError as error:
        raise BoardError(f"--report {str(path)!r}: cannot be written ({error.strerror})") from None

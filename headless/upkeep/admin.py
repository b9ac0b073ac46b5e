"""`admin`: what a server's keeper does: settings checked, the store backed up, restored, migrated, moved, purged."""

import re
from datetime import UTC, datetime
from pathlib import Path

import click
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from headless.output import write_answer
from settings.settings import checked
from store import copies, failures, meetings
from store.copies import Copied
from store.dossiers import dossiers
from store.engine import StoreError, address, begun, store

_SECRET = re.compile(r"(?<=:)[^:@/]+(?=@)")
_FILE = click.Path(path_type=Path, dir_okay=False)


class Keeping(click.Group):
    """Commands whose database may fail in any of its ways: one line, as everywhere."""

    def invoke(self, ctx: click.Context) -> object:
        """Return the exit code of the command. Raises StoreError."""
        try:
            return super().invoke(ctx)
        except ArgumentError:
            raise StoreError("not a database address; sqlite:///path or postgresql://user@host/name") from None
        except (SQLAlchemyError, ImportError, OSError) as error:
            raise StoreError(f"{failures.code_of(error)}: {failures.reason(error)}") from None


@click.group(cls=Keeping, context_settings={"help_option_names": ["-h", "--help"]})
def admin() -> None:
    """Keep a server: settings and store. JSON; exit 0 done, 1 done but the chain of records breaks, 2 refused.

    The store is the one of DATABASE_URL or BOARD_STORE; it may be in use.
    """


@admin.command()
def check() -> None:
    """Are the settings of this environment usable? All faults at once; nothing is started."""
    settings = checked()
    write_answer([], "json", {"settings": "usable", "store": _SECRET.sub("…", address()), "port": settings.port})


@admin.command()
@click.argument("path", metavar="FILE", type=_FILE)
def backup(path: Path) -> int:
    """Write all that is kept, as of one moment, into one SQLite file."""
    return _told(copies.backup(address(), path), file=str(path))


@admin.command()
@click.argument("path", metavar="FILE", type=_FILE)
@click.option("--replace", is_flag=True, help="What is kept now goes; without it the store must be empty.")
def restore(path: Path, replace: bool) -> int:
    """Bring a backup back into the store, and to the newest schema."""
    return _told(copies.restore(path, address(), replace), file=str(path))


@admin.command()
@click.option("--dry-run", is_flag=True, help="Carried out and taken back: says what would be done.")
def migrate(dry_run: bool) -> None:
    """Bring the store to the newest schema; a server does so by itself when it first uses it."""
    now, coming = copies.steps(address())
    rows = copies.migrate(address(), dry_run) if coming else None
    write_answer(
        [], "json", {"schema": now or None, "steps": coming, "done": bool(coming) and not dry_run, "rows": rows}
    )


@admin.command()
def purge() -> None:
    """Delete the meetings and dossiers that have expired; a server does so by itself every hour."""
    now, engine = datetime.now(UTC), store() if begun() else None
    gone = {"deleted": meetings, "dossiers": dossiers}
    write_answer([], "json", {name: room.purge(engine, now) if engine else 0 for name, room in gone.items()})


@admin.command()
@click.option("--to", "target", required=True, metavar="URL", help="An empty database: postgresql://user@host/name")
def move(target: str) -> int:
    """Carry a SQLite store into a database; the old file then takes no more entries."""
    return _told(copies.move(address(), target), to=_SECRET.sub("…", target))


def _told(copied: Copied, **where: str) -> int:
    write_answer(
        [],
        "json",
        {
            **where,
            "schema": copied.schema,
            "rows": copied.rows,
            "chain": {"holds": not copied.faults, "records": copied.records, "last": copied.last},
            "faults": list(copied.faults),
        },
    )
    return 1 if copied.faults else 0

"""`record`: a decision record verified from its file, the chain of this server verified or one content erased."""

from pathlib import Path

import click

from exports.record_verification import Verification, verification
from headless import options as o
from headless.input import content_of
from headless.output import put
from ranking.decisions.record import Record, RecordError, verify_chain
from ranking.decisions.record_check import Check
from ranking.decisions.record_file import MOST_BYTES, read
from ranking.facts.load import program
from store import records
from store.engine import store


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def record() -> None:
    """Verify a decision record, or the chain of them. JSON; exit 0 yes, 1 no, 2 bad input."""


@record.command()
@click.argument("path", metavar="FILE.json", type=click.Path(path_type=Path))
def verify(path: Path) -> int:
    """Does the record of a file reproduce with this program, and what changed?"""
    held = read(content_of(path, MOST_BYTES, "a record exported by this board"))
    if held.content is None:
        raise RecordError(f"{path}: this record has lost its content; only its chain can be verified")
    found = verification(held, o.opened(), program())
    put([], "json", _document(held, found))
    return 0 if found.reproduces else 1


@record.command()
def chain() -> int:
    """Is every record of this server unaltered and at its place?"""
    every = list(records.chain(store()))
    faults = verify_chain(every)
    put(
        [],
        "json",
        {
            "holds": not faults,
            "records": len(every),
            "last": every[-1].digest if every else None,
            "without_content": sum(r.content is None for r in every),
            "faults": [{"position": f.position, "record": f.name, "what": f.what} for f in faults],
        },
    )
    return 1 if faults else 0


@record.command()
@click.argument("name", metavar="ID")
def erase(name: str) -> None:
    """Delete what a record says, for good; its digest stays, and the chain holds. ID: record= of its link."""
    if not records.erase(store(), name):
        raise RecordError(f"record {name[:43]!r}: none is kept under this id; the record= of its link")
    put([], "json", {"erased": name})


def _document(held: Record, found: Verification) -> dict:
    return {
        "record": held.digest,
        "locked": held.at,
        "question": held.content.question,
        "intact": found.intact,
        "reproduces": found.reproduces,
        "data": held.content.data,
        "program": held.content.program,
        "program_today": found.now.program,
        "on_its_own_facts": _check(found.now if found.same_facts else found.then),
        "on_todays_facts": _check(found.now),
    }


def _check(found: Check | None) -> dict | None:
    """Return one verification, or None where the facts are not kept."""
    return found and {
        "data": found.data,
        "reproduces": found.reproduces,
        "why_not": found.why_not or None,
        "differences": [
            {"kind": d.kind, "item": d.item or None, "recorded": d.before, "found": d.after} for d in found.differences
        ],
    }

"""`record`: a decision record verified from its file, the chain of this server verified or one content erased."""

from pathlib import Path

import click

from exports.data import snapshots
from exports.documents.derogation import note
from exports.documents.exit_sheet import exit_sheet
from exports.record_verification import Verification, verification
from exports.tender import documents
from headless import options as o
from headless.input import content_of
from headless.output import write_answer
from headless.tender.files import save
from headless.workload import leave
from headless.workload.cost import workload_of
from headless.workload.leave import pair_of
from ranking.decisions.lock import as_weighed
from ranking.decisions.record import Record, RecordError, verify_chain
from ranking.decisions.record_check import Check
from ranking.decisions.record_file import MOST_BYTES, read
from ranking.versions.program import program
from results.workload import leaving
from store import records
from store.engine import store
from words.decisions.derogation import Derogation
from words.language import LANGUAGES, language


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def record() -> None:
    """Verify a decision record, or the chain of them; write a note from one. Exit 0 yes, 1 no, 2 bad input."""


@record.command()
@click.argument("path", metavar="FILE.json", type=click.Path(path_type=Path))
def verify(path: Path) -> int:
    """Does the record of a file reproduce with this program, and what changed?"""
    recorded = read(content_of(path, MOST_BYTES, "a record exported by this board"))
    if recorded.content is None:
        raise RecordError(f"{path}: this record has lost its content; only its chain can be verified")
    result = verification(recorded, o.opened(), program())
    write_answer([], "json", _document(recorded, result))
    return 0 if result.reproduces else 1


@record.command()
@click.argument("path", metavar="FILE.json", type=click.Path(path_type=Path))
@click.option("--offer", required=True, metavar="ID", help="The offer taken although a must-have keeps it out.")
@click.option("--until", metavar="DATE", help="The day on which the derogation ends.")
@click.option("--why", default="", metavar="TEXT", help="Why no offer that meets every must-have is taken.")
@click.option("--ends", default="", metavar="TEXT", help="How it ends.")
@click.option("--lang", type=click.Choice(LANGUAGES), default="fr", show_default=True)
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The note: a .docx or a .pdf.")
def derogation(path: Path, offer: str, until: str | None, why: str, ends: str, lang: str, out: Path) -> None:
    """Write a note for a buyer who must choose below a must-have, from a locked record."""
    recorded = read(content_of(path, MOST_BYTES, "a record exported by this board"))
    if recorded.content is None:
        raise RecordError(f"{path}: this record has lost its content; one that still holds it")
    made = {".docx": documents.word, ".pdf": documents.pdf}.get(out.suffix.lower())
    if made is None:
        raise RecordError(f"--out {out.name!r}: no such form; a name that ends in .docx or .pdf")
    request = Derogation(offer, why.strip(), o.day(until, "--until") if until else None, ends.strip())
    facts = snapshots.locked_on(recorded.content.data, o.opened())
    save(out, made(note(language(lang), recorded, request, evidence=facts)))


@record.command(name="exit")
@click.argument("path", metavar="FILE.json", type=click.Path(path_type=Path))
@click.option("--pair", required=True, metavar="LEFT,TAKEN", help="The offer left and the one taken: azure,scaleway.")
@click.option("--workload", metavar="NAME", help="A workload of workloads/, or its parts as links write them.")
@click.option("--lang", type=click.Choice(LANGUAGES), default="fr", show_default=True)
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The sheet: a .docx or a .pdf.")
def exit_annex(path: Path, pair: str, workload: str | None, lang: str, out: Path) -> None:
    """Write an exit sheet annexed to a locked record, on the record's own day and facts."""
    recorded = read(content_of(path, MOST_BYTES, "a record exported by this board"))
    if recorded.content is None:
        raise RecordError(f"{path}: this record has lost its content; one that still holds it")
    now = o.opened()
    evidence = now if now.version == recorded.content.data else snapshots.evidence_of(recorded.content.data)
    scenario = as_weighed(recorded.content, evidence)
    used = workload_of(evidence, scenario, workload, None)
    ways = leaving(evidence, scenario, used, pair_of(evidence, pair, None))
    leave.write(out, exit_sheet(language(lang), evidence, ways, record=recorded))


@record.command()
def chain() -> int:
    """Is every record of this server unaltered and at its place?"""
    every = list(records.chain(store()))
    faults = verify_chain(every)
    write_answer(
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
    write_answer([], "json", {"erased": name})


def _document(recorded: Record, result: Verification) -> dict:
    return {
        "record": recorded.digest,
        "locked": recorded.at,
        "question": recorded.content.question,
        "intact": result.intact,
        "reproduces": result.reproduces,
        "data": recorded.content.data,
        "program": recorded.content.program,
        "program_today": result.now.program,
        "on_its_own_facts": _check(result.now if result.same_facts else result.then),
        "on_todays_facts": _check(result.now),
    }


def _check(check: Check | None) -> dict | None:
    """Return one verification, or None where the facts are not kept."""
    return check and {
        "data": check.data,
        "reproduces": check.reproduces,
        "why_not": check.why_not or None,
        "differences": [
            {"kind": d.kind, "item": d.item or None, "recorded": d.before, "found": d.after} for d in check.differences
        ],
    }

"""`facts` and `validate`."""

from datetime import date
from pathlib import Path

import click

from exports.answers.facts import indicators, row
from headless import options as o
from headless.output import write_answer
from ranking.bills import load_exits
from ranking.errors import DataError, ScenarioError
from ranking.facts.decision_matrix import facts_in_force
from ranking.facts.freshness import stale as stale_facts
from ranking.facts.load import data_folder, load
from ranking.model import Evidence
from ranking.workload import load as workloads
from ranking.yardsticks import load as yardsticks

# Folders that may stand beside the facts, and what is wrong with their files.
BESIDE = (
    (yardsticks.FOLDER, yardsticks.faults_of),
    (workloads.FOLDER, workloads.faults_of),
    (workloads.FOLDER, load_exits.faults_of),
)


@click.command()
@click.argument("offer", required=False)
@click.argument("indicator", metavar="[CRITERION]", required=False)
@click.option("--as-of", metavar="DATE", help="Only the facts in force on that day; default the whole history.")
@click.option("--stale", is_flag=True, help="Facts whose source nobody re-read in the 180 days before --as-of (today).")
@o.form
def facts(offer: str | None, indicator: str | None, as_of: str | None, stale: bool, form: str) -> None:
    """Facts of an offer: those in force on --as-of, or the whole history without it; or, of all offers, the stale."""
    evidence = o.opened()
    if offer is not None:
        o.known_offer(evidence, offer)
    elif not stale:
        raise ScenarioError("facts: no offer; an offer's id, or --stale for the facts of all that are to be re-read")
    wanted = indicators(evidence, indicator)
    if stale:
        _put_stale(evidence, offer, wanted, o.day(as_of) if as_of else date.today(), form)
        return
    every = evidence.offers[offer].facts
    if as_of is not None:
        every = facts_in_force(every, o.scenario(evidence, as_of).as_of).values()
    rows = [row(f) for f in every if f.indicator in wanted]
    write_answer(
        [
            {k: r[k] for k in ("indicator", "valid_from", "value", "low", "high", "confidence", "source_title")}
            for r in rows
        ]
        if form == "table"
        else rows,
        form,
    )


def _put_stale(evidence: Evidence, offer: str | None, wanted: set[str], day: date, form: str) -> None:
    """The facts to be re-read by `day`, of one offer or of all, the longest unread first."""
    due = [f for f in stale_facts(evidence, day) if f.indicator in wanted and offer in (None, f.offer)]
    rows = [{"offer": f.offer, **row(f), "re_read": evidence.re_read(f).isoformat()} for f in due]
    shown = ("offer", "indicator", "valid_from", "value", "re_read", "source_url")
    write_answer([{k: r[k] for k in shown} for r in rows] if form == "table" else rows, form)
    if form == "table":
        print(f"{len(rows)} facts to be re-read by {day}")


@click.command()
@click.argument("path", type=click.Path(path_type=Path), default=data_folder, required=False)
def validate(path: Path) -> None:
    """Check every data file; list every problem, exit 2 if there is one."""
    path = path.resolve()
    if not path.exists():
        raise ScenarioError(f"{path}: no such file or folder; the folder that holds criteria.csv")
    root = path if path.is_dir() else next((p for p in path.parents if (p / "criteria.csv").exists()), path.parent)
    try:
        evidence = load(root)
    except DataError as error:
        shown = [p for p in error.problems if path.is_dir() or p.path == path.relative_to(root).as_posix()]
        if shown:
            raise DataError(shown) from None
        print(f"{path.name}: no problem in this file ({len(error.problems)} elsewhere)")
        return
    beside = [p for folder, faults in BESIDE if (root / folder).is_dir() for p in faults(evidence, root)]
    shown = [p for p in beside if path.is_dir() or p.path == path.relative_to(root).as_posix()]
    if shown:
        raise DataError(shown)
    print(
        f"{len(evidence.offers)} offers, {len(evidence.facts)} facts, {len(evidence.criteria)} criteria, "
        f"{len(evidence.profiles)} profiles, {len(evidence.events)} events: no problem; data {evidence.version}"
    )

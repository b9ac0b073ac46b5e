"""`cost`: what a workload costs at each offer on a day."""

import click

from address.workloads import parsed, usual, written
from exports.answers import cost as answers
from headless import options as o
from headless.board import rounded
from headless.output import put
from ranking.errors import ScenarioError
from ranking.model import Evidence
from ranking.weighing.rank import rank
from ranking.workload.bill import bill
from ranking.workload.load import cards, presets
from ranking.workload.workload import Workload
from results import workload as results

EXAMPLE = "machines:4x8x32,storage:50,egress:1,gpu:0,card:4,services:,months:36,growth:0"


@click.command()
@o.scenario_options
@click.option("--workload", metavar="NAME", help="A workload of workloads/, or its parts as links write them.")
@click.option("--priced", is_flag=True, help="Rank by the bill too, in place of unit prices.")
def cost(form: str, workload: str | None, priced: bool, **chosen) -> None:
    """What a workload costs, by part, from dated prices; without a part's price the total is a lower bound (>=)."""
    evidence = o.opened()
    scenario = o.scenario(evidence, **chosen)
    used = workload_of(evidence, workload, chosen["link"])
    found = bill(used, evidence, cards(), rank(evidence, scenario))
    ranked = priced or "priced" in o.asked(chosen["link"]).entries
    by_bill = results.by_bill(evidence, scenario, used) if ranked else None
    document = answers.priced(evidence, found, written(used), scenario.known, by_bill)
    rows = [_row(entry) for entry in document["offers"]]
    put([rounded(r) for r in rows] if form == "table" else rows, form, document)
    if form == "table":
        print(f"euros without tax, first month and {used.months} months; >= where a part has no price: see missing")
        print(f"as of {found.day}, workload {written(used)}, data {evidence.version}")
        if by_bill:
            print(f"ranked by the bill: {', '.join(r.offer for r in by_bill.ranking.rows)}; see json for scores")
        o.tell(document, form)


def workload_of(evidence: Evidence, text: str | None, link: str | None) -> Workload:
    """Return the workload of the option, else of the link, else the usual one. Raises ScenarioError."""
    asked = text if text is not None else o.asked(link).entries.get("workload")
    if asked is None:
        return usual()
    found = parsed(asked, evidence)
    if found is None:
        raise ScenarioError(f"--workload {asked[:80]!r}: unknown; one of {', '.join(presets())}, or such as {EXAMPLE}")
    return found


def _row(entry: dict) -> dict:
    """A line of the table: lowest and highest of a month and of the term, each part's month, what has no price."""
    month, term = (entry[k] or {"low": None, "high": None} for k in ("month", "term"))
    return {
        "offer": entry["offer"],
        "bound": ">=" if entry["lower_bound"] else "",
        "month_low": month["low"],
        "month_high": month["high"],
        "term_low": term["low"],
        "term_high": term["high"],
        **{name: part["month"] and part["month"]["value"] for name, part in entry["parts"].items()},
        "missing": " ".join(entry["missing"]),
    }

"""`cost`: what a workload costs at each offer on a day."""

import click

from exports.answers import cost as answers
from headless import options as o
from headless.board import rounded
from headless.output import write_answer
from ranking.bills.bill import bill
from ranking.errors import ScenarioError
from ranking.model import Evidence
from ranking.weighing.rank import rank
from ranking.weighing.scenario import Scenario
from ranking.workload.load import cards, presets
from ranking.workload.workload import Workload
from ranking.workload.written import parsed, usual, written
from results import workload as results

EXAMPLE = "machines:4x8x32,storage:50,egress:1,gpu:0,card:4,services:,months:36,growth:0"


@click.command()
@o.scenario_options
@click.option("--workload", metavar="NAME", help="A workload of workloads/, or its parts as links write them.")
def cost(form: str, workload: str | None, **chosen) -> None:
    """What a workload costs, by part, from dated prices; without a part's price the total is a lower bound (>=)."""
    if chosen["priced"] == "1" and workload is not None:
        chosen["priced"] = workload
    evidence, scenario = o.question(**chosen)
    used = workload_of(evidence, scenario, workload, chosen["link"])
    priced = bill(used, evidence, cards(), rank(evidence, scenario))
    by_bill = results.by_bill(evidence, scenario, used) if scenario.priced else None
    document = answers.priced(evidence, priced, written(used), scenario.known, by_bill)
    rows = [_row(entry) for entry in document["offers"]]
    write_answer([rounded(r) for r in rows] if form == "table" else rows, form, document)
    if form == "table":
        print(f"euros without tax, first month and {used.months} months; >= where a part has no price: see missing")
        print(f"as of {priced.day}, workload {written(used)}, data {evidence.version}")
        if by_bill:
            print(f"ranked by the bill: {', '.join(r.offer for r in by_bill.ranking.rows)}; see json for scores")
        o.tell(document, form)


def workload_of(evidence: Evidence, scenario: Scenario, text: str | None, link: str | None) -> Workload:
    """Return the workload of the option, else that whose bill counts, else of the link, else the usual one.

    Raises ScenarioError.
    """
    text_in_use = text if text is not None else scenario.priced or o.link_entries(link).entries.get("workload")
    if text_in_use is None:
        return usual()
    read = parsed(text_in_use, evidence)
    if read is None:
        raise ScenarioError(
            f"--workload {text_in_use[:80]!r}: unknown; one of {', '.join(presets())}, or such as {EXAMPLE}"
        )
    return read


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

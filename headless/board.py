"""`rank` and `explain`."""

import click

from exports.data.replies import listed
from exports.data.tables import document, reason
from headless import options as o
from headless.output import put
from headless.upkeep.waiting import waiting
from ranking.rounding import printed_gap, rounded_together
from ranking.weighing import explain as why
from ranking.weighing.rank import rank as ranked


@click.command()
@o.scenario_options
def rank(form: str, **chosen) -> None:
    """Rank the offers."""
    evidence = o.opened()
    answer = ranked(evidence, o.scenario(evidence, **chosen))
    rows = [
        {
            "place": r.place,
            "offer": r.offer,
            "score": r.score,
            "low": r.low,
            "high": r.high,
            "coverage": r.coverage,
            "gap": r.gap,
        }
        for r in answer.rows
    ]
    late = o.spoken_for(evidence, answer.scenario.as_of)
    put(
        [rounded(r) for r in rows] if form == "table" else rows,
        form,
        document(evidence, answer, listed(evidence, answer, waiting(evidence))) | late if form == "json" else None,
    )
    if form == "table":
        for out in answer.excluded:
            print(f"not ranked: {out.offer}: {reason(out)}")
        o.tell(late, form)
        print(f"as of {answer.scenario.as_of}, data {answer.version}")


@click.command()
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@o.scenario_options
def explain(first: str, second: str, form: str, **chosen) -> None:
    """Why offer A stands above offer B: points per criterion, adding up to the gap."""
    evidence = o.opened()
    pair = tuple(o.known_offer(evidence, x) for x in (first, second))
    answer = ranked(evidence, o.scenario(evidence, **{**chosen, "offers": None}))
    rows = [{"criterion": d.criterion, "points": d.points} for d in why.explain(answer, *pair)]
    first_score, second_score = (answer.row(x).score for x in pair)
    gap, shown = first_score - second_score, printed_gap(first_score, second_score, 2)
    printed = rounded_together({r["criterion"]: r["points"] for r in rows}, shown, 2)
    put(
        [{**r, "points": printed[r["criterion"]]} for r in rows] if form == "table" else rows,
        form,
        {
            "as_of": answer.scenario.as_of.isoformat(),
            "data_version": answer.version,
            "scenario": answer.scenario.to_json(),
            "first": pair[0],
            "second": pair[1],
            "gap": gap,
            "differences": rows,
            **(late := o.spoken_for(evidence, answer.scenario.as_of)),
        },
    )
    if form == "table":
        print(f"gap: {round(gap, 2) + 0.0:.2f} points")
        o.tell(late, form)


def rounded(row: dict) -> dict:
    """Return the row with its numbers to two decimals, for a table."""
    return {k: round(v, 2) if isinstance(v, float) else v for k, v in row.items()}

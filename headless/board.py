"""`rank` and `explain`."""

import click

from exports.answers import weighed as answers
from exports.data.tables import reason
from headless import options as o
from headless.output import write_answer
from headless.upkeep.open_replies import waiting
from ranking.rounding import printed_gap, rounded_together
from ranking.weighing.rank import rank as ranked


@click.command()
@o.scenario_options
def rank(form: str, **chosen) -> None:
    """Rank the offers."""
    evidence, scenario = o.question(**chosen)
    answer = ranked(evidence, scenario)
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
    late = answers.late(evidence, answer.scenario.as_of)
    document = answers.ranked(evidence, answer, waiting(evidence)) if form == "json" else None
    write_answer(_printed(rows) if form == "table" else rows, form, document)
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
    evidence, scenario = o.question(**{**chosen, "offers": None})
    pair = tuple(o.known_offer(evidence, x) for x in (first, second))
    answer = ranked(evidence, scenario)
    document = answers.explained(evidence, answer, *pair)
    rows = document["differences"]
    shown = printed_gap(*(answer.row(x).score for x in pair), 2)
    printed = rounded_together({r["criterion"]: r["points"] for r in rows}, shown, 2)
    write_answer(
        [{**r, "points": printed[r["criterion"]]} for r in rows] if form == "table" else rows,
        form,
        document,
    )
    if form == "table":
        print(f"gap: {shown:.2f} points")
        o.tell(document, form)


def _printed(rows: list[dict]) -> list[dict]:
    """Return the rows for a table, each gap what separates the two scores as they are printed."""
    return [
        rounded(row) | ({"gap": printed_gap(row["score"], after["score"], 2)} if after else {})
        for row, after in zip(rows, [*rows[1:], None], strict=True)
    ]


def rounded(row: dict) -> dict:
    """Return the row with its numbers to two decimals, for a table."""
    return {k: round(v, 2) if isinstance(v, float) else v for k, v in row.items()}

"""`csf`: the European Commission's cloud sovereignty framework, read from the facts."""

from pathlib import Path

import click

from exports.answers import yardsticks as answers
from exports.yardsticks.own_answers import MOST_BYTES, own_answers
from headless import options as o
from headless.board import rounded
from headless.input import content_of
from headless.output import write_answer
from ranking.errors import ScenarioError
from ranking.facts.decision_matrix import KNOWN
from ranking.model import Evidence
from ranking.weighing.rank import rank
from ranking.yardsticks import reading
from ranking.yardsticks.framework import Framework, Weights
from ranking.yardsticks.load import award as award_of
from ranking.yardsticks.load import framework as framework_of


@click.command()
@click.option("--as-of", metavar="DATE", help="Day whose facts count (2026-04-17); default today.")
@click.option(
    "--known", type=click.Choice(KNOWN), default="true", show_default=True, help="What was so, or documented."
)
@click.option("--offers", metavar="ID,...", help="Offers to read; default all on sale that day.")
@click.option("--weights", metavar="SET", help="A published set of weights: 2026 (default) or 1.2.1.")
@click.option("--minimum", type=click.IntRange(0, 4), help="A level (SEAL) asked of every objective.")
@click.option(
    "--answers", "sheet", type=click.Path(path_type=Path), help="Answers of your own, JSON or XLSX, over the facts."
)
@click.option("--award", is_flag=True, help="The award of April 2026, read on its day, instead.")
@o.form
def csf(
    form: str,
    as_of: str | None,
    known: str,
    offers: str | None,
    weights: str | None,
    minimum: int | None,
    sheet: Path | None,
    award: bool,
) -> None:
    """Score and level (SEAL) of the offers by the Commission's framework, as ranges: unknown answers stay open."""
    evidence, framework = o.opened(), framework_of()
    chosen = _weights(framework, weights)
    if award:
        _put_award(evidence, framework, chosen, form)
        return
    scenario = o.scenario(evidence, as_of, offers=offers)
    own = own_answers(content_of(sheet, MOST_BYTES, "answers"), framework, evidence) if sheet else {}
    result = reading.read(framework, chosen, evidence, scenario.as_of, known, own, scenario.offers)
    idle = sorted(own.keys() - result.known.keys())
    if idle:
        names = ", ".join(idle)
        raise ScenarioError(
            f"--answers: {names}: not among the offers read on {scenario.as_of}: not on sale, or not asked for"
        )
    document = answers.assessed(evidence, framework, chosen, result.day, result.known, result.inferred, minimum)
    parted = reading.board_reversals(evidence, rank(evidence, scenario), result)
    document["parts"] = answers.compared(parted)
    rows = [_row(entry) for entry in document["offers"]]
    write_answer([rounded(r) for r in rows] if form == "table" else rows, form, document)
    if form == "table":
        print(
            "score and level: lowest and highest that documented facts leave possible; open: questions without a fact"
        )
        print(f"as of {result.day}, weights {chosen.id}, data {evidence.version}")
        o.tell(document, form)


def _put_award(evidence: Evidence, framework: Framework, weights: Weights, form: str) -> None:
    award = award_of(framework.id)
    document = answers.awarded(award, reading.award_read(award, framework, weights, evidence))
    rows = [
        {
            "bidder": x["bidder"],
            "offer": x["offer"],
            "published": x["published"],
            "seal_low": x["seal"][0],
            "seal_high": x["seal"][1],
            "agrees": x["agrees"],
            "caps": " ".join(x["caps"]),
        }
        for x in document["offers"]
    ]
    write_answer(rows, form, document)


def _row(entry: dict) -> dict:
    """A line of the table: an offer's ranges, how many questions are open, what caps the level."""
    (low, high), (lowest, highest) = entry["score"], entry["seal"]
    return {
        "offer": entry["offer"],
        "score_low": low,
        "score_high": high,
        "seal_low": lowest,
        "seal_high": highest,
        "open": sum(a["open"] for a in entry["answers"].values()),
        "caps": " ".join(entry["caps"]),
        **({"passes": entry["passes"]} if "passes" in entry else {}),
    }


def _weights(framework: Framework, name: str | None) -> Weights:
    try:
        return framework.weights_named(name or "")
    except KeyError:
        raise ScenarioError(f"--weights {name!r}: unknown; one of {', '.join(framework.weights)}") from None

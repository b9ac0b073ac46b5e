"""`solve`: a plain decision matrix, ranked."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

import click
import pandas as pd

from exports.answers import robustness as answers
from headless import options as o
from headless.input import content_of
from headless.robust_table import show
from headless.sampling import sampling_options
from ranking.errors import ScenarioError
from ranking.json_reader import NotJson, json_value
from ranking.plain import matrix
from ranking.robustness import overlap, smaa
from ranking.weighing.rank import place_numbers

MOST_BYTES = 20_000_000
WANTED = "a decision matrix as JSON"


@click.command()
@click.argument("path", metavar="FILE.json", type=click.Path(path_type=Path))
@sampling_options
@o.form
def solve(path: Path, form: str, samples: int, seed: int, workers: int, threshold: float) -> None:
    """Rank a plain decision matrix (JSON) and say how far that ranking can be trusted."""
    case = matrix.matrix(_json(path))
    base = case.problem
    span = matrix.span(case)
    if span is not None:
        sampled = smaa.two_criteria(base, *span)
    else:
        with ThreadPoolExecutor(workers) as pool:
            sampled = smaa.acceptability(base, case.space, samples, seed, pool)
    total = pd.Series(base.total(), list(base.offers))
    places = place_numbers(total)
    document = {
        "ranking": [
            {"place": int(places[x]), "alternative": x, "score": float(total[x])}
            for x in sorted(base.offers, key=lambda x: places[x])
        ],
        "weights": answers.row(answers.weights_of(base)),
        "scores": answers.frame(pd.DataFrame(case.known, case.names, base.criteria)),
        "samples": samples,
        "seed": seed,
        "exact": span is not None,
        **answers.sampled(base, sampled, None, threshold, seed),
        **answers.exact(base),
        **answers.others(base),
        "overlap": [answers.pair(x) for x in overlap.overlaps_of(base, case.known)],
        "influence": answers.frame(overlap.influence_of(base)),
        "excluded": [{"alternative": x, "reason": "not_enough_evidence"} for x in case.apart],
        **_remarks(case),
    }
    show(base, sampled, document, form)
    if form == "table":
        for sentence in _told(case):
            print(sentence)


def _remarks(case: matrix.Matrix) -> dict:
    """Return what a reader has to know of the matrix, as JSON."""
    alternatives, criteria = case.unknown
    return {
        "clipped": [asdict(c) for c in case.clipped],
        "wholly_unknown": {"alternatives": list(alternatives), "criteria": list(criteria)},
        "twins": [list(group) for group in case.twins],
    }


def _told(case: matrix.Matrix) -> list[str]:
    """Return the notes on the matrix in sentences."""
    alternatives, criteria = case.unknown
    return [
        *(f"not ranked: {x}: nothing is known of it that is weighed" for x in case.apart),
        *(f"{x}: nothing is known of it; its row is empty" for x in alternatives),
        *(f"{c}: nothing is known of it for any alternative; its column is empty" for c in criteria),
        *(
            f"{c.alternative} on {c.criterion} is {c.value:g}, beyond the anchor: counts as {c.anchor:g}"
            for c in case.clipped
        ),
        *(f"{' and '.join(group)} have the same scores: they tie whatever the weights" for group in case.twins),
    ]


def _json(path: Path) -> object:
    try:
        return json_value(content_of(path, MOST_BYTES, WANTED))
    except NotJson as error:
        raise ScenarioError(f"{path}: {error}; {WANTED}, see `python -m ranking solve --help`") from None

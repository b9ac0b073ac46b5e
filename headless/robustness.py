"""`robustness` and `solve`."""

import json
import math
import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import click
import numpy as np
import pandas as pd

from headless import options as o
from headless.output import put
from ranking.errors import ScenarioError
from ranking.robustness import formulas, overlap, plain_matrix, smaa, tipping, weight_spaces
from ranking.robustness.fact_tipping import Flip, flips
from ranking.robustness.first_places import DRAWS
from ranking.robustness.problem import Problem, problem
from ranking.robustness.stability import LEVELS, stability
from ranking.robustness.uncertainty import Assumptions, doubt
from ranking.weighing.rank import place_numbers, rank

FEW = 40
VARY = ("weights", "evidence", "both")
_OPTIONS = (
    click.option(
        "--samples", type=click.IntRange(1, smaa.MOST), default=100_000, show_default=True, help="Weightings drawn."
    ),
    click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Same seed, same numbers."),
    click.option(
        "--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Threads; they change no number."
    ),
    click.option(
        "--threshold",
        type=click.FloatRange(0, 100),
        default=50,
        show_default=True,
        help="First share, in %, from which the leader is called first.",
    ),
)


def sampling_options(command: Callable) -> Callable:
    """The options of sampling."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@click.command()
@o.scenario_options
@sampling_options
@click.option(
    "--space",
    "kind",
    type=click.Choice(weight_spaces.KINDS),
    default="any",
    show_default=True,
    help="Which weightings: any, around mine, my order only, mine within --range.",
)
@click.option("--flat", is_flag=True, help="Draw over the criteria at once, not pillars first.")
@click.option(
    "--concentration",
    type=click.FloatRange(0, min_open=True),
    default=30,
    show_default=True,
    help="For --space mine: larger stays closer.",
)
@click.option(
    "--range",
    "width",
    type=click.FloatRange(0, 100),
    default=10,
    show_default=True,
    help="For --space range: percentage points.",
)
@click.option("--vary", type=click.Choice(VARY), default="weights", show_default=True, help="What is uncertain.")
def robustness(
    form: str,
    kind: str,
    flat: bool,
    concentration: float,
    width: float,
    vary: str,
    samples: int,
    seed: int,
    workers: int,
    threshold: float,
    **chosen,
) -> None:
    """How far the ranking can be trusted: over all weightings, over uncertain facts, and exactly."""
    evidence = o.opened()
    answer = rank(evidence, o.scenario(evidence, **chosen))
    base, assumed = problem(answer), Assumptions()
    space = weight_spaces.weight_space(base, kind, not flat, concentration, width / 100)
    cases = smaa.unsure(base, space, doubt(evidence, answer, base, assumed))
    with ThreadPoolExecutor(workers) as pool:
        found = smaa.acceptability(base, *_args(cases[vary], samples, seed, pool))
        both = smaa.acceptability(base, *_args(cases["both"], min(samples, DRAWS), seed, pool))
    known = answer.matrix.value.loc[list(base.offers), list(base.criteria)].to_numpy()
    document = {
        "as_of": answer.scenario.as_of.isoformat(),
        "data_version": answer.version,
        "scenario": answer.scenario.to_json(),
        "samples": samples,
        "seed": seed,
        "space": {"kind": kind, "pillars_first": not flat, "concentration": concentration, "range": width / 100},
        "vary": vary,
        "assumptions": assumed.to_json(),
        **_sampled(base, found, cases[vary][1], threshold, seed),
        "first_share_both": _row(both.first),
        "samples_both": both.samples,
        "weights": _row(_weights(base)),
        **_exact(base),
        "smallest_fact": [_flip(f) for f in flips(evidence, answer)],
        **_others(base),
        "overlap": [_overlap(x) for x in overlap.overlaps_of(base, known)],
        "influence": _frame(overlap.influence(answer)),
        "excluded": [{"offer": x.offer, "reason": x.reason} for x in answer.excluded],
    }
    _show(base, found, document, form)


def _args(case: tuple, samples: int, seed: int, pool: ThreadPoolExecutor) -> tuple:
    space, doubtful = case
    return space, samples, seed, pool, doubtful


@click.command()
@click.argument("path", metavar="FILE.json", type=click.Path(path_type=Path))
@sampling_options
@o.form
def solve(path: Path, form: str, samples: int, seed: int, workers: int, threshold: float) -> None:
    """Rank a plain decision matrix (JSON) and say how far that ranking can be trusted."""
    given = plain_matrix.matrix(_json(path))
    base = given.problem
    with ThreadPoolExecutor(workers) as pool:
        found = smaa.acceptability(base, given.space, samples, seed, pool)
    span = plain_matrix.span(given)
    if span is not None:
        found = smaa.two_criteria(base, *span)
    total = pd.Series(base.total(), list(base.offers))
    places = place_numbers(total)
    document = {
        "ranking": [
            {"place": int(places[x]), "alternative": x, "score": float(total[x])}
            for x in sorted(base.offers, key=lambda x: places[x])
        ],
        "weights": _row(_weights(base)),
        "scores": _frame(pd.DataFrame(given.known, base.offers, base.criteria)),
        "samples": samples,
        "seed": seed,
        "exact": span is not None,
        **_sampled(base, found, None, threshold, seed),
        **_exact(base),
        **_others(base),
        "overlap": [_overlap(x) for x in overlap.overlaps_of(base, given.known)],
        "influence": _frame(overlap.influence_of(base)),
    }
    _show(base, found, document, form)


def _sampled(base: Problem, found: smaa.Acceptability, doubtful, threshold: float, seed: int) -> dict:
    """What the sampled weightings say."""
    said, spans = smaa.verdict(found, threshold / 100), found.span()
    sure = smaa.confidence(base, found, doubtful, seed=seed)
    return {
        "verdict": {
            "leader": said.leader,
            "share": said.share,
            "error": said.error,
            "rival": said.rival,
            "rival_share": said.rival_share,
            "enough": said.enough,
            "reason": said.reason,
            "threshold": threshold / 100,
        },
        "rank_acceptability": {x: list(map(float, found.places.loc[x])) for x in base.offers},
        "first_share": _row(found.first),
        "first_share_error": _row(found.error(found.first)),
        "central_weights": {
            x: None if found.central.loc[x].isna().all() else _row(found.central.loc[x]) for x in base.offers
        },
        "confidence_factors": _row(sure),
        "expected_rank": _row(found.expected),
        "rank_range": {x: [int(spans.best[x]), int(spans.worst[x])] for x in base.offers},
        "pairwise": {a: {b: float(found.pairwise.loc[a, b]) for b in base.offers if a != b} for a in base.offers},
    }


def _exact(base: Problem) -> dict:
    """What can be said exactly of all weightings."""
    levels = {"": "criterion"}
    if base.criteria != base.pillars:
        levels |= {"_pillars": "pillar", "_within": "within"}
    document = {}
    for suffix, level in levels.items():
        held = stability(base, level)
        document |= {
            f"stability{suffix}": {s.item: list(s.leads) for s in held},
            f"stability_order{suffix}": {s.item: list(s.order) for s in held},
            f"stability_exact{suffix}": all(s.exact for s in held),
        }
        if level != LEVELS[2]:
            document |= _changes(base, level, suffix)
    return document


def _changes(base: Problem, level: str, suffix: str) -> dict:
    names = [f"{name}{suffix}" for name in ("smallest_change", "never", "reachable_places", "smallest_change_why_not")]
    try:
        found = {x: tipping.smallest_change(base, x, level) for x in base.offers}
        with _quiet():
            reached = {x: tipping.reach(base, x, level) for x in base.offers if len(base.offers) <= FEW}
    except tipping.NotLinear as error:
        return dict(zip(names, (None, None, None, str(error)), strict=True))
    change = {x: _change(c) if isinstance(c, tipping.Change) else None for x, c in found.items()}
    never = {x: {"mixture": c.mixture, "by": c.by} for x, c in found.items() if isinstance(c, tipping.Never)}
    places = {x: {"best": r.best, "worst": r.worst, "exact": r.exact} for x, r in reached.items()}
    return dict(zip(names, (change, never, places or None, None), strict=True))


@contextmanager
def _quiet() -> Iterator[None]:
    """Nothing reaches standard output: HiGHS prints a stray line on some integer programmes (HiGHS.jl issue 312)."""
    sys.stdout.flush()
    kept, sink = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(sink, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(sink)


def _change(found: tipping.Change) -> dict:
    return {"weights": found.weights, "l1": found.l1, "shared": found.shared, "words": _words(found.moves)}


def _words(moves: tuple[tuple[str, float, float], ...]) -> str:
    return ", ".join(f"{item} from {100 * a:.1f} to {100 * b:.1f} %" for item, a, b in moves) or "no change"


def _flip(f: Flip) -> dict:
    return {
        "offer": f.offer,
        "indicator": f.indicator,
        "before": f.before,
        "after": f.after,
        "bound": f.bound,
        "size": f.size,
        "leaders": list(f.leaders),
        "cause": f.cause,
        "confidence": f.fact and f.fact.confidence,
    }


def _others(base: Problem) -> dict:
    """Other formulas, and the board without one criterion or one offer."""
    table = formulas.agreement(base)
    rows = {
        name: {
            "leader": row.leader,
            "same_leader": bool(row.same_leader),
            "tau": _number(row.tau),
            "places": {x: int(row[x]) for x in base.offers},
        }
        for name, row in table.iterrows()
    }
    return {
        "formulas": rows,
        "without_criterion": _frame(formulas.without_criterion(base)),
        "without_offer": {k: list(v) for k, v in formulas.without_offer(base).items()},
    }


def _overlap(x: overlap.Overlap) -> dict:
    return {
        "criteria": [x.first, x.second],
        "correlation": _number(x.correlation),
        "pairs": x.pairs,
        "alike": x.alike,
        "weight": x.weight,
    }


def _show(base: Problem, found: smaa.Acceptability, document: dict, form: str) -> None:
    spans = found.span()
    rows = [
        {
            "offer": x,
            "first_share": float(found.first[x]),
            "error": float(found.error(found.first)[x]),
            "expected_rank": float(found.expected[x]),
            "from": int(spans.best[x]),
            "to": int(spans.worst[x]),
        }
        for x in found.first.sort_values(ascending=False, kind="stable").index
    ]
    short = [{k: round(v, 4) if isinstance(v, float) else v for k, v in row.items()} for row in rows]
    put(short if form == "table" else rows, form, document)
    if form == "table":
        print(_sentence(document["verdict"]))


def _sentence(said: dict) -> str:
    start = f"{said['leader']} is first for {said['share']:.0%} of the weightings"
    rival = f", {said['rival']} for {said['rival_share']:.0%}" if said["rival"] else ""
    if said["enough"]:
        return start + rival
    why = {
        "threshold": f"nobody reaches {said['threshold']:.0%}",
        "overlap": "the two are too close for so few samples",
    }
    return f"not enough evidence to say who is first: {start}{rival}; {why[said['reason']]}"


def _weights(base: Problem) -> pd.Series:
    return pd.Series(base.weights, list(base.criteria))


def _row(series: pd.Series) -> dict:
    return {k: _number(v) for k, v in series.items()}


def _frame(frame: pd.DataFrame) -> dict:
    return {k: {c: _number(v) for c, v in row.items()} for k, row in frame.astype(object).iterrows()}


def _number(value):
    """A value JSON can hold; NaN becomes null."""
    if isinstance(value, bool | str) or value is None:
        return value
    if isinstance(value, int | np.integer):
        return int(value)
    return None if math.isnan(value) else float(value)


def _json(path: Path) -> object:
    try:
        return json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ScenarioError(f"{path}: {error.strerror or error}; a JSON file that can be read") from None
    except ValueError as error:
        raise ScenarioError(f"{path}: not JSON ({error}); see `python -m ranking solve --help`") from None

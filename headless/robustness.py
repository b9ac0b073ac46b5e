"""`robustness`: how far the ranking of the offers can be trusted."""

from concurrent.futures import ThreadPoolExecutor

import click

from headless import options as o
from headless import robust_answer as answers
from headless.sampling import sampling_options
from ranking.robustness import overlap, smaa, weight_spaces
from ranking.robustness.fact_tipping import flips
from ranking.robustness.first_places import DRAWS
from ranking.robustness.problem import problem
from ranking.robustness.uncertainty import Assumptions, doubt
from ranking.weighing.rank import rank

VARY = ("weights", "evidence", "both")


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
    type=o.Finite(*weight_spaces.CONCENTRATIONS),
    default=30,
    show_default=True,
    help="For --space mine: larger stays closer.",
)
@click.option(
    "--range",
    "width",
    type=o.Finite(0, 100),
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
        **answers.sampled(base, found, cases[vary][1], threshold, seed),
        "first_share_both": answers.row(both.first),
        "samples_both": both.samples,
        "weights": answers.row(answers.weights_of(base)),
        **answers.exact(base),
        "smallest_fact": [answers.flip(f) for f in flips(evidence, answer)],
        **answers.others(base),
        "overlap": [answers.pair(x) for x in overlap.overlaps_of(base, known)],
        "influence": answers.frame(overlap.influence(answer)),
        "excluded": [{"offer": x.offer, "reason": x.reason} for x in answer.excluded],
        **(late := o.spoken_for(evidence, answer.scenario.as_of)),
    }
    answers.show(base, found, document, form)
    o.tell(late, form)


def _args(case: tuple, samples: int, seed: int, pool: ThreadPoolExecutor) -> tuple:
    space, doubtful = case
    return space, samples, seed, pool, doubtful

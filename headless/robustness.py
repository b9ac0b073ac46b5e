"""`robustness`: how far the ranking of the offers can be trusted."""

import click

from exports.answers import robustness as answers
from headless import options as o
from headless.robust_table import show
from headless.sampling import sampling_options
from ranking.robustness import weight_spaces
from ranking.weighing.rank import rank


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
@click.option(
    "--vary", type=click.Choice(answers.VARY), default="weights", show_default=True, help="What is uncertain."
)
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
    evidence, scenario = o.question(**chosen)
    answer = rank(evidence, scenario)
    drawn = answers.Sampling(kind, not flat, concentration, width / 100, vary, samples, seed, workers, threshold / 100)
    base, sampled, document = answers.robustness(evidence, answer, drawn)
    show(base, sampled, document, form)
    o.tell(document, form)

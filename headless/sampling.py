"""Options of the commands that draw weightings."""

from collections.abc import Callable

import click

from headless.options import Finite
from ranking.robustness import smaa

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
        type=Finite(0, 100),
        default=50,
        show_default=True,
        help="First share, in %, from which the leader is called first.",
    ),
)


def sampling_options(command: Callable) -> Callable:
    """Return the command with the options of sampling."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command

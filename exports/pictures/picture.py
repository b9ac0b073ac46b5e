"""One picture of the board without its frame: what its page and its files show."""

from collections.abc import Callable
from dataclasses import dataclass

from charts.parts.look import Look
from charts.parts.sheet import Sheet
from ranking.model import Fact
from ranking.weighing.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Picture:
    """What a picture says and what it is drawn by.

    title    the finding; measure: what is measured; reading: how to read one mark; page: where it lives
    draw     makes the figure for a look, or gives the table
    facts    what it rests on; weighed: whether the weights in force enter it; dated: whether the day in force does
    keyed    whether marks of families are drawn, so that their key is wanted
    strip    what stands in the place of the weights where they do not enter; "" for the plain sentence
    terms    in files, the conditions under which it was computed, where the weights do not enter
    scenario what its frame says (weights, must-haves, unknowns, link), where that is not the scenario asked for
    """

    title: str
    measure: str
    reading: str
    page: str
    draw: Callable[[Look], dict | Sheet]
    facts: tuple[Fact, ...]
    weighed: bool = True
    dated: bool = True
    strip: str = ""
    terms: str = ""
    keyed: bool = True
    scenario: Scenario | None = None

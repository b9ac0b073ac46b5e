"""A workload priced on the day of a ranking, with what more points of either pole cost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ranking.bills.choices import Choice, choices
from ranking.bills.price_of_points import FrontStep, steps
from ranking.model import Evidence
from ranking.weighing.rank import Ranking, pillar_points
from ranking.workload.cost import GPU, Cards, Cost, costs, generations, ordered
from ranking.workload.workload import Workload

POLES = ("urgency", "sovereignty")


@dataclass(frozen=True, eq=False)
class Bill:
    """What a workload costs on a day.

    costs  the offers on sale: first those that can be compared, the lowest first
    poles  pole -> the offers that no other has as many points for less, among those that the ranking places
    cards  generation of a card -> of how many of the offers a price of one is on file
    choices  the first of the ranking, then the choice with the most points at each pole, with what it costs more
    """

    workload: Workload
    day: date
    costs: tuple[Cost, ...]
    poles: Mapping[str, list[FrontStep]]
    cards: Mapping[int, int]
    choices: tuple[Choice, ...] = ()

    @property
    def comparable(self) -> tuple[Cost, ...]:
        """Return the costs of which every part has a price, managed services aside."""
        return tuple(c for c in self.costs if c.comparable)

    @property
    def without_card(self) -> bool:
        """Return whether hours of a card are asked for, and no offer has a price of that generation."""
        return any(GPU in c.parts for c in self.costs) and self.workload.generation not in self.cards

    @property
    def lowest(self) -> tuple[Cost, ...]:
        """Return the comparable costs that may be the lowest: several where contested prices leave it open."""
        comparable = self.comparable
        bound = min((c.month.high for c in comparable), default=0.0)
        return tuple(c for c in comparable if c.month.low <= bound)


def bill(workload: Workload, evidence: Evidence, cards: Cards, answer: Ranking) -> Bill:
    """Return the bill on the day of the ranking, for its offers; points are those under its weights."""
    scenario = answer.scenario
    cost_by_offer = costs(workload, evidence, cards, scenario.as_of, scenario.known, scenario.offers)
    poles = {name: steps(pillar_points(answer, evidence.pole(name)), cost_by_offer) for name in POLES}
    on_file = generations(evidence, cards, scenario.as_of, scenario.known, cost_by_offer)
    chosen = tuple(choices(answer, evidence, cost_by_offer, POLES[::-1]))
    return Bill(workload, scenario.as_of, tuple(ordered(cost_by_offer)), poles, on_file, chosen)

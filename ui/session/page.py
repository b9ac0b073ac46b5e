"""What a page draws from."""

from dataclasses import dataclass

from ranking.model import Evidence
from ranking.weighing.rank import Ranking
from ranking.weighing.scenario import Scenario
from words.language import Language


@dataclass(frozen=True)
class Page:
    """The question on screen, its answer, and the words to say it in; handed to every part of a page.

    keys    the address keys of the page (address.entries)
    moving  whether the page reads its verdict aloud itself (ui.ranking.fragment)
    """

    evidence: Evidence
    scenario: Scenario
    ranking: Ranking
    say: Language
    keys: tuple[str, ...]
    moving: bool

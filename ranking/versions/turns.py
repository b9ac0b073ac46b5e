"""What of a question's answer turned from one data version to the next: leader, voice of the verdict, must-haves."""

from dataclasses import dataclass

from ranking.errors import BoardError
from ranking.model import Evidence
from ranking.versions.effects import RankingState, state
from ranking.versions.log import Edition
from ranking.weighing.rank import Ranking, rank
from ranking.weighing.scenario import Scenario, checked, put_to


@dataclass(frozen=True, slots=True)
class OutcomeTurn:
    """A must-have of an offer whose outcome ("met", "failed", "unknown") turned."""

    offer: str
    indicator: str
    token: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, eq=False)
class Turn:
    """What turned with the later of two editions; scenario: the question as put to both."""

    old: Edition
    new: Edition
    scenario: Scenario
    before: RankingState
    after: RankingState
    musthaves: tuple[OutcomeTurn, ...]

    @property
    def leader(self) -> bool:
        """Return whether somebody else has the best score."""
        return set(self.before.leaders) != set(self.after.leaders)

    @property
    def voice(self) -> bool:
        """Return whether the verdict is firmer, or less firm."""
        return self.before.voice != self.after.voice

    def __bool__(self) -> bool:
        return bool(self.musthaves) or self.leader or self.voice


def turn(old: Edition, new: Edition, scenario: Scenario) -> Turn | None:
    """Return what turned between two editions; None where nothing did, or either cannot be asked this question."""
    try:
        questions = checked(scenario, old.evidence), checked(scenario, new.evidence)
    except BoardError:
        return None
    both = [put_to(e.evidence, q) for e, q in zip((old, new), questions, strict=True)]
    rankings = [_ranked(e, q) for e, q in zip(both, questions, strict=True)]
    before, after = (state(e, r) for e, r in zip(both, rankings, strict=True))
    turned = Turn(old, new, scenario, before, after, _turned(*rankings))
    return turned if turned else None


def _ranked(evidence: Evidence, scenario: Scenario) -> Ranking | None:
    try:
        return rank(evidence, scenario)
    except BoardError:
        return None


def _turned(before: Ranking | None, after: Ranking | None) -> tuple[OutcomeTurn, ...]:
    """Return the must-haves of offers known to both whose outcome is another."""
    old, new = _outcomes(before), _outcomes(after)
    return tuple(
        OutcomeTurn(offer, indicator, token, old[key], new[key])
        for key in new
        if key in old and old[key] != new[key]
        for offer, token, indicator in [key]
    )


def _outcomes(ranking: Ranking | None) -> dict[tuple[str, str, str], str]:
    if ranking is None:
        return {}
    return {
        (offer, o.requirement.token, o.requirement.indicator): o.result
        for offer, outcomes in ranking.outcomes.items()
        for o in outcomes
    }

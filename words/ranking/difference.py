"""Why one offer stands above another, in words."""

from ranking.model import Evidence
from ranking.weighing.rank import Ranking
from words.language import Language


def gap_sentence(say: Language, evidence: Evidence, first: str, second: str, gap: float, digits: int = 1) -> str:
    """Return how many points lie between two offers; `gap` is positive where the first has more."""
    names = {"first": evidence.offers[first].name, "second": evidence.offers[second].name}
    size = say.number(abs(gap), digits)
    if gap >= 0:
        return say("{first} has {gap} points more than {second}.", gap=size, **names)
    return say("{first} has {gap} points fewer than {second}.", gap=size, **names)


def not_weighed_text(say: Language, evidence: Evidence, ranking: Ranking) -> str:
    """Return the criteria that no comparison can show, since they weigh nothing; "" where all weigh."""
    idle = [say.text(evidence.criteria[c].label) for c, w in ranking.weighting.overall.items() if not w]
    return say("Without weight, so not compared: {names}.", names=", ".join(idle)) if idle else ""

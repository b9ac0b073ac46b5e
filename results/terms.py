"""What a ranking rests on, in words: the sentences of `words` filled with what `results` computes."""

from ranking.model import Evidence
from ranking.weighing.rank import Ranking
from results.results import with_thin
from words.language import Language
from words.ranking.conditions import conditions as written


def conditions(say: Language, evidence: Evidence, answer: Ranking) -> str:
    """Return what the verdict on a ranking rests on: weights, must-haves, unknowns, and what setting aside changes."""
    return written(say, evidence, answer, with_thin(evidence, answer))

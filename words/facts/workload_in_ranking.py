"""The ranking whose costs are a workload's bill, in words: its verdict, what it replaces, where it is unknown."""

from collections.abc import Sequence

from ranking.model import Evidence
from ranking.verdict.verdict import Verdict
from ranking.weighing.rank import Ranking
from ranking.workload.bill_as_facts import BILL
from words.facts.workload import euros
from words.language import Language
from words.ranking.conditions import conditions
from words.ranking.verdict import verdict


def switch_text(say: Language) -> str:
    """Return the name of the switch."""
    return say("Rank with this bill in place of the prices of a machine and of storage")


def finding(say: Language, own: Evidence, answer: Ranking, judgement: Verdict, before: Ranking) -> str:
    """Return the verdict by the bill, and whether unit prices put the same offers first."""
    sentence, first = verdict(say, own, answer, judgement), {row.offer for row in answer.leaders}
    if first == {row.offer for row in before.leaders}:
        return say("{verdict} Unit prices give the same first place.", verdict=sentence)
    names = say.both(own.offers[row.offer].name for row in before.leaders)
    return say("{verdict} By unit prices the best score is that of {names}.", verdict=sentence, names=names or "–")


def terms(say: Language, own: Evidence, answer: Ranking, all_the_same: Sequence[str]) -> str:
    """Return the conditions of a verdict with the bill as criterion: its scale, how many are known, the usual ones.

    all_the_same  the offers that would be first if criteria set aside as thinly known were weighed
    """
    scale = own.criteria[BILL]
    ranked = [row.offer for row in answer.rows]
    known = int(answer.matrix.known[BILL].reindex(ranked).sum())
    fed = say(
        "Cost counts as the bill of the workload above in the first month, managed services aside: 100 points at "
        "{best}, none at {worst}. Leaving stays priced by the gigabyte.",
        best=euros(say, scale.best),
        worst=euros(say, scale.worst),
    )
    whole = say.plural(
        "The whole bill is known for {n} of {all} ranked offers; elsewhere a price is missing, the total is a lower "
        "bound only and counts as unknown.",
        "The whole bill is known for {n} of {all} ranked offers; elsewhere a price is missing, the total is a lower "
        "bound only and counts as unknown.",
        known,
        all=len(ranked),
    )
    return " ".join((fed, whole, conditions(say, own, answer, all_the_same)))

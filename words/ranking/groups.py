"""Groups, intervals of places and shares of first places, in words."""

from ranking.verdict.draws import DRAWS
from ranking.verdict.groups import RankInterval
from words.language import Language


def group_word(say: Language, number: int) -> str:
    """Return the name of a group: first group, second group, …"""
    names = (say("first group"), say("second group"), say("third group"), say("fourth group"), say("fifth group"))
    return names[number - 1] if number <= len(names) else say("group {n}", n=number)


def places_text(say: Language, interval: RankInterval) -> str:
    """Return the interval of places in a word or three: 2 to 5."""
    if interval.best == interval.worst:
        return say.number(interval.best)
    return say("{best} to {worst}", best=say.number(interval.best), worst=say.number(interval.worst))


def first_text(say: Language, share: float) -> str:
    """Return a share of first places as a percentage; "less than" where it would round to nothing."""
    return say("under {share}", share=say.percent(0.01)) if 0 < share < 0.005 else say.percent(share)


def rank_interval_text(say: Language, interval: RankInterval) -> str:
    """Return a rank interval in a few characters: its places and how often it is first."""
    share = f"< {say.percent(0.01)}" if 0 < interval.first < 0.005 else say.percent(interval.first)
    return say("places {places}, 1st: {share}", places=places_text(say, interval), share=share)


def rank_interval_sentence(say: Language, interval: RankInterval) -> str:
    """Return a rank interval in a sentence: group, places in nine draws of ten, how often it is first."""
    return say(
        "What the facts leave open, drawn {draws} times: places {places} of {n} in nine draws of ten, first in "
        "{share}; {group}.",
        places=places_text(say, interval),
        n=say.number(interval.of),
        draws=say.number(DRAWS),
        share=first_text(say, interval.first),
        group=group_word(say, interval.group),
    )

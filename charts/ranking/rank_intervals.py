"""Where the draws put each offer, as a row of the ranking says it: its group, a strip of its places, a few words."""

from collections.abc import Mapping

from ranking.verdict.groups import RankInterval
from words.language import Language
from words.ranking.groups import group_word, rank_interval_text

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def interval_marks(say: Language, intervals: Mapping[str, RankInterval]) -> dict[str, dict]:
    """Return offer -> its group as number, sign and words; the strip's start and width in per cent; places in words."""
    return {offer: _marks(say, one) for offer, one in intervals.items()}


def _marks(say: Language, one: RankInterval) -> dict:
    step = 100 / one.of
    return {
        "group": one.group,
        "sign": ROMAN[one.group - 1] if one.group <= len(ROMAN) else str(one.group),
        "word": group_word(say, one.group),
        "best": one.best,
        "worst": one.worst,
        "left": round((one.best - 1) * step, 2),
        "width": round((one.worst - one.best + 1) * step, 2),
        "text": rank_interval_text(say, one),
    }

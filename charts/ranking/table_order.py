"""What the visitor asked of the ranking's rows: by what they are sorted, and with which offer they are compared."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ranking.rounding import printed_gap
from ranking.verdict.groups import RankInterval
from ranking.weighing.rank import Ranking, RankingRow
from words.language import Language
from words.ranking.live import gap_text, look_words


@dataclass(frozen=True, slots=True)
class Order:
    """How the rows stand. sort: a pillar, "name", "group", "doubt" or "" for the score; pin: an offer or "".

    link  address of the page sorted by such a name
    """

    sort: str = ""
    pin: str = ""
    link: Callable[[str], str] | None = None


def in_order(
    ranking: Ranking,
    names: Mapping[str, str],
    points: Callable[[RankingRow], Mapping[str, float]],
    intervals: Mapping[str, RankInterval],
    sort: str,
) -> list[RankingRow]:
    """Return the ranked rows sorted; what is level stays by score. points: those of a row from each pillar."""
    last = (len(ranking.rows) + 1,) * 3

    def stands(row: RankingRow) -> tuple[int, int, int]:
        one = intervals.get(row.offer)
        return (one.group, one.best, one.worst) if one else last

    keys: dict[str, Callable[[RankingRow], object]] = {
        "name": lambda row: names[row.offer].casefold(),
        "group": lambda row: stands(row)[0],
        "doubt": lambda row: stands(row)[1:],
    }
    if not sort:
        return list(ranking.rows)
    return sorted(ranking.rows, key=keys.get(sort) or (lambda row: -points(row).get(sort, 0.0)))


def against(say: Language, ranking: Ranking, row: RankingRow, pin: str) -> str:
    """Return how far a row is from the offer that all are compared with, in words; "" where that has no score."""
    reference = ranking.row(pin) if pin else None
    if reference is None:
        return ""
    if row.offer == pin:
        return look_words(say)["itself"]
    return gap_text(say, printed_gap(row.score, reference.score))

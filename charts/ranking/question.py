"""The rankings of several days side by side, each a short list in which one offer is always found."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from charts.parts.look import FAMILY_MARK
from charts.parts.templates import render
from charts.ranking.ranking_table import group_titles, head
from ranking.model import Evidence
from ranking.weighing.rank import Ranking
from words.facts.values import family_text
from words.language import Language
from words.ranking.conditions import exclusion_text

ROWS = 5


@dataclass(frozen=True)
class DayAnswer:
    """A day on the first screen: its name, its ranking, None where nothing can be weighed, its answer, its company."""

    day: date
    title: str
    ranking: Ranking | None
    answer: str
    company: str


def days_html(say: Language, evidence: Evidence, days: Sequence[DayAnswer], link: Callable[[str], str] | None) -> str:
    """Return the HTML of the days side by side; every text is escaped.

    link  address of the page with a door open, such as azure@2020-07-06; None where names open nothing
    """
    return render("ranking/question.html.j2", days=[_day(say, evidence, day) for day in days], link=link)


def legend_html(say: Language) -> str:
    """Return the HTML of what marks and colours mean, in words."""
    families = [{"family": f, "mark": mark, "text": family_text(say, f)} for f, mark in FAMILY_MARK.items()]
    return render("ranking/families.html.j2", families=families)


def _day(say: Language, evidence: Evidence, day: DayAnswer) -> Mapping[str, object]:
    return {
        "title": day.title,
        "iso": day.day.isoformat(),
        "answer": day.answer,
        "company": day.company,
        "rows": _rows(say, evidence, day.ranking) if day.ranking else [],
    }


def _rows(say: Language, evidence: Evidence, ranking: Ranking) -> list[dict]:
    """The first rows; the offer that the case is about takes the last of them where it stands below, or is out."""
    rows, subject = list(ranking.rows[:ROWS]), evidence.subject
    drawn = [_row(say, evidence, row.offer, row.place, row.score, "") for row in rows]
    if subject is None or any(row.offer == subject for row in rows):
        return drawn
    own = next((r for r in ranking.rows if r.offer == subject), None)
    if own is not None:
        return [*drawn[: ROWS - 1], _row(say, evidence, subject, own.place, own.score, "")]
    out = next((x for x in ranking.excluded if x.offer == subject), None)
    if out is None:
        return drawn
    reason = group_titles(say)["not_on_sale"] if out.reason == "not_on_sale" else exclusion_text(say, evidence, out)
    return [*drawn[: ROWS - 1], _row(say, evidence, subject, "–", None, reason)]


def _row(
    say: Language, evidence: Evidence, offer: str, place: int | str, score: float | None, reason: str
) -> dict[str, object]:
    return {
        **head(say, evidence, offer, reason),
        "place": place,
        "score": score,
        "subject": offer == evidence.subject,
        "score_text": "" if score is None else say("{score} out of 100", score=say.number(score, 1)),
    }

"""A page's finding without Streamlit: heading, lines under it, conditions, and its table or table twin."""

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from address.entries import PAGES
from address.opening import AGAINST
from address.page_entries import PageEntries
from charts.ranking.question import DayAnswer, days_html, legend_html
from charts.ranking.ranking_table import board_html
from charts.ranking.table_order import Order
from ranking.errors import NothingToWeigh
from ranking.model import Evidence
from ranking.replies.reply import Reply
from ranking.robustness.first_places import Vary
from ranking.weighing.rank import Ranking
from ranking.weighing.scenario import Scenario
from results import results, switches
from results.terms import conditions
from words.facts.freshness import ending_sentence
from words.language import Language
from words.ranking import question as words
from words.ranking.verdict import rests_text, share_sentence, switches_sentence, verdict

# Characters of one line under the heading, on a desk's screen beside the settings.
LINE = 140
# Rows that a projector shows.
SEVEN = 7


@dataclass(frozen=True, slots=True)
class PageRequest:
    """What a link asks of a page.

    The question on its evidence; what the page shows beyond it; the replies that wait for an answer; the day it is.
    """

    evidence: Evidence
    scenario: Scenario
    view: PageEntries
    shown: dict[str, str]
    replies: tuple[Reply, ...]
    say: Language
    today: date

    @property
    def projected(self) -> bool:
        """Return whether the page is drawn for a projector."""
        return self.shown.get("view") == "projector"

    @property
    def ranking(self) -> Ranking:
        """Return the ranking. Raises BoardError."""
        return results.ranking(self.evidence, self.scenario)

    @property
    def terms(self) -> str:
        """Return what every weighed page rests on: weights, must-haves, unknowns, who is out."""
        ranking = self.ranking
        return conditions(self.say, self.evidence, ranking)


@dataclass(frozen=True, slots=True)
class Finding:
    """What is read first.

    title   the heading; lines: under it; terms: on which conditions
    table   the page's table or table twin as HTML, every text in it escaped; shape: how the page is laid out around it
    after   what is said under the table
    """

    title: str
    lines: tuple[str, ...] = ()
    terms: str = ""
    table: str = ""
    shape: str = ""
    after: str = ""


def verdict_lines(say: Language, evidence: Evidence, ranking: Ranking, vary: Vary) -> tuple[str, str]:
    """Return the two lines under the verdict: how firm it is; which switch flips it, else what it rests on."""
    judgement, flips = results.verdict(evidence, ranking, vary), switches.switches(evidence, ranking)
    share = share_sentence(say, evidence, judgement)
    if flips or not ranking.rows:
        return share, switches_sentence(say, evidence, flips, LINE)
    return share, rests_text(say, results.decisive(evidence, ranking, vary))


def ranked(request: PageRequest) -> Finding:
    """Return the ranking's page: the question on two days where the link names a second one, else the whole board."""
    if request.shown.get(AGAINST):
        return _question(request)
    say, evidence, ranking, vary = request.say, request.evidence, request.ranking, request.view.vary
    intervals = None if request.projected else results.rank_intervals(evidence, ranking, vary)
    return Finding(
        verdict(say, evidence, ranking, results.verdict(evidence, ranking, vary)),
        verdict_lines(say, evidence, ranking, vary),
        " ".join(filter(None, (switches_sentence(say, evidence, switches.switches(evidence, ranking)), request.terms))),
        board_html(say, evidence, ranking, SEVEN if request.projected else None, intervals, None, _order(request)),
        "" if request.projected or request.shown.get("board") == "table" else "live",
        ending_sentence(say, evidence, ranking),
    )


def _order(request: PageRequest) -> Order | None:
    """Return how the link has the rows, with the links that sort them otherwise; a projector's stand by score."""
    if request.projected:
        return None
    carried = {k: v for k, v in request.shown.items() if k not in ("sort", "open")}
    here = {**request.scenario.to_query(), **carried, "lang": request.say.code, "data": request.evidence.version}
    return Order(
        request.shown.get("sort", ""),
        request.shown.get("pin", ""),
        lambda name: "?" + urlencode(here | ({"sort": name} if name else {})),
    )


def days(request: PageRequest) -> list[DayAnswer]:
    """Return the answers of both days, the earlier first."""
    against = PAGES[AGAINST].read(request.shown[AGAINST], request.evidence)
    return [_day(request, day) for day in sorted({against, request.scenario.as_of})]


def _day(request: PageRequest, day: date) -> DayAnswer:
    say, evidence = request.say, request.evidence
    title = say("Today, {day}", day=say.day(day)) if day == request.today else say.day(day)
    try:
        ranking = results.ranking(evidence, replace(request.scenario, as_of=day))
    except NothingToWeigh:
        return DayAnswer(day, title, None, say("Nothing that is weighed is known."), "")
    answer = words.answer(say, evidence, ranking, results.verdict(evidence, ranking, request.view.vary))
    return DayAnswer(day, title, ranking, answer, words.company(say, evidence, ranking))


def _question(request: PageRequest) -> Finding:
    say, evidence, both = request.say, request.evidence, days(request)
    terms = [f"{say.day(x.day)}. {conditions(say, evidence, x.ranking)}" for x in both if x.ranking]
    return Finding(
        words.question(say, evidence),
        (words.standfirst(say, evidence),),
        " ".join(terms),
        days_html(say, evidence, both, None) + legend_html(say),
        "question",
    )

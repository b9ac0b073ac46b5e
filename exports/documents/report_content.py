"""What the report says, as plain data: the PDF, the page and the slides are three settings of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from address.entries import CARRIED
from address.links import link
from address.page_entries import PageEntries
from charts.parts.look import Look
from charts.parts.sheet import Sheet
from exports.citation import citation
from exports.documents.report_tables import (
    contested,
    musthaves,
    ranked_rows,
    replied,
    sources_of,
    unknown,
    weighed_facts,
    weights,
)
from exports.pictures.picture import Picture
from exports.pictures.picture_file import picture_of, rests_on
from exports.svg.figure import document
from exports.svg.sheet import drawn
from ranking.model import Evidence, Source
from ranking.weighing.rank import Ranking
from ranking.weighing.scenario import Scenario
from results import results
from results.terms import conditions
from words.decisions.record_sentences import lock_text
from words.facts.freshness import days_sentence
from words.language import Language, language
from words.method.documents import plain_paragraphs
from words.method.values import values
from words.ranking.verdict import aside_sentence, rests_text, share_sentence, verdict

PARTS = ("ranking", "tradeoff", "timeline", "robustness")
WIDE, TEXT = 720, 11
HIGH = {"tradeoff": 316, "timeline": 290}


@dataclass(frozen=True, slots=True)
class ReportChart:
    """One chart of the report, its title a heading."""

    id: str
    name: str
    title: str
    measure: str
    reading: str
    alt: str
    rests: str
    shown: dict | Sheet
    look: Look

    @property
    def markup(self) -> str:
        """Return the chart as SVG markup, its ids apart from those of other parts."""
        return drawn(self.shown, self.look, self.id)

    @property
    def svg(self) -> str:
        """Return the chart as a file of its own, for a reader that has the fonts."""
        size = (self.look.width, self.look.height)
        return document(self.markup, size, size, self.title, text=self.alt)


@dataclass(frozen=True, slots=True)
class ReportContent:
    """Everything in reading order. Tables are (headings, rows); sources are numbered from 1 in the order given."""

    lang: str
    brand: str
    title: str
    conditions: str
    day: str
    version: str
    record_status: str
    link: str
    citation: str
    parts: Sequence[ReportChart]
    texts: dict[str, str]
    ranking: tuple
    weights: tuple
    musthaves: Sequence[str]
    unknown: Sequence[tuple[str, str]]
    contested: Sequence[dict]
    replies: Sequence[dict]
    sources: Sequence[Source]
    method: Sequence[str]
    reproduce: Sequence[str]
    command: str


def report_content(
    evidence: Evidence, scenario: Scenario, lang: str, base: str, view: PageEntries | None = None
) -> ReportContent:
    """Return the report of a scenario, with the sides and weightings of `view`. Raises NothingToWeigh."""
    say, answer, view = language(lang), results.ranking(evidence, scenario), view or PageEntries()
    facts = weighed_facts(evidence, answer)
    sources = sources_of(facts)
    more = {k: v for k, v in view.entries if k in CARRIED}
    where = link(base, scenario, evidence.version, lang, **more)
    wanted = PARTS if len(answer.rows) > 1 else PARTS[:1]
    return ReportContent(
        lang,
        say("Urgency or sovereignty"),
        verdict(say, evidence, answer, results.verdict(evidence, answer, view.vary)),
        " ".join(
            filter(
                None,
                (
                    *_firmness(say, evidence, answer, view),
                    conditions(say, evidence, answer),
                    days_sentence(say, evidence, answer),
                ),
            )
        ),
        say.day(scenario.as_of),
        evidence.version,
        lock_text(say, view.locked),
        where,
        citation(say, evidence, answer, None, where),
        [report_chart(say, evidence, scenario, name, view) for name in wanted],
        _texts(say, bool(answer.rows)),
        ranked_rows(say, evidence, answer),
        weights(say, evidence, answer),
        musthaves(say, evidence, answer),
        unknown(say, evidence, answer),
        contested(say, evidence, facts, sources),
        replied(say, evidence, answer, view.replies),
        sources,
        plain_paragraphs(say, "report", values(say, evidence)),
        _reproduce(say, evidence),
        f'python -m ranking rank --link "{link("", scenario, evidence.version, lang, **more)}"',
    )


def report_chart(
    say: Language,
    evidence: Evidence,
    scenario: Scenario,
    name: str,
    view: PageEntries,
    wide: int = WIDE,
    high: float | None = None,
) -> ReportChart:
    """Return one chart with its words, `wide` units wide and, unless told otherwise, as high as its rows need."""
    picture: Picture = picture_of(say, evidence, scenario, name, view)
    answer = results.ranking(evidence, scenario)
    rows = len(answer.rows) + sum(x.row is not None for x in answer.excluded)
    needs = HIGH | {"ranking": 76 + 13.5 * rows, "robustness": 54 + 14 * max(4, len(answer.rows))}
    look = Look(width=wide, height=round(high or needs[name]), text=TEXT)
    names = {
        "ranking": say("Ranking"),
        "tradeoff": say("Trade-off"),
        "timeline": say("Timeline"),
        "robustness": say("Does it hold?"),
        "evidence": say("Evidence"),
    }
    alt = (
        picture.measure
        if name != "ranking"
        else say("; ").join(f"{r[0]} {r[1]} {r[2]}" for r in ranked_rows(say, evidence, answer)[1])
    )
    return ReportChart(
        name,
        names[name],
        picture.title,
        picture.measure,
        picture.reading,
        alt,
        rests_on(say, evidence, picture),
        picture.draw(look),
        look,
    )


def _firmness(say: Language, evidence: Evidence, answer: Ranking, view: PageEntries) -> tuple[str, ...]:
    """Return how firm the verdict is, and how many facts and sources it rests on."""
    if not answer.rows:
        return ()
    judgement = results.verdict(evidence, answer, view.vary)
    counted = rests_text(say, results.decisive(evidence, answer, view.vary))
    return share_sentence(say, evidence, judgement), counted, aside_sentence(say, evidence, judgement)


def _texts(say: Language, ranked: bool) -> dict[str, str]:
    """Return headings, and sentences that stand in every report. ranked: whether any offer has a place."""
    return {
        "verdict": say("Verdict"),
        "weights": say("Weights"),
        "musthaves": say("Must-haves"),
        "unknown": say("What is unknown"),
        "contested": say("Contested facts, with both sides"),
        "replies": say("Replies to facts, not yet answered"),
        "sources": say("Sources"),
        "method": say("Method"),
        "reproduce": say("How to reproduce this"),
        "as_of": say("Facts as of"),
        "data": say("Data"),
        "page": say("Page"),
        "chosen": say("retained here"),
        "colon": say(": "),
        "table": say("The same as a table"),
        "no_unknown": say("Nothing that is weighed is unknown.")
        if ranked
        else say("No offer has a place, so that nothing is weighed."),
        "no_contested": say("No weighed fact is contested."),
        "notes": say("Notes and sources"),
        "licence": say(
            "Data CC BY 4.0, code MIT. A policy analysis aid, not an award engine: the buyer's "
            "published criteria govern."
        ),
    }


def _reproduce(say: Language, evidence: Evidence) -> list[str]:
    return [
        say(
            "Open the link: it holds the day, the weights, the must-haves and the data version {version}. On "
            "later data the board says "
            "so and offers the facts of then and of now.",
            version=evidence.version,
        ),
        say("Without a screen, from the project's folder:"),
    ]

"""Tables of an official framework: the offers, one offer's questions, where the board parts from it, an award."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from charts.parts.sheet import Cell, Column, Line, Sheet, Strip, parted, said
from charts.parts.sheet_html import sheet_html
from ranking.facts.door import door_of
from ranking.model import Evidence, Fact
from ranking.yardsticks.assess import Assessment, PossibleAnswers
from ranking.yardsticks.framework import Framework
from ranking.yardsticks.reading import Reading
from words.facts import yardsticks as words
from words.facts.values import range_text, value_text
from words.language import Language

TOP = 4
STYLE = "rp-all ys"
PASSES = 2  # the column that says whether the level asked is reached


def offers_sheet(say: Language, evidence: Evidence, reading: Reading, minimum: int) -> Sheet:
    """Return one row an offer: level and score as ranges, what holds the level down.

    Rows stand by whether they reach the level asked, then the best documented first: a high ceiling may be ignorance.
    """
    columns = (
        Column("id", "id", "id"),
        Column("offer", say("Offer"), wide=0.2),
        Column("passes", say("SEAL-{level} asked", level=minimum)),
        Column("level", say("Level"), wide=0.2, style="ys-range"),
        Column("score", say("Score, %"), wide=0.18, style="ys-range"),
        Column("open", say("Questions without a fact"), "integer", wide=0.1, align="right", style="ys-n"),
        Column("held", say("Holds the level down"), wide=0.32),
        *(Column(k, t, "number") for k, t in _ends(say)),
    )
    groups = {g: [a for a in reading.known.values() if a.passes(minimum) == g] for g in ("yes", "open", "no")}
    assessments = [a for group in groups.values() for a in sorted(group, key=lambda a: (unanswered(a), a.offer))]
    rows = tuple(_offer(say, evidence, a, reading.inferred[a.offer], minimum) for a in assessments)
    return Sheet(
        "csf",
        say("Official framework"),
        columns,
        rows,
        heads=_heads(say, groups, minimum),
        styles=tuple(evidence.offers[a.offer].family for a in assessments),
    )


def offers_tables(
    say: Language, sheet: Sheet, link: Callable[[str], str] | None = None
) -> Iterator[tuple[str, str, bool]]:
    """Yield each group of the offers' sheet: its title, its table as HTML, whether it stands open at first.

    Open is what facts have settled; what hangs on open answers only where nothing else is there.
    link  the address of a door, None where none opens
    """
    groups = parted(sheet)
    for part in groups:
        settled = part.rows[0][PASSES] != words.passes_text(say, "open")
        title = say.plural("{n} offer: {group}", "{n} offers: {group}", len(part.rows), group=part.title)
        reading = words.reading_sentence(say) if part is groups[-1] else ""
        yield title, sheet_html(say, part, STYLE, title, reading, link=link), settled or len(groups) == 1


def questions_sheet(say: Language, evidence: Evidence, framework: Framework, a: Assessment) -> Sheet:
    """Return the questions of one offer under their objectives: which answers remain, by which fact."""
    columns = (
        Column("question", say("Question"), wide=0.32),
        Column("left", say("Answers still possible, worst first"), wide=0.3),
        Column("level", say("Level"), wide=0.1, style="ys-n"),
        Column("fact", say("Fact"), wide=0.28),
    )
    rows, heads = [], {}
    for objective, (score, seal) in a.objectives.items():
        heads[len(rows)] = say(
            "{objective} {name}: {level}, {score} % of the points",
            objective=objective,
            name=say.text(framework.objectives[objective]),
            level=words.level_text(say, seal),
            score=words.score_text(say, score),
        )
        rows += [_question(say, evidence, a.offer, a.answers[q.id]) for q in framework.of_objective[objective]]
    return Sheet("csf_questions", evidence.offers[a.offer].name, columns, tuple(rows), heads)


def _offer(say: Language, evidence: Evidence, a: Assessment, inferred: Assessment, minimum: int) -> tuple:
    family, unknown = evidence.offers[a.offer].family, unanswered(a)
    caps = tuple(
        Line(text, most=2, door=door_of(evidence, a.offer, indicator) if indicator else "")
        for text, indicator in words.held_by(say, a)
    )
    return (
        a.offer,
        named(evidence, a.offer),
        words.passes_text(say, a.passes(minimum)),
        _range(words.level_text(say, a.seal), a.seal, inferred.seal, TOP, family),
        _range(words.score_text(say, a.score), a.score, inferred.score, 100, family),
        Cell(unknown, (Line(say.number(unknown)),)),
        Cell(say("; ").join(line.text for line in caps), caps),
        *a.seal,
        *a.score,
        *inferred.seal,
        *inferred.score,
    )


def unanswered(a: Assessment) -> int:
    """Return how many questions no documented fact narrows."""
    return sum(x.open for x in a.answers.values())


def _heads(say: Language, groups: Mapping[str, Sequence[Assessment]], minimum: int) -> dict[int, str]:
    """Return the first row of each group that is not empty -> what it has in common."""
    titles = {
        "yes": say("SEAL-{level} is reached, whatever the open answers", level=minimum),
        "open": say("SEAL-{level} hangs on open answers", level=minimum),
        "no": say("SEAL-{level} is out of reach by a documented fact", level=minimum),
    }
    heads, row = {}, 0
    for name, group in groups.items():
        if group:
            heads[row] = titles[name]
        row += len(group)
    return heads


def _range(text: str, ends: tuple[float, float], inferred: tuple[float, float], top: float, family: str) -> Cell:
    """A range as text and bar; where both ends meet, a dot."""
    low, high = (min(1.0, x / top) for x in ends)
    thin = tuple(min(1.0, x / top) for x in inferred)
    bars = ((0.0, 1.0, "track"), (low, high, family))
    strip = Strip(bars, ((low, text),), thin) if low == high else Strip(bars, (), thin)
    return Cell(text, (Line(text),), strip)


def _question(say: Language, evidence: Evidence, offer: str, answer: PossibleAnswers) -> tuple:
    facts = tuple(
        line
        for rule, fact in answer.facts
        for line in (
            Line(
                fact_text(say, evidence, fact),
                most=3,
                door=door_of(evidence, offer, fact.indicator),
            ),
            Line(say.text(rule.reason), quiet=True, most=4),
        )
    )
    return (
        said(words.question_text(say, answer.question), most=3),
        said(words.left_text(say, answer), quiet=answer.open, most=6),
        said(words.level_text(say, answer.seals)),
        Cell(say("; ").join(x.text for x in facts), facts) if facts else said("–", quiet=True),
    )


def question_fact_text(say: Language, evidence: Evidence, answer: PossibleAnswers) -> str:
    """Return the facts that narrow a question, in one line; "" without any."""
    return say("; ").join(fact_text(say, evidence, fact) for _, fact in answer.facts)


def fact_text(say: Language, evidence: Evidence, fact: Fact) -> str:
    """Return a fact's indicator and its value, with the range where it is contested."""
    scale = evidence.indicators[fact.indicator]
    value = range_text(say, scale, fact) if fact.contested else value_text(say, scale, fact.value)
    return say("{criterion}: {value}", criterion=say.text(scale.label), value=value)


def named(evidence: Evidence, offer: str) -> Cell:
    """Return the cell that names an offer: its colour, its name, the door to it."""
    described = evidence.offers[offer]
    return Cell(described.name, (Line(described.name, bold=True, mark=described.family, door=offer),))


def _ends(say: Language) -> list[tuple[str, str]]:
    """The columns of numbers that only files hold: the ends of both ranges, by documented facts and with inference."""
    return [
        ("seal_low", say("Level, lowest")),
        ("seal_high", say("Level, highest")),
        ("score_low", say("Score, lowest")),
        ("score_high", say("Score, highest")),
        ("inferred_seal_low", say("Level, lowest, inferences counted")),
        ("inferred_seal_high", say("Level, highest, inferences counted")),
        ("inferred_score_low", say("Score, lowest, inferences counted")),
        ("inferred_score_high", say("Score, highest, inferences counted")),
    ]

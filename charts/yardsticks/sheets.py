"""Tables of an official framework: the offers, one offer's questions, where the board parts from it, an award."""

from collections.abc import Sequence

from charts.parts.sheet import Cell, Column, Line, Sheet, Strip, said
from ranking.facts.door import door_of
from ranking.model import Evidence, Fact
from ranking.yardsticks.assess import Answer, Assessment
from ranking.yardsticks.compare import Part, Replayed, passes
from ranking.yardsticks.framework import Framework
from ranking.yardsticks.reading import Reading
from words.facts import yardsticks as words
from words.facts.values import range_text, value_text
from words.language import Language

TOP = 4
SIGN = {"yes": "met", "no": "failed", "open": "unknown"}


def offers_sheet(say: Language, evidence: Evidence, reading: Reading, minimum: int) -> Sheet:
    """Return one row an offer: level and score as ranges, what holds the level down; the highest ceilings first."""
    columns = (
        Column("id", "id", "id"),
        Column("offer", say("Offer"), wide=0.2),
        Column("passes", say("SEAL-{level} asked", level=minimum), wide=0.1, align="center", style="ys-passes"),
        Column("level", say("Level"), wide=0.2, style="ys-range"),
        Column("score", say("Score, %"), wide=0.18, style="ys-range"),
        Column("open", say("Questions without a fact"), "integer", wide=0.1, align="right", style="ys-n"),
        Column("held", say("Holds the level down"), wide=0.32),
        *(Column(k, t, "number") for k, t in _ends(say)),
    )
    found = sorted(reading.known.values(), key=lambda a: (-a.seal[1], -a.seal[0], -a.score[1], a.offer))
    rows = tuple(_offer(say, evidence, a, reading.inferred[a.offer], minimum) for a in found)
    return Sheet(
        "csf",
        say("Official framework"),
        columns,
        rows,
        styles=tuple(evidence.offers[a.offer].family for a in found),
    )


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


def parts_sheet(say: Language, evidence: Evidence, reading: Reading, parts: Sequence[Part]) -> Sheet:
    """Return the pairs that the board's pillar and the framework put the other way round."""
    columns = (
        Column("higher", say("Scores more in our pillar"), wide=0.2),
        Column("points", say("Points"), "number", digits=1, wide=0.07, align="right", style="ys-n"),
        Column("ceiling", say("Ceiling"), wide=0.1),
        Column("lower", say("Has the higher ceiling"), wide=0.2),
        Column("lower_points", say("Points"), "number", digits=1, wide=0.07, align="right", style="ys-n"),
        Column("lower_ceiling", say("Ceiling"), wide=0.1),
        Column("because", say("Holds the level down"), wide=0.28),
    )
    known = reading.known

    def row(p: Part) -> tuple:
        return (
            _named(evidence, p.higher),
            _points(say, p.points[0]),
            said(f"SEAL-{known[p.higher].seal[1]}"),
            _named(evidence, p.lower),
            _points(say, p.points[1]),
            said(f"SEAL-{known[p.lower].seal[1]}"),
            said(words.because_text(say, reading.framework, p.because), most=4),
        )

    return Sheet("csf_parts", say("Where the board and the framework part"), columns, tuple(map(row, parts)))


def award_sheet(say: Language, evidence: Evidence, framework: Framework, found: Sequence[Replayed]) -> Sheet:
    """Return the offers of an award: the level published, and the one that the facts of the day leave."""
    columns = (
        Column("bidder", say("Bidder"), wide=0.16),
        Column("offer", say("Offer"), wide=0.2),
        Column("published", say("Level published"), wide=0.12),
        Column("here", say("Read here"), wide=0.14),
        Column("agrees", say("In the range"), wide=0.1, align="center"),
        Column("because", say("Holds the level down"), wide=0.28),
    )

    def row(r: Replayed) -> tuple:
        word = say("yes") if r.agrees else say("no")
        return (
            said(r.awarded.bidder, bold=True),
            _named(evidence, r.assessment.offer),
            Cell(r.awarded.seal, (Line(f"SEAL-{r.awarded.seal}"),)),
            said(words.level_text(say, r.assessment.seal)),
            Cell(word, (Line(word),), sign="met" if r.agrees else "failed"),
            said(words.because_text(say, framework, r.assessment.caps), most=4),
        )

    return Sheet("csf_award", say("The award of April 2026"), columns, tuple(map(row, found)))


def _offer(say: Language, evidence: Evidence, a: Assessment, inferred: Assessment, minimum: int) -> tuple:
    family, outcome = evidence.offers[a.offer].family, passes(a, minimum)
    word = words.passes_text(say, outcome)
    held = tuple(
        Line(text, most=2, door=door_of(evidence, a.offer, indicator) if indicator else "")
        for text, indicator in words.held_by(say, a)
    )
    return (
        a.offer,
        _named(evidence, a.offer),
        Cell(word, (Line(word),), sign=SIGN[outcome]),
        _range(words.level_text(say, a.seal), a.seal, inferred.seal, TOP, family),
        _range(words.score_text(say, a.score), a.score, inferred.score, 100, family),
        Cell(n := sum(x.open for x in a.answers.values()), (Line(say.number(n)),)),
        Cell("; ".join(line.text for line in held), held),
        *a.seal,
        *a.score,
        *inferred.seal,
        *inferred.score,
    )


def _range(text: str, ends: tuple[float, float], inferred: tuple[float, float], top: float, family: str) -> Cell:
    """A range as text and bar; where both ends meet, a dot."""
    low, high = (min(1.0, x / top) for x in ends)
    thin = tuple(min(1.0, x / top) for x in inferred)
    bars = ((0.0, 1.0, "track"), (low, high, family))
    strip = Strip(bars, ((low, text),), thin) if low == high else Strip(bars, (), thin)
    return Cell(text, (Line(text),), strip)


def _question(say: Language, evidence: Evidence, offer: str, answer: Answer) -> tuple:
    facts = tuple(
        line
        for rule, fact in answer.facts
        for line in (
            Line(
                _fact_text(say, evidence, fact),
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
        Cell("; ".join(x.text for x in facts), facts) if facts else said("–", quiet=True),
    )


def _fact_text(say: Language, evidence: Evidence, fact: Fact) -> str:
    """A fact's indicator and its value, with the range where it is contested."""
    scale = evidence.indicators[fact.indicator]
    value = range_text(say, scale, fact) if fact.contested else value_text(say, scale, fact.value)
    return say("{criterion}: {value}", criterion=say.text(scale.label), value=value)


def _named(evidence: Evidence, offer: str) -> Cell:
    found = evidence.offers[offer]
    return Cell(found.name, (Line(found.name, bold=True, mark=found.family, door=offer),))


def _points(say: Language, points: float) -> Cell:
    return Cell(points, (Line(say.number(points, 1)),))


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

"""Tables of an official framework beside others: where the board parts from it, and an award that was made with it."""

from collections.abc import Sequence

from charts.parts.sheet import Cell, Column, Line, Sheet, said
from charts.yardsticks.sheets import fact_text, named, unanswered
from ranking.facts.door import door_of
from ranking.model import Criterion, Evidence
from ranking.weighing.explain import pillar_part
from ranking.weighing.rank import Ranking, pillar_points
from ranking.yardsticks.assess import Assessment
from ranking.yardsticks.compare import Replayed, ReversedPair
from ranking.yardsticks.reading import Reading
from words.facts import yardsticks as words
from words.facts.values import range_text, value_text
from words.language import Language


def parts_sheet(say: Language, evidence: Evidence, reading: Reading, parts: Sequence[ReversedPair]) -> Sheet:
    """Return one row an offer that the board's pillar puts above others with a higher ceiling, and those others."""
    columns = (
        Column("higher", say("Offer"), wide=0.18),
        Column("points", say("Points in our pillar"), "number", digits=1, wide=0.1, align="right", style="ys-n"),
        Column("ceiling", say("Ceiling"), wide=0.1, style="ys-n"),
        Column("because", say("Holds the level down"), wide=0.3),
        Column(
            "lower",
            say("Stands above, in our pillar (points, ceiling, questions without a fact)"),
            wide=0.32,
            style="ys-wide",
        ),
    )
    above: dict[str, list[ReversedPair]] = {}
    for part in parts:
        above.setdefault(part.higher, []).append(part)

    def row(higher: str, pairs: Sequence[ReversedPair]) -> tuple:
        lines = tuple(Line(_beneath(say, evidence, reading, p), door=p.lower) for p in pairs)
        return (
            named(evidence, higher),
            _points(say, pairs[0].points[0]),
            said(f"SEAL-{reading.known[higher].seal[1]}"),
            _because(say, evidence, reading.known[higher], pairs[0].because),
            Cell(say("; ").join(line.text for line in lines), lines),
        )

    order = sorted(above, key=lambda o: -above[o][0].points[0])
    rows = tuple(row(o, sorted(above[o], key=lambda p: -p.points[1])) for o in order)
    return Sheet("csf_parts", say("Where the board and the framework part"), columns, rows)


def award_sheet(say: Language, evidence: Evidence, replayed: Sequence[Replayed]) -> Sheet:
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
            named(evidence, r.assessment.offer),
            Cell(r.awarded.seal, (Line(f"SEAL-{r.awarded.seal}"),)),
            said(words.level_text(say, r.assessment.seal)),
            Cell(word, (Line(word),), sign="met" if r.agrees else "failed"),
            _because(say, evidence, r.assessment, r.assessment.caps),
        )

    return Sheet("csf_award", say("The award of April 2026"), columns, tuple(map(row, replayed)))


def pillar_sheet(say: Language, evidence: Evidence, answer: Ranking, offers: Sequence[str]) -> Sheet:
    """Return the criteria of our sovereignty pillar, one a row: each offer's fact, and the points that it adds."""
    pillar = evidence.pole("sovereignty")
    names = {o: evidence.offers[o].name for o in offers}
    wide = 0.8 / len(offers)
    columns = (
        Column("criterion", say("Criterion"), wide=0.2),
        *(
            column
            for o, name in names.items()
            for column in (
                Column(f"{o}_fact", say("{offer}: fact", offer=name)),
                Column(o, say("{offer}: points added", offer=name), "number", 1, wide=wide, head=name),
            )
        ),
    )
    rows = [
        (said(say.text(c.label), bold=True), *(x for o in offers for x in _added(say, evidence, answer, o, c)))
        for c in evidence.criteria_of(pillar)
        if answer.weighting.within[c.id] > 0
    ]
    points = pillar_points(answer, pillar)
    whole = (said(say("Points in our pillar"), bold=True), *(x for o in offers for x in ("", _points(say, points[o]))))
    title = say("Our pillar on the day of the award, fact by fact")
    return Sheet("csf_pillar", title, columns, (*rows, whole))


def _added(say: Language, evidence: Evidence, answer: Ranking, offer: str, criterion: Criterion) -> tuple[str, Cell]:
    """A fact in words, and the points it adds to the pillar with its grade and the door to its source."""
    added = pillar_part(answer, offer, criterion.id)
    fact = answer.matrix.facts.get((offer, criterion.indicators[0]))
    scale, door = evidence.indicators[criterion.indicators[0]], door_of(evidence, offer, criterion.id)
    if fact is None:
        text = say("unknown")
    else:
        value = value_text(say, scale, fact.value)
        if fact.contested:
            value = say("{value}, contested {range}", value=value, range=range_text(say, scale, fact))
        text = say("{value} (grade {grade}, {day})", value=value, grade=fact.confidence, day=say.day(fact.valid_from))
    lines = (Line(f"+ {say.number(added, 1)}", bold=True), Line(text, quiet=True, most=6, door=door))
    return text, Cell(added, lines)


def _because(say: Language, evidence: Evidence, a: Assessment, keys: Sequence[str]) -> Cell:
    """Questions, each with the facts that exclude its higher answers beneath it."""
    lines: list[Line] = []
    for k in keys:
        lines.append(Line(words.question_text(say, a.answers[k].question)))
        for _, fact in a.answers[k].facts:
            door = door_of(evidence, a.offer, fact.indicator)
            lines.append(Line(fact_text(say, evidence, fact), quiet=True, most=3, door=door))
    return Cell(say("; ").join(line.text for line in lines), tuple(lines))


def _beneath(say: Language, evidence: Evidence, reading: Reading, part: ReversedPair) -> str:
    """An offer that stands lower in the pillar: its points, its ceiling, how much of it is not documented."""
    assessment = reading.known[part.lower]
    return say(
        "{offer} ({points}; SEAL-{level}; {n})",
        offer=evidence.offers[part.lower].name,
        points=say.number(part.points[1], 1),
        level=assessment.seal[1],
        n=unanswered(assessment),
    )


def _points(say: Language, points: float) -> Cell:
    return Cell(points, (Line(say.number(points, 1)),))

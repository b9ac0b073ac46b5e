"""Tables of law beside the framework: certificates that a rule asks for, and a law as proposed."""

from charts.parts.sheet import Cell, Column, Line, Sheet, said
from ranking.facts.decision_matrix import DecisionMatrix
from ranking.facts.door import door_of
from ranking.facts.musthaves import binding
from ranking.model import Evidence, Fact, Gate
from ranking.yardsticks.framework import ProposedLaw
from words.facts.values import value_text
from words.language import Language

CERTIFICATES = ("hds", "secnumcloud")


def certificates_sheet(say: Language, evidence: Evidence, matrix: DecisionMatrix) -> Sheet:
    """Return which offer holds which certificate that the law asks for on the day: since when, until when, by what."""
    columns = (
        Column("offer", say("Offer"), wide=0.24),
        Column("held", say("What is documented"), wide=0.24),
        Column("since", say("Latest fact"), "day", wide=0.16),
        Column("until", say("Until"), "day", wide=0.16),
        Column("grade", say("Grade"), wide=0.08),
        Column("source", say("Source"), wide=0.28),
    )
    rows, heads = [], {}
    for gate in evidence.gates.values():
        if gate.indicator not in CERTIFICATES or gate.id not in binding(evidence, matrix.day):
            continue
        facts = _held(evidence, matrix, gate)
        if facts:
            heads[len(rows)] = say.text(gate.label)
        rows += [_row(say, evidence, fact) for fact in facts]
    return Sheet("certificates", say("Certificates that the law asks for"), columns, tuple(rows), heads)


def proposal_sheet(say: Language, proposal: ProposedLaw) -> Sheet:
    """Return what each level of a proposed law would ask, and what would show it."""
    columns = (
        Column("level", say("Level"), "integer", wide=0.1),
        Column("asks", say("Would ask"), wide=0.5),
        Column("shown", say("Shown by"), wide=0.4),
    )
    rows = tuple(
        (
            Cell(x.level, (Line(str(x.level), bold=True),)),
            said(say.text(x.asks), most=4),
            said(say.text(x.shown), most=4),
        )
        for x in proposal.levels
    )
    return Sheet("proposal", say.text(proposal.name), columns, rows)


def _held(evidence: Evidence, matrix: DecisionMatrix, gate: Gate) -> list[Fact]:
    """The facts that meet a certificate's minimum, or may, the longest in force first; offers on sale alone."""
    facts = [
        fact
        for offer in evidence.offers
        if matrix.statuses[offer] != "not_on_sale"
        and (fact := matrix.facts.get((offer, gate.indicator))) is not None
        and max(fact.value, fact.high or 0) >= gate.minimum
    ]
    return sorted(facts, key=lambda f: (f.valid_from, f.offer))


def _row(say: Language, evidence: Evidence, fact: Fact) -> tuple:
    offer, scale = evidence.offers[fact.offer], evidence.indicators[fact.indicator]
    door = door_of(evidence, fact.offer, fact.indicator)
    value = value_text(say, scale, fact.value)
    value = say("{value} (contested)", value=value) if fact.contested else value
    until = say.day(fact.valid_to) if fact.valid_to else say("not documented")
    return (
        Cell(offer.name, (Line(offer.name, bold=True, mark=offer.family),)),
        Cell(value, (Line(value, door=door),)),
        Cell(fact.valid_from, (Line(say.day(fact.valid_from)),)),
        Cell(fact.valid_to, (Line(until, quiet=fact.valid_to is None),)),
        Cell(fact.confidence, (Line(fact.confidence),), style=""),
        said(fact.source.title, most=3),
    )

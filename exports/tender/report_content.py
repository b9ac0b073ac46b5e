"""The analysis report of a tender, as sentences and tables."""

from collections.abc import Mapping

from exports.tender.content import DocumentContent, Section, TextTable
from exports.tender.decides_content import decides_section
from exports.tender.pair_content import pair_section
from exports.tender.parts import answer_text, label_of, name_of, number_text, points_of, stands, total_of
from exports.tender.pictures import plane_section
from exports.tender.sentences import (
    DIGITS,
    changed_lines,
    finding,
    method_lines,
    out_text,
    pool_lines,
    seal_rows,
)
from ranking.errors import told
from ranking.model import Evidence
from ranking.rounding import rounded_together
from ranking.tender import scales
from ranking.tender.award import TenderRanking, Tip
from ranking.tender.dossier import BidAnswer, Bidder, Dossier, TenderError, TenderRequirement
from ranking.tender.evidence import PRICE, public_facts
from ranking.tender.requirement_table import EVALUATION_WORDS
from ranking.verdict.decisive_facts import DecisiveFacts
from ranking.verdict.verdict import Verdict
from words.facts.values import value_text
from words.language import Language


def report(
    say: Language,
    found: TenderRanking,
    said: Verdict | None,
    tipped: tuple[Tip, ...],
    deciding: tuple[DecisiveFacts, ...] | None,
    public: Evidence,
) -> DocumentContent:
    """Return the analysis report: finding, ranking, what decides, method, seal, each bidder's answers, the unknown.

    said  the verdict of the ranking; None where places follow a figure
    tipped  claims that, refuted, change the winner; deciding: answers that decide alone, None where not reckoned
    Raises TenderError for a dossier without criteria of its own.
    """
    dossier = found.dossier
    if not dossier.announced.criteria:
        raise TenderError(told("no criterion of its own; a report is made of a dossier with criteria"))
    return DocumentContent(
        say.code,
        dossier.title or dossier.announced.question,
        finding(say, found),
        stands(say, found, say("Analysis report")),
        say("page"),
        (
            Section(say("Question"), [dossier.announced.question, *changed_lines(say, dossier)], key="question"),
            Section(say("Ranking"), pool_lines(say, found), _ranking(say, found), key="ranking"),
            *_out(say, found),
            *filter(None, [pair_section(say, found), plane_section(say, found)]),
            decides_section(say, found, said, tipped, deciding),
            Section(say("Method"), method_lines(say, dossier), key="method"),
            Section(say("Seal"), (), _seals(say, dossier), say("The chain of seals is no signature."), "seal"),
            Section(say("Weights"), (), _weights(say, found)),
            *(_bidder(say, found, b, public) for b in dossier.bidders),
            Section(say("What was unknown"), _unknown(say, found)),
        ),
    )


def _ranking(say: Language, found: TenderRanking) -> TextTable:
    heads = [say("Place"), say("Bidder"), say("Score"), say("Lowest"), say("Highest")]
    priced = found.dossier.prices_count
    heads += [say("Price"), say("Points of the price")] if priced and not found.figures else []
    heads += [say("Price"), say("Figure")] if found.figures else []
    amounts, rows = {p.bidder: p.amount for p in found.dossier.prices}, []
    for bidder, place in found.places.items():
        row = found.ranking.row(bidder)
        cells = [say.number(place) if place else "–", found.evidence.offers[bidder].name]
        cells += [say.number(x, DIGITS) for x in (row.score, row.low, row.high)]
        if priced:
            last = found.figures[bidder] if found.figures else row.contributions[PRICE]
            digits = 6 if found.figures and last < 1 else DIGITS
            cells += [say.number(amounts[bidder], DIGITS), say.number(last, digits)]
        rows.append(cells)
    return TextTable(heads, rows, (1, 4, *[1.6] * (len(heads) - 2)), frozenset({0, *range(2, len(heads))}))


def _out(say: Language, found: TenderRanking) -> list[Section]:
    if not found.ranking.excluded:
        return []
    rows = [(found.evidence.offers[x.offer].name, out_text(say, x, found.evidence)) for x in found.ranking.excluded]
    return [Section(say("Bids without a place"), (), TextTable((say("Bidder"), say("Why")), rows, (1, 3)))]


def _seals(say: Language, dossier: Dossier) -> TextTable:
    heads = (say("Sealed on"), say("Digest"), say("Reason"), say("What changed"))
    return TextTable(heads, seal_rows(say, dossier), (1.6, 1, 2, 2))


def _weights(say: Language, found: TenderRanking) -> TextTable:
    rows = [
        (
            label_of(say, found, name),
            found.evidence.pillars[found.evidence.criteria[name].pillar].label.in_(say.code),
            share,
        )
        for name, share in found.ranking.weighting.overall.items()
    ]
    printed = rounded_together({n: 100 * row[2] for n, row in enumerate(rows)}, 100.0, DIGITS)
    texts = [(label, group, f"{say.number(printed[n], DIGITS)}{say('%')}") for n, (label, group, _) in enumerate(rows)]
    return TextTable((say("Criterion"), say("Group"), say("Weight")), texts, (4, 2, 1), frozenset({2}))


def _bidder(say: Language, found: TenderRanking, bidder: Bidder, public: Evidence) -> Section:
    """Every requirement of one bidder: what was answered, on whose word, its points, where the bid says so."""
    dossier = found.dossier
    held = {a.requirement: a for a in dossier.answers if a.bidder == bidder.id}
    points, scores = points_of(found, bidder.id), found.ranking.matrix.value.loc[bidder.id].to_dict()
    heads = (
        say("Requirement"),
        say("Answer"),
        say("Evaluation"),
        say("Score"),
        say("Points"),
        say("Page"),
        say("Reason"),
    )
    rows = []
    for one in dossier.announced.requirements:
        answer, name = held.get(one.id), scales.item(one)
        rows.append(
            (
                name_of(one),
                _value(say, one, answer, bidder, dossier, public),
                _word(say, answer, one, bidder, dossier, public),
                _outcome(say, found, bidder, one)
                if one.kind == "must_have"
                else number_text(say, scores.get(name, float("nan"))),
                number_text(say, points.get(name, float("nan"))) if one.kind == "criterion" else "",
                answer.page if answer else "",
                answer.reason if answer else "",
            )
        )
    grid = TextTable(heads, rows, (3.2, 2.2, 1.5, 1.1, 1.1, 1, 2), frozenset({3, 4}))
    return Section(bidder.name, _totals(say, found, bidder, points), grid, key="bidder")


def _totals(say: Language, found: TenderRanking, bidder: Bidder, points: Mapping[str, float]) -> list[str]:
    """The total of a bid with the points of its price; of one without a place, why."""
    out = next((x for x in found.ranking.excluded if x.offer == bidder.id), None)
    why = out and say("{name} has no place: {why}.", name=bidder.name, why=out_text(say, out, found.evidence))
    total = total_of(found, bidder.id)
    if total is None:
        said = (
            say("Its price is not scored, and it has no total.")
            if PRICE in found.evidence.criteria
            else say("No score.")
        )
        return [*filter(None, [why]), said]
    said = say("Total: {points} points of 100.", points=say.number(total, DIGITS))
    if PRICE in points:
        said = say("Price: {points} points. {total}", points=say.number(points[PRICE], DIGITS), total=said)
    return [*filter(None, [why]), said]


def _value(
    say: Language, one: TenderRequirement, answer: BidAnswer | None, bidder: Bidder, dossier: Dossier, public: Evidence
) -> str:
    """What was answered, or is public, in words."""
    if answer is not None and answer.word == "missing":
        return say("no answer")
    if answer is not None:
        said = answer_text(say, one, answer.value, public)
        found = answer_text(say, one, answer.found, public)
        return say("{claimed}; found: {found}", claimed=said, found=found) if answer.found else said
    fact = public_facts(one, bidder, dossier, public)
    return value_text(say, public.indicators[fact.indicator], fact.value) if fact else say("no answer")


def _word(
    say: Language,
    answer: BidAnswer | None,
    one: TenderRequirement,
    bidder: Bidder,
    dossier: Dossier,
    public: Evidence,
) -> str:
    if answer is not None:
        return say.text(EVALUATION_WORDS[answer.word])
    fact = public_facts(one, bidder, dossier, public)
    return say("public, grade {grade}", grade=fact.confidence) if fact else say("unknown")


def _outcome(say: Language, found: TenderRanking, bidder: Bidder, one: TenderRequirement) -> str:
    result = next((o.result for o in found.ranking.outcomes[bidder.id] if o.requirement.token == one.id), "unknown")
    return {"met": say("met"), "failed": say("not met"), "unknown": say("not proven")}[result]


def _unknown(say: Language, found: TenderRanking) -> list[str]:
    """What is unknown of each ranked bid, by criterion."""
    known, lines = found.ranking.matrix.known, []
    for bidder in found.places:
        gaps = [label_of(say, found, c) for c, share in known.loc[bidder].items() if share == 0]
        if gaps:
            lines.append(say("{name}: {list}", name=found.evidence.offers[bidder].name, list=say("; ").join(gaps)))
    return lines or [say("Nothing that is weighed.")]

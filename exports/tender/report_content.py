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
    ranked: TenderRanking,
    judgement: Verdict | None,
    tipped: tuple[Tip, ...],
    deciding: tuple[DecisiveFacts, ...] | None,
    public: Evidence,
) -> DocumentContent:
    """Return the analysis report: finding, ranking, what decides, method, seal, each bidder's answers, the unknown.

    judgement  the verdict of the ranking; None where places follow a figure
    tipped  claims that, refuted, change the winner; deciding: answers that decide alone, None where not reckoned
    Raises TenderError for a dossier without criteria of its own.
    """
    dossier = ranked.dossier
    if not dossier.announced.criteria:
        raise TenderError(told("no criterion of its own; a report is made of a dossier with criteria"))
    return DocumentContent(
        say.code,
        dossier.title or dossier.announced.question,
        finding(say, ranked),
        stands(say, ranked, say("Analysis report")),
        say("page"),
        (
            Section(say("Question"), [dossier.announced.question, *changed_lines(say, dossier)], key="question"),
            Section(say("Ranking"), pool_lines(say, ranked), _ranking(say, ranked), key="ranking"),
            *_out(say, ranked),
            *filter(None, [pair_section(say, ranked), plane_section(say, ranked)]),
            decides_section(say, ranked, judgement, tipped, deciding),
            Section(say("Method"), method_lines(say, dossier), key="method"),
            Section(say("Seal"), (), _seals(say, dossier), say("The chain of seals is no signature."), "seal"),
            Section(say("Weights"), (), _weights(say, ranked)),
            *(_bidder(say, ranked, b, public) for b in dossier.bidders),
            Section(say("What was unknown"), _unknown(say, ranked)),
        ),
    )


def _ranking(say: Language, ranked: TenderRanking) -> TextTable:
    heads = [say("Place"), say("Bidder"), say("Score"), say("Lowest"), say("Highest")]
    priced = ranked.dossier.prices_count
    heads += [say("Price"), say("Points of the price")] if priced and not ranked.figures else []
    heads += [say("Price"), say("Figure")] if ranked.figures else []
    amounts, rows = {p.bidder: p.amount for p in ranked.dossier.prices}, []
    for bidder, place in ranked.places.items():
        row = ranked.ranking.row(bidder)
        cells = [say.number(place) if place else "–", ranked.evidence.offers[bidder].name]
        cells += [say.number(x, DIGITS) for x in (row.score, row.low, row.high)]
        if priced:
            last = ranked.figures[bidder] if ranked.figures else row.contributions[PRICE]
            digits = 6 if ranked.figures and last < 1 else DIGITS
            cells += [say.number(amounts[bidder], DIGITS), say.number(last, digits)]
        rows.append(cells)
    return TextTable(heads, rows, (1, 4, *[1.6] * (len(heads) - 2)), frozenset({0, *range(2, len(heads))}))


def _out(say: Language, ranked: TenderRanking) -> list[Section]:
    if not ranked.ranking.excluded:
        return []
    rows = [(ranked.evidence.offers[x.offer].name, out_text(say, x, ranked.evidence)) for x in ranked.ranking.excluded]
    return [Section(say("Bids without a place"), (), TextTable((say("Bidder"), say("Why")), rows, (1, 3)))]


def _seals(say: Language, dossier: Dossier) -> TextTable:
    heads = (say("Sealed on"), say("Digest"), say("Reason"), say("What changed"))
    return TextTable(heads, seal_rows(say, dossier), (1.6, 1, 2, 2))


def _weights(say: Language, ranked: TenderRanking) -> TextTable:
    rows = [
        (
            label_of(say, ranked, name),
            ranked.evidence.pillars[ranked.evidence.criteria[name].pillar].label.in_(say.code),
            share,
        )
        for name, share in ranked.ranking.weighting.overall.items()
    ]
    printed = rounded_together({n: 100 * row[2] for n, row in enumerate(rows)}, 100.0, DIGITS)
    texts = [(label, group, f"{say.number(printed[n], DIGITS)}{say('%')}") for n, (label, group, _) in enumerate(rows)]
    return TextTable((say("Criterion"), say("Group"), say("Weight")), texts, (4, 2, 1), frozenset({2}))


def _bidder(say: Language, ranked: TenderRanking, bidder: Bidder, public: Evidence) -> Section:
    """Every requirement of one bidder: what was answered, on whose word, its points, where the bid says so."""
    dossier = ranked.dossier
    answers = {a.requirement: a for a in dossier.answers if a.bidder == bidder.id}
    points, scores = points_of(ranked, bidder.id), ranked.ranking.matrix.value.loc[bidder.id].to_dict()
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
        answer, name = answers.get(one.id), scales.item(one)
        rows.append(
            (
                name_of(one),
                _value(say, one, answer, bidder, dossier, public),
                _word(say, answer, one, bidder, dossier, public),
                _outcome(say, ranked, bidder, one)
                if one.kind == "must_have"
                else number_text(say, scores.get(name, float("nan"))),
                number_text(say, points.get(name, float("nan"))) if one.kind == "criterion" else "",
                answer.page if answer else "",
                answer.reason if answer else "",
            )
        )
    grid = TextTable(heads, rows, (3.2, 2.2, 1.5, 1.1, 1.1, 1, 2), frozenset({3, 4}))
    return Section(bidder.name, _totals(say, ranked, bidder, points), grid, key="bidder")


def _totals(say: Language, ranked: TenderRanking, bidder: Bidder, points: Mapping[str, float]) -> list[str]:
    """The total of a bid with the points of its price; of one without a place, why."""
    out = next((x for x in ranked.ranking.excluded if x.offer == bidder.id), None)
    why = out and say("{name} has no place: {why}.", name=bidder.name, why=out_text(say, out, ranked.evidence))
    total = total_of(ranked, bidder.id)
    if total is None:
        total_text = (
            say("Its price is not scored, and it has no total.")
            if PRICE in ranked.evidence.criteria
            else say("No score.")
        )
        return [*filter(None, [why]), total_text]
    total_text = say("Total: {points} points of 100.", points=say.number(total, DIGITS))
    if PRICE in points:
        total_text = say("Price: {points} points. {total}", points=say.number(points[PRICE], DIGITS), total=total_text)
    return [*filter(None, [why]), total_text]


def _value(
    say: Language, one: TenderRequirement, answer: BidAnswer | None, bidder: Bidder, dossier: Dossier, public: Evidence
) -> str:
    """What was answered, or is public, in words."""
    if answer is not None and answer.word == "missing":
        return say("no answer")
    if answer is not None:
        claimed = answer_text(say, one, answer.value, public)
        refuted = answer_text(say, one, answer.found, public)
        return say("{claimed}; found: {found}", claimed=claimed, found=refuted) if answer.found else claimed
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


def _outcome(say: Language, ranked: TenderRanking, bidder: Bidder, one: TenderRequirement) -> str:
    result = next((o.result for o in ranked.ranking.outcomes[bidder.id] if o.requirement.token == one.id), "unknown")
    return {"met": say("met"), "failed": say("not met"), "unknown": say("not proven")}[result]


def _unknown(say: Language, ranked: TenderRanking) -> list[str]:
    """What is unknown of each ranked bid, by criterion."""
    known, lines = ranked.ranking.matrix.known, []
    for bidder in ranked.places:
        gaps = [label_of(say, ranked, c) for c, share in known.loc[bidder].items() if share == 0]
        if gaps:
            lines.append(say("{name}: {list}", name=ranked.evidence.offers[bidder].name, list=say("; ").join(gaps)))
    return lines or [say("Nothing that is weighed.")]

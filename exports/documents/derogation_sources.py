"""What the must-haves of a record rest on, with addresses and dates: rules, and the facts of each offer."""

from collections.abc import Iterable

from exports.tender.content import Section, TextTable
from ranking.decisions.lock import scenario_of
from ranking.decisions.record_content import Out, RecordContent
from ranking.errors import BoardError
from ranking.facts.musthaves import Outcome, outcome, requirement
from ranking.model import Evidence
from ranking.weighing.scenario import put_to
from results import results
from words.decisions import derogation as words
from words.language import Language

Proof = dict[str, dict[str, Outcome]]


def rules(say: Language, content: RecordContent, evidence: Evidence | None) -> list[Section]:
    """Return the part that names the rule behind each must-have, with its source; none without the record's facts."""
    if evidence is None:
        return []
    rows = [(say.text(m.label), words.rule_text(say, evidence.gates.get(m.token))) for m in content.musthaves]
    return [
        Section(say("The rules behind the must-haves"), (), TextTable((say("Must-have"), say("Rule")), rows, (2, 8)))
    ]


def proof(content: RecordContent, evidence: Evidence | None) -> Proof:
    """Return offer -> must-have -> the fact it rests on, on the record's day; empty where its facts are not kept."""
    scenario = evidence and scenario_of(content, evidence)
    if scenario is None:
        return {}
    facts = put_to(evidence, scenario)
    matrix = results.matrix(evidence, scenario)
    try:
        musthaves = [requirement(m.token, facts) for m in content.musthaves]
    except BoardError:
        return {}
    offers = [x.offer for x in (*content.result.places, *words.below(content)) if x.offer in facts.offers]
    return {offer: {one.token: outcome(one, offer, matrix, facts) for one in musthaves} for offer in offers}


def own_facts(say: Language, content: RecordContent, taken: Out, proven: Proof, evidence: Evidence | None) -> Section:
    """Return the part that names, for the offer taken, the fact behind each must-have."""
    heading = say("The facts behind it, {offer}", offer=taken.name)
    if taken.offer not in proven:
        return Section(heading, [say("The facts of this record are not kept here: no source can be named.")])
    heads = _heads(say, content)[1:]
    rows = [row[1:] for row in _rows(say, content, [taken], proven, evidence)]
    return Section(heading, (), TextTable(heads, rows, (3, 1.4, 4, 6)))


def other_facts(
    say: Language, content: RecordContent, taken: Out, proven: Proof, evidence: Evidence | None
) -> list[Section]:
    """Return the part that names the facts of the offers that meet every must-have, then of the others kept out."""
    out = sorted((x for x in words.below(content) if x.offer != taken.offer), key=lambda x: x.name.casefold())
    rows = _rows(say, content, [*content.result.places, *out], proven, evidence)
    if not rows:
        return []
    table = TextTable(_heads(say, content), rows, (2, 2.6, 1.3, 3.6, 5))
    return [Section(say("The facts behind it, other offers"), (), table)]


def _heads(say: Language, content: RecordContent) -> tuple[str, ...]:
    """The columns of `_rows`."""
    fact = say("Fact on {day}", day=say.day(content.as_of))
    return (say("Offer"), say("Must-have"), say("Outcome"), fact, say("Source"))


def _rows(
    say: Language, content: RecordContent, offers: Iterable, proven: Proof, evidence: Evidence | None
) -> list[tuple[str, ...]]:
    """A row for each must-have of each offer, with the outcome that the record states."""
    labels = {m.token: say.text(m.label) for m in content.musthaves}
    return [
        (
            x.name,
            labels[token],
            words.outcome_word(say, x if isinstance(x, Out) else None, token, one.result),
            words.proof_text(say, evidence, one),
            words.proof_source(say, one),
        )
        for x in offers
        for token, one in proven.get(x.offer, {}).items()
    ]

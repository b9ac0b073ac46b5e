"""A decision record in words: told from its own content, so that it reads the same when the data have moved on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, tzinfo

from ranking.decisions.record import Record
from ranking.decisions.record_content import Out, RecordContent
from words.decisions.record_sentences import aid_sentence, holds_of, lines, locked_sentence, verdict_of
from words.decisions.record_weights import aside_table, reason_text, weights_table
from words.language import Language

Rows = list[list[str]]


@dataclass(frozen=True, slots=True)
class RecordInWords:
    """A record for a reader. Tables are (headings, rows of texts); texts are plain, whatever people typed.

    lines  what the result rests on; seal  what proves the record, as (name, value)
    """

    lang: str
    brand: str
    locked: str
    question: str
    title: str
    holds: str
    lines: list[str]
    musthaves: tuple[list[str], Rows]
    weights: tuple[list[str], Rows]
    aside: tuple[list[str], Rows]
    people: tuple[list[str], Rows]
    ranking: tuple[list[str], Rows]
    out: tuple[list[str], Rows]
    unknown: tuple[list[str], Rows]
    seal: Rows
    texts: dict[str, str]


def record_in_words(say: Language, record: Record, zone: tzinfo = UTC) -> RecordInWords:
    """Return the record in a language, its hour in a time zone; only for one that still has its content."""
    content = record.content
    return RecordInWords(
        say.code,
        say("Urgency or sovereignty"),
        locked_sentence(say, record, zone),
        content.question,
        verdict_of(say, content),
        holds_of(say, content),
        lines(say, content),
        _musthaves(say, content),
        weights_table(say, content),
        aside_table(say, content),
        _people(say, content),
        _ranking(say, content),
        _out(say, content),
        _unknown(say, content),
        _seal(say, record),
        _texts(say),
    )


def _musthaves(say: Language, content: RecordContent) -> tuple[list[str], Rows]:
    return [say("Must-have"), say("Reason")], [
        [say.text(m.label), reason_text(say, m.reason)] for m in content.musthaves
    ]


def _people(say: Language, content: RecordContent) -> tuple[list[str], Rows]:
    nobody = say("nobody named")
    return [say("Who agrees"), say("Who dissents")], [
        [people_text(say, content.agreed) or nobody, people_text(say, content.dissented) or nobody]
    ]


def people_text(say: Language, names: Iterable[str]) -> str:
    """Return names as typed, which may hold commas."""
    return say("; ").join(names)


def _ranking(say: Language, content: RecordContent) -> tuple[list[str], Rows]:
    rows = [
        [
            str(p.place),
            p.name,
            say.number(p.score, 1),
            f"{say.number(p.low, 1)}–{say.number(p.high, 1)}",
            _percent(say, p.first),
            _percent(say, p.first_unsure),
        ]
        for p in content.result.places
    ]
    return [
        say("Place"),
        say("Offer"),
        say("Score"),
        say("Worst to best case"),
        say("First, any weights"),
        say("First, facts uncertain too"),
    ], rows


def _out(say: Language, content: RecordContent) -> tuple[list[str], Rows]:
    """One row a reason, with all the offers it holds for."""
    labels, groups = {m.token: say.text(m.label) for m in content.musthaves}, {}
    for x in content.result.out:
        groups.setdefault(out_text(say, x, labels), []).append(x.name)
    return [say("Why without a place"), say("Offers")], [[why, ", ".join(names)] for why, names in groups.items()]


def out_text(say: Language, out: Out, labels: Mapping[str, str]) -> str:
    """Return why an offer had no place."""
    if out.reason == "must_have":
        fails = say("does not meet: {names}", names=_labelled(out.fails, labels)) if out.fails else ""
        unproven = say("not proven: {names}", names=_labelled(out.unproven, labels)) if out.unproven else ""
        return say("; ").join(filter(None, (fails, unproven)))
    return {"not_on_sale": say("not on sale on that day"), "not_enough_evidence": say("too thinly documented")}.get(
        out.reason, out.reason
    )


def _unknown(say: Language, content: RecordContent) -> tuple[list[str], Rows]:
    names, labels = (
        {p.offer: p.name for p in content.result.places},
        {w.item: say.text(w.label) for w in content.weights},
    )
    ends = [
        [
            names.get(e.offer, e.offer),
            say("{certificate}: the certificate ends on {day}", certificate=labels[e.criterion], day=say.day(e.until)),
        ]
        for e in content.result.ending
        if e.criterion in labels
    ]
    return [say("Offer"), say("What was unknown")], [
        *([names.get(g.offer, g.offer), _labelled(g.criteria, labels)] for g in content.result.unknown),
        *ends,
    ]


def _labelled(items: Iterable[str], labels: Mapping[str, str]) -> str:
    return ", ".join(labels.get(i, i) for i in items)


def _draws(say: Language, n: int, seed: int) -> str:
    return say.plural("{n} weighting, seed {seed}", "{n} weightings, seed {seed}", n, seed=seed)


def _seal(say: Language, record: Record) -> Rows:
    content = record.content
    return [
        [say("Digest (SHA-256)"), record.digest],
        [say("Record before"), record.previous or say("none, the first of its chain")],
        [say("Digest of the content"), record.content_digest],
        [say("Locked"), record.at],
        [say("Data"), content.data],
        [say("Program"), content.program],
        [say("Draws"), _draws(say, content.result.draws, content.result.seed)],
    ]


def _texts(say: Language) -> dict[str, str]:
    return {
        "question": say("Question"),
        "rests": say("What it rests on"),
        "musthaves": say("Must-haves"),
        "weights": say("Weights and reasons"),
        "criteria": say("Criterion by criterion"),
        "all": say("The whole ranking"),
        "aside": say("Not weighed, and why"),
        "people": say("Around the table"),
        "ranking": say("Ranking"),
        "out": say("Not ranked"),
        "unknown": say("What was unknown"),
        "seal": say("Seal of the record"),
        "nothing": say("Nothing that was weighed was unknown."),
        "aid": aid_sentence(say),
        "page": say("Page"),
    }


def _percent(say: Language, share: float | None) -> str:
    return "–" if share is None else say.percent(share)

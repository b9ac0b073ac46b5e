"""A derogation note from a locked record, as the content of a document (DOCX, PDF)."""

from datetime import UTC, tzinfo

from exports.documents.derogation_sources import other_facts, own_facts, proof, rules
from exports.tender.content import DocumentContent, Section, TextTable
from ranking.decisions.record import Record, RecordError
from ranking.decisions.record_content import Out
from ranking.model import Evidence
from words.decisions import derogation as words
from words.decisions.derogation import Derogation
from words.decisions.record import record_in_words
from words.decisions.record_sentences import locked_sentence
from words.language import Language


def note(
    say: Language, record: Record, derogation: Derogation, zone: tzinfo = UTC, evidence: Evidence | None = None
) -> DocumentContent:
    """Return the note: what was asked, who fails on what, what was weighed, until when, how it ends.

    evidence  the facts that the record was locked on, which name the sources; None where they are not kept

    Raises RecordError for an offer that no must-have of the record keeps out, and for an end before the record.
    """
    content = record.content
    every = words.below(content)
    out = next((x for x in every if x.offer == derogation.offer), None)
    if out is None:
        known = ", ".join(x.offer for x in every) or "-"
        raise RecordError(f"offer {derogation.offer[:60]!r}: no must-have of this record keeps it out; one of {known}")
    locked = record.locked.date()
    if derogation.until is not None and derogation.until < locked:
        raise RecordError(
            f"until {derogation.until}: before the record was locked, on {locked}; that day or a later one"
        )
    parts, proven = record_in_words(say, record, zone), proof(content, evidence)
    return DocumentContent(
        say.code,
        words.title(say, out.name),
        words.fails_sentence(say, content, out),
        locked_sentence(say, record, zone),
        say("page"),
        (
            Section(say("What was asked"), [content.question, *parts.lines[:1]], _grid(parts.musthaves, (2, 3))),
            Section(
                say("Who fails, and on what"),
                (),
                _failing(say, record, out, every),
                words.others_sentence(say, content),
            ),
            own_facts(say, content, out, proven, evidence),
            Section(
                say("Who meets it"),
                [words.met_sentence(say, content), *([parts.title] if content.result.places else [])],
                _grid(parts.ranking, (0.6, 3, 1, 1.6, 1.6, 1.6)),
            ),
            Section(words.reason_heading(say, content), [words.typed(say, derogation.why)]),
            Section(say("What was weighed"), parts.lines[1:], _grid(parts.weights, (2, 3, 1, 3))),
            Section(say("What was unknown"), words.unknown_lines(say, content, out), _grid(parts.unknown, (2, 5))),
            Section(say("Until when"), [words.until_sentence(say, derogation)]),
            Section(say("How it ends"), [words.ending_sentence(say, content, out), words.typed(say, derogation.ends)]),
            *rules(say, content, evidence),
            *other_facts(say, content, out, proven, evidence),
            Section(
                say("Seal of the record"),
                [say("{name}: {value}", name=name, value=value) for name, value in parts.seal],
                small=words.scope_sentence(say, record.name),
            ),
        ),
    )


def _failing(say: Language, record: Record, taken: Out, every: tuple[Out, ...]) -> TextTable:
    """The offer taken first, then the others by name."""
    labels = {m.token: say.text(m.label) for m in record.content.musthaves}
    rows = [
        (name, *(say("; ").join(labels.get(t, t) for t in tokens) or "–" for tokens in (x.fails, x.unproven)))
        for name, x in (
            (say("{offer}, taken", offer=taken.name), taken),
            *((x.name, x) for x in sorted(every, key=lambda x: x.name.casefold()) if x is not taken),
        )
    ]
    return TextTable((say("Offer"), say("Does not meet"), say("Not proven")), rows, (2, 3, 3))


def _grid(table: tuple[list[str], list[list[str]]], widths: tuple[float, ...]) -> TextTable | None:
    heads, rows = table
    return TextTable(tuple(heads), [tuple(row) for row in rows], widths) if rows else None

"""An exit sheet, from one offer to another with a workload, as the content of a document (DOCX, PDF)."""

from collections.abc import Iterable
from datetime import UTC, tzinfo

from exports.tender.content import DocumentContent, Section, TextTable
from ranking.bills.leaving import Leaving
from ranking.decisions.record import Record
from ranking.model import Evidence, Source
from words.decisions.record import record_in_words
from words.decisions.record_sentences import locked_sentence
from words.facts import workload as priced
from words.facts import workload_move as words
from words.facts.workload_exit import law_lines
from words.language import Language


def exit_sheet(
    say: Language, evidence: Evidence, way: Leaving, link: str = "", record: Record | None = None, zone: tzinfo = UTC
) -> DocumentContent:
    """Return the sheet: services, bills, data taken out, the law, what was published, the unknown, sources.

    link    the address where the same stands on the board, "" where there is none
    record  one with its content, of that day and data, to which the sheet is annexed; zone: of the hour it was locked
    """
    day = say.day(way.day)
    out, law = words.out_lines(say, evidence, way), law_lines(say, way.day)
    published = words.published_lines(say, way)
    made = say("Facts of {day}, data {version}.", day=day, version=evidence.version) + f" {priced.files_text(say)}"
    return DocumentContent(
        say.code,
        words.title(say, evidence, way),
        words.finding(say, evidence, way),
        say("Exit sheet · {day}", day=day),
        say("page"),
        (
            Section(say("The workload"), [priced.summary(say, evidence, way.workload)]),
            Section(say("Services in use"), words.service_lines(say, evidence, way), _services(say, evidence, way)),
            Section(
                say("To stay and to go"),
                words.bill_lines(say, evidence, way),
                small=priced.terms(say, way.workload)[0],
            ),
            Section(say("What leaves, and what that costs"), _texts(out)),
            Section(say("What the law says"), _texts(law)),
            Section(
                say("Published of leaving {offer}, not ours", offer=words.names(evidence, way)["left"]),
                _texts(published) or [say("Nothing on file by that day.")],
            ),
            Section(say("What is unknown"), words.unknown_lines(say, evidence, way)),
            Section(say("Sources"), _sources(say, way, (*out, *law, *published)), small=f"{made} {link}".strip()),
            *([_annexed(say, record, zone)] if record else []),
        ),
    )


def _annexed(say: Language, record: Record, zone: tzinfo) -> Section:
    seal = [say("{name}: {value}", name=name, value=value) for name, value in record_in_words(say, record, zone).seal]
    apart = say(
        "This sheet is made for record {name} and is not part of it: prices and services are the facts of that record, "
        "interfaces, waivers and published figures those on file today.",
        name=record.name,
    )
    return Section(
        say("Annexed to a record"), [record.content.question, locked_sentence(say, record, zone), *seal], small=apart
    )


def _services(say: Language, evidence: Evidence, way: Leaving) -> TextTable | None:
    if not way.moves:
        return None
    heads = (say("Service in use"), *words.names(evidence, way).values(), say("On arrival"))
    rows = [
        (
            say.text(evidence.indicators[m.service].label),
            words.side_text(say, m.left),
            words.side_text(say, m.taken),
            words.verdict_text(say, m.verdict),
        )
        for m in way.moves
    ]
    return TextTable(heads, rows, (3, 2, 2, 3))


def _texts(lines: Iterable[tuple[str, Source | None]]) -> list[str]:
    return [text for text, _ in lines]


def _sources(say: Language, way: Leaving, lines: Iterable[tuple[str, Source | None]]) -> list[str]:
    """Every source once, in the order of the sheet."""
    sides = [side for m in way.moves for side in (m.left, m.taken)]
    bills = [p.fact.source for c in (way.stay, way.go) if c for p in c.parts.values() if p.fact]
    sources = [f.source for side in sides for f in (side.fact, side.spoken) if f] + bills + [s for _, s in lines if s]
    return [_source(say, s) for s in dict.fromkeys(sources)] or [say("None.")]


def _source(say: Language, source: Source) -> str:
    return ", ".join(filter(None, (source.title, source.url, say.partial_day(source.day) if source.day else "")))

"""A bidder's answers from the sheet that was sent: read whatever its order, refused where its fixed columns changed."""

from collections.abc import Iterable
from dataclasses import replace

from ranking.errors import DataError, told
from ranking.model import Evidence
from ranking.tender import scales
from ranking.tender.checks import allowed_on, unread
from ranking.tender.dossier import BidAnswer, Bidder, Dossier, TenderRequirement
from ranking.tender.evidence import public_facts
from ranking.tender.questions import TenderQuestion
from ranking.tender.requirement_table import of_kind
from ranking.tender.tables import CellFault, Read, TableRow

# Characters of the digest: enough to tell the seals of one dossier apart.
SEAL_LENGTH = 12


def seal_name(dossier: Dossier) -> str:
    """Return the first digits of the last seal, which every row of an answer sheet bears; "" before the seal."""
    return dossier.seals[-1].digest[:SEAL_LENGTH] if dossier.seals else ""


def answered(dossier: Dossier, sheets: Iterable[Read], public: Evidence) -> Dossier:
    """Return the dossier with the answers of the tables of that kind in the place of those their bidders gave before.

    An empty answer is missing, except where a public fact stands. One that says what is public confirms it: the fact
    stands, with its grade and source.
    Raises DataError with every fault.
    """
    faults: list[CellFault] = []
    rows = [row for read in of_kind(sheets, "answers", faults) for row in read.rows]
    requirements, bidders = {r.id: r for r in dossier.announced.requirements}, {b.id: b for b in dossier.bidders}
    answers: dict[tuple[str, str], BidAnswer | None] = {}
    for row in rows:
        key = (row.get("bidder"), row.get("id"))
        one, bidder = requirements.get(key[1]), bidders.get(key[0])
        if not _fixed(row, one, bidder, dossier, faults):
            continue
        if key in answers:
            faults.append(row.fault("id", told("{name} stands twice", name=key[1]), told("each once")))
        answers[key] = _answer(row, one, bidder, dossier, public, faults)
    faults += _lost(rows, answers, dossier)
    if faults:
        raise DataError(faults)
    answering = {bidder for bidder, _ in answers}
    others = [a for a in dossier.answers if a.bidder not in answering]
    return replace(dossier, answers=(*others, *(a for a in answers.values() if a is not None)))


def _fixed(
    row: TableRow, one: TenderRequirement | None, bidder: Bidder | None, dossier: Dossier, faults: list[CellFault]
) -> bool:
    """Whether the columns that a bidder does not fill in are as they were sent; faults are noted."""
    before = len(faults)
    if row.get("seal") != seal_name(dossier):
        faults.append(_tampered(row, "seal", seal_name(dossier)))
    if bidder is None:
        names = ", ".join(b.id for b in dossier.bidders)
        faults.append(row.fault("bidder", told("a fixed column was changed"), told("one of {names}", names=names)))
    if one is None:
        faults.append(row.fault("id", told("a fixed column was changed"), told("a requirement of this dossier")))
    elif _plain(row.get("text")) != _plain(one.text):
        faults.append(_tampered(row, "text", one.text))
    return len(faults) == before


def _tampered(row: TableRow, column: str, sent: str) -> CellFault:
    short = sent if len(sent) <= 60 else sent[:59] + "…"
    return row.fault(column, told("a fixed column was changed"), told("“{text}”, as it was sent", text=short))


def _plain(text: str) -> str:
    """A text without what a spreadsheet changes on saving: line ends, spaces, forms of composition."""
    return scales.folded(" ".join(text.split()))


def _answer(
    row: TableRow, one: TenderRequirement, bidder: Bidder, dossier: Dossier, public: Evidence, faults: list[CellFault]
) -> BidAnswer | None:
    text, known = row.get("answer"), TenderQuestion(bidder, one, public_facts(one, bidder, dossier, public)).known
    if not text:
        return None if known else BidAnswer(bidder.id, one.id, word="missing", page=row.get("page"))
    try:
        value = scales.read(one, row.typed("answer"), public)
    except scales.NotOnScale as error:
        faults.append(row.fault("answer", *unread(error, text, allowed_on(one, public))))
        return None
    return None if value == known else BidAnswer(bidder.id, one.id, value, page=row.get("page"))


def _lost(
    rows: list[TableRow], answers: dict[tuple[str, str], BidAnswer | None], dossier: Dossier
) -> Iterable[CellFault]:
    """Requirements that a bidder's sheet no longer holds."""
    for bidder in {b for b, _ in answers}:
        unanswered: list[TenderRequirement] = [
            r for r in dossier.announced.requirements if (bidder, r.id) not in answers
        ]
        seen = {row.get("id") for row in rows if row.get("bidder") == bidder}
        lost = [r.id for r in unanswered if r.id not in seen]
        if lost:
            last = next(row for row in reversed(rows) if row.get("bidder") == bidder)
            names = ", ".join(lost[:10])
            yield last.fault("id", told("rows were taken out: {names}", names=names), told("every row that was sent"))

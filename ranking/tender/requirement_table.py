"""Requirements, bidders, prices and evaluations from recognised tables: all faults at once, nothing half-read."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from ranking.errors import DataError, told
from ranking.model import Bilingual, Evidence
from ranking.price import CHEAPEST, DEAREST
from ranking.tender import scales
from ranking.tender.checks import (
    MOST_BIDDERS,
    MOST_REQUIREMENTS,
    PRICES,
    EntryFault,
    allowed_on,
    bidder_faults,
    list_faults,
    requirement_faults,
    unread,
)
from ranking.tender.dossier import BidAnswer, Bidder, BidPrice, Dossier, TenderRequirement
from ranking.tender.tables import CellFault, Read, TableRow, choice
from ranking.typed.number import MONEY
from ranking.typed.text import one_line

KIND_WORDS = {
    "must_have": Bilingual("obligatoire", "must-have"),
    "criterion": Bilingual("critère", "criterion"),
    "question": Bilingual("question", "question"),
}
SCALE_WORDS = {
    "yes_no": Bilingual("oui/non", "yes/no"),
    "levels": Bilingual("niveaux", "levels"),
    "number": Bilingual("nombre", "number"),
    "board": Bilingual("critère du tableau", "criterion of the board"),
    "text": Bilingual("texte", "text"),
}
EVALUATION_WORDS = {
    "claimed": Bilingual("déclaré", "claimed"),
    "verified": Bilingual("vérifié", "verified"),
    "refuted": Bilingual("réfuté", "refuted"),
    "missing": Bilingual("manquant", "missing"),
}
SEPARATOR = ";"
T = TypeVar("T")


def requirements_of(sheets: Iterable[Read], public: Evidence) -> tuple[TenderRequirement, ...]:
    """Return the requirements of the tables of that kind. Raises DataError with every fault."""
    rows, faults = [], []
    tables = of_kind(sheets, "requirements", faults)
    _expect_few(tables, MOST_REQUIREMENTS, "id")
    for read in tables:
        for row in read.rows:
            one, wrong = _requirement(row, public)
            faults += wrong
            rows.append((one, row))
    known = {(f.sheet, f.row, f.column) for f in faults}
    for n, fault in list_faults([one for one, _ in rows]):
        if fault.field == "weight" and faults:
            continue  # weights that could not be read are named where they stand
        more = rows[n][1].fault(*fault)
        faults += [more] if (more.sheet, more.row, more.column) not in known else []
    return _whole([one for one, _ in rows], faults)


def bidders_of(sheets: Iterable[Read], public: Evidence) -> tuple[Bidder, ...]:
    """Return the bidders of the tables of that kind. Raises DataError with every fault."""
    bidders, faults = {}, []
    tables = of_kind(sheets, "bidders", faults)
    _expect_few(tables, MOST_BIDDERS, "bidder")
    for read in tables:
        for row in read.rows:
            one = Bidder(one_line(row.get("bidder")), one_line(row.get("name")), row.get("offer"))
            for wrong in bidder_faults(one, public, own=True):
                faults.append(row.fault("bidder" if wrong.field == "id" else wrong.field, wrong.wrong, wrong.allowed))
            if one.id in bidders:
                faults.append(row.fault("bidder", told("{name} stands twice", name=one.id), told("each once")))
            bidders[one.id] = one
    return _whole(list(bidders.values()), faults)


def prices_of(sheets: Iterable[Read], dossier: Dossier) -> tuple[BidPrice, ...]:
    """Return the prices of the tables of that kind. Raises DataError with every fault."""
    prices, faults = {}, []
    for read in of_kind(sheets, "prices", faults):
        for row in read.rows:
            name = row.get("bidder")
            if dossier.bidder(name) is None or name in prices:
                faults.append(row.fault("bidder", told("“{text}”", text=name[:40]), _bidder_names(dossier)))
            amount = _number(row, "price", faults)
            if amount is not None and not CHEAPEST <= amount <= DEAREST:
                faults.append(row.fault("price", told("“{text}”", text=row.get("price")[:40]), PRICES))
            prices[name] = BidPrice(name, amount or 0.0)
    return _whole(list(prices.values()), faults)


def evaluated(dossier: Dossier, sheets: Iterable[Read], public: Evidence) -> Dossier:
    """Return the dossier with the evaluator's words of the tables of that kind. Raises DataError with every fault."""
    answers, faults = {(a.bidder, a.requirement): a for a in dossier.answers}, []
    for read in of_kind(sheets, "evaluations", faults):
        for row in read.rows:
            key = (row.get("bidder"), row.get("id"))
            word = choice(row.get("word"), EVALUATION_WORDS)
            if key not in answers:
                faults.append(row.fault("id", told("no answer to judge"), told("an answer of this dossier")))
            elif word is None:
                names = ", ".join(f"{w.fr} / {w.en}" for w in EVALUATION_WORDS.values())
                faults.append(row.fault("word", told("“{text}”", text=row.get("word")[:40]), names))
            else:
                answers[key] = _judged(answers[key], word, row, dossier, public, faults)
    return replace(dossier, answers=_whole(list(answers.values()), faults))


def of_kind(sheets: Iterable[Read], kind: str, faults: list[CellFault]) -> list[Read]:
    """Return the tables of a kind, the faults of their cells noted."""
    tables = [read for read in sheets if read.kind == kind]
    for read in tables:
        faults += read.faults
    return tables


def _expect_few(tables: Iterable[Read], most: int, column: str) -> None:
    """Refuse tables of more rows before any is looked at."""
    rows = [row for read in tables for row in read.rows]
    if len(rows) > most:
        raise DataError([rows[most].fault(column, told("{n} rows", n=len(rows)), told("at most {n}", n=most))])


def _requirement(row: TableRow, public: Evidence) -> tuple[TenderRequirement, list[CellFault]]:
    faults: list[CellFault] = []
    kind, scale = _word(row, "kind", KIND_WORDS, faults), _word(row, "scale", SCALE_WORDS, faults)
    numbers = {k: _number(row, k, faults) if row.get(k) else None for k in ("worst", "best", "weight")}
    levels = tuple(one_line(x) for x in row.get("levels").split(SEPARATOR) if x.strip())
    one = TenderRequirement(
        one_line(row.get("id")),
        row.get("text"),
        kind,
        scale,
        levels,
        numbers["worst"],
        numbers["best"],
        row.get("board"),
        row.get("minimum"),
        numbers["weight"] or 0.0,
        one_line(row.get("group")),
        one_line(row.get("source")),
    )
    one = replace(one, minimum=_kept(one, row, public, faults))
    known = {fault.column for fault in faults}
    if kind and scale:
        faults += [row.fault(*f) for f in _of(one, public) if row.places.get(f.field, 0) not in known]
    return one, faults


def _of(one: TenderRequirement, public: Evidence) -> Iterable[EntryFault]:
    return requirement_faults(one, public)


def _kept(one: TenderRequirement, row: TableRow, public: Evidence, faults: list[CellFault]) -> str:
    """The minimum in its scale's one form, or as typed where it is not on the scale; of two numbers a fault."""
    try:
        return scales.read(one, row.typed("minimum"), public) if one.minimum and one.scale else one.minimum
    except scales.NotOnScale as error:
        if isinstance(error, scales.TwoWays):
            faults.append(row.fault("minimum", *unread(error, one.minimum, "")))
        return one.minimum


def _judged(
    answer: BidAnswer, word: str, row: TableRow, dossier: Dossier, public: Evidence, faults: list[CellFault]
) -> BidAnswer:
    one, found = dossier.announced.requirement(answer.requirement), row.get("found")
    if answer.value and row.get("answer") and not _same(one, answer.value, row, public):
        allowed = told("what was answered, as in a sheet of evaluations made of this dossier")
        faults.append(row.fault("answer", told("“{text}”", text=row.get("answer")[:40]), allowed))
    if found:
        try:
            found = scales.read(one, row.typed("found"), public)
        except scales.NotOnScale as error:
            faults.append(row.fault("found", *unread(error, found, allowed_on(one, public))))
    if word == "missing":
        return replace(answer, word=word, value="", found="", reason=row.get("reason"))
    if not answer.value:
        faults.append(row.fault("word", told("nothing was answered"), told("missing, or no row")))
    if found and word != "refuted":
        faults.append(
            row.fault("found", told("“{text}”", text=found[:40]), told("nothing but where the claim is refuted"))
        )
    return replace(answer, word=word, found=found, reason=row.get("reason"))


def _same(one: TenderRequirement, value: str, row: TableRow, public: Evidence) -> bool:
    """Whether a row shows the answer that the dossier has, in either language and whatever saved it."""
    try:
        shown = scales.read(one, row.typed("answer"), public)
    except scales.NotOnScale:
        return False
    return scales.folded(" ".join(shown.split())) == scales.folded(" ".join(value.split()))


def _word(row: TableRow, column: str, words: Mapping[str, Bilingual], faults: list[CellFault]) -> str:
    word = choice(row.get(column), words)
    if word is None:
        text = told("“{text}”", text=row.get(column)[:40]) if row.get(column) else told("nothing")
        faults.append(row.fault(column, text, ", ".join(f"{w.fr} / {w.en}" for w in words.values())))
    return word or ""


def _number(row: TableRow, column: str, faults: list[CellFault]) -> float | None:
    try:
        return scales.number(row.typed(column), MONEY if column == "price" else ())
    except scales.NotOnScale as error:
        wrong, allowed = unread(error, row.get(column), told("a number such as 99.5"))
        faults.append(row.fault(column, wrong if row.get(column) else told("nothing"), allowed))
        return None


def _bidder_names(dossier: Dossier) -> str:
    return told("one of {names}, each once", names=", ".join(b.id for b in dossier.bidders))


def _whole(rows: list[T], faults: list[CellFault]) -> tuple[T, ...]:
    if faults:
        raise DataError(faults)
    return tuple(rows)

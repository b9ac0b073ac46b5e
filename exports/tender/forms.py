"""The sheets of a tender in either language: the template of requirements, answer sheets, prices, evaluations."""

from datetime import date

from exports.tender.fillable_workbook import Form, book
from exports.tender.sentences import changed_lines
from ranking.model import UNKNOWN, Evidence, Fact
from ranking.tender import scales
from ranking.tender.answer_table import seal_name
from ranking.tender.checks import allowed_on
from ranking.tender.dossier import Bidder, Dossier, TenderRequirement
from ranking.tender.questions import TenderQuestion, answerable, questions
from ranking.tender.requirement_table import EVALUATION_WORDS, KIND_WORDS, SCALE_WORDS, SEPARATOR
from words.facts.values import value_text
from words.language import Language

REQUIREMENTS = (
    "id", "text", "kind", "scale", "levels", "worst", "best", "board", "minimum", "weight", "group", "source",
)  # fmt: skip
ANSWERS = ("bidder", "seal", "id", "text", "kind", "allowed", "public", "answer", "page")
ANSWERS_FIXED = ("bidder", "seal", "id", "text", "kind", "allowed", "public")


def template(say: Language, public: Evidence, day: date, requirements: tuple[TenderRequirement, ...] = ()) -> bytes:
    """Return the workbook of requirements and bidders to fill in, with `requirements` in it already."""
    board = answerable(public)
    lists = {
        "kind": [say.text(w) for w in KIND_WORDS.values()],
        "scale": [say.text(w) for w in SCALE_WORDS.values()],
        "board": board,
    }
    rows = [requirement_row(say, one) for one in requirements]
    forms = (
        Form(say("Requirements"), REQUIREMENTS, rows, (), lists, notes=_requirement_notes(say)),
        Form(
            say("Bidders"), ("bidder", "name", "offer"), lists={"offer": list(public.offers)}, notes=_bidder_notes(say)
        ),
    )
    lines = [
        say("A row for each requirement of the tender, and one for each bidder. Columns may stand in any order."),
        *_requirement_notes(say).values(),
        *_bidder_notes(say).values(),
        say("The board’s indicators that an answer can state:"),
        *(f"{name}: {say.text(public.indicators[name].label)}" for name in board),
    ]
    return book(say, forms, lines, say("Requirements of a tender"), day)


def answer_sheet(say: Language, dossier: Dossier, bidder: Bidder, public: Evidence) -> bytes:
    """Return a bidder's sheet: what is asked, what is public of it, filled in to be confirmed or corrected."""
    own = [one for one in questions(dossier, public) if one.bidder == bidder]
    rows = [_asked(say, one, dossier, public) for one in own]
    choices = {(n, "answer"): c for n, one in enumerate(own) if (c := _choices(say, one.requirement, public))}
    notes = {
        "answer": say("One of the allowed answers; empty where you do not answer."),
        "page": say("Where your bid says so."),
    }
    form = Form(say("Answers"), ANSWERS, rows, ANSWERS_FIXED, choices=choices, notes=notes)
    lines = [
        say("{title}: answers of {bidder}", title=dossier.title, bidder=bidder.name),
        say("Fill in the yellow columns. What is public of your offer is filled in already: confirm it or correct it."),
        say("Grey columns stay as they were sent; a sheet in which they were changed is refused. Rows may be sorted."),
        say("Send it back as XLSX, ODS or CSV."),
        *changed_lines(say, dossier),
    ]
    return book(say, (form,), lines, lines[0], dossier.day)


def price_sheet(say: Language, dossier: Dossier) -> bytes:
    """Return the sheet of prices, one row a bidder."""
    rows = [
        {"bidder": b.id, "price": next((p.amount for p in dossier.prices if p.bidder == b.id), "")}
        for b in dossier.bidders
    ]
    form = Form(say("Prices"), ("bidder", "price"), rows, ("bidder",))
    lines = [say("One price a bidder, before tax, all in the same currency."), *changed_lines(say, dossier)]
    return book(say, (form,), lines, say("Prices of a tender"), dossier.day)


def evaluation_sheet(say: Language, dossier: Dossier, public: Evidence) -> bytes:
    """Return the sheet of the evaluator's words, one row an answer: what was asked, what was answered and where."""
    asked = {one.id: one for one in dossier.announced.requirements}
    rows = [
        {
            "bidder": a.bidder,
            "id": a.requirement,
            "text": asked[a.requirement].text if a.requirement in asked else "",
            "answer": _answered(say, asked.get(a.requirement), a.value, public),
            "page": a.page,
            "word": say.text(EVALUATION_WORDS[a.word]),
            "found": scales.unmistakable(a.found),
            "reason": a.reason,
        }
        for a in dossier.answers
    ]
    words = [say.text(w) for w in EVALUATION_WORDS.values()]
    notes = {
        "word": say("Claimed: not checked. Verified: it is so. Refuted: it is not. Missing: counts as unknown."),
        "found": say("Where refuted: what you found instead; empty counts as the worst of the scale."),
        "reason": say("The bidder reads it in the letter."),
    }
    form = Form(
        say("Evaluation"),
        ("bidder", "id", "text", "answer", "page", "word", "found", "reason"),
        rows,
        ("bidder", "id", "text", "answer", "page"),
        {"word": words},
        notes=notes,
    )
    lines = [*notes.values(), *changed_lines(say, dossier)]
    return book(say, (form,), lines, say("Evaluation of a tender"), dossier.day)


def public_text(say: Language, fact: Fact | None, public: Evidence) -> str:
    """Return what is public of a requirement: value, grade, source and its day; that it is a question without any."""
    if fact is None or fact.value == UNKNOWN:
        return say("Nothing public is known: please answer.")
    value = value_text(say, public.indicators[fact.indicator], fact.value)
    day = say.partial_day(fact.source.day)
    return say(
        "{value} (grade {grade}; {source}, {day})",
        value=value,
        grade=fact.confidence,
        source=fact.source.title,
        day=day,
    )


def requirement_row(say: Language, one: TenderRequirement) -> dict[str, str | float]:
    """Return a requirement as a row of its sheet: column -> text or number."""
    numbers = {k: v for k in ("worst", "best") if (v := getattr(one, k)) is not None}
    weight = {"weight": one.weight} if one.kind == "criterion" else {}
    return {
        "id": one.id,
        "text": one.text,
        "kind": say.text(KIND_WORDS[one.kind]),
        "scale": say.text(SCALE_WORDS[one.scale]),
        "levels": f"{SEPARATOR} ".join(one.levels),
        "board": one.board,
        "minimum": scales.unmistakable(one.minimum),
        "group": one.group,
        "source": one.source,
        **numbers,
        **weight,
    }


def _asked(say: Language, one: TenderQuestion, dossier: Dossier, public: Evidence) -> dict[str, str]:
    wanted = one.requirement
    return {
        "bidder": one.bidder.id,
        "seal": seal_name(dossier),
        "id": wanted.id,
        "text": wanted.text,
        "kind": say.text(KIND_WORDS[wanted.kind]),
        "allowed": say.told(allowed_on(wanted, public)),
        "public": public_text(say, one.fact, public) if wanted.scale == "board" else "",
        "answer": _known(say, one, public),
    }


def _known(say: Language, one: TenderQuestion, public: Evidence) -> str:
    """What is public in the words of an answer; "" where nothing is."""
    return _answered(say, one.requirement, one.known, public)


def _answered(say: Language, one: TenderRequirement | None, value: str, public: Evidence) -> str:
    """An answer that a dossier keeps, as somebody types it; "" for none."""
    if one is None or not value:
        return value
    if one.scale == "yes_no":
        return say.text(scales.YES_NO[int(value == scales.YES)])
    scale = public.indicators[one.board] if one.scale == "board" else None
    if scale and scale.levels:
        return say.text(scale.levels[int(float(value))])
    return scales.unmistakable(value) if scale or one.scale == "number" else value


def _choices(say: Language, one: TenderRequirement, public: Evidence) -> list[str]:
    if one.scale == "yes_no":
        return [say.text(word) for word in scales.YES_NO.values()]
    if one.scale == "board" and (scale := scales.board_scale(one, public)):
        return [say.text(word) for word in scale.levels.values()]
    return list(one.levels)


def _requirement_notes(say: Language) -> dict[str, str]:
    return {
        "id": say("The requirement’s own number in the tender, each once."),
        "kind": say("Must-have: met or not, without points. Criterion: points. Question: asked, not scored."),
        "scale": say(
            "Yes/no; levels; number; an indicator of the public board, whose facts are filled in for bidders; or, for "
            "a question, a text."
        ),
        "levels": say("For levels: 2 names or more, from worst to best, separated by semicolons."),
        "worst": say("For a number: the value that gives no points. It may be the larger one, where less is better."),
        "best": say("For a number: the value that gives all points."),
        "board": say("For an indicator of the board: its name, as in the list."),
        "minimum": say("For a must-have: the value from which it is met; nothing for yes/no."),
        "weight": say("For a criterion: its weight; only the proportions count."),
        "group": say("The heading under which criteria are added up."),
        "source": say("The page of the tender."),
    }


def _bidder_notes(say: Language) -> dict[str, str]:
    return {
        "bidder": say("A short name for the sheets, each once."),
        "offer": say("The offer of the public board whose facts are filled in; nothing where there is none."),
    }

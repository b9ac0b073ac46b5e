"""`tender template | check | questions | seal | rank | report`: JSON, tables, files; exit 0 yes, 1 no, 2 bad input."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path

import click

from exports.answers import tender as answers
from headless import options as o
from headless.board import rounded
from headless.output import write_answer
from headless.tender.changes import changes, with_changes
from headless.tender.files import dossier_of, save
from ranking.errors import ScenarioError
from ranking.price import DECIDERS, FORMULAS, Terms
from ranking.tender.award import award
from ranking.tender.dossier import ENVELOPES, NO_FORMULA, Announced, Dossier
from ranking.tender.dossier_file import expect_sound, expect_writable, written
from ranking.tender.sealing import seal as sealed
from ranking.typed.text import one_line
from ranking.unknowns import UNKNOWNS
from words.language import LANGUAGES, language

files = click.argument("paths", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
FORMS = ("docx", "pdf", "xlsx")
lang = click.option("--lang", type=click.Choice(LANGUAGES), default="fr", show_default=True, help="Language of sheets.")
opened = click.option("--opened", metavar="DATE", help="Day on which the second envelopes were opened.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def tender() -> None:
    """A tender of your own: requirements sealed, then answers ranked.

    FILE... is a dossier (.dossier.json) and spreadsheets laid into it: requirements, bidders, answers, prices,
    evaluations (XLSX, ODS, CSV). Exit 0 yes, 1 no, 2 bad input.
    """


@tender.command()
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The workbook to write (.xlsx).")
@lang
def template(out: Path, lang: str) -> None:
    """Write the workbook of requirements and bidders to fill in."""
    from exports.tender import forms

    public = o.opened()
    _wrote(out, forms.template(language(lang), public, public.checked))


@tender.command()
@files
@opened
def check(paths: tuple[Path, ...], opened: str | None) -> int:
    """Can it be sealed, or ranked? Every fault, and what price formula and weights can do."""
    public = o.opened()
    document = answers.checked(_dossier(paths, public, opened), public)
    write_answer([], "json", document)
    return 0 if document["sound"] else 1


@tender.command()
@files
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Folder for one sheet a bidder.")
@lang
@o.form
def questions(paths: tuple[Path, ...], out: Path | None, lang: str, form: str) -> None:
    """What is public of each bidder's offer, what is a question; with --out, the answer sheets."""
    public = o.opened()
    dossier = expect_sound(_dossier(paths, public), public)
    if out is not None:
        _sheets(dossier, out, lang)
        return
    document = answers.asked(dossier, public)
    rows = answers.columns(document["rows"], ("bidder", "requirement", "kind", "public", "question"))
    write_answer(with_changes(rows, document) if form == "csv" else rows, form, document)
    if form == "table":
        for line in changes(document):
            print(line)


@tender.command()
@files
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The dossier to write (.dossier.json).")
@click.option("--title", help="Name of the tender.")
@click.option("--question", help="What is being bought.")
@click.option("--as-of", metavar="DATE", help="Day whose public facts count; default today.")
@click.option("--formula", type=click.Choice((NO_FORMULA, *FORMULAS)), help="How the price counts.")
@click.option("--price", metavar="NAME=VALUE,...", help="Terms of the formula: weight=40,times=2 ...")
@click.option("--unknowns", type=click.Choice(UNKNOWNS), help="How unknown answers count.")
@click.option("--tolerant", is_flag=True, help="Unproven must-haves do not exclude.")
@click.option("--envelopes", type=click.Choice([str(n) for n in ENVELOPES]), help="2: prices are opened after quality.")
@click.option("--reason", default="", help="Why it is sealed; for a change after the seal, why it changed.")
def seal(
    paths: tuple[Path, ...],
    out: Path,
    title: str | None,
    as_of: str | None,
    price: str | None,
    tolerant: bool,
    envelopes: str | None,
    reason: str,
    **chosen: str | None,
) -> None:
    """Lock requirements, scales, weights, formula and must-haves. Sealing the same again changes nothing."""
    public = o.opened()
    dossier = _dossier(paths, public)
    announced: dict = {k: v for k, v in chosen.items() if v is not None}
    announced |= {"rule": "tolerant"} if tolerant else {}
    announced |= {"envelopes": int(envelopes)} if envelopes else {}
    announced |= {"price": _terms(dossier.announced.price, price)} if price else {}
    announced |= {"question": one_line(announced["question"])} if "question" in announced else {}
    dossier = replace(dossier, announced=replace(dossier.announced, **announced))
    dossier = replace(dossier, title=one_line(title) if title is not None else dossier.title)
    dossier = replace(dossier, day=o.day(as_of)) if as_of else dossier
    _expect_announced(dossier.announced)
    done = sealed(dossier, datetime.now(UTC), public.version, reason)
    save(out, written(expect_writable(expect_sound(done, public))))
    last = done.seals[-1]
    write_answer([], "json", {"sealed": last.at, "digest": last.digest, "seals": len(done.seals), "file": str(out)})


@tender.command()
@files
@opened
@click.option("--out", type=click.Path(path_type=Path), help="Save the dossier with these sheets in it.")
@o.form
def rank(paths: tuple[Path, ...], opened: str | None, out: Path | None, form: str) -> None:
    """Rank the bids of a sealed dossier: places, scores, verdict, decisive answers."""
    public = o.opened()
    dossier = expect_sound(_dossier(paths, public, opened), public)
    _expect_sealed(dossier)
    document = answers.ranked(award(dossier, public), public)
    names = ("place", "bidder", "name", "score", "low", "high", "price", "price_points", "figure")
    rows = answers.columns(document["ranking"], names)
    write_answer([rounded(r) for r in rows] if form == "table" else with_changes(rows, document), form, document)
    if form == "table":
        _told(document)
    if out is not None:
        save(out, written(expect_writable(dossier)))


@tender.command()
@files
@opened
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    help="The report to write (.docx or .pdf), or the workbook (.xlsx).",
)
@click.option(
    "--letters", type=click.Path(path_type=Path, file_okay=False), help="Folder for one annex a losing bidder."
)
@lang
def report(paths: tuple[Path, ...], opened: str | None, out: Path, letters: Path | None, lang: str) -> None:
    """Write the analysis report, or a workbook that reckons; with --letters, an annex for each bidder not first."""
    form = out.suffix.lower().removeprefix(".")
    if form not in FORMS:
        raise ScenarioError(f"--out {str(out)!r}: ends in none of {', '.join('.' + f for f in FORMS)}")
    from headless.tender.documents import made

    public = o.opened()
    dossier = expect_sound(_dossier(paths, public, opened), public)
    _expect_sealed(dossier)
    if letters and dossier.prices_closed:
        raise ScenarioError("--letters: the second envelopes are closed, nobody is chosen yet; --opened DATE")
    whole, annexes = made(award(dossier, public), public, lang, form)
    _wrote(out, whole)
    _write_all(letters, annexes)


def _told(document: dict) -> None:
    for x in document["excluded"]:
        print(f"not ranked: {x['bidder']}: {x['why']}")
    for line in changes(document):
        print(line)
    for tip in document["tipping_answers"]:
        then = ", ".join(tip["then_first"]) or "nobody"
        print(f"if {tip['bidder']}'s claim on {tip['requirement']} is refuted: {then} first")
    if document["formula"] != document["formula_counts"]:
        print("prices are not opened yet: quality alone")
    print(f"as of {document['as_of']}, data {document['data_version']}")


def _dossier(paths: tuple[Path, ...], public: object, opened: str | None = None) -> Dossier:
    return dossier_of(paths, public, o.day(opened, "--opened") if opened else None)


def _sheets(dossier: Dossier, folder: Path, lang: str) -> None:
    """Write an answer sheet a bidder, the sheets of prices and evaluations; all are made before one is written."""
    from exports.tender import forms

    say, public = language(lang), o.opened()
    _expect_sealed(dossier)
    made: dict[str, bytes] = {
        f"answers-{n:02d}.xlsx": forms.answer_sheet(say, dossier, b, public) for n, b in enumerate(dossier.bidders, 1)
    }
    made |= {"prices.xlsx": forms.price_sheet(say, dossier)}
    made |= {"evaluations.xlsx": forms.evaluation_sheet(say, dossier, public)} if dossier.answers else {}
    _write_all(folder, made)


def _expect_sealed(dossier: Dossier) -> None:
    if not dossier.seals:
        raise ScenarioError("this dossier is not sealed; `tender seal` it first")


def _write_all(folder: Path | None, made: dict[str, bytes]) -> None:
    """Write files into a folder, which is made where it is not there. Raises ScenarioError."""
    if folder is None:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ScenarioError(f"{str(folder)!r}: cannot be written ({error.strerror})") from None
    for name, content in made.items():
        _wrote(folder / name, content)


def _wrote(path: Path, content: bytes) -> None:
    save(path, content)
    print(f"{path}: {len(content)} bytes")


def _terms(before: Terms, text: str) -> Terms:
    """The terms with what is given in their place. Raises ScenarioError."""
    kinds: dict[str, Callable] = {f.name: str if f.name == "decides" else float for f in fields(Terms)}
    values = {}
    for part in o.listed(text):
        name, _, value = part.partition("=")
        try:
            values[name] = kinds[name](value)
        except (KeyError, ValueError):
            allowed = f"one of {', '.join(kinds)} with a number; decides with {' or '.join(DECIDERS)}"
            raise ScenarioError(f"--price {part!r}: not usable; {allowed}") from None
    return replace(before, **values)


def _expect_announced(announced: Announced) -> None:
    if not announced.question.strip():
        raise ScenarioError("--question: missing; one sentence that says what is being bought")
    if not announced.requirements:
        raise ScenarioError("no requirement; a spreadsheet of requirements, from `tender template`")

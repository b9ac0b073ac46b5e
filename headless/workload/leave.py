"""`leave`: what it takes to go from one offer to another with a workload, and the exit sheet."""

from pathlib import Path

import click

from exports.answers import leaving as answers
from exports.documents.exit_sheet import exit_sheet
from exports.tender import documents
from exports.tender.content import DocumentContent
from headless import options as o
from headless.output import write_answer
from headless.tender.files import save
from headless.workload.cost import workload_of
from ranking.errors import ScenarioError
from ranking.model import Evidence
from ranking.workload.written import written
from results.workload import leaving
from words.language import LANGUAGES, language

FILES = {".docx": documents.word, ".pdf": documents.pdf}


@click.command()
@o.scenario_options
@click.option("--pair", metavar="LEFT,TAKEN", help="The offer left and the one taken: azure,scaleway.")
@click.option("--workload", metavar="NAME", help="A workload of workloads/, or its parts as links write them.")
@click.option("--out", type=click.Path(path_type=Path), help="The exit sheet: a .docx or a .pdf.")
@click.option("--lang", type=click.Choice(LANGUAGES), default="fr", show_default=True, help="Language of the sheet.")
def leave(form: str, pair: str | None, workload: str | None, out: Path | None, lang: str, **chosen) -> None:
    """To go from one offer to another: each service in use, the bills, the way out; unknown is said as such."""
    evidence, scenario = o.question(**chosen)
    used = workload_of(evidence, scenario, workload, chosen["link"])
    way = leaving(evidence, scenario, used, pair_of(evidence, pair, chosen["link"]))
    document = answers.left(evidence, way, written(used), scenario.known)
    if out is not None:
        write(out, exit_sheet(language(lang), evidence, way))
    write_answer([_row(m) for m in document["services"]], form, document)
    if form == "table":
        print(f"as of {way.day}, workload {written(used)}, data {evidence.version}; bills and the way out: json")
        o.tell(document, form)


def write(path: Path, sheet: DocumentContent) -> None:
    """Write an exit sheet in the form that the file's name asks for. Raises ScenarioError."""
    made = FILES.get(path.suffix.lower())
    if made is None:
        raise ScenarioError(f"--out {path.name!r}: no such form; a name that ends in .docx or .pdf")
    save(path, made(sheet))


def pair_of(evidence: Evidence, text: str | None, link: str | None) -> tuple[str, str]:
    """Return the pair of the option, else of the link. Raises ScenarioError."""
    text_in_use = (text if text is not None else o.link_entries(link).entries.get("pair")) or ""
    names = tuple(text_in_use.split(","))
    if len(names) != 2 or names[0] == names[1] or not set(names) <= set(evidence.offers):
        every = ", ".join(evidence.offers)
        raise ScenarioError(
            f"--pair {text_in_use[:80]!r}: two different offers with a comma, the one left first; of {every}"
        )
    return names


def _row(move: dict) -> dict:
    return {
        "service": move["service"],
        "verdict": move["verdict"],
        "left": " ".join(move["left"]["speaks"]) or move["left"]["has"],
        "taken": " ".join(move["taken"]["speaks"]) or move["taken"]["has"],
    }

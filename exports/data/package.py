"""The data package: the whole evidence at its data version as a ZIP that any tool for Frictionless packages opens."""

import csv
import hashlib
import io
import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from exports.citation import bibtex, data_citation
from exports.data.csv_files import defused
from exports.data.replies import resource
from exports.data.resources import resources
from exports.data.table_schema import Resource
from exports.data.zip_files import zipped
from ranking.model import Evidence
from ranking.replies.reply import Reply
from words.language import Language, language

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def package(evidence: Evidence, replies: Iterable[Reply] = ()) -> bytes:
    """Return a ZIP: datapackage.json, one CSV a table under data/, README, licence, citations.

    replies  those to facts that wait for an answer. Same evidence and replies, same bytes.
    """
    tables = (*resources(evidence), resource(evidence, replies))
    files = {f"data/{t.name}.csv": _csv(t) for t in tables}
    described = json.dumps(_descriptor(evidence, tables, files), ensure_ascii=False, indent=2) + "\n"
    texts = {
        "datapackage.json": described,
        "README.md": _readme(evidence, tables),
        "LICENCE.txt": _licence(evidence),
        "CITATION.fr.txt": data_citation(language("fr"), evidence) + "\n",
        "CITATION.en.txt": data_citation(language("en"), evidence) + "\n",
        "citation.bib": bibtex(evidence),
    }
    return zipped(files | {name: text.encode() for name, text in texts.items()})


def _csv(table: Resource) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([name for name, *_ in table.fields])
    writer.writerows([_written(cell) for cell in row] for row in table.rows)
    return out.getvalue().encode()


def _written(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, date):
        return cell.isoformat()
    return defused(cell) if isinstance(cell, str) else repr(cell).removesuffix(".0")


def _descriptor(evidence: Evidence, tables: tuple[Resource, ...], files: dict[str, bytes]) -> dict:
    fr, en = (data_citation(language(code), evidence) for code in ("fr", "en"))
    return {
        "profile": "tabular-data-package",
        "name": "urgence-ou-souverainete",
        "id": f"urgence-ou-souverainete-{evidence.version}",
        "title": language("fr")("Urgency or sovereignty"),
        "description": f"{fr}\n\n{en}",
        "version": evidence.version,
        "created": f"{evidence.checked}T00:00:00Z",
        "licenses": [{"name": "CC-BY-4.0", "path": LICENCE, "title": "Creative Commons Attribution 4.0"}],
        "resources": [_resource(t, files[f"data/{t.name}.csv"]) for t in tables],
    }


def _resource(table: Resource, content: bytes) -> dict:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "path": f"data/{table.name}.csv",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": "sha256:" + hashlib.sha256(content).hexdigest(),
        "schema": _schema(table),
    }


def _schema(table: Resource) -> dict:
    fields = [
        {"name": name, "type": kind, "description": description} | ({"constraints": rules} if rules else {})
        for name, kind, description, rules in table.fields
    ]
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.refers:
        schema["foreignKeys"] = [
            {"fields": list(own), "reference": {"resource": other, "fields": list(theirs)}}
            for own, other, theirs in table.refers
        ]
    return schema


def _readme(evidence: Evidence, tables: tuple[Resource, ...]) -> str:
    fr, en = language("fr"), language("en")
    listed = "\n".join(f"| `data/{t.name}.csv` | {t.title} | {len(t.rows)} |" for t in tables)
    return (
        f"# {fr('Urgency or sovereignty')}\n\n{_explained(fr, evidence)}\n\n---\n\n{_explained(en, evidence)}\n\n"
        f"| file | table | rows |\n|---|---|---|\n{listed}\n"
    )


def _explained(say: Language, evidence: Evidence) -> str:
    return "\n\n".join(
        (
            data_citation(say, evidence),
            say(
                "Open datapackage.json with any tool for Frictionless data packages: it names the type and the "
                "meaning of every column. An empty cell says that nothing was found, never zero."
            ),
            say(
                "A fact is in force from its day until the next fact of the same offer and indicator. A text that a "
                "spreadsheet would run as a formula begins with an apostrophe."
            ),
        )
    )


def _licence(evidence: Evidence) -> str:
    fr, en = language("fr"), language("en")
    return "\n\n".join(f"{_terms(say)}\n\n{data_citation(say, evidence)}" for say in (fr, en)) + "\n"


def _terms(say: Language) -> str:
    return say(
        "These data are under the licence Creative Commons Attribution 4.0 International: you may share and "
        "adapt them, also commercially, if you name the source and say what you changed. The text that "
        "binds: {address}",
        address=LICENCE + "legalcode",
    )

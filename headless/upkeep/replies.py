"""`replies`: what readers say against facts, listed, shown, answered, and written as blocks for the data files."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from exports.data.reply_block import block
from headless import options as o
from headless.output import write_answer
from ranking.errors import ScenarioError
from ranking.model import Bilingual, Evidence
from ranking.replies.reply import Reply, from_json, proposal, to_json, usable
from store import replies as kept
from store.engine import store

MOST_BYTES = 100_000


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def replies() -> None:
    """Replies to facts: list, show, answer, export them."""


@replies.command("list")
@click.option("--all", "every", is_flag=True, help="Those answered too; default only those that wait.")
@o.form
def list_(every: bool, form: str) -> None:
    """List the replies that wait for an answer."""
    listed = kept.listed(store()) if every else kept.opened(store())[::-1]
    rows = [_row(r) for r in listed]
    write_answer(rows, form, [document(r) for r in listed])


@replies.command()
@click.argument("number", type=click.IntRange(1))
def show(number: int) -> None:
    """Show one reply as JSON, with the contact that is nowhere else shown."""
    write_answer([], "json", document(kept.get(store(), number)) | {"contact": kept.contact(store(), number)})


@replies.command()
@click.argument("number", type=click.IntRange(1))
@click.argument("state", type=click.Choice(["accepted", "refused"]))
@click.option("--reason-fr", required=True, metavar="TEXT", help="Why, in French; shown with the reply.")
@click.option("--reason-en", required=True, metavar="TEXT", help="Why, in English.")
def answer(number: int, state: str, reason_fr: str, reason_en: str) -> None:
    """Accept or refuse a reply; accepted, its block still has to go into the data (export)."""
    reply = kept.answer(store(), number, state, Bilingual(reason_fr, reason_en), datetime.now(UTC))
    write_answer([], "json", document(reply))


@replies.command()
@click.argument("what", metavar="NUMBER|FILE.json")
def export(what: str) -> None:
    """Write the block for providers/*.toml, ready to paste: of a reply kept here, or of a file sent by its author.

    A reply that names no page is a declaration and comes out at grade C.
    """
    evidence = o.opened()
    reply = kept.get(store(), int(what)) if what.isdecimal() else _file(Path(what), evidence)
    if not usable(evidence, [reply]):
        raise ScenarioError(f"reply {what}: these data do not know its offer or indicator, or its value on the scale")
    print(block(evidence, reply), end="")


@replies.command()
@click.argument("number", type=click.IntRange(1))
def erase(number: int) -> None:
    """Delete what a reply says, for good, its contact with it."""
    kept.erase(store(), number)
    write_answer([], "json", {"erased": number})


def document(reply: Reply) -> dict[str, Any]:
    """Return a reply as JSON, without its contact."""
    return {
        "number": reply.number,
        **to_json(reply.proposal),
        "data": reply.data,
        "state": reply.state,
        "received": reply.received.isoformat(),
        "answered": reply.answered and reply.answered.isoformat(),
        "reason_fr": reply.reason and reply.reason.fr,
        "reason_en": reply.reason and reply.reason.en,
    }


def _row(reply: Reply) -> dict[str, Any]:
    content = document(reply)
    value = content["value"]
    shown = ("number", "received", "state", "offer", "indicator", "value", "valid_from", "page", "organisation")
    return {name: content[name] for name in shown} | {"value": " ".join(value) if isinstance(value, list) else value}


def _file(path: Path, evidence: Evidence) -> Reply:
    """Return the reply of a file, checked like one of the form. Raises ScenarioError, ReplyError."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
        fields = json.loads(content)["reply"] if len(content) <= MOST_BYTES else None
    except OSError as error:
        raise ScenarioError(f"{path}: {error.strerror or error}; a reply's number, or its file") from None
    except (ValueError, TypeError, KeyError, RecursionError):
        fields = None
    today = datetime.now(UTC).date()
    return Reply(0, proposal(evidence, from_json(fields), today), evidence.version, today)

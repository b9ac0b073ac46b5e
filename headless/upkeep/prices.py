"""`prices`: what published price lists say today, as proposed blocks for an editor to accept."""

from datetime import UTC, date, datetime
from pathlib import Path

import click

from exports.fact_block import fact_block
from headless import options as o
from headless.output import warn
from headless.tender.files import save
from ranking.facts.cells import history
from ranking.model import Evidence, Fact
from sources.prices.client import opened
from sources.prices.providers import PROVIDERS


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def prices() -> None:
    """Published price lists: what they say, as blocks that a person accepts or not."""


@prices.command()
@click.argument("provider", type=click.Choice(list(PROVIDERS)))
@click.option(
    "--out", type=click.Path(path_type=Path), help="Write the blocks to this file instead, whole or not at all."
)
def fetch(provider: str, out: Path | None) -> None:
    """Ask a provider's public price list, and write proposed blocks for providers/; nothing there is changed."""
    evidence, today = o.opened(), datetime.now(UTC).date()
    with opened() as client:
        quotes = PROVIDERS[provider](client)
    facts = [q.fact(today) for q in quotes]
    for fact in facts:
        o.known_offer(evidence, fact.offer)
    text = "\n".join(fact_block(f, _remarks(evidence, f, today)) for f in facts)
    if out is None:
        print(text, end="")
        return
    save(out, text.encode())
    warn(f"{len(facts)} blocks proposed in {out}")


def _remarks(evidence: Evidence, fact: Fact, today: date) -> list[str]:
    """What an editor needs beside a proposed block: the block before it, and whether the price moved."""
    remarks = [f"Proposed on {today} by `prices fetch`: read it against the list before it goes in."]
    before = [f for f in history(evidence, fact.offer, fact.indicator) if f.valid_from <= today]
    if not before:
        return [*remarks, f"No block of this name yet: take {fact.indicator} out of `unknown`."]
    last = before[-1]
    note = last.note.en if last.note else ""
    remarks.append(f"Before: {last.value} from {last.valid_from}. {note}".rstrip())
    if last.value == fact.value:
        remarks.append("Unchanged: a new `checked` in the block before is enough.")
    return remarks

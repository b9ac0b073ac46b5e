"""The saved set of links, made and opened on 29 November 2026 with commit b6216b6, and the facts of that day.

Those with open, sort, pin and case, keys that came then, were made and opened a day later.

Each holds: page, link; scenario, entries, notices (key, value), other (data version) as the page read them; file, the
fields of a file's view that differ from the default; command, the scenario of `--link`; said, the keys it named on
standard error; pasted, the scenario of a pasted line or why it was refused; and what voices, before, answers, bids
and terms gave. The date "today" stands where the link names none that could be used.
"""

import json
from functools import cache
from pathlib import Path

from exports.data.snapshots import evidence_of
from ranking.model import Evidence
from tests.places import ROOT


def of_the_question(saved: dict) -> dict:
    """A link whose screen of costs ranked by the bill, on that screen alone then: now its question does, everywhere."""
    if not saved["entries"].get("priced"):
        return saved
    entries, file = dict(saved["entries"]), dict(saved["file"])
    priced = {"priced": entries.pop("workload")}
    del entries["priced"], file["priced"], file["workload"]
    asked = {name: saved[name] | priced for name in ("scenario", "command", "pasted")}
    return saved | {"entries": entries, "file": file} | asked


LINKS = [
    of_the_question(saved) for saved in json.loads((Path(__file__).parent / "saved_links.json").read_text("utf-8"))
]


@cache
def evidence() -> Evidence:
    """The facts that the links were made on."""
    return evidence_of("625338a1", ROOT)

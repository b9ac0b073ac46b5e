"""A dossier as a file, .dossier.json, and back: every entry checked, nothing taken on trust.

{"format": "tender dossier 1", "title": …, "day": "2026-11-29", "announced": {…}, "bidders": […], "answers": […],
"prices": […], "seals": […], "opened": null}: the fields of ranking.tender.dossier; what holds its default is left out.
"""

import json
import math
from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime
from typing import Any

from ranking.errors import told
from ranking.json_objects import NotOfType, built, plain
from ranking.json_reader import NotJson, json_value
from ranking.model import Evidence
from ranking.tender.checks import dossier_faults
from ranking.tender.dossier import Dossier, TenderError
from ranking.tender.sealing import broken
from ranking.tender.vocabulary import EntryFault, word_faults
from ranking.typed.text import turns

FORMAT = "tender dossier 1"
MOST_BYTES = 20_000_000
# What makes a dossier long.
PARTS = {"announced": told("the requirements"), "answers": told("the answers"), "seals": told("the seals")}
WANTED = told("a dossier saved by this board")


def expect_writable(dossier: Dossier) -> Dossier:
    """Return the dossier if its file can be opened again. Raises TenderError: how long it would be, and where."""
    if _at_most(dossier) <= MOST_BYTES:
        return dossier
    length = len(written(dossier))
    if length <= MOST_BYTES:
        return dossier
    data = plain(dossier)
    part = max(PARTS, key=lambda name: len(_encoded({name: data.get(name)}, separators=(",", ":"))))
    raise TenderError(
        told(
            "the dossier would be {n} MB long as a file, most of it {part}; {most} MB at most, or it could not be "
            "opened again",
            n=math.ceil(length / 1_000_000),
            part=PARTS[part],
            most=MOST_BYTES // 1_000_000,
        )
    )


def _at_most(dossier: Dossier) -> int:
    """More bytes than the file of the dossier can have: a letter takes four at most, names and signs are counted."""
    listed = [r for one in (dossier, *dossier.seals) for r in one.announced.requirements]
    entries = [*dossier.bidders, *dossier.answers, *dossier.prices, *listed]
    texts = (getattr(one, f.name) for one in entries for f in fields(one))
    return (
        100_000
        + 400 * len(entries)
        + 4 * sum(len(t) if isinstance(t, str) else sum(map(len, t)) for t in texts if _long(t))
    )


def _long(value: object) -> bool:
    return isinstance(value, str | tuple)


def written(dossier: Dossier) -> bytes:
    """Return the dossier as a file, a line an entry; on one line where it would else be too long to be read back.

    The same dossier, the same bytes.
    """
    data = {"format": FORMAT, **plain(dossier)}
    lines = _encoded(data, indent=1)
    return lines if len(lines) <= MOST_BYTES else _encoded(data, separators=(",", ":"))


def _encoded(data: dict[str, Any], **how: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, allow_nan=False, **how) + "\n").encode()


def read(content: bytes) -> Dossier:
    """Return the dossier of a file of `written`, its seals intact. Raises TenderError: one sentence that says where."""
    if len(content) > MOST_BYTES:
        raise TenderError(told("the file is longer than {most} bytes; {wanted}", most=MOST_BYTES, wanted=WANTED))
    try:
        data = json_value(content)
    except NotJson as error:
        raise TenderError(told("{error}; {wanted}", error=error, wanted=WANTED)) from None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise TenderError(told('no "format": "{format}"; {wanted}', format=FORMAT, wanted=WANTED))
    try:
        dossier = built(Dossier, {k: v for k, v in data.items() if k != "format"}, "dossier")
    except NotOfType as error:
        raise TenderError(told("{error}; {wanted}", error=error, wanted=WANTED)) from None
    for where in _turning("dossier", data):
        raise TenderError(
            told("{where}: characters that turn the direction of reading; the same text without them", where=where)
        )
    _expect_none(list(word_faults(dossier)))
    _expect_seals(dossier)
    return dossier


def expect_sound(dossier: Dossier, public: Evidence) -> Dossier:
    """Return the dossier if nothing stands in the way of a ranking. Raises TenderError naming the first fault."""
    _expect_none(list(dossier_faults(dossier, public)))
    return dossier


def _turning(where: str, data: Any) -> Iterator[str]:
    """Yield where a text stands that would set its neighbours in another order."""
    if isinstance(data, str):
        yield from (where,) if turns(data) else ()
    elif isinstance(data, dict):
        for name, inside in data.items():
            yield from _turning(f"{where}.{name}", inside)
    elif isinstance(data, list):
        for n, inside in enumerate(data):
            yield from _turning(f"{where}[{n}]", inside)


def _expect_none(faults: list[tuple[str, EntryFault]]) -> None:
    if faults:
        place, fault = faults[0]
        raise TenderError(
            told(
                "{where}: {wrong}; {allowed} ({n} in all)",
                where=f"{place}.{fault.field}",
                wrong=fault.wrong,
                allowed=fault.allowed,
                n=len(faults),
            )
        )


def _expect_seals(dossier: Dossier) -> None:
    if (n := broken(dossier)) is not None:
        raise TenderError(told("seal {n} was altered, or one before it is missing; {wanted}", n=n, wanted=WANTED))
    for one in dossier.seals:
        try:
            aware = datetime.fromisoformat(one.at).tzinfo is not None
        except ValueError:
            aware = False
        if not aware:
            raise TenderError(told("seals: not a time; such as 2026-11-26T09:30:00+00:00"))

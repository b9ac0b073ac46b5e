"""Standard output of a command: machine formats in UTF-8, tables as the console can show them, whole or not at all."""

import io
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from exports.answers.plain import json_text, unsigned
from ranking.errors import BoardError

# All but the line feed: a terminal obeys the others.
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")


class OutputError(BoardError):
    """Standard output takes nothing: a full disk, a closed file."""


def write_answer(rows: Iterable[Mapping[str, Any]], form: str, document: Any = None) -> None:
    """Write rows as a table or CSV, or `document` (default: the rows) as JSON."""
    rows = [dict(zip(row, map(unsigned, row.values()), strict=True)) for row in rows]
    if form == "json":
        _print_bytes(json_text(rows if document is None else document))
    elif form == "csv":
        _print_bytes(_frame(rows).to_csv(index=False, lineterminator="\n"))
    else:
        print(_frame(rows).to_string(index=False, na_rep="") if rows else "nothing to show")


def _frame(rows: list[dict[str, Any]]) -> Any:
    """Return a data frame of rows; read here, since most answers are JSON and pandas takes half a second."""
    import pandas as pd

    return pd.DataFrame(rows)


def warn(text: str) -> None:
    """Write a line beside the answer, on standard error if there is one, without control characters."""
    if sys.stderr is not None:
        print(_CONTROL.sub("?", text), file=sys.stderr)


@contextmanager
def collected() -> Iterator[io.BytesIO]:
    """Keep what is printed until `deliver`: a command that fails on its way has written nothing.

    Text is encoded for the console, with a question mark for what it cannot show.
    """
    shared, sink = sys.stdout, io.BytesIO()
    encoding = getattr(shared, "encoding", None) or "utf-8"
    sys.stdout = io.TextIOWrapper(sink, encoding=encoding, errors="replace", write_through=True)
    try:
        yield sink
    finally:
        sys.stdout.detach()
        sys.stdout = shared


def deliver(content: bytes) -> None:
    """Write everything to standard output at once. A reader that has gone away is no fault. Raises OutputError."""
    if not content:
        return
    if sys.stdout is None:
        raise OutputError("standard output is closed; a console, a file or a pipe")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        _to_nowhere()
    except OSError as error:
        _to_nowhere()
        raise OutputError(f"standard output cannot be written ({error.strerror or error})") from None


def _print_bytes(text: str) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())


def _to_nowhere() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)

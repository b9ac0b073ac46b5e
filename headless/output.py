"""Tables, CSV and JSON on standard output."""

import json
import sys
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd


def put(rows: Iterable[Mapping[str, Any]], form: str, document: Any = None) -> None:
    """Write rows as a table or CSV, or `document` (default: the rows) as JSON."""
    rows = list(rows)
    if form == "json":
        json.dump(rows if document is None else document, sys.stdout, ensure_ascii=False, indent=2, allow_nan=False)
        print()
    elif form == "csv":
        print(pd.DataFrame(rows).to_csv(index=False, lineterminator="\n"), end="")
    else:
        print(pd.DataFrame(rows).to_string(index=False, na_rep="") if rows else "nothing to show")

"""Tables as CSV: one file for French Excel, one for programs, of the same rows."""

import csv
import io
import re
from datetime import date
from typing import Any

from charts.parts.sheet import Sheet, printed_value, value

# Form -> what its file's name ends in.
FORMS = {"french": "excel-fr", "international": "international"}
# What a spreadsheet runs: at the start of a cell, and after whatever a spreadsheet set to another separator cuts at.
_FORMULA = re.compile(r"(^|[;,|\t\r\n])([ \"]*)(?=[=+\-@\t\r])")


def csv_name(stem: str, form: str) -> str:
    """Return the name of a file: the stem, and which program it is for."""
    return f"{stem}-{FORMS[form]}.csv"


def csv_bytes(sheet: Sheet, form: str = "international") -> bytes:
    """Write the table as CSV, every cell quoted, days as ISO dates, texts `defused`.

    form  "international": stable keys, comma, decimal point, UTF-8
          "french": titles, semicolon, decimal comma, UTF-8 with a byte-order mark, as Excel set to French opens it;
          numbers as the page prints them, so that they add up
    """
    french = form == "french"
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if french else ",", lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow([defused(c.title if french else c.key) for c in sheet.columns])
    writer.writerows(
        [_written(printed_value(cell) if french else value(cell), french) for cell in row] for row in sheet.rows
    )
    return out.getvalue().encode("utf-8-sig" if french else "utf-8")


def defused(text: str) -> str:
    """Return the text with an apostrophe before whatever a spreadsheet would run as a formula.

    A file opened with the wrong separator is cut inside its texts: a formula after a comma, semicolon, bar, tab or
    line break is defused too.
    """
    return _FORMULA.sub(r"\1\2'", text)


def _written(cell: Any, french: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(int(cell))
    if isinstance(cell, float):
        text = repr(float(cell)).removesuffix(".0")
        return text.replace(".", ",") if french else text
    return cell.isoformat() if isinstance(cell, date) else defused(cell) if isinstance(cell, str) else str(cell)

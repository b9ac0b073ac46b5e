"""A table of charts/ as HTML, every text escaped."""

from collections.abc import Callable

from charts.parts.look import FAMILY_MARK
from charts.parts.sheet import Sheet
from charts.parts.templates import render
from words.facts.values import family_text
from words.language import Language

SIGNS = {"met": "●", "failed": "✕", "unknown": "?"}


def sheet_html(
    say: Language,
    sheet: Sheet,
    style: str,
    caption: str,
    reading: str = "",
    name: int = 0,
    link: Callable[[str], str] | None = None,
) -> str:
    """Return the table with the reading under it.

    style  class of the table; caption: its finding, for readers aloud; name: which drawn column names the row
    link   address of the page with a door open; None where lines open nothing
    """
    groups, styles = [], sheet.styles or ("",) * len(sheet.rows)
    for k, (row, style_of_row) in enumerate(zip(sheet.rows, styles, strict=True)):
        if k in sheet.heads or not groups:
            groups.append({"title": sheet.heads.get(k, ""), "rows": []})
        cells = [(sheet.columns[i], row[i]) for i in sheet.drawn]
        groups[-1]["rows"].append({"style": style_of_row, "cells": cells})
    return render(
        "parts/sheet.html.j2",
        style=style,
        caption=caption,
        reading=reading,
        name=name,
        columns=[sheet.columns[i] for i in sheet.drawn],
        groups=groups,
        marks=FAMILY_MARK,
        families={family: family_text(say, family) for family in FAMILY_MARK},
        signs=SIGNS,
        link=link,
    )

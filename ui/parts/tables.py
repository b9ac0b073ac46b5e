"""Table twins of the pictures, with their downloads."""

import html
import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from charts.parts.offer_links import with_doors
from charts.parts.sheet import Sheet, printed_value, value
from charts.parts.templates import render
from exports.data.csv_files import FORMS, csv_bytes, csv_name
from ui.session import address, visitor
from ui.session.widgets import fold
from words.language import Language

_READING = re.compile(r'<p class="reading">(.*?)</p>', re.DOTALL)
_FOLDED = '<details class="reading"><summary><span>{}</span></summary></details>'
# Of a cell without a value; Streamlit's own word is English.
MISSING = "–"
# What of an address a column of links shows: the site.
_SITE = r"https?://(?:www\.)?([^/]+)"


def escaped(text: str) -> str:
    """Return the text made safe inside HTML."""
    return html.escape(text, quote=True)


def heading(title: str, first: str = "", second: str = "") -> None:
    """Draw the finding of a screen as its first heading with at most two lines (on a projector: under the picture).

    What stands below keeps its place whatever is said, so that nothing jumps under a hand (`.finding` in board.css).
    On a phone, what is longer than two lines unfolds under the finger.
    """
    lines = [] if address.projected() else [named(line) for line in (first, second) if line]
    under = ""
    if lines and visitor.narrow():
        under = f'<details><summary><span class="conditions">{" ".join(lines)}</span></summary></details>'
    elif lines:
        under = f'<p class="conditions">{"<br>".join(lines)}</p>'
    st.html(f'<div class="finding"><h1 class="verdict">{named(title)}</h1>{under}</div>')


def named(text: str) -> str:
    """Return the text made safe inside HTML, the offers that it names each a door to its score."""
    evidence = address.doors()
    return escaped(text) if evidence is None else with_doors(text, evidence, address.door_link())


def reading(text: str) -> None:
    """Draw how a picture is read; on a phone two lines of it, which unfold under the finger."""
    if visitor.narrow():
        st.html(_FOLDED.format(escaped(text)))
    else:
        st.caption(text)


def unfolding(drawn: str) -> str:
    """Return the HTML; on a phone how it is read stands in two lines, which unfold under the finger."""
    return _READING.sub(lambda found: _FOLDED.format(found[1]), drawn) if visitor.narrow() else drawn


def told(*sentences: str) -> None:
    """Draw sentences as paragraphs, the offers that they name each a door to its score."""
    if paragraphs := [f'<p class="told">{named(line)}</p>' for line in sentences if line]:
        st.html("".join(paragraphs))


def terms(say: Language, *sentences: str) -> None:
    """Draw, folded, the conditions that a finding rests on; on a projector they stand under the picture instead."""
    if address.projected() or not any(sentences):
        return
    with st.expander(say("On what conditions")):
        st.html(f'<p class="conditions">{escaped(" ".join(filter(None, sentences)))}</p>')


def worded(
    say: Language, frame: pd.DataFrame, shares: Collection[str] = (), digits: int | Mapping[str, int] = 1
) -> Styler:
    """Return the table with numbers and days as the language writes them; sorting still goes by their values.

    shares  columns of shares 0..1, worded as percentages
    digits  decimals of fractions, of all or by column; else shares have none and other fractions one
    """
    plain = frame.reset_index(drop=True)
    return plain.style.format(
        {c: partial(_cell, say, plain[c], share=c in shares, digits=digits) for c in plain.columns}, na_rep=""
    )


def _cell(say: Language, column: pd.Series, value: Any, share: bool, digits: int | Mapping[str, int]) -> str:
    own = digits.get(column.name, 0 if share else 1) if isinstance(digits, Mapping) else 0 if share else digits
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return say.day(value)
    if share:
        return say.percent(value, own)
    return say.number(value, own if pd.api.types.is_float_dtype(column) else 0)


def printed(
    say: Language,
    frame: pd.DataFrame,
    shares: Collection[str] = (),
    digits: int = 1,
    opens: bool = False,
    right: Collection[int] = (),
) -> None:
    """Draw a short table as it stands on paper; every text is escaped.

    right  columns, from 0, whose texts are numbers
    opens  whether the offers that it names are doors
    """
    columns = [frame[c] for c in frame.columns]
    numeric = [n in right or pd.api.types.is_numeric_dtype(column) for n, column in enumerate(columns)]
    rows = [
        [
            ("" if pd.isna(value) else _cell(say, column, value, column.name in shares, digits), number)
            for column, value, number in zip(columns, row, numeric, strict=True)
        ]
        for row in frame.itertuples(index=False, name=None)
    ]
    heads = list(zip(frame.columns, numeric, strict=True))
    st.html(render("parts/plain_table.html.j2", heads=heads, rows=rows, named=named if opens else None))


def twin(say: Language, key: str, make: Callable[[], Sheet], stem: str, *notes: str) -> None:
    """Draw the fold "The same as a table": the table, notes under it, its two files. Computed once opened."""
    part = fold(say("The same as a table"), key)
    if not part.open:
        return
    sheet = make()
    with part:
        shown(say, sheet)
        for note in notes:
            st.caption(note)
        downloads(say, lambda: sheet, stem)


def whole(say: Language, sheet: Sheet, stem: str, row_height: int | None = None) -> None:
    """Draw the table and its downloads."""
    shown(say, sheet, row_height)
    downloads(say, lambda: sheet, stem)


def shown(say: Language, sheet: Sheet, row_height: int | None = None) -> None:
    """Draw the table, without its columns of identifiers; links lead to their pages."""
    columns = [c for c in sheet.columns if c.kind != "id"]
    frame = as_frame(sheet)
    links = {c.title: st.column_config.LinkColumn(display_text=_SITE) for c in columns if c.kind == "link"}
    shares = [c.title for c in columns if c.kind == "share"]
    digits = {c.title: c.digits for c in columns if c.digits is not None}
    st.dataframe(
        worded(say, frame, shares, digits),
        hide_index=True,
        width="stretch",
        column_config=links,
        row_height=row_height,
        placeholder=MISSING,
    )


def as_frame(sheet: Sheet) -> pd.DataFrame:
    """Return the table as a page shows it: titles as headings, no identifiers, whole numbers whole."""
    columns = [k for k, c in enumerate(sheet.columns) if c.kind != "id"]
    titles = [sheet.columns[k].title for k in columns]
    bare = {k for k in columns if sheet.columns[k].kind in ("text", "day", "value")}
    rows = [
        ["" if k in bare and value(row[k]) is None else printed_value(row[k]) for k in columns] for row in sheet.rows
    ]
    frame = pd.DataFrame(rows, columns=titles)
    whole = [sheet.columns[k].title for k in columns if sheet.columns[k].kind == "integer"]
    return frame.astype(dict.fromkeys(whole, "Int64"))


def downloads(say: Language, make: Callable[[], Sheet], stem: str) -> None:
    """Offer the table as two CSV files, made when asked for: for French Excel, and for programs."""
    labels = {"french": say("CSV for French Excel"), "international": say("CSV for programs")}
    with st.container(horizontal=True, gap="small"):
        for form in FORMS:
            csv_button(labels[form], make, stem, form)


def csv_button(label: str, make: Callable[[], Sheet], stem: str, form: str) -> None:
    """Draw one button that hands over the table as CSV of that form."""
    name = csv_name(stem, form)
    st.download_button(
        label,
        data=lambda: csv_bytes(make(), form),
        file_name=name,
        mime="text/csv",
        on_click="ignore",
        key=f"csv_{name}",
        type="tertiary",
    )

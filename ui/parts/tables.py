"""Table twins of the pictures, with their downloads."""

import html
from collections.abc import Callable, Collection
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from charts.parts.templates import render
from ranking.model import Evidence
from ranking.weighing.rank import Ranking
from ui.session import address
from ui.session.widgets import fold
from words.language import Language
from words.ranking.verdict import exclusion_text


def escaped(text: str) -> str:
    """Text made safe inside HTML."""
    return html.escape(text, quote=True)


def heading(title: str, *sentences: str) -> None:
    """The finding of a screen as its first heading, and what it rests on; a projector has that under the picture."""
    rests = "" if address.projected() else " ".join(filter(None, sentences))
    under = f'<p class="conditions">{escaped(rests)}</p>' if rests else ""
    st.html(f'<h1 class="verdict">{escaped(title)}</h1>{under}')


def worded(say: Language, frame: pd.DataFrame, shares: Collection[str] = (), digits: int = 1) -> Styler:
    """The table with numbers and days as the language writes them; sorting still goes by their values.

    shares  columns of shares 0..1, worded as percentages
    digits  decimals of the other fractions; whole numbers have none
    """

    plain = frame.reset_index(drop=True)
    return plain.style.format(
        {c: lambda value, c=c: _cell(say, plain[c], value, c in shares, digits) for c in plain.columns}, na_rep=""
    )


def _cell(say: Language, column: pd.Series, value: Any, share: bool, digits: int) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return say.day(value)
    if share:
        return say.percent(value)
    return say.number(value, digits if pd.api.types.is_float_dtype(column) else 0)


def printed(say: Language, frame: pd.DataFrame, shares: Collection[str] = (), digits: int = 1) -> None:
    """A short table as it stands on paper; every text is escaped."""
    numeric = [pd.api.types.is_numeric_dtype(frame[c]) for c in frame.columns]
    rows = [
        [
            ("" if pd.isna(value) else _cell(say, frame[c], value, c in shares, digits), number)
            for c, value, number in zip(frame.columns, row, numeric, strict=True)
        ]
        for row in frame.itertuples(index=False, name=None)
    ]
    heads = list(zip(frame.columns, numeric, strict=True))
    st.html(render("parts/plain_table.html.j2", heads=heads, rows=rows))


def ranking_frame(say: Language, evidence: Evidence, ranking: Ranking) -> pd.DataFrame:
    """One row an offer, ranked then excluded: place, score, range, points per criterion, coverage, reason."""
    columns = [c for c, w in ranking.weighting.overall.items() if w > 0]
    rows = [(r, "") for r in ranking.rows] + [
        (x.row, exclusion_text(say, evidence, x)) for x in ranking.excluded if x.row
    ]
    bare = [
        {
            say("Offer"): evidence.offers[x.offer].name,
            say("Known"): x.coverage,
            say("Reason"): exclusion_text(say, evidence, x),
        }
        for x in ranking.excluded
        if not x.row
    ]
    table = [
        {
            say("Place"): r.place,
            say("Offer"): evidence.offers[r.offer].name,
            say("Score"): r.score,
            say("Worst case"): r.low,
            say("Best case"): r.high,
            **{say.text(evidence.criteria[c].label): r.contributions[c] for c in columns},
            say("Known"): r.coverage,
            say("Reason"): reason,
        }
        for r, reason in rows
    ]
    return pd.DataFrame(table + bare).astype({say("Place"): "Int64"})


def ranking_twin(board) -> None:
    """The ranking as a table of numbers, and as CSV."""
    say = board.say
    part = fold(say("The same as a table"), "ranking")
    if not part.open:
        return
    frame = ranking_frame(say, board.evidence, board.ranking)
    with part:
        st.dataframe(worded(say, frame, (say("Known"),)), hide_index=True, width="stretch")
        st.caption(say("Points per criterion add up to the score."))
        download(say, frame, f"classement-{board.scenario.as_of}-{board.ranking.version}.csv")


def download(say: Language, frame: pd.DataFrame | Callable[[], pd.DataFrame], name: str) -> None:
    """A CSV of the table, made when asked for. Cells that a spreadsheet would run as a formula are defused."""
    st.download_button(
        say("Download as CSV"),
        data=lambda: safe_csv(frame() if callable(frame) else frame),
        file_name=name,
        mime="text/csv",
        on_click="ignore",
        key=f"csv_{name}",
    )


def safe_csv(frame: pd.DataFrame) -> bytes:
    """CSV in UTF-8 with a byte-order mark; texts beginning with = + - @ get a leading apostrophe."""
    guarded = frame.map(lambda v: "'" + v if isinstance(v, str) and v[:1] in "=+-@\t\r" and v[:1] else v)
    return guarded.to_csv(index=False, lineterminator="\n").encode("utf-8-sig")

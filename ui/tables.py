"""Table twins of the pictures, with their downloads."""

import html
from collections.abc import Callable

import pandas as pd
import streamlit as st

from ranking.board import Ranking
from ranking.model import Evidence
from ui.widgets import fold
from words.language import Language
from words.verdict import exclusion_text


def escaped(text: str) -> str:
    """Text made safe inside HTML."""
    return html.escape(text, quote=True)


def heading(title: str, *sentences: str) -> None:
    """The finding of a screen as its first heading, and what it rests on."""
    st.html(
        f'<h1 class="verdict">{escaped(title)}</h1>'
        f'<p class="conditions">{escaped(" ".join(filter(None, sentences)))}</p>'
    )


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
        numbers = [c for c in frame.select_dtypes("number").columns if c not in (say("Place"), say("Known"))]
        st.dataframe(
            frame,
            hide_index=True,
            width="stretch",
            column_config={
                **{c: st.column_config.NumberColumn(format="%.1f") for c in numbers},
                say("Known"): st.column_config.NumberColumn(format="percent"),
            },
        )
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

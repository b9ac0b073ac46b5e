"""The documented decisions, replayed once for all visitors; the way from each to its ranking; all of it as a table."""

import pandas as pd
import streamlit as st

from charts.decisions.replay import card_html
from ranking.decisions.replay import Replay, Standing, replays
from ranking.model import Evidence
from ui.parts.tables import download, worded
from ui.session.widgets import fold
from words.decisions import replay as words
from words.language import Language
from words.ranking.verdict import exclusion_text, requirement_text


@st.cache_resource(show_spinner=False, max_entries=2, hash_funcs={Evidence: lambda e: e.version})
def found(source: Evidence) -> tuple[Replay, ...]:
    """Every decision beside the board; they do not depend on the visitor's settings."""
    return replays(source)


def card(say: Language, evidence: Evidence, replay: Replay) -> None:
    """One decision, and the link that opens its ranking with exactly its settings."""
    with st.container(key=f"rp_{replay.decision.id}"):
        st.html(card_html(say, evidence, replay))
        title = say.text(replay.decision.title)
        st.page_link(
            "pages/ranking.py",
            label=say("→ Open this ranking: {title}", title=title),
            query_params={**replay.scenario.to_query(), "lang": say.code},
        )


def twin(say: Language, evidence: Evidence, every: tuple[Replay, ...]) -> None:
    """One row for each offer of each decision, with what every must-have says of it."""
    part = fold(say("The same as a table"), "replay")
    if not part.open:
        return
    frame = replay_frame(say, evidence, every)
    with part:
        st.dataframe(worded(say, frame), hide_index=True, width="stretch")
        download(say, frame, f"decisions-{evidence.version}.csv")


def replay_frame(say: Language, evidence: Evidence, every: tuple[Replay, ...]) -> pd.DataFrame:
    """Columns: date, decision, verdict, why, offer, role, place, score, worst and best case, must-haves, reason."""
    rows = [_row(say, evidence, r, s) for r in every for s in r.standings]
    return pd.DataFrame(rows).astype({say("Place"): "Int64"}) if rows else pd.DataFrame()


def _row(say: Language, evidence: Evidence, replay: Replay, standing: Standing) -> dict:
    row, gates = (
        standing.row,
        [(requirement_text(say, evidence, o.requirement), words.gate_word(say, o)) for o in standing.outcomes],
    )
    return {
        say("Date"): replay.decision.day.isoformat(),
        say("Decision"): say.text(replay.decision.title),
        say("The board"): words.verdict_word(say, replay.verdict),
        say("Why"): words.short_reason(say, replay.reason),
        say("Offer"): evidence.offers[standing.offer].name,
        say("In the record"): words.role_text(say, replay, standing.offer),
        say("Place"): row.place if row else None,
        say("Score"): row.score if row else None,
        say("Worst case"): row.low if row else None,
        say("Best case"): row.high if row else None,
        say("Must-haves"): "; ".join(say("{label}: {answer}", label=g, answer=a) for g, a in gates),
        say("Reason"): exclusion_text(say, evidence, standing.excluded) if standing.excluded else "",
    }

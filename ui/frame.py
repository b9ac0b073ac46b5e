"""The frame every page opens: settings, language, data, address, navigation, controls, footer."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ranking.board import Ranking
from ranking.errors import BoardError, DataError
from ranking.model import Evidence
from ranking.scenario import Scenario
from ui import address, controls, data, share, status, versions
from ui.route import PAGES, ensure_routed
from ui.widgets import keep
from words.language import Language, language
from words.notices import allowed_text

STYLE = Path(__file__).parent / "style.css"
ICON = Path(__file__).parent / "icon.svg"


@dataclass(frozen=True)
class Frame:
    """What a page draws from."""

    evidence: Evidence
    scenario: Scenario
    ranking: Ranking
    say: Language


@contextmanager
def frame(page: str, keys: tuple[str, ...] = (), wide: bool = True) -> Iterator[Frame]:
    """Open the frame of `page` (its file's stem), draw the page inside, then the footer and the address.

    keys  the page's own address keys (ui.address.VIEW)
    Bad data or an impossible choice is said in its place; the page body then does not run.
    """
    keys = (*keys, *address.EVERYWHERE)
    say = language(address.language_code())
    brand = say("Urgency or sovereignty")
    st.set_page_config(
        page_title=f"{PAGES[page](say)} · {brand}",
        page_icon=str(ICON),
        layout="wide" if wide else "centered",
        initial_sidebar_state="auto",
    )
    st.html(STYLE)
    ensure_routed(say)
    evidence = versions.in_force(_evidence(say))
    address.read(evidence, page)
    masthead = _heading(page, brand, say)
    controls.sidebar(evidence, say)
    try:
        ranking = data.ranking(evidence, address.scenario())
    except BoardError as error:
        versions.notice(evidence, None, say)
        st.warning(say("No weight is left: {reason}.", reason=str(error)), icon=None)
        address.write(keys)
        st.stop()
    _notices(evidence, say)
    versions.notice(evidence, ranking, say)
    board = Frame(evidence, address.scenario(), ranking, say)
    status.draw(board)
    yield board
    with masthead:
        share.draw(board, page, keys)
    _footer(evidence, say)
    address.write(keys)


def _evidence(say: Language) -> Evidence:
    try:
        return data.evidence()
    except DataError as error:
        st.error(
            say.plural(
                "The data files hold {n} problem. Nothing is shown until it is mended.",
                "The data files hold {n} problems. Nothing is shown until they are mended.",
                len(error.problems),
            )
        )
        st.code("\n".join(map(str, error.problems)), language=None, wrap_lines=True)
        st.stop()


def _heading(page: str, brand: str, say: Language) -> DeltaGenerator:
    """Name of the board, links to all pages carrying the scenario, language switch; the row, for what comes last."""
    masthead = st.container(horizontal=True, vertical_alignment="center", gap="xxsmall", key="masthead")
    with masthead:
        st.html(f'<p class="brand">{brand}</p>')
        for name, title in PAGES.items():
            st.page_link(
                f"pages/{name}.py",
                label=f"**{title(say)}**" if name == page else title(say),
                query_params=address.query(address.EVERYWHERE),
            )
        keep("lang_choice", say.code)
        st.segmented_control(
            say("Language"),
            ["fr", "en"],
            key="lang_choice",
            format_func=str.upper,
            label_visibility="collapsed",
            on_change=_switch_language,
        )
    return masthead


def _switch_language() -> None:
    if chosen := st.session_state.get("lang_choice"):
        address.choose_language(chosen)


def _notices(evidence: Evidence, say: Language) -> None:
    found = address.notices()
    if found:
        lines = [
            say(
                "{key} = “{value}”, dropped; allowed: {allowed}",
                key=n.key,
                value=n.value,
                allowed=allowed_text(say, evidence, n.key),
            )
            for n in found
        ]
        with st.container(border=True, key="notices"):
            st.text(
                say.plural(
                    "{n} entry of this link could not be used.",
                    "{n} entries of this link could not be used.",
                    len(lines),
                )
            )
            for line in lines:
                st.text(line)


def _footer(evidence: Evidence, say: Language) -> None:
    sources = {fact.source.url for fact in evidence.facts if fact.source.url}
    st.html(
        '<p class="colophon">'
        + say(
            "Data {version}, checked on {day}: {facts} dated facts, {sources} sources. Code MIT, data CC BY 4.0. "
            "A policy analysis aid, not an award engine: the buyer's published criteria govern.",
            version=evidence.version,
            day=say.day(evidence.checked),
            facts=say.number(len(evidence.facts)),
            sources=say.number(len(sources)),
        )
        + "</p>"
    )

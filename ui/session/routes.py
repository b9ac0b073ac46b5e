"""The list of pages, the few entries that group them, and the cure for a page opened before app.py ever ran."""

from collections.abc import Callable
from urllib.parse import urlsplit

import streamlit as st

from words.language import Language

FIRST, ROOT = "ranking", "root"
PAGES: dict[str, Callable[[Language], str]] = {
    "ranking": lambda say: say("Ranking"),
    "timeline": lambda say: say("Timeline"),
    "replay": lambda say: say("Decisions"),
    "robustness": lambda say: say("Robustness"),
    "tradeoff": lambda say: say("Trade-off"),
    "evidence": lambda say: say("Evidence"),
    "framework": lambda say: say("Official framework"),
    "cost": lambda say: say("Workload cost"),
    "weights": lambda say: say("Your weights"),
    "stakeholders": lambda say: say("Viewpoints"),
    "meeting": lambda say: say("Meeting"),
    "records": lambda say: say("Records"),
    "tender": lambda say: say("My tender"),
    "method": lambda say: say("Method"),
}
# The entries of the navigation, each with its pages; it opens the first of them.
ENTRIES: tuple[tuple[Callable[[Language], str], tuple[str, ...]], ...] = (
    (lambda say: say("Ranking"), ("ranking",)),
    (lambda say: say("Through time"), ("timeline", "replay")),
    (lambda say: say("Does it hold?"), ("robustness", "tradeoff")),
    (lambda say: say("The facts"), ("evidence", "framework", "cost")),
    (lambda say: say("Around a table"), ("weights", "stakeholders", "meeting", "records", "tender")),
    (lambda say: say("Method"), ("method",)),
)


def base() -> str:
    """Return the address of the board as the visitor sees it, without the page; "" where it is not known."""
    parts = urlsplit(st.context.url or "")
    path = parts.path.rstrip("/")
    if path.rpartition("/")[2] in PAGES:
        path = path.rpartition("/")[0]
    return f"{parts.scheme}://{parts.netloc}{path}" if parts.netloc else ""


def navigation(say: Language) -> st.Page:
    """Return the page to run. Links are drawn by the frame, so that they carry the scenario."""
    pages = [
        st.Page(f"pages/{name}.py", title=title(say), url_path=ROOT if name == FIRST else name, default=name == FIRST)
        for name, title in PAGES.items()
    ]
    # The first page answers at the root only: its own name, typed or guessed, would be a page not found.
    pages.append(st.Page(_first, title=PAGES[FIRST](say), url_path=FIRST))
    return st.navigation(pages, position="hidden")


def _first() -> None:
    """Lead to the first page, asked for by its name, at the root with the same settings."""
    st.switch_page(f"pages/{FIRST}.py", query_params=dict(st.query_params))


def ensure_routed(say: Language) -> None:
    """Run again through app.py when Streamlit took this page for a script of its own.

    Before the first st.navigation of a process, a folder named pages/ makes Streamlit open a deep link without app.py.
    Calling st.navigation once ends that mode for the whole process.
    """
    if not st.session_state.pop("routed", False) and not st.session_state.get("rerouted"):
        st.session_state["rerouted"] = True
        navigation(say)
        st.rerun()

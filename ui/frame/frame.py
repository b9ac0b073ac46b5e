"""The frame every page opens: settings, language, data, address, navigation, controls, footer."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from address.entries import of_page
from address.notices import sentences, unused_sentence
from ranking.errors import BoardError, DataError, NothingToWeigh
from ranking.model import Evidence
from results import results
from ui.drawer import drawer
from ui.frame import sections, sidebar
from ui.parts import projector, record_status, versions
from ui.parts.export import popover
from ui.parts.verdict import sentence
from ui.ranking import fragment as moving
from ui.ranking import live_board
from ui.robustness.controls import holds
from ui.session import address, connection, data, uploads, visitor
from ui.session.page import Page
from ui.session.routes import FIRST, PAGES, ensure_routed
from ui.session.widgets import keep
from ui.workload import switch
from web.first_paint.paint import foot
from web.public.pages import owed
from words.facts.freshness import follows_the_day, nothing_later
from words.language import Language, language
from words.refusals import problem_text

UI = Path(__file__).parent.parent
# The page whose finding is none of the public ranking: under it a projector says nothing of who leads there.
OWN_QUESTION = "tender"
# By name whichever of both folders holds them, the live board's last: of two equal rules the later holds.
STYLES = (
    *sorted((*(UI / "style").glob("*.css"), *(UI / "style" / "pages").glob("*.css")), key=lambda path: path.name),
    *sorted((UI / "ranking" / "live").rglob("*.css")),
)
# One line: Streamlit looks at every line of it again at every run.
LINES = (line.strip() for path in STYLES for line in path.read_text("utf-8").splitlines())
STYLE = "<style>" + " ".join(LINES) + "</style>"
ICON = UI / "icon.svg"


@contextmanager
def frame(name: str, wide: bool = True, aside: Callable[[], bool] = lambda: True) -> Iterator[Page]:
    """Open the frame of the page `name` (its file's stem), draw the page inside, then the footer and the address.

    aside  asked once the address is read: whether the controls stand beside the page
    Bad data or an impossible choice is said in its place; the page body then does not run.
    """
    connection.note()
    keys = of_page(name)
    say = language(address.language_code())
    brand = say("Urgency or sovereignty")
    st.set_page_config(
        page_title=f"{PAGES[name](say)} · {brand}",
        page_icon=str(ICON),
        layout="wide" if wide else "centered",
        initial_sidebar_state="auto",
    )
    failed = say("The file could not be made just now; try again in a minute.")
    refused = say("This file was not taken: too large, or the server holds too many just now; try again in a minute.")
    st.html(STYLE + f'<style>.stApp {{ --no-file: "{failed}"; --no-upload: "{refused}"; }}</style>')
    ensure_routed(say)
    evidence = versions.in_force(_evidence(say))
    address.read(evidence, name)
    evidence = versions.asked_for(evidence)
    uploads.on_page(name)
    # The sidebar first: it narrows the page, which should find its width before anything stands there.
    if not projector.on() and aside():
        sidebar.sidebar(evidence, say, name, sliders=name != "ranking" or not live_board.in_use())
    masthead, status, voice = _heading(name, brand, say)
    connection.watch(say)
    try:
        ranking = results.ranking(evidence, address.scenario())
    except BoardError as error:
        versions.notice(evidence, None, say)
        _said_instead(say, error, voice)
        address.write(keys, links=True)
        st.stop()
    _notices(evidence, say)
    doors = aside() or name == FIRST
    if doors and name != "cost" and not projector.on():
        switch.line(evidence, say)
    versions.notice(evidence, ranking, say)
    # A meeting has a day of its own, which it says itself.
    for line in (nothing_later(say, evidence, ranking.scenario.as_of), address.living() and follows_the_day(say)):
        if line and doors:
            st.caption(line)
    page = Page(evidence, address.scenario(), ranking, say, keys, moving.alone(name))
    address.allow_doors(evidence if doors else None)
    if not page.moving:
        with voice:
            # In a meeting nobody is told who leads while people weigh.
            visitor.sense(say, sentence(say, evidence, ranking) if aside() else "", projector.on())
    if aside():
        # In a meeting its own screen says what was decided.
        with status:
            record_status.draw(page)
    with suppress(projector.Enough):
        yield page
    if doors and not page.moving:
        drawer.draw(page)
    if projector.on() and aside() and name != OWN_QUESTION:
        projector.foot(page, name, keys, "" if name == "robustness" else holds(page))
    else:
        if not projector.on():
            with masthead:
                popover.draw(page, name, keys)
        _footer(evidence, say)
    address.write(keys, links=True)


def _said_instead(say: Language, error: BoardError, voice: DeltaGenerator) -> None:
    """Draw the reason why nothing can be weighed, and the way out."""
    zero = say("every weight is zero on {day}", day=say.day(address.scenario().as_of))
    reason = zero if isinstance(error, NothingToWeigh) else say.told(error)
    sentence = say("No weight is left: {reason}.", reason=reason)
    with voice:
        visitor.sense(say, sentence, projector.on())
    with st.container(key="nothing"):
        st.warning(sentence, icon=None)
        st.text(say("Give a pillar or a criterion some weight, or start again from the neutral setting."))
        st.button(say("Back to the neutral setting"), key="reset_here", on_click=sidebar.reset)


def _evidence(say: Language) -> Evidence:
    try:
        return data.evidence()
    except DataError as error:
        st.html(f'<p class="brand">{say("Urgency or sovereignty")}</p>')
        st.error(
            say.plural(
                "The data files hold {n} problem. Nothing is shown until it is mended.",
                "The data files hold {n} problems. Nothing is shown until they are mended.",
                len(error.problems),
            )
        )
        st.code("\n".join(problem_text(say, p) for p in error.problems), language=None, wrap_lines=True)
        st.stop()


def _heading(page: str, brand: str, say: Language) -> tuple[DeltaGenerator, DeltaGenerator, DeltaGenerator]:
    """Draw the masthead. Return its empty containers: toolbar, record status, screen-reader text."""
    voice = st.container(key="voice")
    if projector.on():
        return st.container(), projector.nameplate(say, brand, PAGES[page](say)), voice
    with st.container(key="masthead", gap=None):
        with st.container(horizontal=True, vertical_alignment="center", key="nameplate"):
            with st.container(key="brand", width="content"):
                st.page_link(f"pages/{FIRST}.py", label=brand, query_params=address.home())
            status = st.container(key="record_status")
            tools = st.container(
                horizontal=True, vertical_alignment="center", horizontal_alignment="right", gap="xxsmall", key="tools"
            )
        sections.draw(page, say)
    with tools:
        # Opens the sidebar where it is away, in the masthead rather than over the page; visitor.js hears it.
        st.html(f'<button type="button" class="to-settings">{say("Settings")}</button>', width="content")
        projector.enter_button(say)
        keep("lang_choice", say.code)
        st.segmented_control(
            say("Language"),
            ["fr", "en"],
            key="lang_choice",
            format_func=str.upper,
            label_visibility="collapsed",
            on_change=_switch_language,
        )
    return tools, status, voice


def _switch_language() -> None:
    if chosen := st.session_state.get("lang_choice"):
        address.choose_language(chosen)


def _notices(evidence: Evidence, say: Language) -> None:
    link = address.unused()
    if not link:
        return
    with st.container(border=True, key="notices"):
        for line in (unused_sentence(say, link), *sentences(say, evidence, link)):
            st.text(line)


def _footer(evidence: Evidence, say: Language) -> None:
    st.html(_colophon(evidence, say))


def _colophon(evidence: Evidence, say: Language) -> str:
    links = [f'<a style="color: inherit" href="{href}" target="_self">{title}</a>' for title, href in owed(say)]
    return '<p class="colophon">' + foot(say, evidence) + f"<br>{' · '.join(links)}</p>"

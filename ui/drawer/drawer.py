"""The drawer: what stands behind a number, beside the page. A part of its own, so that opening it draws nothing else.

Every link with a `data-door` opens it (browser/doors.js); without a script the link's own address does the same.
"""

from datetime import date
from urllib.parse import urlencode

import streamlit as st

from address.entries import PAGES
from charts.drawer.drawer import DrawerContent, drawer_html
from ranking.errors import BoardError
from ranking.facts.door import Door
from ranking.weighing.rank import Ranking, on_day
from results import results
from ui.parts import versions
from ui.parts.verdict import vary
from ui.session import address
from ui.session.js_components import mount
from ui.session.page import Page

_KEY = "doors"


def draw(page: Page) -> None:
    """Draw the drawer where the address opens one, and what opens it."""
    _drawer(page, [True])


@st.fragment
def _drawer(page: Page, whole: list) -> None:
    """whole: true while the page itself runs, taken by the first drawing."""
    alone = not whole
    if not alone:
        whole.pop()
    else:
        address.moved()
    text = address.entry("open") or ""
    door = PAGES["open"].read(text, page.evidence) if text else None
    if alone and door and _follows(page, door):
        st.rerun()
    with st.container(key="drawer", gap=None):
        if door:
            st.html(drawer_html(_content(page, door)))
        mount("drawer/browser", "doors.js", key=_KEY, data={"open": text if door else ""}, on_door_change=_go)
    if alone:
        address.write(page.keys)


def _follows(page: Page, door: Door) -> bool:
    """Let the page of facts show below its matrix the fact that the drawer shows; tell whether it has to."""
    cell = f"{door.offer}.{door.criterion}"
    if "cell" not in page.keys or not door.criterion or address.entry("cell") == cell:
        return False
    address.show("cell", cell)
    return True


def _content(page: Page, door: Door) -> DrawerContent:
    ranking, status = _ranking(page, door)
    cell = urlencode(address.query())
    interval = results.rank_intervals(page.evidence, ranking, vary()).get(door.offer)
    return DrawerContent(
        page.say,
        page.evidence,
        ranking,
        door,
        interval,
        status,
        address.door_link() or (lambda door: "?"),
        lambda name: f"evidence?{cell}&cell={name}",
    )


def _ranking(page: Page, door: Door) -> tuple[Ranking, str]:
    """The ranking that a door means, and which it is where it is not the one on screen."""
    say, evidence = page.say, page.evidence
    for replay in results.replays(evidence) if door.at else ():
        if replay.decision.id == door.at and replay.ranking:
            return replay.ranking, say(
                "As on {day}: {title}", day=say.day(replay.decision.day), title=say.text(replay.decision.title)
            )
    try:
        day = date.fromisoformat(door.at)
        return results.ranking(evidence, on_day(page.scenario, day)), say("As on {day}", day=say.day(day))
    except (ValueError, BoardError):
        return page.ranking, ""


def _go() -> None:
    """A press on a door; what the browser sends is checked like an address."""
    door = str(getattr(st.session_state.get(_KEY), "door", "") or "")
    if not door or PAGES["open"].read(door, versions.on_screen()):
        address.show("open", door or None)

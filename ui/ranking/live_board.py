"""The weights that move under the hand: on the ranking with its offers, alone in the sidebar of the other pages.

The browser weighs while the hand moves (live/); when it rests, Python takes the weights, checked, and answers with
the number of the last message it has seen, so that an answer older than the hand is not followed.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from address.entries import CARRIED, PAGES
from charts.ranking.live_data import live_board
from charts.ranking.live_days import live_days
from charts.ranking.rank_intervals import interval_marks
from charts.ranking.ranking_table import board_html
from charts.ranking.weights_panel import weights_panel
from ranking.balance.move_weight import taken
from ranking.model import Evidence
from ranking.through_time.days import named_day
from ranking.weighing.rank import Ranking, on_day
from ranking.weighing.scenario import EARLIEST, Scenario
from results import results
from ui.parts import versions
from ui.parts.tables import escaped
from ui.parts.verdict import vary
from ui.ranking import by_hand, order
from ui.ranking.by_hand import ByHand, packed
from ui.session import address, routes
from ui.session.calendar import today
from ui.session.page import Page
from ui.session.widgets import keep
from words.language import Language, language

_NAME, _TOLD = "live", "live_told"


def in_use() -> bool:
    """Return whether the ranking is the live board: unless the address asks for a table that stands still."""
    return address.entry("board") != "table"


def switch(say: Language) -> None:
    """Draw the switch between the live board and a table that stands still."""
    keep("board_table", not in_use())
    st.toggle(
        say("Still table"),
        key="board_table",
        help=say("The same ranking, which changes only once a weight is let go; the weights are then beside the page."),
        on_change=lambda: address.show("board", "table" if st.session_state["board_table"] else None),
    )


def draw(page: Page) -> None:
    """Draw the live board. Until its script runs, and where it cannot, the plain table stands there."""
    of, days = _numbers(page)[0], _changes(page)[0]
    if st.session_state.get(_TOLD) != (of, days):
        tell(page)
    intervals = results.rank_intervals(page.evidence, page.ranking, vary())

    def still() -> str:
        return board_html(page.say, page.evidence, page.ranking, None, intervals, address.door_link(), order.asked())

    look = {"sort": address.entry("sort") or "", "pin": address.entry("pin") or ""}
    draw_live_board(page, still, of, look=look, intervals=interval_marks(page.say, intervals), days=days)


def tell(page: Page) -> None:
    """Send what no weight changes: the board's words and numbers, and the days of its scrubber."""
    (of, words), (days, changes) = _numbers(page), _changes(page)
    by_hand.tell(f"{_NAME}_words", words)
    by_hand.tell(f"{_NAME}_days", changes)
    st.session_state[_TOLD] = of, days


def draw_live_board(page: Page, still: Callable[[], str], of: str, **more: object) -> None:
    """Draw the weights beside what follows them; until the script runs, and where it cannot, what `still` gives.

    of  the name of the words and numbers that are told (by_hand.tell); more: what goes along with every state
    """
    with st.container(key="live_board", gap=None):

        def beside() -> str:
            return _still(page.say, f'<div class="live-rows">{still()}</div>')

        by_hand.draw_weights(page.say, _own(page.evidence, page.scenario), of, beside, more)


def panel(say: Language, evidence: Evidence, poles: tuple[str, str] | None = None) -> None:
    """Draw the weights alone, beside any page but the ranking; poles: the pillars of the balance, if asked for."""
    scenario = address.scenario()
    thin = results.matrix(evidence, scenario).thin
    of, words = packed(weights_panel(say, evidence, scenario, thin, poles))
    with st.container(key="weights_panel", gap=None):
        by_hand.tell(f"{_NAME}_words", words)
        by_hand.draw_weights(say, _own(evidence, scenario), of, lambda: _still(say, ""), {})


def _own(evidence: Evidence, scenario: Scenario) -> ByHand:
    """Return the board's own weights, those of the address."""
    locked = list(address.value("lock", evidence) or ())
    return ByHand(
        _NAME, scenario, locked, " ".join(filter(None, (evidence.version, scenario.profile, scenario.priced))), _take
    )


def _numbers(page: Page) -> tuple[str, bytes]:
    return _words_and_numbers(page.evidence, results.profile_ranking(page.evidence, page.ranking), page.say.code)


def _changes(page: Page) -> tuple[str, bytes]:
    return _days(page.evidence, _timeless(page.scenario), today(), page.say.code)


@lru_cache(maxsize=400)
def _words_and_numbers(evidence: Evidence, ranking: Ranking, code: str) -> tuple[str, bytes]:
    return packed(live_board(language(code), evidence, ranking))


def _timeless(scenario: Scenario) -> Scenario:
    """Return what the days of the scrubber depend on: neither day nor weights, nor how pillars compensate."""
    bare = replace(on_day(scenario, EARLIEST), pillars=(), weights=(), compensation=1.0)
    return replace(bare, profile=Scenario(EARLIEST).profile)


@lru_cache(maxsize=50)
def _days(evidence: Evidence, scenario: Scenario, end: date, code: str) -> tuple[str, bytes]:
    """Return the days of the scrubber, packed: sent once, whatever the day and the weights."""
    changes = results.days_of_change(evidence, scenario, end)
    return packed(live_days(language(code), evidence, scenario, changes, end), "days")


def _take(message: Mapping[str, Any]) -> None:
    """Put a message's weights, day and look in force. Raises ScenarioError."""
    evidence, scenario = versions.on_screen(), address.scenario()
    if "day" in message:
        scenario = on_day(scenario, named_day(message["day"], today()))
    thin = results.matrix(evidence, scenario).thin
    there, locked = taken(evidence, scenario, thin, message)
    address.put(there)
    address.set_value("lock", locked)
    for key in ("sort", "pin"):
        choice = message.get(key, address.entry(key))
        address.show(key, choice if isinstance(choice, str) and PAGES[key].read(choice, evidence) else None)


def _still(say: Language, rows: str) -> str:
    """Return `rows` in the place of what will move, with the way to weights that are asked for in questions."""
    questions = "/".join(filter(None, (routes.base(), "weights"))) + "?" + urlencode(address.query(CARRIED))
    waiting = escaped(say("The weights are coming. Should they not appear, give them on the page “Your weights”."))
    return (
        f'<div class="live-frame"><div class="live"><div class="live-weights"><p class="live-waiting">'
        f'<a href="{escaped(questions)}" target="_self">{waiting}</a></p></div>{rows}</div></div>'
    )

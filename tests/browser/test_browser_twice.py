"""A button pressed twice in haste, in a real browser: one meeting, one seat, one record."""

import sqlite3

import pytest
from playwright.sync_api import expect

from tests.browsing import typed

pytestmark = pytest.mark.browser
TABLES = ("meetings", "seats", "records")
# The second press comes while the first one's run is still going on, or just after.
TWICE = "button => { button.click(); setTimeout(() => button.click(), 60); }"


def kept(file) -> dict[str, int]:
    """How many of each the board's store holds; it has no tables before it is first used."""
    with sqlite3.connect(file) as store:
        there = {name for (name,) in store.execute("SELECT name FROM sqlite_master")}
        return {t: store.execute(f"SELECT count(*) FROM {t}").fetchone()[0] if t in there else 0 for t in TABLES}


def grown(file, before: dict[str, int]) -> dict[str, int]:
    return {table: n - before[table] for table, n in kept(file).items()}


def twice(page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).evaluate(TWICE)


def test_a_meeting_opened_twice_is_one_and_a_seat_taken_twice_is_one(visit, board_store):
    page = visit("/meeting?lang=en&date=2020-07-06")
    before = kept(board_store)
    page.get_by_label("Title").fill("Hosting")
    twice(page, "Open the meeting")
    expect(page.get_by_text("Nobody has joined yet.")).to_be_visible(timeout=60_000)
    # What is pressed next is answered after what was pressed before.
    page.get_by_role("button", name="My own weights").click()
    twice(page, "Take part")
    expect(page.get_by_role("button", name="Confirm my weights")).to_be_visible(timeout=60_000)
    page.get_by_role("button", name="Common screen").click()
    expect(page.get_by_text("0 of 1 participants have answered.")).to_be_visible(timeout=60_000)
    assert grown(board_store, before) == {"meetings": 1, "seats": 1, "records": 0}


def test_a_scenario_locked_twice_is_one_record(visit, board_store):
    page = visit("/records?lang=en&date=2020-07-06")
    before = kept(board_store)
    typed(page, "The question being decided", "Where to host?")
    twice(page, "Lock this scenario")
    expect(page.locator(".status.locked")).to_be_visible(timeout=60_000)
    page.get_by_role("button", name="Verify the whole chain").click()
    expect(page.get_by_text("The chain holds: ")).to_be_visible(timeout=60_000)
    assert grown(board_store, before) == {"meetings": 0, "seats": 0, "records": 1}

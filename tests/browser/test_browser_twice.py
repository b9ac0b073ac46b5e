"""A button pressed twice in haste, in a real browser: one meeting, one seat, one record."""

import sqlite3

import pytest
from playwright.sync_api import expect

from tests.browsing import free_port, settle, start_server, typed, visitor

pytestmark = pytest.mark.browser
# The second press comes while the first one's run is still going on, or just after.
TWICE = "button => { button.click(); setTimeout(() => button.click(), 60); }"


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """Address of a board with a store of its own, and the store's file."""
    folder, port = tmp_path_factory.mktemp("twice"), free_port()
    server = start_server(port, folder / "log.txt", BOARD_STORE=str(folder / "board.sqlite"), DATABASE_URL="")
    yield f"http://127.0.0.1:{port}", folder / "board.sqlite"
    server.terminate()
    server.wait(20)


@pytest.fixture
def page(browser):
    context = visitor(browser)
    yield context.new_page()
    context.close()


def twice(page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).evaluate(TWICE)


def test_a_meeting_opened_twice_is_one_and_a_seat_taken_twice_is_one(served, page):
    address, file = served
    page.goto(f"{address}/meeting?lang=en&date=2020-07-06")
    settle(page)
    page.get_by_label("Title").fill("Hosting")
    twice(page, "Open the meeting")
    expect(page.get_by_text("Nobody has joined yet.")).to_be_visible(timeout=60_000)
    # What is pressed next is answered after what was pressed before.
    page.get_by_role("button", name="My own weights").click()
    twice(page, "Take part")
    expect(page.get_by_role("button", name="Confirm my weights")).to_be_visible(timeout=60_000)
    page.get_by_role("button", name="Common screen").click()
    expect(page.get_by_text("0 of 1 participants have answered.")).to_be_visible(timeout=60_000)
    with sqlite3.connect(file) as store:
        assert store.execute("SELECT (SELECT count(*) FROM meetings), (SELECT count(*) FROM seats)").fetchall() == [
            (1, 1)
        ]


def test_a_scenario_locked_twice_is_one_record(served, page):
    page.goto(f"{served[0]}/records?lang=en&date=2020-07-06")
    settle(page)
    typed(page, "The question that is decided", "Where to host?")
    twice(page, "Lock this scenario")
    expect(page.locator(".status.locked")).to_be_visible(timeout=60_000)
    page.get_by_role("button", name="Verify the whole chain").click()
    expect(page.get_by_text("The chain holds: 1 record")).to_be_visible(timeout=60_000)

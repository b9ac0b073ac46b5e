"""What leaves the board, taken by hand in a real browser: copies, pictures, sets, the link of then and of now."""

import io
import zipfile

import pytest
from PIL import Image
from playwright.sync_api import expect

from exports.data import snapshots
from ranking.facts.load import load
from ranking.weighing.rank import rank
from ranking.weighing.scenario import Scenario
from tests.browsing import becomes, names, query, settle, typed
from tests.examples import DAY
from tests.exports.test_exports_record_status import read_me
from tests.ranking.facts.board_files import write_board
from tests.servers import served

pytestmark = pytest.mark.browser


def pressed(page, name: str, inside: str = "body") -> None:
    page.locator(inside).get_by_role("button", name=name).first.click()
    settle(page)


def test_one_press_copies_the_link_and_says_so_and_the_link_gives_the_screen_back(visit, board):
    page = visit("/tradeoff?date=2020-07-06&lang=en&profile=cnil&sides=certification,readiness")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=board)
    pressed(page, "Export")
    for label, begins in (
        ("Copy the sentence", "On 6 July 2020, "),
        ("Copy the citation", "Urgency or sovereignty, "),
        ("Copy the link", board),
    ):
        page.get_by_role("button", name=label).click()
        told = page.locator(f".st-key-copy_{label.split()[-1]}").get_by_role("status")
        expect(told).to_have_text("Copied.")
        becomes(
            lambda: page.evaluate("navigator.clipboard.readText()"), lambda text, begins=begins: text.startswith(begins)
        )
    copied = page.evaluate("navigator.clipboard.readText()")
    verdict = page.locator("h1.verdict").inner_text()
    again = visit(copied.removeprefix(board))
    expect(again.locator("h1.verdict")).to_have_text(verdict, use_inner_text=True)
    becomes(lambda: query(again), lambda q: q.get("sides", "").startswith("certification") and q["profile"] == "cnil")


def test_a_picture_and_a_set_are_made_on_request_with_progress(visit):
    page = visit("/tradeoff?date=2020-07-06&lang=en")
    expect(page.get_by_role("button", name="Download the picture")).to_have_count(0)
    pressed(page, "Export")
    expect(page.locator(".ex-preview")).to_be_visible()
    # The panel ends inside the window, and takes what the window leaves it.
    ends = "() => document.querySelector('[data-testid=stPopoverBody]').getBoundingClientRect().bottom"
    becomes(lambda: page.evaluate(ends), lambda end: 0.85 * 900 < end <= 900)
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download the picture").click()
    assert Image.open(taken.value.path()).size == (1920, 1080)
    page.get_by_role("button", name="This screen (2 pictures)").click()
    page.get_by_role("button", name="Download the ZIP").wait_for()
    settle(page)
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download the ZIP").click()
    with zipfile.ZipFile(taken.value.path()) as held:
        pictures = [n for n in held.namelist() if n.endswith(".png")]
        assert [n.split("-")[1] for n in pictures] == ["tradeoff", "plane"]
        assert Image.open(io.BytesIO(held.read(pictures[0]))).size == (1920, 1080)


def test_what_the_trade_off_shows_goes_along_to_the_report_of_another_page(visit):
    page = visit("/tradeoff?date=2020-07-06&lang=en&sides=certification,readiness")
    page.locator('[data-testid="stPageLink"] a', has_text="Ranking").first.click()
    page.locator("table.board:visible").first.wait_for()
    settle(page)
    pressed(page, "Export")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Report (one HTML page, works offline)").click()
    text = taken.value.path().read_text("utf-8")
    assert "sides=certification,readiness" in text


def test_a_link_of_then_offers_then_and_now(visit, tmp_path):
    root = write_board(tmp_path / "board")
    then = load(root)
    snapshots.write(root)
    path = root / "providers/global.toml"
    path.write_text(
        path.read_text("utf-8").replace(
            "[[hds]]\nvalid_from = 2018-01-01\nvalue = 2", "[[hds]]\nvalid_from = 2018-01-01\nvalue = 0"
        ),
        "utf-8",
    )
    now = load(root)
    wanted = {e.version: [e.offers[r.offer].name for r in rank(e, Scenario(DAY)).rows] for e in (then, now)}
    assert then.version != now.version and wanted[then.version] != wanted[now.version]
    with served(tmp_path, BOARD_DATA=str(root)) as address:
        page = visit(f"/?date={DAY}&lang=en&data={then.version}", host=address)
        notice = page.locator(".st-key-version_notice")
        expect(notice).to_contain_text(f"made on data {then.version}")
        becomes(lambda: names(page), wanted[now.version])
        pressed(page, "Then: the facts of the link")
        page.get_by_text("kept since then").wait_for()
        becomes(lambda: names(page), wanted[then.version])
        becomes(lambda: query(page).get("data"), then.version)
        settle(page)
        pressed(page, "Now: today’s facts")
        expect(notice).to_have_count(0)
        becomes(lambda: names(page), wanted[now.version])
        becomes(lambda: query(page).get("data"), now.version)


def test_two_downloads_of_one_name_are_one_file_and_a_table_has_no_third(visit):
    page = visit("/ranking?date=2020-07-06&lang=en&board=table")
    files = {}
    page.get_by_text("The same as a table", exact=True).click()
    settle(page)
    forms = ("CSV for programs", "CSV for French Excel")
    for name in (*forms, *(f"Ranking ({form})" for form in forms)):
        if name == f"Ranking ({forms[0]})":
            pressed(page, "Export")
        with page.expect_download() as taken:
            page.get_by_role("button", name=name, exact=True).click()
        files.setdefault(taken.value.suggested_filename, set()).add(taken.value.path().read_bytes())
    assert sorted(name.split("-", 4)[4].split("-", 1)[1] for name in files) == ["excel-fr.csv", "international.csv"]
    assert [len(contents) for contents in files.values()] == [1, 1]
    expect(page.locator('[aria-label^="Download as CSV"]:visible')).to_have_count(0)


def test_a_report_taken_from_a_locked_screen_says_the_record(visit):
    page = visit("/records?date=2020-07-06&lang=en")
    typed(page, "The question being decided", "Which cloud?")
    page.get_by_role("button", name="Lock this scenario").click()
    page.locator(".rec").wait_for()
    settle(page)
    page.locator(".st-key-sections").get_by_role("link", name="Ranking", exact=True).click(delay=80)
    page.locator("table.board:visible").first.wait_for()
    settle(page)
    said = page.locator(".st-key-status a").inner_text()
    assert said.startswith("record ")
    page.get_by_role("button", name="Export").first.click()
    button = page.get_by_role("button", name="Report (one HTML page, works offline)")
    with page.expect_download() as taken:
        button.click()
    assert f"Locked · {said}</p>" in taken.value.path().read_text("utf-8")
    button = page.get_by_role("button", name="Workbook (XLSX)")
    with page.expect_download() as taken:
        button.click()
    assert f"Locked · {said}" in read_me(taken.value.path().read_bytes())

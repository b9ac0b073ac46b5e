"""A lock as people live it: explore, write, lock, move a weight, come back, verify, take away; nothing is lost."""

import io
import json
from urllib.parse import urlsplit

import pypdf
import pytest
from playwright.sync_api import expect

from ranking.decisions.record import intact
from ranking.decisions.record_file import json_bytes, read
from tests.browsing import (
    becomes,
    faults,
    press,
    query,
    scroll_width,
    settle,
    turn_to,
    typed,
)
from tests.examples_records import HOSTILE

pytestmark = pytest.mark.browser


def expect_status(page, said: str) -> None:
    expect(page.locator("p.status")).to_have_text(said, use_inner_text=True)


def go(page, name: str, there: str) -> None:
    turn_to(page, name)
    page.wait_for_selector(there)
    settle(page)


def taken(page, label: str) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=label).click()
    with open(waiting.value.path(), "rb") as file:
        return file.read()


def test_explore_lock_move_come_back_verify_and_take_away(visit):
    page = visit("/?date=2020-07-06&lang=en&profile=cnil&require=hds")
    expect_status(page, "Exploration")
    page.locator(".st-key-status a").click()
    typed(page, "The question being decided", f"Where to host? {HOSTILE[0]}")
    typed(page, "Why this must-have", HOSTILE[1])
    go(page, "Ranking", "table.board:visible")
    go(page, "Records", ".st-key-lock_form")
    expect(page.get_by_label("Why this must-have")).to_have_value(HOSTILE[1])
    typed(page, "Why 56", "Schrems II")
    typed(page, "Who agrees", "\n".join(HOSTILE[2:]))
    typed(page, "Who dissents", "Cy")
    page.get_by_role("button", name="Lock this scenario").click()
    expect_status(page, "Locked")
    becomes(
        page.locator("h1.verdict + p.conditions").inner_text,
        lambda said: said.startswith("Yes, this record reproduces"),
    )
    written = (HOSTILE[0], HOSTILE[1], HOSTILE[2], HOSTILE[5], "Schrems II", "Cy")
    becomes(page.locator(".rec").inner_text, lambda said: all(text in said for text in written))
    settle(page)
    record = read(taken(page, "Record (JSON)"))
    assert intact(record) and record.content.agreed == HOSTILE[2:]
    page.get_by_text("Verify a record from its file").click()
    page.locator("input[type=file]").set_input_files(
        {"name": "record.json", "mimeType": "application/json", "buffer": json_bytes(record)}
    )
    expect(page.get_by_text("It is the record opened above")).to_be_visible()
    expect(page.locator("article.rec")).to_have_count(1)
    expect(faults(page)).to_have_count(0)
    page.locator('[data-testid="stFileUploader"] [aria-label^="Remove"]').click()
    settle(page)
    assert b"&lt;script&gt;alert(1)" in taken(page, "Record (one HTML page, prints)")
    pdf = pypdf.PdfReader(io.BytesIO(taken(page, "Record (PDF, A4)")))
    assert record.digest in "".join(p.extract_text() for p in pdf.pages).replace("\n", "")
    go(page, "Ranking", "table.board:visible")
    expect_status(page, "Locked")
    press(page, "Certification", "PageUp")
    expect_status(page, "Exploration")
    go(page, "Records", ".rec")
    expect(page.get_by_label("The question being decided")).to_have_value("")
    page.get_by_role("button", name="Put its question back on every screen").click()
    expect_status(page, "Locked")
    becomes(lambda: query(page), lambda q: "record" in q)
    settle(page)
    address = urlsplit(page.url)
    guest = visit(f"{address.path}?{address.query}", width=390, height=844, locale="fr-FR")
    expect_status(guest, "Locked")
    becomes(lambda: scroll_width(guest), lambda wide: wide <= 390)


def test_a_file_brought_along_is_verified_and_a_hand_in_it_shows(visit):
    page = visit("/records?date=2020-07-06&lang=en")
    typed(page, "The question being decided", "Which cloud?")
    page.get_by_role("button", name="Lock this scenario").click()
    page.wait_for_selector(".rec")
    settle(page)
    held = json.loads(taken(page, "Record (JSON)"))
    other = visit("/records?date=2020-07-06&lang=en")
    expect(other.get_by_label("The question being decided")).to_be_visible()
    expect(other.locator(".stMain")).not_to_contain_text("Which cloud?", use_inner_text=True)
    other.get_by_text("Verify a record from its file").click()
    chooser = other.locator("input[type=file]")
    chooser.set_input_files(
        {"name": "record.json", "mimeType": "application/json", "buffer": json.dumps(held).encode()}
    )
    other.get_by_text("Yes, this record reproduces").first.wait_for()
    held["content"]["question"] = "Another?"
    settle(other)
    chooser.set_input_files({"name": "other.json", "mimeType": "application/json", "buffer": json.dumps(held).encode()})
    other.get_by_text("it was altered after it was locked").first.wait_for()

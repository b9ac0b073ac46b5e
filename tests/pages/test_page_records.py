"""Locking, through Streamlit's own tester: the state every screen shows, the form, the list, verification, privacy."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from markupsafe import escape
from sqlalchemy import text as sql
from streamlit.testing.v1 import AppTest

from charts.decisions.record import record_html
from exports.data import snapshots
from ranking.decisions.record import intact
from ranking.decisions.record_file import json_bytes, to_json
from store import meetings, records
from store.engine import store, writing
from store.limits import RULES
from tests.charts.doors import led, without_doors
from tests.examples import LOCAL, OFFERS, small_evidence
from tests.examples_records import HOSTILE, held
from tests.meetings import answered
from tests.meetings import opened as opened_meeting
from tests.pages.test_pages import ROOT, address, opened, shown, weigh
from tests.ranking.balance.weight_moves import balance_moved
from tests.ranking.facts.board_files import write_board
from words.decisions.record import record_in_words
from words.language import language

DAY = "2020-07-06"
GO = {"fr": "Figer ce scénario", "en": "Lock this scenario"}


@pytest.fixture(autouse=True)
def kept(tmp_path, monkeypatch):
    """A store of this test's own."""
    monkeypatch.setenv("BOARD_STORE", str(tmp_path / "records.sqlite"))
    for name in ("DATABASE_URL", "BOARD_RECORDS"):
        monkeypatch.delenv(name, raising=False)


def lock(test: AppTest, question: str, lang: str = "en", agreed: str = "Ada\nBo", dissented: str = "Cy") -> AppTest:
    test.text_input(key="lock_question").set_value(question)
    test.text_area(key="lock_agreed").set_value(agreed)
    test.text_area(key="lock_dissented").set_value(dissented)
    return press(test, GO[lang])


def press(test: AppTest, label: str) -> AppTest:
    return next(b for b in test.button if b.label == label).click().run()


def locked(lang: str = "en", question: str = "Where to host?", **query: str) -> AppTest:
    return lock(opened("records", date=DAY, lang=lang, **query), question, lang)


def status(test: AppTest) -> str:
    return next(e.proto.body for e in test.get("html") if 'class="status' in e.proto.body)


def links(test: AppTest) -> list[str]:
    return [e.proto.label for e in test.get("page_link")]


@pytest.mark.parametrize(
    "lang, exploring, word, answer",
    [
        ("fr", "Exploration", "Figé", "Oui, ce procès-verbal se reproduit"),
        ("en", "Exploration", "Locked", "Yes, this record reproduces"),
    ],
)
def test_every_screen_says_exploration_then_locked_then_exploration_again(lang, exploring, word, answer):
    test = opened("records", date=DAY, lang=lang, require="hds")
    assert exploring in status(test)
    test.text_input(key="lock_why_must_hds").set_value("L. 1111-8")
    test.text_input(key="lock_why_weight_sovereignty").set_value("Schrems II")
    lock(test, "Où héberger ?", lang)
    assert not test.exception
    text = shown(test)
    assert word in status(test) and answer in text
    assert all(part in text for part in ("Où héberger ?", "L. 1111-8", "Schrems II", "Cy"))
    assert {"fr": "Ada\u202f; Bo", "en": "Ada; Bo"}[lang] in text
    test.switch_page("pages/ranking.py").run()
    assert word in status(test)
    test.switch_page("pages/robustness.py").run()
    assert word in status(test)
    weigh(test, balance_moved, 90)
    assert exploring in status(test)
    test.switch_page("pages/ranking.py").run()
    assert exploring in status(test)
    test.switch_page("pages/records.py").run()
    assert test.text_input(key="lock_question").value in ("", None)


def test_what_is_kept_is_exact_and_its_numbers_are_those_of_the_ranking_screen():
    test = locked(profile="cnil")
    one = records.get(store(), address(test, "record"))
    assert intact(one.record) and one.record.content.scenario["profile"] == "cnil"
    assert (one.record.content.agreed, one.record.content.dissented) == (("Ada", "Bo"), ("Cy",))
    text = shown(test)
    verdict = next(
        line
        for line in opened(date=DAY, lang="en", profile="cnil").get("html")
        if 'class="conditions"' in line.proto.body and " Weights:" in line.proto.body
    ).proto.body
    told = verdict.partition('<p class="conditions">')[2].partition(" Weights:")[0]
    holds = told.partition("required. ")[2]  # what would turn it is of other questions, and no part of the record
    assert "comes first for" in holds and holds in text


def test_other_weights_after_a_lock_make_another_record_and_the_two_are_compared():
    test = locked()
    first = address(test, "record")
    weigh(test, balance_moved, 95)
    lock(test, "And with urgency first?")
    second = address(test, "record")
    assert second != first
    assert records.get(store(), second).record.previous == records.get(store(), first).record.digest
    test.selectbox(key="records_other").set_value(first).run()
    assert not test.exception
    assert "things were chosen otherwise." in shown(test)
    table = next(d.value for d in test.dataframe if "What" in d.value.columns)
    assert {"Question", "Weight: Readiness"} <= set(table["What"])
    press(test, "Verify the whole chain")
    assert "The chain holds: 2 records" in shown(test)


def test_a_lock_without_a_question_is_refused_in_a_sentence_and_loses_nothing():
    test = lock(opened("records", date=DAY, lang="fr"), " ", "fr", agreed="Ada")
    assert "écrivez la question tranchée" in shown(test)
    assert test.text_area(key="lock_agreed").value == "Ada"
    assert "record" not in test.query_params
    lock(test, "Où ?", "fr", agreed="A" * 81)
    assert "81" in shown(test) and "record" not in test.query_params
    lock(test, "Où ?", "fr", agreed="Ada")
    assert "Figé" in status(test)


def test_a_store_that_does_not_open_is_said_and_the_screens_stand(monkeypatch):
    monkeypatch.setenv("BOARD_STORE", "/proc/none/records.sqlite")
    test = locked()
    assert "cannot be reached just now" in shown(test) and "/proc" not in shown(test) and "Exploration" in status(test)
    test = opened(date=DAY, lang="fr", record="abcdefghijklmnopqrstuvwx")
    assert "Le registre ne répond pas" in shown(test) and "/proc" not in shown(test)


@pytest.mark.parametrize("page", ["ranking", "records"])
def test_a_store_that_fails_after_it_was_opened_is_said_too(page):
    name = address(locked(), "record")
    with writing(store()) as connection:
        connection.execute(sql("ALTER TABLE records RENAME TO elsewhere"))
    test = opened(page, date=DAY, lang="fr", record=name)
    assert not test.exception and "Le registre ne répond pas" in shown(test)
    if page == "records":
        press(test, "Vérifier toute la chaîne")
        assert not test.exception and "Le registre ne répond pas" in shown(test)
        lock(test, "Où ?", "fr")
        assert not test.exception and test.text_input(key="lock_question").value == "Où ?"


def test_a_visitor_cannot_fill_the_chain_that_is_open_to_all(monkeypatch):
    monkeypatch.setitem(RULES, "lock", ("1 per 10 minutes", None, None))
    test = locked()
    weigh(test, balance_moved, 95)
    lock(test, "Once more?")
    assert "Too many attempts" in shown(test) and len(list(records.chain(store()))) == 1
    assert test.text_input(key="lock_question").value == "Once more?"
    assert "Locked" in status(locked(question="Another visitor's?"))


def test_what_was_locked_in_a_meeting_cannot_be_read_once_that_has_expired(monkeypatch):
    monkeypatch.setenv("BOARD_RECORDS", "public")
    opened_at = datetime.now(UTC) - timedelta(days=8)
    code, key = opened_meeting(store(), opened_at, days=7)
    answered(store(), code, "Ada", 70, opened_at)
    meetings.reveal(store(), code, key, opened_at)
    kept = meetings.lock(store(), code, key, held(), opened_at)
    for query in ({"record": kept.id}, {}):
        test = opened("records", date=DAY, lang="en", **query)
        assert not test.exception and "Which cloud?" not in shown(test)
        assert not any(s.key == "records_open" for s in test.selectbox)


def test_the_link_shows_the_record_to_whoever_has_it_and_the_list_shows_nobody_elses():
    mine = locked()
    query = {k: address(mine, k) for k in mine.query_params}
    theirs = locked(question="Another table's question")
    assert "Another table" not in shown(mine) and "Where to host?" not in shown(theirs)
    stranger = opened("records", date=DAY, lang="en")
    assert "Where to host?" not in shown(stranger) and not any(s.key == "records_open" for s in stranger.selectbox)
    guest = opened(**query)
    assert "Locked" in status(guest)
    guest.switch_page("pages/records.py").run()
    assert "Where to host?" in shown(guest)


def test_an_institution_may_list_all_its_records(monkeypatch):
    locked()
    monkeypatch.setenv("BOARD_RECORDS", "public")
    stranger = opened("records", date=DAY, lang="en")
    chosen = stranger.selectbox(key="records_open")
    assert len(chosen.options) == 1 and "Where to host?" in chosen.options[0]
    assert "all its records to everybody" in shown(stranger)


def test_a_screen_folds_what_is_long_and_hides_none_of_it_and_a_file_has_all_of_it_open():
    test = locked("fr")
    told_here = record_in_words(language("fr"), records.get(store(), address(test, "record")).record)
    drawn, filed = record_html(told_here), record_html(told_here, "h1")
    page = "\n".join(e.proto.body for e in test.get("html"))
    assert drawn in without_doors(page)
    first = records.get(store(), address(test, "record")).record.content.result.places[0]
    name, entries = led(page)[0]
    assert (name, entries["open"], entries["date"]) == (first.name, first.offer, DAY)
    open_rows, file_rows = (re.sub(r"<details>.*?</details>", "", x, flags=re.S).count("<tr>") for x in (drawn, filed))
    assert "<details>" not in filed and open_rows < 35 < file_rows
    for _, rows in (told_here.weights, told_here.ranking, told_here.out, told_here.unknown):
        assert all(str(escape(cell)) in drawn for row in rows for cell in row)
    assert f"Hors classement ({len(told_here.out[1])})" in drawn and "Le classement entier" in drawn


def test_a_link_to_what_is_not_kept_says_so():
    test = opened("records", date=DAY, lang="en", record="nosuchrecordnosuchrecord")
    assert "No record is kept under this link" in shown(test)
    assert "no record is kept under this link" in links(test)
    assert "1 entry of this link could not be used" in shown(opened(date=DAY, lang="en", record="<b>"))


def test_an_erased_record_leaves_the_page_and_the_chain():
    test = locked()
    records.erase(store(), address(test, "record"))
    test.run()
    assert "Where to host?" not in shown(test) and "Exploration" in status(test)
    press(test, "Verify the whole chain")
    assert "The chain holds: 1 record" in shown(test)


def test_the_records_question_comes_back_to_every_screen():
    test = locked(profile="cnil")
    test.selectbox(key="profile").set_value("equal").run()
    assert "Exploration" in status(test)
    press(test, "Put its question back on every screen")
    assert "Locked" in status(test) and address(test, "profile") == "cnil"


def test_what_people_type_is_text_wherever_it_appears():
    test = lock(opened("records", date=DAY, lang="en"), HOSTILE[0], agreed="\n".join(HOSTILE))
    text = "\n".join(e.proto.body for e in test.get("html"))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text and "<script>alert" not in text
    weigh(test, balance_moved, 95)
    lock(test, HOSTILE[-1] * 20)
    assert HOSTILE[-1][:20] in shown(test)
    said = "\n".join(str(e.value) for kind in ("markdown", "caption", "error") for e in getattr(test, kind))
    assert not any(name in said for name in HOSTILE)


def brought(content: bytes) -> AppTest:
    test = opened("records", date=DAY, lang="en")
    test.file_uploader(key="record_file").upload("record.json", content, "application/json").run()
    assert not test.exception
    return test


def test_a_record_is_verified_from_its_file_and_not_kept():
    one = records.get(store(), address(locked(), "record")).record
    test = brought(json_bytes(one))
    assert "Yes, this record reproduces" in shown(test) and "record" not in test.query_params
    altered = to_json(one)
    altered["content"]["agreed"] = ["Eve"]
    assert "it was altered after it was locked" in shown(brought(json.dumps(altered).encode()))
    assert len(list(records.chain(store()))) == 1


def test_a_record_is_locked_taken_away_and_verified_from_its_file_in_one_visit():
    other = records.get(store(), address(locked(), "record")).record
    test = locked()
    one = records.get(store(), address(test, "record")).record
    test.file_uploader(key="record_file").upload("record.json", json_bytes(one), "application/json").run()
    assert not test.exception and shown(test).count("Yes, this record reproduces") == 2
    assert "It is the record opened above" in shown(test) and shown(test).count('class="rec"') == 1
    # Another one stands beside it: its files have names of their own.
    test.file_uploader(key="record_file").upload("other.json", json_bytes(other), "application/json").run()
    taken = [e.proto.label for e in test.get("download_button") if e.proto.label.startswith("Record (")]
    assert not test.exception and len(taken) == 6 and len(set(taken)) == 3


def test_what_a_hostile_file_says_is_text_too():
    test = brought(b'{"format": 1, "![a](https://example.org/a.png)<b>": 1}')
    assert "![a](https://example.org/a.png)&lt;b&gt;" in shown(test) and not test.error


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"[]", b'{"format": 1, "digest": "<b>"}'])
def test_a_file_that_is_no_record_gets_a_sentence(content):
    assert "This file is no record:" in shown(brought(content))


def test_a_record_of_other_facts_is_put_to_those_of_then_and_of_today(tmp_path, monkeypatch):
    root = write_board(tmp_path / "board")
    snapshots.write(root)
    monkeypatch.setenv("BOARD_DATA", str(root))
    test = lock(opened("records", date="2026-06-01", lang="en"), "Which cloud?")
    query = {k: address(test, k) for k in test.query_params}
    write_board(root, small_evidence({**OFFERS, "local": LOCAL | {"svc_spark": [("2018-01-01", 1)]}}))
    later = opened("records", **query)
    assert not later.exception
    text = shown(later)
    assert "Yes, this record reproduces" in text and "change" in text and "Exploration" in status(later)
    for path in Path(root / "snapshots").iterdir():
        path.unlink()
    assert "cannot be told" in shown(opened("records", **query))


def test_the_page_is_in_the_list_of_pages():
    assert (ROOT / "pages/records.py").exists() and "**Records**" in links(opened("records", date=DAY, lang="en"))


def test_a_note_to_choose_below_a_must_have_stands_under_a_record_that_keeps_an_offer_out():
    test = locked(require="secnumcloud_qualified")
    test.session_state["fold_record_derogation"] = True
    test.run()
    assert not test.exception
    offered = next(x for x in test.selectbox if x.label == "Offer taken")
    assert "Microsoft Azure" in offered.options
    labels = [b.proto.label for b in test.get("download_button")]
    assert {"Derogation note (DOCX)", "Derogation note (PDF)"} <= set(labels)


def test_an_exit_sheet_on_the_record_s_own_day_is_annexed_to_it():
    test = locked()
    test.session_state["fold_record_exit"] = True
    test.run()
    assert not test.exception
    test.selectbox(key="record_exit_taken").set_value("scaleway").run()
    assert "From Microsoft Azure to Scaleway on 6 July 2020, service by service: same interface (1)" in shown(test)
    labels = [b.proto.label for b in test.get("download_button")]
    assert {"Exit sheet (DOCX)", "Exit sheet (PDF)"} <= set(labels)
    test.selectbox(key="record_exit_taken").set_value("azure").run()
    assert "Two different offers, the one left first." in shown(test) and not test.exception

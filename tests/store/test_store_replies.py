"""Replies on SQLite and PostgreSQL: received once, answered once, erased for good, bounded, an older store upgraded."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import inspect, text

from ranking.model import Bilingual
from ranking.replies.reply import REASON
from store import replies
from store.engine import MIGRATIONS, connected, reading, upgrade, writing
from store.refused import Refused
from store.replies import Sent
from tests.databases import database, postgresql  # noqa: F401
from tests.examples_records import NOON
from tests.examples_replies import CLEAN, PLAIN

WHY = Bilingual("Parce que", "Because")
CONTACT = "ada@example.org, never shown"


@pytest.fixture
def engine(database):  # noqa: F811
    found = connected(database)
    upgrade(found)
    yield found
    found.dispose()


def send(engine, found=PLAIN, n: int = 1, now=NOON):
    return replies.receive(engine, found, Sent(CONTACT, f"key {n}", f"form {n}"), "00000000", now)


def refused(act, *words):
    with pytest.raises(Refused) as found:
        act(*words)
    return found.value.reason


def test_a_reply_is_found_again_as_it_was_typed_and_its_contact_only_when_asked_for(engine):
    kept = send(engine, CLEAN)
    assert (kept.number, kept.proposal, kept.state, kept.received) == (1, CLEAN, "received", date(2026, 11, 26))
    assert replies.get(engine, 1) == kept and replies.opened(engine) == replies.listed(engine) == (kept,)
    assert replies.contact(engine, 1) == CONTACT and CONTACT not in repr(kept)
    assert send(engine, CLEAN).number == 1 and send(engine, n=2).number == 2
    values = [(1.5, "regions"), (("SOC2", "ISO27001"), "certs"), ("A100", "gpu"), ("unknown", "hds")]
    for n, (value, name) in enumerate(values, 3):
        assert (
            replies.get(engine, send(engine, replace(PLAIN, value=value, indicator=name), n).number).proposal.value
            == value
        )


def test_one_answer_with_a_reason_in_both_languages_then_no_other(engine):
    send(engine)
    assert refused(replies.answer, engine, 1, "accepted", Bilingual("Oui", " \u200b"), NOON) == "no_reason"
    assert refused(replies.answer, engine, 1, "refused", Bilingual("x" * (REASON + 1), "y"), NOON) == "too_long"
    told = replies.answer(engine, 1, "refused", Bilingual(" Parce\nque", "Because"), NOON + timedelta(days=1))
    assert (told.state, told.answered, told.reason, told.open) == ("refused", date(2026, 11, 27), WHY, False)
    assert replies.get(engine, 1) == told and replies.opened(engine) == () and replies.listed(engine) == (told,)
    assert refused(replies.answer, engine, 1, "accepted", WHY, NOON) == "answered"
    assert refused(replies.answer, engine, 9, "accepted", WHY, NOON) == "no_reply"


def test_what_is_taken_back_or_erased_is_gone_and_its_number_is_not_given_again(engine):
    send(engine), send(engine, n=2)
    assert (
        refused(replies.take_back, engine, 2, "key 1") == refused(replies.take_back, engine, 7, "key 1") == "no_reply"
    )
    replies.take_back(engine, 2, "key 2")
    replies.erase(engine, 1)
    assert replies.listed(engine) == () and refused(replies.get, engine, 2) == "no_reply"
    assert refused(replies.contact, engine, 1) == refused(replies.erase, engine, 1) == "no_reply"
    with reading(engine) as connection:
        rows = connection.execute(text("SELECT * FROM replies ORDER BY number")).mappings().all()
    assert {k for row in rows for k, v in row.items() if v is not None} == {"number", "received", "state"}
    assert send(engine, n=3).number == 3


def test_too_many_are_refused_in_a_minute_on_one_fact_and_in_all(engine, monkeypatch):
    for n in range(replies.MOST_A_CELL):
        send(engine, n=n)
    assert refused(send, engine, PLAIN, 99) == "full"
    other = replace(PLAIN, indicator="gpu", value="none")
    assert send(engine, other, 100).open
    monkeypatch.setattr(replies, "A_MINUTE", replies.MOST_A_CELL + 1)
    assert refused(send, engine, other, 101) == "too_often"
    assert send(engine, other, 101, NOON + timedelta(minutes=2)).open
    monkeypatch.setattr(replies, "MOST_OPEN", replies.MOST_A_CELL + 2)
    assert refused(send, engine, replace(PLAIN, offer="small"), 102, NOON + timedelta(hours=1)) == "full"


def test_many_hands_at_once_get_numbers_of_their_own(engine):
    found = [replace(PLAIN, offer=f"o{n}") for n in range(12)]
    with ThreadPoolExecutor(6) as pool:
        numbers = pool.map(lambda n: send(engine, found[n], n).number, range(12))
    assert sorted(numbers) == list(range(1, 13))


def test_what_was_altered_beyond_reading_stands_in_nobodys_way(engine):
    send(engine), send(engine, n=2)
    with writing(engine) as connection:
        connection.execute(text("UPDATE replies SET content = '{' WHERE number = 1"))
    assert [r.number for r in replies.opened(engine)] == [2]


def test_a_store_of_the_step_before_is_brought_up_to_date_with_all_it_holds(database):  # noqa: F811
    engine = connected(database)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        connection.execute(
            text("INSERT INTO records VALUES (1, 'id', 'at', 'previous', 'content', 'digest', NULL, NULL)")
        )
    assert "replies" not in inspect(engine).get_table_names()
    upgrade(engine)
    with reading(engine) as connection:
        assert connection.scalar(text("SELECT count(*) FROM records")) == 1
    assert send(engine).number == 1
    engine.dispose()

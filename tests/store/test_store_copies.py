"""A store carried elsewhere: whole while it is written to, from every earlier schema, verified where it arrives."""

import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from ranking.decisions.record import verify_chain
from ranking.tender.dossier_file import read
from store import commons, copies, meetings, records, replies, seats
from store.dossiers import dossiers
from store.engine import StoreError, connected, newest, reading, upgrade, writing
from store.keys import new_seat
from tests.databases import database, postgresql  # noqa: F401
from tests.examples_records import held
from tests.meetings import LATER, NOW, answered, room, weighed
from tests.meetings import opened as meeting
from tests.ranking.tender.example import opened as tender

SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.sql"))
# What the samples hold: a meeting that was revealed, one that is open, their only keys; from 0006 on a dossier.
CODE, OPEN, KEY, DOSSIER = "K7QXM2PD", "W4NTT9ZZ", "k" * 43, "D2" * 12


def written(sample: Path, folder: Path) -> Path:
    """A SQLite file as an earlier version of the board wrote it."""
    path = folder / "sample.sqlite"
    with sqlite3.connect(path) as line:
        line.executescript(sample.read_text("utf-8"))
    line.close()
    return path


def looked_at(engine) -> None:
    """What every sample says, read with today's code."""
    found = meetings.find(engine, CODE, LATER)
    assert (found.title, found.question, found.revealed) == ("Hébergement", "Où ?", True)
    ballots = {b.name: b for b in seats.voices(engine, CODE, LATER)}
    assert {name: b.scenario["pillars"]["readiness"] for name, b in ballots.items()} == {
        "Ada": 12.5,
        "": 77,
        "Chloé": 30.0,
    }
    assert (ballots[""].cast, ballots["Ada"].cast) == ("changed", "before")
    assert ballots[""].blind["pillars"]["readiness"] == 20.0
    assert sorted(b.number for b in ballots.values()) == [1, 2, 3]
    assert commons.in_force(engine, CODE, LATER).scenario == weighed(33)
    assert [s.name for s in seats.seated(engine, OPEN, LATER)] == ["Dan"]
    assert meetings.facilitates(engine, CODE, KEY, LATER)
    every = list(records.chain(engine))
    assert not verify_chain(every)
    assert [r.content and r.content.question for r in every] == ["Which cloud?", "Et demain ? 🇫🇷", None]


def test_every_earlier_schema_is_kept_here_as_its_own_code_wrote_it():
    # 0000 and 0001 were never in a published version.
    assert [p.stem for p in SAMPLES] == ["0002", "0003", "0004", "0005", "0006"] and newest() == SAMPLES[-1].stem


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_store_of_an_earlier_schema_comes_along_where_it_is(sample, tmp_path):
    path, schema = written(sample, tmp_path), sample.stem
    url = f"sqlite:///{path}"
    before, coming = copies.steps(url)
    assert before == schema and [c[:4] for c in coming] == [p.stem for p in SAMPLES if p.stem > schema]
    rows = copies.migrate(url, dry=True)
    assert copies.steps(url) == (before, coming), "a dry run changes nothing"
    assert copies.migrate(url, dry=False) == rows and copies.steps(url) == (newest(), [])
    engine = connected(url)
    looked_at(engine)
    seats.confirm(engine, OPEN, "D" * 16, weighed(5), "now", LATER)
    if schema > "0002":
        assert [r.proposal.offer for r in replies.opened(engine)] == ["local", "local"]
        assert replies.contact(engine, 1) == "ada@example.org"


@pytest.mark.parametrize("sample", [SAMPLES[0], SAMPLES[-1]], ids=lambda path: path.stem)
def test_a_backup_of_an_earlier_schema_is_restored_into_either_kind_of_store(sample, database, tmp_path):  # noqa: F811
    path, schema = written(sample, tmp_path), sample.stem
    found = copies.restore(path, database)
    assert (found.schema, found.records, found.faults) == (schema, 3, ())
    engine = connected(database)
    looked_at(engine)
    if schema > "0005":
        # What the first version with dossiers sealed is opened by its code today.
        content, save = dossiers.opened(engine, DOSSIER, LATER)
        assert (save.number, read(content)) == (2, tender())
    # Numbers go on where they were, on PostgreSQL too.
    answered(engine, OPEN, "Eve", 40)
    meeting(engine)
    records.append(engine, held(question="next"), NOW + timedelta(days=1))
    assert not verify_chain(list(records.chain(engine)))


def test_a_backup_taken_while_entries_are_written_is_one_moment_and_comes_back(database, tmp_path):  # noqa: F811
    engine, content = room(database), held()
    code, _ = meeting(engine)
    tokens, confirmed = [new_seat() for _ in range(3)], []
    for n, seat in enumerate(tokens):
        seats.join(engine, code, seat, f"P{n}", NOW)

    def write(seat: str) -> None:
        for n in range(8):
            seats.confirm(engine, code, seat, weighed(n), f"r{n}", NOW)
            confirmed.append((seat, n))
            if n % 4 == 0:
                records.append(engine, content, NOW + timedelta(minutes=len(confirmed)))

    with ThreadPoolExecutor(3) as pool:
        at_work = [pool.submit(write, seat) for seat in tokens]
        taken = []
        while not all(w.done() for w in at_work):
            acknowledged = len(confirmed)
            path = tmp_path / f"backup{len(taken)}.sqlite"
            taken.append((path, acknowledged, copies.backup(database, path)))
        for w in at_work:
            w.result()
    path, acknowledged, found = taken[-1]
    assert found.rows["entries"] >= acknowledged and found.faults == () and found.rows["records"] == found.records
    assert stat.S_IMODE(path.stat().st_mode) == 0o600 and {p.suffix for p in tmp_path.glob("backup*")} == {".sqlite"}
    with pytest.raises(StoreError, match="holds .* rows already"):
        copies.restore(path, database)
    copies.restore(path, database, replace=True)
    assert copies.migrate(database, dry=True) == found.rows
    assert len(list(records.chain(engine))) == found.records


def test_a_move_loses_no_row_and_the_old_store_takes_no_more(database, tmp_path):  # noqa: F811
    old, new = f"sqlite:///{tmp_path / 'old.sqlite'}", database
    engine = room(old)
    code, key = meeting(engine)
    seat = answered(engine, code, "Ada", 40)
    records.append(engine, held(), NOW)
    found = copies.move(old, new)
    assert found.rows["entries"] == 1 and found.records == 1
    with pytest.raises(Exception, match="this store was moved"):
        seats.confirm(engine, code, seat, weighed(50), "late", NOW)
    there = connected(new)
    seats.confirm(there, code, seat, weighed(50), "late", NOW)
    assert len(seats.own(there, code, seat, NOW)[1]) == 2 and meetings.facilitates(there, code, key, NOW)


def test_what_cannot_be_copied_is_one_sentence_and_leaves_nothing(tmp_path):
    empty = f"sqlite:///{tmp_path / 'empty.sqlite'}"
    sqlite3.connect(tmp_path / "bare.sqlite").close()
    (tmp_path / "bare.sqlite").touch()
    for path, url, said in (
        (tmp_path / "a.sqlite", empty, "empty.sqlite: no such store"),
        (tmp_path / "a.sqlite", f"sqlite:///{tmp_path / 'bare.sqlite'}", "no tables yet"),
        (tmp_path / "no" / "a.sqlite", empty, "no such folder"),
    ):
        with pytest.raises(StoreError, match=said):
            copies.backup(url, path)
        assert not path.exists()
    with pytest.raises(StoreError, match="no such store"):
        copies.move(empty, f"sqlite:///{tmp_path / 'other'}")
    assert copies.steps(empty)[0] == "" and set(copies.migrate(empty, dry=True).values()) == {0}
    assert not (tmp_path / "empty.sqlite").exists(), "whoever looks for a store makes none"
    (tmp_path / "text.sqlite").write_text("not a database " * 100)
    sqlite3.connect(tmp_path / "other.sqlite").execute("CREATE TABLE t (n)").connection.close()
    for name, said in (("none", "no such file"), ("text", "not a SQLite file"), ("other", "no store of this board")):
        with pytest.raises(StoreError, match=said):
            copies.restore(tmp_path / f"{name}.sqlite", empty)
    with pytest.raises(StoreError, match="only a SQLite store"):
        copies.move("postgresql://board@127.0.0.1/none", empty)


def test_a_chain_that_was_broken_before_is_copied_and_told(tmp_path):
    url = f"sqlite:///{tmp_path / 'board.sqlite'}"
    engine = room(url)
    for n in range(3):
        records.append(engine, held(question=str(n)), NOW + timedelta(minutes=n))
    with writing(engine) as line:
        line.execute(text("UPDATE records SET content = replace(content, 'Ada', 'Eve') WHERE number = 2"))
    found = copies.backup(url, tmp_path / "b.sqlite")
    assert found.records == 3 and len(found.faults) >= 1 and found.faults[0].startswith("record 2")


def test_a_backup_that_fails_halfway_leaves_no_half(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path / 'board.sqlite'}"
    upgrade(room(url))
    monkeypatch.setattr(copies, "_rows", lambda connection: {"n": id(connection)})
    with pytest.raises(StoreError):
        copies.backup(url, tmp_path / "b.sqlite")
    assert not list(tmp_path.glob("b.sqlite*"))
    with reading(connected(url)) as line:
        assert line.scalar(text("SELECT count(*) FROM meetings")) == 0

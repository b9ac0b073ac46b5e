"""Dossiers under their codes, on SQLite and PostgreSQL: what opens them, what does not, and what stays of them."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import inspect, text, update

from ranking.tender.dossier_file import read, written
from store import copies
from store.connecting import connected
from store.dossiers import cipher, dossiers
from store.engine import reading, writing
from store.refused import Refused
from tests.databases import database, postgresql  # noqa: F401
from tests.meetings import LATER, NOW, room
from tests.places import ROOT
from tests.ranking.tender.example import opened as tender
from tests.store.dossier_writer import content

DOSSIER = written(tender())
GONE = NOW + timedelta(days=dossiers.DAYS)


@pytest.fixture
def engine(database):  # noqa: F811
    return room(database)


def refused(reason: str, **about):
    return pytest.raises(Refused, check=lambda e: (e.reason, e.about) == (reason, about))


def begun(engine, what: bytes = DOSSIER) -> str:
    code = cipher.new_code()
    assert dossiers.begin(engine, code, what, NOW).number == 1
    return code


def rows(engine) -> list:
    with reading(engine) as connection:
        return connection.execute(dossiers.TABLE.select()).all()


def test_a_dossier_comes_back_by_its_code_as_it_was_last_saved(engine):
    assert {c["name"] for c in inspect(engine).get_columns(dossiers.NAME)} == set(dossiers.TABLE.c.keys())
    code = begun(engine, b"first")
    saved = dossiers.save(engine, code, DOSSIER, 1, LATER)
    content, save = dossiers.opened(engine, code, LATER)
    assert read(content) == tender() and save == saved
    assert (save.number, save.saved, save.expires) == (2, LATER, LATER + timedelta(days=dossiers.DAYS))
    # The form of a new dossier sent twice: one dossier, as it was sent last.
    dossiers.begin(engine, other := cipher.new_code(), b"x", NOW)
    assert dossiers.begin(engine, other, b"y", NOW).number == 2 and dossiers.opened(engine, other, NOW)[0] == b"y"
    assert len(rows(engine)) == 2


def test_a_wrong_code_finds_nothing_whatever_is_asked(engine):
    code = begun(engine)
    wrong = code[:-1] + ("2" if code[-1] != "2" else "3")
    assert cipher.is_code(code) and not cipher.is_code(code[:-1])
    for ask in (
        lambda: dossiers.opened(engine, wrong, NOW),
        lambda: dossiers.save(engine, wrong, b"mine", 1, NOW),
        lambda: dossiers.remove(engine, wrong, NOW),
    ):
        with refused("no_dossier"):
            ask()
    assert dossiers.opened(engine, code, NOW)[0] == DOSSIER


def test_of_two_windows_the_second_to_save_overwrites_nothing(engine):
    code = begun(engine)
    dossiers.save(engine, code, b"one window", 1, LATER)
    with refused("saved_meanwhile", number=2):
        dossiers.save(engine, code, b"the other", 1, LATER)
    # The first one's form sent twice is no second window.
    assert dossiers.save(engine, code, b"one window", 1, LATER).number == 2
    assert dossiers.opened(engine, code, LATER)[0] == b"one window"


def test_what_was_altered_is_not_opened(engine, caplog):
    code, other = begun(engine), begun(engine, b"another")
    one = {r.name: r for r in rows(engine)}[cipher.opened_by(code).name]
    own, of = dossiers.TABLE.c.name == one.name, dossiers.TABLE.c
    swapped = next(r for r in rows(engine) if r.name != one.name)
    middle = len(one.sealed) // 2
    flipped = one.sealed[:middle] + bytes([one.sealed[middle] ^ 1]) + one.sealed[middle + 1 :]
    # A bit turned, cut short, nothing left, another's content, an old save under a new number.
    for values in (
        *({"sealed": s} for s in (flipped, one.sealed[:-1], b"", swapped.sealed)),
        {"sealed": one.sealed, "number": 2},
    ):
        with writing(engine) as connection:
            connection.execute(update(dossiers.TABLE).where(own).values(**values))
        with refused("altered"):
            dossiers.opened(engine, code, NOW)
    assert {r.code for r in caplog.records if r.name == "board.store"} == {"dossier-altered"}
    assert code not in caplog.text and dossiers.opened(engine, other, NOW)[0] == b"another"
    with writing(engine) as connection:
        connection.execute(update(dossiers.TABLE).where(own).values({of.number: 1}))
    assert dossiers.opened(engine, code, NOW)[0] == DOSSIER


@pytest.mark.parametrize("how", ["deleted", "expired"])
def test_the_file_holds_neither_words_nor_code_and_nothing_once_it_is_gone(how, tmp_path):
    engine = room(f"sqlite:///{tmp_path / 'board.sqlite'}")
    code, by = begun(engine), None
    dossiers.save(engine, code, DOSSIER, 1, NOW)
    by = cipher.opened_by(code)

    def held() -> bytes:
        return b"".join(p.read_bytes() for p in Path(tmp_path).iterdir())

    assert by.name.encode() in held()
    secrets = (code.encode(), by.key, by.key.hex().encode(), b"Local SA", b"March", b"tender dossier")
    assert not [s for s in secrets if s in held()] and by.key.hex() not in repr(by)
    mark = rows(engine)[0].sealed[20:60]
    assert mark in held()
    if how == "deleted":
        dossiers.remove(engine, code, LATER)
    else:
        assert dossiers.purge(engine, GONE - timedelta(seconds=1)) == 0 and dossiers.purge(engine, GONE) == 1
    with refused("no_dossier"):
        dossiers.opened(engine, code, LATER)
    assert by.name.encode() not in held() and mark not in held()


def test_what_has_expired_is_not_found_before_it_is_purged_and_a_save_puts_it_off(engine):
    code = begun(engine)
    dossiers.save(engine, code, DOSSIER, 1, LATER)
    assert dossiers.opened(engine, code, GONE)
    assert dossiers.purge(engine, GONE) == 0
    late = LATER + timedelta(days=dossiers.DAYS)
    for ask in (
        lambda: dossiers.opened(engine, code, late),
        lambda: dossiers.save(engine, code, b"late", 2, late),
    ):
        with refused("no_dossier"):
            ask()
    assert dossiers.purge(engine, late) == 1


def test_what_is_too_large_or_one_too_many_is_refused_and_changes_nothing(engine, monkeypatch):
    code = begun(engine)
    with refused("too_large", most=dossiers.MOST_BYTES, length=dossiers.MOST_BYTES + 1):
        dossiers.save(engine, code, bytes(dossiers.MOST_BYTES + 1), 1, NOW)
    monkeypatch.setattr(dossiers, "MOST_SEALED", 100)
    with refused("too_large", most=100, length=1000 + 12 + 16 + 11):
        dossiers.save(engine, code, content(1)[:1000], 1, NOW)
    monkeypatch.setattr(dossiers, "MOST_KEPT", 1)
    with refused("full", most=1):
        dossiers.begin(engine, cipher.new_code(), b"x", NOW)
    assert dossiers.opened(engine, code, NOW)[0] == DOSSIER


def test_a_writer_killed_in_mid_save_leaves_the_old_or_the_new_whole(database):  # noqa: F811
    engine, code = room(database), cipher.new_code()
    dossiers.begin(engine, code, content(1), NOW)
    command = [sys.executable, "-m", "tests.store.dossier_writer", database, code]
    writer = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    said = [writer.stdout.readline() for _ in range(3)]
    writer.kill()
    said += writer.stdout.readlines()
    writer.stdout.close()
    assert writer.wait() == -9
    acknowledged = max(int(line) for line in said if line.endswith("\n"))
    found, save = dossiers.opened(engine, code, NOW)
    number = save.number
    assert number in (acknowledged, acknowledged + 1) and found == content(number)
    if engine.dialect.name == "sqlite":
        with reading(engine) as connection:
            assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
    assert dossiers.save(engine, code, DOSSIER, number, NOW).number == number + 1


def test_a_dossier_goes_along_with_a_backup_a_restore_and_a_move(database, tmp_path):  # noqa: F811
    old = f"sqlite:///{tmp_path / 'old.sqlite'}"
    code = begun(room(old))
    assert copies.move(old, database).rows[dossiers.NAME] == 1
    with pytest.raises(Exception, match="this store was moved"):
        dossiers.save(connected(old), code, b"late", 1, NOW)
    copies.backup(database, tmp_path / "backup.sqlite")
    engine = connected(database)
    dossiers.save(engine, code, b"after", 1, NOW)
    copies.restore(tmp_path / "backup.sqlite", database, replace=True)
    assert dossiers.opened(engine, code, NOW)[0] == DOSSIER

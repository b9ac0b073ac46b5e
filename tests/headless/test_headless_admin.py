"""What a server's keeper does from a shell: each command answers in JSON, or in one line."""

import json
from datetime import timedelta

import pytest

from store.connecting import connected
from store.dossiers import cipher, dossiers
from tests.meetings import NOW, answered, opened, room
from ui.server import upkeep


@pytest.fixture
def keep(tmp_path, ask, monkeypatch):
    """keep(command, …, NAME=setting) -> (exit code, standard output, standard error), on a store of one meeting."""
    url = f"sqlite:///{tmp_path / 'board.sqlite'}"
    engine = room(url)
    code, _ = opened(engine)
    answered(engine, code, "Ada", 40)
    engine.dispose()

    def kept(*arguments: str, **more: str) -> tuple[int, str, str]:
        for name, text in ({"BOARD_STORE": str(tmp_path / "board.sqlite"), "DATABASE_URL": ""} | more).items():
            monkeypatch.setenv(name, text)
        return ask("admin", *arguments)

    return kept


def test_a_store_is_backed_up_and_restored_into_another(keep, tmp_path):
    code, said, _ = keep("backup", str(tmp_path / "b.sqlite"))
    assert code == 0 and json.loads(said)["rows"]["entries"] == 1
    code, said, _ = keep("restore", str(tmp_path / "b.sqlite"), BOARD_STORE=str(tmp_path / "new.sqlite"))
    assert code == 0 and json.loads(said)["chain"] == {"holds": True, "records": 0, "last": None}
    code, said, told = keep("restore", str(tmp_path / "b.sqlite"))
    assert (code, said) == (2, "") and "--replace" in told and told.count("\n") == 1


def test_a_store_in_which_nothing_was_kept_yet_is_backed_up_once_a_server_has_started(keep, tmp_path):
    never, copy = str(tmp_path / "never.sqlite"), str(tmp_path / "n.sqlite")
    code, said, told = keep("backup", copy, BOARD_STORE=never)
    assert (code, said) == (2, "") and told == f"error: {never}: no such store; a server makes it at its start\n"
    assert json.loads(keep("purge", BOARD_STORE=never)[1]) == {"deleted": 0, "dossiers": 0}
    assert not (tmp_path / "never.sqlite").exists(), "a mistyped name makes no file that a server then cannot write"
    upkeep.purge()
    code, said, _ = keep("backup", copy, BOARD_STORE=never)
    assert code == 0 and set(json.loads(said)["rows"].values()) == {0}


def test_what_has_expired_is_purged(keep, tmp_path):
    engine = connected(f"sqlite:///{tmp_path / 'board.sqlite'}")
    dossiers.begin(engine, cipher.new_code(), b"x", NOW - timedelta(days=2 * dossiers.DAYS))
    engine.dispose()
    assert [json.loads(keep("purge")[1])["dossiers"] for _ in range(2)] == [1, 0]


def test_what_cannot_be_done_is_one_line(keep, tmp_path):
    for arguments, more, said in (
        (("backup", str(tmp_path / "c")), {"DATABASE_URL": "postgresql://a:hidden@127.0.0.1:1/x"}, "store-unreachable"),
        (("backup", str(tmp_path / "c")), {"DATABASE_URL": "oracle://a/x"}, "not a database address"),
        (("move", "--to", "nonsense"), {}, "not a database address"),
    ):
        code, out, told = keep(*arguments, **more)
        assert (code, out) == (2, "") and said in told and told.count("\n") == 1 and "hidden" not in told


def test_settings_are_checked_all_at_once_and_secrets_are_not_repeated(keep):
    code, out, told = keep(
        "check", BOARD_STOER="x", BOARD_EDITOR_KEY="tooshort", BOARD_LOG="xml", DATABASE_URL="me@you"
    )
    assert (code, out) == (2, "") and told.count("\n") == 4
    assert "BOARD_STOER: no such setting; BOARD_STORE?" in told and "tooshort" not in told and "me@you" not in told
    right = {"BOARD_STOER": "", "BOARD_EDITOR_KEY": "", "BOARD_LOG": ""}
    code, out, _ = keep("check", **right, DATABASE_URL="postgresql://board:hidden@127.0.0.1/board")
    assert code == 0 and json.loads(out)["store"] == "postgresql://board:…@127.0.0.1/board"

"""`replies` on the command line: from what is kept, or a file of the form, to an answer and a block."""

import json

import click
import pytest
from click.testing import CliRunner

from headless.board import rank
from headless.upkeep.replies import replies as command
from ranking.errors import BoardError
from ranking.replies.reply import to_json
from store import replies
from store.engine import store
from store.replies import Sent
from tests.examples_records import NOON
from tests.examples_replies import ATTACK, PLAIN
from tests.ranking.facts.board_files import write_board


@pytest.fixture
def run(tmp_path, monkeypatch):
    """run(command, *words) -> its output; errors are raised. A small board and a store of this test's own."""
    monkeypatch.setenv("BOARD_DATA", str(write_board(tmp_path / "board")))
    monkeypatch.setenv("BOARD_STORE", str(tmp_path / "board.sqlite"))
    monkeypatch.delenv("DATABASE_URL", raising=False)

    def go(what: click.Command, *words: str) -> str:
        found = CliRunner().invoke(what, words, standalone_mode=False)
        if found.exception:
            raise found.exception
        return found.output

    return go


def test_a_reply_is_listed_shown_answered_exported_and_erased(run):
    assert "nothing to show" in run(command, "list") and json.loads(run(command, "list", "--format", "json")) == []
    for n, found in enumerate((PLAIN, ATTACK), 1):
        replies.receive(store(), found, Sent("call me", f"key{n}", f"form{n}"), "00000000", NOON)
    assert [r["number"] for r in json.loads(run(command, "list", "--format", "json"))] == [2, 1]
    shown = json.loads(run(command, "show", "2"))
    assert (shown["contact"], shown["sentence"], shown["state"]) == ("call me", ATTACK.sentence, "received")
    ranked = json.loads(run(rank, "--as-of", "2026-06-01", "--format", "json"))
    assert [r["number"] for r in ranked["open_replies"]] == [1, 2] and "call me" not in json.dumps(ranked)
    told = json.loads(run(command, "answer", "1", "accepted", "--reason-fr", "Oui", "--reason-en", "Yes"))
    assert (told["state"], told["reason_fr"], told["answered"] is not None) == ("accepted", "Oui", True)
    assert [r["number"] for r in json.loads(run(command, "list", "--format", "json"))] == [2]
    assert "accepted" in run(command, "list", "--all", "--format", "json")
    assert '[[hds]]\nvalid_from   = 2026-01-01\nvalue        = 0\nconfidence   = "B"' in run(command, "export", "1")
    assert json.loads(run(command, "erase", "2")) == {"erased": 2}
    with pytest.raises(BoardError, match="no such reply"):
        run(command, "show", "2")


def test_a_file_of_the_form_comes_out_as_a_block_and_any_other_is_refused(run, tmp_path):
    path = tmp_path / "reply.json"
    path.write_text(json.dumps({"reply": to_json(PLAIN) | {"page": "", "contact": "a@b"}}), "utf-8")
    found = run(command, "export", str(path))
    assert 'confidence   = "C"' in found and "source_url" not in found and "a@b" not in found
    for content, said in (("{}", "not a reply"), ("[", "not a reply"), (json.dumps({"reply": []}), "not a reply")):
        path.write_text(content, "utf-8")
        with pytest.raises(BoardError, match=said):
            run(command, "export", str(path))
    with pytest.raises(BoardError, match="a reply's number, or its file"):
        run(command, "export", str(tmp_path / "none.json"))

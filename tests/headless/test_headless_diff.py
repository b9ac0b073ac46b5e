"""`diff`: two data versions beside each other, each change measured both ways; what is no version is refused."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from exports.data import snapshots
from headless.upkeep.versions import diff
from ranking.errors import BoardError
from ranking.facts.load import load
from ranking.verdict.verdict import VOICES
from tests.ranking.facts.board_files import write_board


@pytest.fixture
def run(tmp_path, monkeypatch):
    """(run(*words) -> output, version of a snapshot); since then global's hds fell from 2 to 0, and small is gone."""
    root = write_board(tmp_path)
    snapshots.write(root)
    then = load(root).version
    path = root / "providers" / "global.toml"
    old = "[[hds]]\nvalid_from = 2018-01-01\nvalue = 2"
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, old[:-1] + "0"), "utf-8")
    (root / "providers" / "small.toml").unlink()
    monkeypatch.setenv("BOARD_DATA", str(root))

    def go(*words: str) -> str:
        found = CliRunner().invoke(diff, words, standalone_mode=False)
        if found.exception:
            raise found.exception
        return found.output

    return go, then


def test_changes_come_with_what_each_does_alone_and_when_it_alone_is_missing(run):
    go, then = run
    found = json.loads(go(then, "--as-of", "2026-06-01", "--format", "json"))
    assert (found["old"], found["as_of"], found["others"]) == (then, "2026-06-01", ["offers"])
    kinds = {c["kind"]: c for c in found["changes"]}
    assert set(kinds) == {"changed", "offer_removed"} and kinds["offer_removed"]["offer"] == "small"
    hds = kinds["changed"]
    alone = hds["alone_in_old"]["scores"]["global"]
    assert alone["before"] - alone["after"] == pytest.approx(12.5) and hds["then"]["value"] == 2
    assert hds["alone_in_old"]["first"]["after"] == found["together"]["first"]["after"] == ["local"]
    assert set(found["together"]["voice"].values()) <= set(VOICES)
    rows = list(csv.DictReader(io.StringIO(go(then, "now", "--of", "hds", "--as-of", "2026-06-01", "--format", "csv"))))
    assert [(r["change"], r["then"], r["now"], float(r["alone_score"])) for r in rows] == [("changed", "2", "0", -12.5)]
    assert "nothing to show" in go(then, then, "--as-of", "2026-06-01")


@pytest.mark.parametrize(
    "words, said",
    [
        (("yesterday",), "data version 'yesterday': not one; now, or one of"),
        (("0123abcd",), "no snapshot is kept"),
        (("now", "--of", "nobody"), "--of 'nobody': unknown"),
        (("now", "now", "--profile", "nobody"), "profile"),
    ],
)
def test_what_is_no_version_or_no_name_is_refused(run, words, said):
    with pytest.raises(BoardError, match=said):
        run[0](*words)

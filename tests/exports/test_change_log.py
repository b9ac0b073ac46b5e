"""The change log: complete for the project's own snapshots, written by `snapshot`, refused line by line where wrong."""

import os
import subprocess
import sys
from datetime import date

import pytest

from exports.data import snapshots
from exports.data.change_log import add, change_log
from ranking.errors import BoardError, DataError
from ranking.facts.load import load
from ranking.model import Bilingual
from tests.places import ROOT
from tests.ranking.facts.board_files import write_board

WHY = Bilingual("Parce que « voilà ».", 'Because of "that".')


def test_every_snapshot_has_a_line_every_line_a_snapshot_and_todays_data_are_told():
    log = change_log(ROOT)
    kept = {p.stem for p in snapshots.folder(ROOT).glob("*.zip")}
    lines = [p.version for p in log.published]
    assert len(lines) == len(set(lines)) and set(lines) == kept, (
        "snapshots/changes.toml: one [[version]] for each archive of snapshots/, and the reverse; "
        "`python -m ranking snapshot --why-fr … --why-en …` writes both"
    )
    assert load(ROOT).version in kept or log.unpublished, (
        "today's data are neither published (python -m ranking snapshot --why-fr … --why-en …) nor marked "
        "[unpublished] in snapshots/changes.toml"
    )


def test_publishing_writes_the_archive_and_its_line_and_takes_the_mark_of_unpublished_work_away(tmp_path):
    root = write_board(tmp_path)
    (root / "snapshots").mkdir()
    log = root / "snapshots" / "changes.toml"
    log.write_text('# Versions.\n\n[unpublished]\nwhy_fr = "En cours"\nwhy_en = "Under way"\n', "utf-8")
    assert change_log(root).unpublished.en == "Under way"
    run = subprocess.run(
        [sys.executable, "-m", "ranking", "snapshot", "--why-fr", WHY.fr, "--why-en", WHY.en],
        cwd=ROOT,
        env={**os.environ, "BOARD_DATA": str(root)},
        capture_output=True,
        text=True,
        check=True,
    )
    version = load(root).version
    found = change_log(root)
    assert f"line of {version} written" in run.stdout and log.read_text("utf-8").startswith(
        "# Versions.\n\n[[version]]"
    )
    assert [(p.version, p.why) for p in found.published] == [(version, WHY)] and found.unpublished is None
    with pytest.raises(BoardError, match="has a line already"):
        add(version, date(2026, 1, 1), WHY, root)


def test_a_wrong_change_log_is_refused_with_every_fault(tmp_path):
    root = write_board(tmp_path)
    (root / "snapshots").mkdir()
    path = root / "snapshots" / "changes.toml"
    path.write_text('[[version]]\nversion = "xyz"\nday = 2026-01-01\nwhy_fr = "a"\nmore = 1\n[other]\n', "utf-8")
    with pytest.raises(DataError) as refused:
        change_log(root)
    said = str(refused.value)
    assert all(part in said for part in ("eight hexadecimal digits", "why_en is missing", "'more'", "[[version]] and"))
    path.write_bytes(b"\xff")
    with pytest.raises(DataError, match="cannot be read"):
        change_log(root)
    assert change_log(tmp_path / "elsewhere").published == ()

"""The settings of a server: each fault is said with what is allowed, all at once; the file that lists them is whole."""

import os
import re
import subprocess
import sys
from datetime import UTC, datetime

import pytest
import yaml

from settings.settings import NAMES, SettingsError, checked
from tests.places import ROOT
from ui.session import signing

DEPLOY = ROOT / "deploy"
ENV = DEPLOY / "board.env"
LISTED = dict(re.findall(r"^#?([A-Z_]+)=(.*)$", ENV.read_text(), re.M))


def test_the_file_lists_every_setting_and_no_other():
    assert set(LISTED) == set(NAMES)


def test_every_setting_reaches_a_board_in_each_way_it_is_started_and_is_named_for_its_keeper():
    boards = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    for name in ("board1", "board2"):
        # The whole file is read; what this file of containers lays down itself is a setting too.
        assert boards[name]["env_file"] == ["${BOARD_FOLDER:-.}/board.env"]
        assert set(boards[name]["environment"]) <= set(NAMES)
        assert "${BOARD_FOLDER:-.}:/etc/board:ro" in boards[name]["volumes"]
    for unit in ("board@.service", "board-backup.service"):
        text = (DEPLOY / unit).read_text()
        assert "\nEnvironmentFile=/etc/board/board.env\n" in text
        # What a unit states by Environment= yields to the file.
        assert not set(re.findall(r"^Environment=.*?([A-Z_]+)=", text, re.M)) & set(NAMES)
    page = (ROOT / "docs" / "operate.md").read_text()
    assert [name for name in NAMES if f"`{name}`" not in page.partition("## Settings")[2].partition("\n## ")[0]] == []


def test_the_file_means_the_same_to_a_shell_as_to_systemd_and_containers():
    text = "\n".join(f"{name}={value}" for name, value in LISTED.items())
    done = subprocess.run(["sh", "-ec", f"set -a\n{text}\nexec env"], capture_output=True, text=True, env={})
    assert done.returncode == 0 and {f"{k}={v}" for k, v in LISTED.items()} <= set(done.stdout.splitlines())


def test_every_variable_that_the_code_reads_is_a_setting():
    read = set()
    for room in ("ranking", "web", "ui", "store", "exports", "results"):
        for path in (ROOT / room).rglob("*.py"):
            read |= set(re.findall(r"\"(BOARD_[A-Z_]+|DATABASE_URL|FORWARDED_ALLOW_IPS)\"", path.read_text()))
    assert read <= set(NAMES)


def test_what_the_file_proposes_can_be_used(tmp_path):
    pytest.importorskip("authlib", reason="make install")
    proposed = {name: text for name, text in LISTED.items() if text} | {"BOARD_STORE": str(tmp_path / "a.sqlite")}
    proposed |= {"BOARD_DATA": str(ROOT), "BOARD_INSTITUTION": str(ROOT / "institution.toml")}
    checked(proposed | {"STREAMLIT_SERVER_COOKIE_SECRET": "c" * 32})
    checked(dict.fromkeys(NAMES, ""))


@pytest.mark.parametrize(
    "name, text, said",
    [
        ("DATABASE_URL", "mysql://a/b", "sqlite or postgresql"),
        ("DATABASE_URL", "board.sqlite", "postgresql://user@host/name"),
        ("BOARD_STORE", "/etc/passwd/x.sqlite", "is no folder"),
        ("BOARD_STORE", "/tmp", "the path of a file"),
        ("BOARD_DATA", "/none", "no such folder"),
        ("BOARD_INSTITUTION", "/none", "institution.toml"),
        ("BOARD_RECORDS", "all", "'public' or 'private'"),
        ("BOARD_EDITOR_KEY", "fifteen letters", "at least 16"),
        ("BOARD_ORIGINS", "https://a.example, https://b.example/page", "https://board.example"),
        ("FORWARDED_ALLOW_IPS", "10.0.0.1, proxy", "10.0.0.0/8"),
        ("BOARD_API_RATE", "often", "600 per minute"),
        ("BOARD_LIMITS", "memory://", "redis"),
        ("BOARD_METRICS_FROM", "here", "10.0.0.0/8"),
        ("BOARD_DRAIN", "9999", "600"),
        ("STREAMLIT_SERVER_PORT", "70000", "65535"),
        ("STREAMLIT_SERVER_BASE_URL_PATH", "https://a/b", "such as board"),
    ],
)
def test_each_fault_names_the_setting_and_what_is_allowed(name, text, said):
    with pytest.raises(SettingsError) as found:
        checked({name: text})
    (line,) = str(found.value).splitlines()
    assert line.startswith(name) and said in line


def test_a_file_that_takes_no_writes_stops_no_server_and_one_that_cannot_be_made_does(tmp_path, monkeypatch):
    kept = tmp_path / "board.sqlite"
    kept.touch()
    monkeypatch.setattr("os.access", lambda _path, mode: mode != os.W_OK)
    assert checked({"BOARD_STORE": str(kept)}).store == kept
    with pytest.raises(SettingsError, match="cannot be written by this user"):
        checked({"BOARD_STORE": str(tmp_path / "none.sqlite")})


def test_what_signing_in_still_needs_is_said():
    given = {"BOARD_OIDC_METADATA": "http://login.example", "BOARD_OIDC_ADDRESS": "https://board.example/board"}
    given |= {"BOARD_OIDC_CLIENT": "board", "STREAMLIT_SERVER_COOKIE_SECRET": "short", "BOARD_EDITORS": "ada"}
    with pytest.raises(SettingsError) as found:
        checked(given)
    said = str(found.value)
    for fault in (
        "BOARD_OIDC_METADATA 'http://login.example': not an address of https",
        "BOARD_OIDC_SECRET: missing; BOARD_OIDC_METADATA needs it",
        "must end as STREAMLIT_SERVER_BASE_URL_PATH '' has it",
        "STREAMLIT_SERVER_COOKIE_SECRET: should have at least 32 characters",
        "BOARD_EDITORS 'ada': 'ada' is nobody",
    ):
        assert fault in said
    with pytest.raises(SettingsError, match="BOARD_OIDC_METADATA: missing; BOARD_FACILITATORS needs it"):
        checked({"BOARD_FACILITATORS": "@hospital.example"})


def test_people_are_known_by_a_confirmed_address_of_today():
    people = "ada@b.example, @Hospital.example"
    assert [signing.listed(w, people) for w in ("Ada@B.example", "x@hospital.EXAMPLE", "x@a.hospital.example", "")] == [
        True,
        True,
        False,
        False,
    ]
    assert not signing.listed("@hospital.example", people)
    assert signing.address({"email": "a@b.example"}) == signing.address(
        {"email": "a@b.example", "email_verified": True}
    )
    assert signing.address({"email": "a@b.example", "email_verified": False}) == "" == signing.address({"sub": "a"})
    noon = datetime(2026, 11, 30, 12, tzinfo=UTC)
    assert signing.current({"iat": noon.timestamp() - 11 * 3600}, noon)
    assert not signing.current({"iat": noon.timestamp() - 13 * 3600}, noon) and not signing.current({}, noon)


def test_a_server_with_faults_does_not_start_and_says_all():
    faults = {"BOARD_LOG": "xml", "BOARD_RATE": "5", "PATH": ""}
    command = [sys.executable, "-m", "streamlit", "run", "app.py"]
    done = subprocess.run(command, cwd=ROOT, env=faults, capture_output=True, text=True, timeout=150)
    assert done.returncode == 2
    assert "BOARD_LOG 'xml': 'text' or 'json'\nBOARD_RATE: no such setting; BOARD_API_RATE?" in done.stderr
    assert "Traceback" not in done.stderr

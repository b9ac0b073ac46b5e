"""The operator's page: its commands are run as they stand, in order; what needs another machine is parsed."""

import json
import os
import re
import shutil
import subprocess

import pytest

from deploy import audit
from store import failures
from tests.meetings import answered, opened, room
from tests.places import ROOT
from tests.programs import needed
from tests.servers import served

PAGE = (ROOT / "docs" / "operate.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(sh(?: as root)?)\n(.*?)^```$", PAGE, re.M | re.S)
SHELL = [shutil.which("bash") or "bash", "-euo", "pipefail"]


def test_every_command_runs_in_the_order_of_the_page(tmp_path):
    if not (shutil.which("curl") and (ROOT / ".venv").exists()):
        pytest.skip("curl, or the environment that make install prepares, is not here")
    engine = room(f"sqlite:///{tmp_path / 'board.sqlite'}")
    code, _ = opened(engine)
    answered(engine, code, "Ada", 40)
    engine.dispose()
    script = "\n".join(text for kind, text in BLOCKS if kind == "sh")
    with served(tmp_path) as address:
        own = {"BOARD": address, "BACKUPS": str(tmp_path), "DATABASE_URL": ""}
        own["BOARD_STORE"] = str(tmp_path / "board.sqlite")
        done = subprocess.run([*SHELL, "-c", script], cwd=ROOT, env=os.environ | own, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr + done.stdout
    assert '"ready":true' in done.stdout and "board_sessions" in done.stdout and '"meetings": 1' in done.stdout


def test_commands_that_need_a_machine_of_their_own_are_shell_and_name_files_that_exist():
    text = "\n".join(text for kind, text in BLOCKS if kind == "sh as root")
    subprocess.run([*SHELL, "-n"], input=text, text=True, check=True)
    named = re.findall(r"(?:/opt/board/)?(deploy/[\w@.-]+)", PAGE)
    assert named and all((ROOT / name).exists() for name in named)


def test_every_code_of_the_log_is_explained():
    explained = set(re.findall(r"`([a-z-]+)`", PAGE.partition("| code |")[2].partition("\n\n")[0]))
    logged = set(failures.CODES)
    for room_ in ("ui", "store", "web"):
        for path in (ROOT / room_).rglob("*.py"):
            logged |= set(re.findall(r"extra=\{\"code\": \"([a-z-]+)\"\}", path.read_text("utf-8")))
    assert explained == logged


def test_the_balancers_configuration_is_valid():
    needed("haproxy")
    own = {"BOARD_BIND": "127.0.0.1:8080", "BOARD_PREFIX": "/board"}
    own |= {"BOARD_1": "127.0.0.1:8501", "BOARD_2": "127.0.0.1:8502"}
    command = ["haproxy", "-c", "-f", str(ROOT / "deploy" / "haproxy.cfg")]
    done = subprocess.run(command, env=os.environ | own, capture_output=True, text=True)
    assert done.returncode == 0 and "WARNING" not in done.stderr, done.stderr


def pinned(name: str) -> dict[str, str]:
    """Package and version of each line of a requirements file or lock."""
    lines = (ROOT / name).read_text("utf-8")
    found = re.findall(r"^([A-Za-z0-9._-]+)(?:\[[\w,]+\])?==([^\s;\\]+)", lines, re.M)
    return {re.sub(r"[-_.]+", "-", package).lower(): version for package, version in found}


@pytest.mark.parametrize(
    "lock, of",
    [
        ("requirements.lock", ("requirements.txt",)),
        ("requirements-tests.lock", ("requirements.txt", "requirements-tests.txt", "requirements-dask.txt")),
    ],
)
def test_the_locks_hold_what_was_asked_for_each_with_hashes_and_name_no_place(lock, of):
    locked = pinned(lock)
    for name in of:
        asked = pinned(name)
        assert asked and {k: locked.get(k) for k in asked} == asked, f"make lock: {name} was changed"
    text = (ROOT / lock).read_text("utf-8")
    entries = [e for e in re.split(r"^(?=[a-z0-9])", text, flags=re.M) if "==" in e]
    assert len(entries) >= len(locked) and all("--hash=sha256:" in e for e in entries)
    assert "://" not in text


def test_both_locks_agree_so_that_what_is_tested_is_what_is_shipped():
    run, tests = pinned("requirements.lock"), pinned("requirements-tests.lock")
    assert {k: tests.get(k) for k in run} == run


def test_the_bill_of_materials_and_the_licences_list_what_is_shipped():
    bill = json.loads((ROOT / "deploy" / "sbom.cdx.json").read_text("utf-8"))
    assert bill["bomFormat"] == "CycloneDX"
    listed = {re.sub(r"[-_.]+", "-", c["name"]).lower(): c["version"] for c in bill["components"]}
    shipped = pinned("requirements.lock")
    assert {k: v for k, v in listed.items() if k in shipped} == {k: v for k, v in shipped.items() if k in listed}
    # What is for other systems only (markers in the lock) is not in an environment of this one.
    assert set(listed) <= set(shipped) | {"pip", "setuptools"} and len(set(shipped) - set(listed)) <= 8
    licences = (ROOT / "deploy" / "licences.md").read_text("utf-8")
    for name in set(listed) & set(shipped):
        spelt = "[-_.]".join(map(re.escape, name.split("-")))
        assert re.search(rf"^\| {spelt} +\|", licences, re.M | re.I), name


def test_an_audit_says_what_it_found_and_what_it_could_not_ask(tmp_path):
    safe, odd = {"name": "a", "version": "1", "vulns": []}, {"name": "b", "skip_reason": "not on PyPI"}
    hole = {"name": "c", "version": "2", "vulns": [{"id": "PYSEC-1", "fix_versions": ["3"]}]}
    assert audit.told([safe, safe]) == (0, "2 packages, none with a hole that PyPI knows of.")
    assert audit.told([safe, odd, hole]) == (1, "c 2: PYSEC-1, mended in 3\nNot audited, unknown to PyPI: b.")
    assert audit.told([odd])[0] == audit.asked("/none", "requirements.lock")[0] == 2
    fails = tmp_path / "pip-audit"
    fails.write_text("#!/bin/sh\necho 'requests.exceptions.ConnectionError: no way out' >&2; exit 1\n")
    fails.chmod(0o700)
    assert audit.asked(fails, "requirements.lock") == (
        2,
        "Not audited: PyPI cannot be asked from here (ConnectionError).",
    )

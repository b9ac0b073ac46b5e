"""Empty databases for the store's tests: SQLite files, and databases of a real PostgreSQL started here.

`from tests.databases import database, postgresql` in a test module; a test that takes `database` runs on both kinds.
`python -m tests.databases` fetches a PostgreSQL where it can, and says which one the tests use; the tests only look.
"""

import glob
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
import pytest

from tests.chromium import debian

FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
    "/usr/pgsql-*/bin",
)
MISSING = (
    "No PostgreSQL here (initdb and pg_ctl): the store's tests run on SQLite only. Debian: apt-get install postgresql"
)
# Here processes are killed, never the machine: PostgreSQL's own care for the disk is not what is tested.
SETTINGS = ("listen_addresses=127.0.0.1", "max_connections=300", "fsync=off", "full_page_writes=off")
_numbers = count()


def binaries() -> Path | None:
    """The folder that holds initdb and pg_ctl: of the PATH, or where packages put them."""
    found = shutil.which("initdb")
    folders = [str(Path(found).resolve().parent)] if found else []
    folders += sorted((hit for pattern in FOLDERS for hit in glob.glob(pattern)), reverse=True)
    return next((Path(f) for f in folders if (Path(f) / "pg_ctl").exists() and (Path(f) / "initdb").exists()), None)


def main() -> None:
    """Look, then try to install; always ends with one line that says what is there."""
    programs = binaries() or (debian("postgresql") and binaries())
    print(f"The store's tests run on SQLite and on the PostgreSQL of {programs}" if programs else MISSING)


def absent() -> str:
    """Why no PostgreSQL can be started here; "" where one can."""
    if binaries() is None:
        return MISSING
    return "PostgreSQL refuses to run as root and no other user is here" if _unprivileged() is None else ""


@contextmanager
def running() -> Iterator[str]:
    """Address of a database of a PostgreSQL of its own, up until the block ends. RuntimeError where there is none."""
    if why := absent():
        raise RuntimeError(why)
    programs, user = binaries(), _unprivileged()
    # A short path: a Unix socket's name may be no longer than about 100 characters.
    folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))
    if user:
        shutil.chown(folder, user)
    port = _free_port()
    options = " ".join([f"-p {port} -c unix_socket_directories={folder}", *(f"-c {s}" for s in SETTINGS)])
    control = (programs / "pg_ctl", "-D", folder / "data")
    _as(user, programs / "initdb", "-D", folder / "data", "-U", "board", "-A", "trust", "--no-sync", "-E", "UTF8")
    try:
        _as(user, *control, "-l", folder / "log", "-w", "-t", "120", "-o", options, "start")
        server = f"postgresql://board@127.0.0.1:{port}"
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            connection.execute("CREATE DATABASE board")
        yield f"{server}/board"
    finally:
        _as(user, *control, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql():
    """Address of a database of a running PostgreSQL; skipped, with the reason, where there is none."""
    if why := absent():
        pytest.skip(why)
    with running() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, tmp_path) -> str:
    """Address of an empty database, one a test, without any table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'board.sqlite'}"
    server = request.getfixturevalue("postgresql")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'board' AND pid <> pg_backend_pid()"
        )
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    # The same database, under an address of its own: engines are kept by address.
    return f"{server}?application_name=test{next(_numbers)}"


def _unprivileged() -> str | None:
    """The user to run PostgreSQL as: "" for ourselves; None where we are root and there is no other."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return ""
    import pwd

    names = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in names), None)


def _as(user: str, *command: object) -> None:
    subprocess.run(
        [*map(str, command)], check=True, capture_output=True, cwd="/", **({"user": user} if user else {}), timeout=180
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


if __name__ == "__main__":
    main()

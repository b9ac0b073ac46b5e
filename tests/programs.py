"""Other people's programs that tests use: LibreOffice, Inkscape, poppler, HAProxy, Redis.

Each is tried, not only looked for.
`python -m tests.programs` fetches what is missing where it can and says what the tests will do without; the tests
themselves ask `needed`, which skips with the reason.
"""

import io
import os
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from pptx import Presentation

from tests.chromium import debian

# Debian keeps servers where the PATH of root alone looks.
os.environ["PATH"] = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin"))
SQUARE = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


# Fonts of other machines in which an SVG for editing keeps to its frame.
NARROW = ("Calibri", "Carlito", "Arial Narrow", "Liberation Sans Narrow")


@dataclass(frozen=True)
class Program:
    """What a test calls it, Debian's packages, and a trial that raises where it does not work."""

    name: str
    packages: str
    trial: Callable[[], object]


def office(content: bytes, name: str, form: str) -> bytes:
    """Return a file of this name as LibreOffice writes it in another form (an extension, or extension:filter)."""
    (made,) = offices({name: content}, form).values()
    return made


def offices(files: Mapping[str, bytes], form: str) -> dict[str, bytes]:
    """Return name without its extension -> the file in another form, of several files at one start of LibreOffice."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for name, content in files.items():
            (place / name).write_bytes(content)
        profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", "out", *files]
        subprocess.run(command, cwd=place, check=True, capture_output=True, timeout=300)
        return {made.stem: made.read_bytes() for made in (place / "out").iterdir()}


def inkscape(svg: bytes, *options: str) -> bytes:
    """Return what Inkscape prints on an SVG with these options."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "in.svg"
        path.write_bytes(svg)
        done = subprocess.run(["inkscape", *options, str(path)], check=True, capture_output=True, timeout=300)
        return done.stdout


def _calc() -> None:
    content = io.BytesIO()
    openpyxl.Workbook().save(content)
    assert office(content.getvalue(), "a.xlsx", "ods")


def _impress() -> None:
    content = io.BytesIO()
    Presentation().save(content)
    assert office(content.getvalue(), "a.pptx", "odp")


def _runs(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


def _narrow() -> None:
    there = subprocess.run(["fc-list", ":", "family"], check=True, capture_output=True, text=True).stdout
    if not any(name in there for name in NARROW):
        raise ValueError(f"none of {', '.join(NARROW)}")


PROGRAMS = {
    "calc": Program("LibreOffice Calc", "libreoffice-calc", _calc),
    "impress": Program("LibreOffice Impress", "libreoffice-impress", _impress),
    "inkscape": Program("Inkscape", "inkscape", lambda: inkscape(SQUARE, "--query-width")),
    "narrow": Program("A font no wider than the board's", "fonts-liberation", _narrow),
    "poppler": Program("poppler", "poppler-utils", lambda: _runs("pdftoppm", "-v")),
    "haproxy": Program("HAProxy", "haproxy", lambda: _runs("haproxy", "-v")),
    "redis": Program("Redis", "redis-server", lambda: _runs("redis-server", "--version")),
}


@cache
def works(name: str) -> bool:
    """Return whether the program does what it is for, here and now."""
    try:
        PROGRAMS[name].trial()
    except (OSError, ValueError, subprocess.SubprocessError):
        return False
    return True


def needed(name: str) -> None:
    """Skip the test that asks, with the reason, where the program does not work."""
    if not works(name):
        program = PROGRAMS[name]
        pytest.skip(f"{program.name} does not work here (Debian: apt-get install {program.packages})")


def main() -> None:
    """Try each, fetch what is missing, and say in a line what is there and what is not."""
    for name, program in PROGRAMS.items():
        if not works(name) and debian(program.packages):
            works.cache_clear()
    missing = [program for name, program in PROGRAMS.items() if not works(name)]
    there = [program.name for program in PROGRAMS.values() if program not in missing]
    print(f"Tests of files and of several servers use {', '.join(there) or 'no other program'}")
    for program in missing:
        print(f"{program.name} does not work here: its tests do NOT run (Debian: apt-get install {program.packages})")


if __name__ == "__main__":
    main()

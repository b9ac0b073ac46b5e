"""A Chromium for the browser tests: one already here, else Debian's package, else Playwright's own, else a clear line.

The same Chromium without windows ("headless shell") opens a page in two thirds of the time: it is taken where there is
one. `python -m tests.chromium` fetches what it can; the tests themselves only look.
"""

import glob
import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
SHELL = "chromium-headless-shell"
PLAYWRIGHT = ("~/.cache/ms-playwright", "~/Library/Caches/ms-playwright", "~/AppData/Local/ms-playwright")
WHOLE = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
    "chromium-*/chrome-win*/chrome.exe",
)
WINDOWLESS = ("chromium_headless_shell-*/*/headless_shell", "chromium_headless_shell-*/*/chrome-headless-shell")
MISSING = (
    "No Chromium here and none could be installed: the browser tests (tests/browser) do NOT run. "
    "Install one (Debian: apt-get install chromium), or name it: CHROMIUM=/path/to/chromium make test"
)


def find() -> str | None:
    """Path of a Chromium: $CHROMIUM, one on the PATH, or Playwright's."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named if Path(named).exists() else None
    return next(filter(None, map(shutil.which, NAMES)), None) or _playwright(*WHOLE)


def shell() -> str | None:
    """Path of a Chromium without windows, Debian's or Playwright's; None where another is named or there is none."""
    if os.environ.get("CHROMIUM"):
        return None
    return shutil.which(SHELL) or _playwright(*WINDOWLESS)


def main() -> None:
    """Look, then try to install; always ends with one line that says what is there."""
    if not os.environ.get("CHROMIUM"):
        shell() or debian(SHELL, 120) or find() or debian("chromium") or _download()
    path = shell() or find()
    print(f"Browser tests use {path}" if path else MISSING)


def _playwright(*patterns: str) -> str | None:
    folders = [Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH", folder)).expanduser() for folder in PLAYWRIGHT]
    return next((hit for folder in folders for p in patterns for hit in glob.glob(str(folder / p))), None)


def debian(package: str, seconds: int = 900) -> bool:
    """Whether Debian's package could be installed in time, as root or by a sudo that asks for no password."""
    if not shutil.which("apt-get"):
        return False
    prefix = [] if getattr(os, "geteuid", lambda: 1)() == 0 else ["sudo", "-n"] if shutil.which("sudo") else None
    if prefix is None:
        return False
    print(f"No {package} found; trying Debian's package.")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "timeout": seconds}
    steps = (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", package])
    return all(_ran([*prefix, *step], quiet) for step in steps)


def _download() -> bool:
    print("Trying Playwright's own Chromium.")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "timeout": 600}
    return _ran([sys.executable, "-m", "playwright", "install", "chromium"], quiet)


def _ran(command: list[str], options: dict) -> bool:
    try:
        return subprocess.run(command, **options).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


if __name__ == "__main__":
    main()

"""The README agrees with the code: pages, rooms, commands, make targets, the pinned versions, the picture."""

import re
import subprocess
import sys

from tests.places import ROOT

README = (ROOT / "README.md").read_text()


def table(heading: str) -> list[str]:
    """First cells of the table under a heading."""
    part = README.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return [line.split("|")[1].strip() for line in part.splitlines() if line.startswith("|")][2:]


def test_every_page_stands_in_the_table_of_screens_and_the_reverse():
    assert {cell.strip("`") for cell in table("Screens")} == {p.stem for p in (ROOT / "pages").glob("*.py")}


def test_every_room_exists_and_every_folder_of_code_is_a_room():
    named = {name.rstrip("/") for cell in table("The rooms") for name in re.findall(r"`([^`]+)`", cell)}
    assert all((ROOT / name).exists() for name in named)
    folders = {
        p.name for p in ROOT.iterdir() if p.is_dir() and not p.name.startswith((".", "_")) and any(p.glob("*.*"))
    }
    assert folders - named <= {"docs", "var"}  # var: what a board started here has kept


def test_every_command_shown_is_a_command_and_the_reverse():
    shown = set(re.findall(r"-m ranking (\w+)", README))
    listed = subprocess.run(
        [sys.executable, "-m", "ranking", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    commands = set(re.findall(r"^  (\w+) ", listed.partition("Commands:")[2], re.M))
    assert shown == commands


def test_every_make_target_named_exists():
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.M))
    assert set(re.findall(r"`?make (\w+)`?", README)) - {"PYTHON"} <= targets


def test_the_picture_is_a_picture():
    path = ROOT / re.search(r"!\[.*?\]\((.+?)\)", README)[1]
    assert path.read_bytes().startswith(b"\x89PNG")


def test_the_block_shown_is_a_block_of_the_data():
    shown = README.partition("```toml\n")[2].partition("```")[0]
    assert shown.strip() in (ROOT / "providers" / "s3ns.toml").read_text()


PATH = re.compile(r"`((?:[\w<>*.-]+/)+[\w<>*.-]+\.(?:py|js|css|toml|md|json|csv|j2|cfg|yaml|sql|env))`")


def test_every_path_that_a_document_names_exists():
    """From the root or beside the document; `<id>` and `*` stand for any name."""
    gone = []
    for document in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *ROOT.glob("[a-z]*/*.md")):
        for path in PATH.findall(document.read_text()):
            wanted = re.sub(r"<\w+>", "*", path)
            if not any(next(place.glob(wanted), None) for place in (ROOT, document.parent)):
                gone.append(f"{document.relative_to(ROOT)}: {path}")
    # Written by a command, on the keeper's machine alone.
    assert gone == ["README.md: providers/sources_seen.csv"]

"""`python -m ranking export` and `snapshot`: the files of the screens, whole or not at all."""

import csv
import io
import json
import os
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
from PIL import Image

from address.links import link
from exports.data import snapshots
from exports.data.package import package
from exports.data.tables import json_bytes
from exports.data.workbook import scenario_of, workbook
from exports.pictures.catalogue import CATALOGUE
from exports.svg.picture_frame import SIZES
from headless import main
from headless.export import FORMATS, PICTURES, SETS
from ranking.facts.load import load
from ranking.weighing.rank import rank
from ranking.weighing.scenario import Scenario
from tests.examples import DAY
from tests.places import ROOT
from tests.ranking.facts.board_files import write_board

NOON = ("--as-of", "2026-06-01")
LINK = "https://board.example/app/tradeoff?date=2026-06-01&profile=sovereign&lang=en&data="


@pytest.fixture
def board(tmp_path) -> Path:
    return write_board(tmp_path / "board")


@pytest.fixture
def ask(board, monkeypatch, capsys):
    """The program in this process, in an empty folder: (exit code, standard output, standard error)."""
    place = board.parent / "out"
    place.mkdir()
    monkeypatch.chdir(place)

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setenv("BOARD_DATA", str(board))
        monkeypatch.setattr(sys, "argv", ["ranking", *words])
        with pytest.raises(SystemExit) as end:
            main()
        return end.value.code, *capsys.readouterr()

    return run


def names() -> list[str]:
    return sorted(os.listdir())


def test_the_workbook_is_that_of_the_screens_and_reads_back(ask, board):
    code, out, err = ask(
        "export",
        "--what",
        "workbook",
        *NOON,
        "--require",
        "hds",
        "--lang",
        "fr",
        "--base",
        "https://board.example",
        "--out",
        "a.xlsx",
    )
    evidence, asked = load(board), Scenario(DAY, require=("hds",))
    content = Path("a.xlsx").read_bytes()
    assert (code, err, names()) == (0, "", ["a.xlsx"])
    assert out == f"a.xlsx: {len(content)} bytes, data {evidence.version}\n"
    assert content == workbook(evidence, asked, "fr", "https://board.example")
    assert scenario_of(content, evidence) == asked


def test_package_json_and_facts(ask, board):
    evidence = load(board)
    assert ask("export", "--what", "package", "--out", "p.zip")[0] == 0
    assert Path("p.zip").read_bytes() == package(evidence)
    assert ask("export", "--what", "json", *NOON, "--out", "r.json")[0] == 0
    assert Path("r.json").read_bytes() == json_bytes(evidence, rank(evidence, Scenario(DAY)))
    assert ask("export", "--what", "facts", *NOON, "--offers", "local", "--out", "f.csv")[0] == 0
    rows = list(csv.DictReader(io.StringIO(Path("f.csv").read_text("utf-8"))))
    assert {r["offer"] for r in rows} == {"local"} and len(rows) == len(evidence.offers["local"].facts)
    assert names() == ["f.csv", "p.zip", "r.json"]


def test_the_json_file_says_what_rank_says(ask):
    ask("export", "--what", "json", *NOON, "--out", "r.json")
    assert json.loads(Path("r.json").read_text("utf-8")) == json.loads(ask("rank", *NOON, "--format", "json")[1])


def test_the_ending_of_out_chooses_the_format_and_french_csv_is_asked_for(ask):
    assert ask("export", "--what", "ranking", *NOON, "--out", "r.csv")[0] == 0
    assert Path("r.csv").read_bytes().startswith(b'"place","offer",')
    assert ask("export", "--what", "ranking", *NOON, "--format", "csv-fr", "--out", "r.csv")[0] == 0
    assert Path("r.csv").read_bytes().startswith('\ufeff"Rang";"Identifiant";'.encode())


def test_a_link_gives_scenario_language_and_address(ask, board):
    evidence = load(board)
    code, _, err = ask("export", "--what", "workbook", "--link", LINK + evidence.version, "--out", "a.xlsx")
    assert (code, err) == (0, "")
    book = openpyxl.load_workbook("a.xlsx")
    assert scenario_of(Path("a.xlsx").read_bytes(), evidence) == Scenario(DAY, "sovereign")
    cells = [c.value for row in book["Read me"] for c in row]
    assert f"https://board.example/app/?date=2026-06-01&profile=sovereign&lang=en&data={evidence.version}" in cells


def test_a_link_of_other_facts_is_named_beside_the_answer_and_then_takes_its_facts(ask, board):
    then = load(board)
    code, out, _ = ask("snapshot")
    assert (code, out) == (0, f"{board / 'snapshots' / then.version}.zip: written\n")
    assert ask("snapshot")[1].endswith(": kept already\n")
    path = board / "providers/global.toml"
    path.write_text(
        path.read_text("utf-8").replace(
            "[[hds]]\nvalid_from = 2018-01-01\nvalue = 2", "[[hds]]\nvalid_from = 2018-01-01\nvalue = 0"
        ),
        "utf-8",
    )
    now = load(board)
    link = LINK.replace("profile=sovereign&", "") + then.version
    code, _, err = ask("export", "--what", "json", "--link", link, "--out", "now.json")
    assert code == 0 and err == f"link: made on data {then.version!r}; this is data {now.version}\n"
    assert ask("rank", "--link", link)[2] == err
    code, out, err = ask("export", "--what", "json", "--link", link, "--then", "--out", "then.json")
    assert (code, err) == (0, "") and then.version in out
    for name, evidence in (("now", now), ("then", then)):
        assert Path(f"{name}.json").read_bytes() == json_bytes(evidence, rank(evidence, Scenario(DAY)))
    assert Path("now.json").read_bytes() != Path("then.json").read_bytes()
    code, out, err = ask("export", "--what", "json", "--link", LINK + "0123abcd", "--then", "--out", "x.json")
    assert (code, out, err) == (2, "", "error: data 0123abcd: no snapshot is kept\n")


def test_a_file_that_is_there_is_replaced_whole_or_left_alone(ask):
    Path("r.json").write_text("before")
    assert (
        ask(
            "export",
            "--what",
            "json",
            "--weights",
            "sovereignty=0,certification=0,readiness=0,cost_exit=0",
            "--out",
            "r.json",
        )[0]
        == 2
    )
    assert (Path("r.json").read_text(), names()) == ("before", ["r.json"])
    assert ask("export", "--what", "json", *NOON, "--out", "r.json")[0] == 0
    assert json.loads(Path("r.json").read_text("utf-8"))["as_of"] == "2026-06-01"
    assert names() == ["r.json"]


def test_what_is_written_has_the_usual_rights(ask):
    ask("export", "--what", "json", *NOON, "--out", "r.json")
    Path("plain").write_text("")
    assert stat.S_IMODE(Path("r.json").stat().st_mode) == stat.S_IMODE(Path("plain").stat().st_mode)


def test_a_write_that_fails_leaves_nothing(tmp_path):
    target = tmp_path / "x.bin"
    target.mkdir()
    with pytest.raises(OSError):
        snapshots.replace(target, b"content")
    assert [p.name for p in tmp_path.iterdir()] == ["x.bin"]


BAD = [
    [],
    ["--what", "json"],
    ["--what", "nothing", "--out", "x"],
    ["--out", "x.json"],
    ["--what", "json", "--out", "x.pdf"],
    ["--what", "package", "--format", "csv", "--out", "x.zip"],
    ["--what", "json", "--out", "nowhere/x.json"],
    ["--what", "json", "--out", "."],
    ["--what", "json", "--out", "x.json", "--as-of", "soon"],
    ["--what", "json", "--out", "x.json", "--lang", "de"],
    ["--what", "json", "--out", "x.json", "--base", "ftp://x"],
    ["--what", "json", "--out", "x.json", "--base", "http://["],
    ["--what", "json", "--out", "x.json", "--link", "http://["],
    ["--what", "json", "--out", "x.json", "--then"],
    ["--what", "json", "--out", "x.json", "--then", "--link", "https://b.example/?data=../../x"],
    ["--what", "ranking", "--out", "x.gif"],
    ["--what", "all", "--out", "x.png"],
    ["--what", "all", "--format", "xlsx", "--out", "x.zip"],
    ["--what", "all", "--out", "x.zip", "--size", "poster"],
    ["--what", "plane", "--out", "x.csv"],
    ["--what", "json", "--out", "x.json", "--size", "slide"],
    ["--what", "ranking", "--out", "x.csv", "--dark"],
    ["--what", "workbook", "--out", "x.xlsx", "--scale", "2"],
    ["--what", "ranking", "--out", "x.png", "--scale", "9"],
    ["--what", "json", "--out", "x.json", "--profile", "two\nlines"],
]


@pytest.mark.parametrize("words", BAD, ids=lambda words: " ".join(words).replace("\n", " ") or "nothing")
def test_bad_arguments_are_one_line_exit_2_and_nothing_written(ask, words):
    code, out, err = ask("export", *words)
    assert (code, out, names()) == (2, "", [])
    assert len(err.splitlines()) == 1 and err.startswith("error: ") and len(err) > 12


def test_what_cannot_be_made_here_is_one_line_too(ask, monkeypatch):
    monkeypatch.setitem(sys.modules, "exports.data.workbook", None)
    code, out, err = ask("export", "--what", "workbook", "--out", "x.xlsx")
    assert (code, out, names()) == (2, "", [])
    assert err == (
        "error: this installation cannot make it: module exports.data.workbook is missing; "
        "install what requirements.txt names\n"
    )


@pytest.mark.parametrize(("form", "begins"), [("png", b"\x89PNG"), ("svg", b"<"), ("pdf", b"%PDF-")])
def test_a_picture_is_that_of_the_screens(ask, board, form, begins):
    picture = pytest.importorskip("exports.pictures.picture_file").picture
    name = f"p.{form}"
    code, _, err = ask(
        "export",
        "--what",
        "ranking",
        *NOON,
        "--size",
        "square",
        "--lang",
        "en",
        "--dark",
        "--base",
        "https://board.example",
        "--out",
        name,
    )
    assert (code, err, names()) == (0, "", [name])
    content = Path(name).read_bytes()
    assert content.lstrip().startswith(begins)
    assert content == picture(
        load(board), Scenario(DAY), "ranking", form, size="square", lang="en", dark=True, base="https://board.example"
    )
    if form == "png":
        assert Image.open(name).size == (1080, 1080)


def test_in_a_process_of_its_own_without_the_screen(board, tmp_path):
    """Nothing of the screen is imported, and the file is there."""
    program = "import sys; from headless import main\ntry: main()\nfinally: print('streamlit' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program, "export", "--what", "package", "--out", str(tmp_path / "p.zip")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "BOARD_DATA": str(board)},
    )
    assert (done.returncode, done.stderr, done.stdout.splitlines()[-1]) == (0, "", "False")
    assert zipfile.is_zipfile(tmp_path / "p.zip")


SIGNS = {
    "png": b"\x89PNG",
    "svg": b"<svg",
    "pdf": b"%PDF-",
    "zip": b"PK",
    "pptx": b"PK",
    "xlsx": b"PK",
    "html": b"<!DOCTYPE html>",
    "json": b"{",
}


def test_every_kind_in_every_form_is_written_whole(ask):
    for what, forms in FORMATS.items():
        for form in forms[1:2] if what in SETS else forms:
            name = f"{what}-{form}." + ("zip" if what in SETS else form.removesuffix("-fr").removesuffix("-outlines"))
            # What divides takes two points of view, and the small board documents none.
            two = ["--link", f"?voices=me,{Scenario(DAY).profile}~~sovereignty:9~~~~Ada"] if what == "divides" else []
            code, out, err = ask("export", "--what", what, "--format", form, *NOON, *two, "--lang", "en", "--out", name)
            if what == "ready":
                # Three invented offers, and none of the facts that the platform asked for.
                assert code == 2 and err.startswith("error: ") and not Path(name).exists()
                continue
            assert (code, err) == (0, ""), (what, form)
            content = Path(name).read_bytes()
            assert content.startswith(SIGNS.get(Path(name).suffix[1:], b"")) and str(len(content)) in out
    assert not [name for name in names() if name.startswith(".")]


@pytest.mark.parametrize("size", ["slide", "report", "square", "projector"])
def test_every_size_theme_and_scale(ask, size):
    for scale, more in ((1, ()), (2, ("--dark",)), (1, ("--transparent",))):
        assert (
            ask("export", "--what", "plane", *NOON, "--size", size, "--scale", str(scale), *more, "--out", "p.png")[0]
            == 0
        )
        assert Image.open("p.png").size == (SIZES[size].width * scale, SIZES[size].height * scale)


def test_a_set_holds_the_pictures_of_a_screen_as_asked(ask):
    assert (
        ask("export", "--what", "all-tradeoff", *NOON, "--format", "svg", "--lang", "fr", "--dark", "--out", "s.zip")[0]
        == 0
    )
    with zipfile.ZipFile("s.zip") as held:
        assert [n.split("-")[1] for n in held.namelist() if n.endswith(".svg")] == ["tradeoff", "plane"]
        assert "#14161A" in held.read(held.namelist()[0]).decode()


def test_a_link_hands_on_what_its_screen_shows_and_may_be_short(ask, board):
    evidence = load(board)
    scenario = Scenario(
        DAY,
        weights=tuple((c, 7.25) for c in sorted(evidence.criteria)),
        require=("hds",),
        offers=tuple(evidence.offers),
    )
    long = link(
        "https://board.example",
        scenario,
        evidence.version,
        "en",
        "tradeoff",
        sides="certification,readiness",
        vary="order-nested-30-10-97-85-60",
    )
    assert "s=" in long
    code, _, err = ask("export", "--what", "tradeoff", "--link", long, "--out", "t.svg")
    assert (code, err) == (0, "")
    assert "Certification" in Path("t.svg").read_text("utf-8")
    assert ask("export", "--what", "json", "--link", long, "--out", "r.json")[0] == 0
    assert json.loads(Path("r.json").read_text("utf-8"))["scenario"] == scenario.to_json()
    damaged = long.replace("s=1", "s=1A")
    # Its scenario is lost: the ranking of another would pass for it.
    code, _, err = ask("export", "--what", "json", "--link", damaged, "--out", "d.json")
    assert code == 2 and "damaged" in err and not Path("d.json").exists()


def test_every_kind_that_the_issue_names_can_be_asked_for():
    assert set(PICTURES) == set(CATALOGUE) and {"evidence", "replay", "all"} <= set(FORMATS)
    assert set(FORMATS) >= {"ranking", "tradeoff", "timeline", "robustness", "report", "slides", "workbook", "package"}
    assert all(FORMATS[what][:4] == ("png", "svg", "pdf", "svg-outlines") for what in PICTURES)

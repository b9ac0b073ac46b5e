"""The loader: a good folder gives the evidence back, and every fault is named with its path, line and block."""

from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ranking.facts.load import load
from tests.examples import OFFERS, small_evidence
from tests.ranking.facts.board_files import write_board
from tests.ranking.facts.spoiling import (
    CRITERION,
    DECISIONS,
    EQUAL,
    EVENTS,
    GATES,
    JURISDICTION,
    LOCAL,
    OFFICIAL,
    OPEN,
    SOVEREIGN,
    refusal,
    spoil,
)


def test_a_written_board_loads_as_the_evidence_it_was_written_from(board):
    written, read = small_evidence(), load(board)
    for field in fields(written):
        if field.name != "version":
            assert getattr(read, field.name) == getattr(written, field.name), field.name


@pytest.mark.parametrize("file", [LOCAL, EQUAL, GATES, EVENTS, DECISIONS])
def test_a_slip_of_toml_is_named_with_its_line_and_nothing_else_is_said_of_the_file(board, file):
    lines = (board / file).read_text("utf-8").splitlines()
    lines[2] = lines[2].replace(" = ", " = = ")
    (board / file).write_text("\n".join(lines), "utf-8")
    found = [line for line in refusal(board) if line.startswith(f"{file}:")]
    assert found == [
        f"{file}:3: not TOML: Invalid value (at line 3, column {lines[2].index('= =') + 3}); see providers/README.md"
    ]


def test_toml_that_ends_too_soon_is_named_with_its_last_line(board):
    (board / LOCAL).write_text('name = "Local"\nunknown = [\n', "utf-8")
    assert refusal(board) == [f"{LOCAL}:2: not TOML: Invalid value (at end of document); see providers/README.md"]


@pytest.mark.parametrize("value", ["9" * 5000, "[" * 5000 + "]" * 5000], ids=["huge number", "deep nesting"])
def test_toml_beyond_reason_is_refused_without_a_traceback(board, value):
    spoil(board, LOCAL, "[[jurisdiction]]", f"size = {value}\n[[jurisdiction]]")
    assert len(refusal(board)) == 1 and refusal(board)[0].startswith(f"{LOCAL}:")


@pytest.mark.parametrize("file", [LOCAL, EQUAL, GATES, EVENTS, DECISIONS])
def test_a_file_that_is_not_utf_8_is_named(board, file):
    (board / file).write_bytes('name = "Souveraineté"\n'.encode("latin-1"))
    assert f"{file}:1: not UTF-8 text; a readable text file in UTF-8" in refusal(board)


@pytest.mark.parametrize("file", [CRITERION, GATES, EVENTS, DECISIONS])
def test_a_missing_file_is_named(board, file):
    (board / file).unlink()
    assert f"{file}:1: cannot be read; a readable text file in UTF-8" in refusal(board)


@pytest.mark.parametrize("folder", ["providers", "profiles"])
def test_an_empty_folder_is_named(board, folder):
    for path in (board / folder).iterdir():
        path.unlink()
    assert f"{folder}/:1: no *.toml file; at least one" in refusal(board)


def test_a_board_without_the_profile_it_opens_with_is_refused(board):
    (board / EQUAL).unlink()
    assert "profiles/:1: no equal.toml; the profile a board opens with" in refusal(board)


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    assert refusal(tmp_path / "nowhere") == ["criteria.csv:1: cannot be read; a readable text file in UTF-8"]


def test_all_faults_of_all_files_are_reported_at_once_in_order_of_place(board):
    spoil(board, CRITERION, JURISDICTION, JURISDICTION.replace("0,4", "x,4"))
    spoil(board, LOCAL, "value = 80", "value = -80")
    spoil(board, LOCAL, '"FR"', '"fr"')
    spoil(board, "providers/small.toml", "[[hds]]", "[[hdx]]")
    spoil(board, EQUAL, '"A"', '"Z"')
    spoil(board, EVENTS, '"court"', '"x"')
    spoil(board, GATES, "minimum = 2", "minimum = 7")
    places = [line.split(": ")[0] for line in refusal(board)]
    assert places == [
        "criteria.csv:6 [[jurisdiction]]",
        "musthaves.toml:2 [[gate]]",
        "profiles/equal.toml:1",
        "providers/local.toml:1",
        "providers/local.toml:73 [[vm_price]]",
        "providers/small.toml:1",
        "providers/small.toml:25 [[hdx]]",
        "timeline.toml:2 [[event]]",
    ]


def test_a_refused_row_of_criteria_is_not_held_against_the_files_that_use_it(board):
    spoil(board, CRITERION, JURISDICTION, JURISDICTION.replace("0,4", "x,4"))
    assert refusal(board) == ["criteria.csv:6 [[jurisdiction]]: worst = 'x'; worst is a number"]


def test_windows_line_ends_and_a_byte_order_mark_are_accepted(board):
    before = load(board)
    for path in board.rglob("*.*"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert load(board).version == before.version
    assert load(board).offers == before.offers
    (board / CRITERION).write_bytes(b"\xef\xbb\xbf" + (board / CRITERION).read_bytes())
    assert load(board).criteria == before.criteria


def test_line_numbers_count_as_an_editor_counts(board):
    spoil(board, LOCAL, "name =", "# a\u2028line\x85of old\n\nname =")
    spoil(board, LOCAL, "value = 80", "value = -80")
    assert refusal(board) == [f"{LOCAL}:75 [[vm_price]]: value = -80; vm_price is a number, 0 or more{OPEN}"]


def test_the_data_version_does_not_depend_on_the_order_in_which_files_were_written(tmp_path):
    evidence = small_evidence()
    turned = small_evidence(dict(reversed(OFFERS.items())))
    one, two = write_board(tmp_path / "one", evidence), write_board(tmp_path / "two", turned)
    assert load(one).version == load(two).version
    assert list(load(one).offers) == list(load(two).offers)


def test_the_data_version_changes_with_one_byte_of_a_value_and_with_a_file_name(board):
    versions = {load(board).version}
    spoil(board, LOCAL, "value = 80", "value = 81")
    versions.add(load(board).version)
    spoil(board, EVENTS, "A ruling (en)", "a ruling (en)")
    versions.add(load(board).version)
    (board / "providers/small.toml").rename(board / "providers/tiny.toml")
    versions.add(load(board).version)
    assert len(versions) == 4
    assert all(len(v) == 8 and set(v) <= set("0123456789abcdef") for v in versions)


ODD = [
    "3",
    "-1",
    "nan",
    "1e400",
    "true",
    '""',
    '"x"',
    "2020-07-06",
    "2020-07-06T10:00:00",
    "10:00:00",
    "[]",
    "{}",
    '"' + "x" * 200 + '"',
]
ODD_CELLS = ["", "x", "-1", "nan", "inf", "1e400", '"', "a;b", " = ", "0 = a; 0 = b", "svc_db"]
VALUES = st.recursive(
    st.sampled_from(ODD),
    lambda inner: (
        st.lists(inner, max_size=2).map(lambda xs: f"[{', '.join(xs)}]") | inner.map(lambda x: f"{{ k = {x} }}")
    ),
    max_leaves=3,
)


@settings(max_examples=100)
@given(data=st.data(), value=VALUES)
def test_any_value_in_any_place_is_accepted_or_refused_but_never_a_traceback(data, value, tmp_path_factory):
    root = write_board(tmp_path_factory.mktemp("board"))
    file = data.draw(st.sampled_from([LOCAL, EQUAL, SOVEREIGN, OFFICIAL, GATES, EVENTS, DECISIONS]))
    lines = (root / file).read_text("utf-8").split("\n")
    place = data.draw(st.sampled_from([n for n, line in enumerate(lines) if " = " in line]))
    lines[place] = f"{lines[place].split(' = ')[0]} = {value}"
    (root / file).write_text("\n".join(lines), "utf-8")
    for line in refusal(root):
        assert "; " in line and ":" in line


@given(data=st.data(), cell=st.sampled_from(ODD_CELLS))
def test_any_cell_of_criteria_csv_is_accepted_or_refused_but_never_a_traceback(data, cell, tmp_path_factory):
    root = write_board(tmp_path_factory.mktemp("board"))
    lines = (root / CRITERION).read_text("utf-8").split("\n")
    row = data.draw(st.integers(0, len(lines) - 2))
    cells = lines[row].split(",")
    cells[data.draw(st.integers(0, len(cells) - 1))] = cell
    lines[row] = ",".join(cells)
    (root / CRITERION).write_text("\n".join(lines), "utf-8")
    refusal(root)

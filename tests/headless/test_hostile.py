"""Files and options that mean harm or were cut short: one line, exit code 2, nothing written."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ranking.errors import BoardError
from ranking.json_reader import NotJson, json_value
from ranking.plain.matrix import Matrix, matrix

PLAIN = {
    "alternatives": ["a", "b"],
    "criteria": ["x", "y"],
    "worst": [0, 0],
    "best": [10, 10],
    "matrix": [[1, 2], [3, 4]],
}


def refused(done) -> str:
    code, out, err = done
    assert (code, out) == (2, "") and err.startswith("error: ") and err.count("\n") == 1 and len(err) < 900
    return err


def text(**more) -> str:
    return json.dumps({**PLAIN, **more})


BROKEN = {
    "nothing": (b"", "the file is empty"),
    "blank": (b" \n\n", "the file is empty"),
    "cut": (b'{"alternatives": ["a"', "line 1, column 22: a comma or a closing bracket is missing"),
    "single quotes": (b"{'a': 1}", "a name in double quotes is missing"),
    "no value": (b'{"a": }', "line 1, column 7: a value is missing"),
    "no colon": (b'{"a" 1}', "a colon is missing"),
    "open text": (b'{"a', "a text has no closing quote"),
    "line break in a text": (b'{"a\n": 1}', "inside a text"),
    "two values": (b"{} {}", "something stands after the end"),
    "ANSI": ('{"note": "é"}'.encode("cp1252"), "save it again as UTF-8"),
    "workbook": (b"PK\x03\x04...", "an Office or ZIP file"),
    "PDF": (b"%PDF-1.7", "a PDF"),
    "deep list": (b"[" * 200_000, "nested too deep"),
    "deep object": (b'{"a":' * 200_000, "nested too deep"),
    "NaN": (b'{"a": NaN}', "NaN is no number"),
    "Infinity": (b'{"a": -Infinity}', "-Infinity is no number"),
    "huge number": (b'{"a": ' + b"9" * 10_000 + b"}", "a number of 10000 digits"),
    "key twice": (b'{"weights": [1], "weights": [2]}', "a key stands twice in one object, 'weights'"),
    "key twice inside": (b'{"worst": {"x": 1, "x": 2}}', "'x'"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_json_is_refused_in_a_clerks_words(name):
    content, says = BROKEN[name]
    with pytest.raises(NotJson) as found:
        json_value(content)
    assert says in str(found.value) and "\n" not in str(found.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_encoding_of_json_is_read(encoding):
    assert json_value('{"délai": [1, 2.5, null, true]}'.encode(encoding)) == {"délai": [1, 2.5, None, True]}


HOSTILE = {
    "unknowns is a list": {"unknowns": []},
    "unknowns is a number": {"unknowns": 1},
    "names nested": {"alternatives": [["a"], "b"]},
    "a name is a number": {"alternatives": ["a", 1]},
    "half a character": {"alternatives": ["\ud800", "b"]},
    "half a character in a criterion": {"criteria": ["x", "\udfff"]},
    "a control character": {"alternatives": ["\x1b[31m", "b"]},
    "a line end": {"criteria": ["x\ny", "z"]},
    "a huge name": {"alternatives": ["a" * 100_000, "b"]},
    "an empty name": {"alternatives": ["", "b"]},
    "an empty list": {"alternatives": [], "matrix": []},
    "too many": {"alternatives": [f"a{n}" for n in range(501)]},
    "worst as a number": {"worst": 0},
    "worst nested": {"worst": [[0], 0]},
    "worst true": {"worst": [True, 0]},
    "worst null": {"worst": [None, 0]},
    "worst huge": {"worst": [10**300, 0]},
    "anchors a hair apart": {"worst": [1e14, 0], "best": [100000000000000.02, 10]},
    "anchors a hair apart, in logarithms": {
        "worst": [1e14, 1],
        "best": [100000000000000.02, 10],
        "scale": ["log", "log"],
    },
    "log of nothing": {"scale": ["log", "log"]},
    "scale nested": {"scale": [["log"], "linear"]},
    "scale one word": {"scale": "linear"},
    "a row is a text": {"matrix": ["12", [3, 4]]},
    "a row too long": {"matrix": [[1, 2, 3], [3, 4]]},
    "a value true": {"matrix": [[True, 2], [3, 4]]},
    "a value nested": {"matrix": [[[1], 2], [3, 4]]},
    "a value huge": {"matrix": [[10**300, 2], [3, 4]]},
    "weights negative": {"weights": [-1, 2]},
    "weights nested": {"weights": {"x": [1]}},
    "weights of nobody": {"weights": {"\ud800": 1}},
    "order nested twice": {"order": [[["x"]], "y"]},
    "order of nothing": {"order": []},
    "high in per cent": {"high": [30, 90]},
    "high above one": {"high": [1.5, 1]},
    "low in per cent": {"low": [30, 20]},
    "low above high": {"low": [0.6, 0], "high": [0.5, 1]},
    "nothing known and left out": {"matrix": [[None, None], [None, None]], "unknowns": "ignore"},
    "an unknown key": {"\ud800wieghts": 1},
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_matrix_is_refused_in_one_line(ask, tmp_path, name):
    file = tmp_path / "m.json"
    file.write_text(text(**HOSTILE[name]), "utf-8")
    refused(ask("solve", file))


def test_a_file_that_never_ends_is_refused(ask, tmp_path):
    file = tmp_path / "m.json"
    file.write_bytes(b" " * 21_000_000)
    assert "longer than" in refused(ask("solve", file))
    refused(ask("solve", tmp_path))


OPTIONS = [
    *[("robustness", "--threshold", bad) for bad in ("nan", "inf", "-1", "101", "half")],
    *[("robustness", "--concentration", bad) for bad in ("nan", "inf", "-inf", "0", "-3", "1e300", "1e-300")],
    *[("robustness", "--range", bad) for bad in ("nan", "inf", "-1", "101")],
    *[("robustness", "--samples", bad) for bad in ("0", "-1", "1e3", "nan", "9" * 5000)],
    *[("robustness", "--seed", bad) for bad in ("-1", "nan", "9" * 5000)],
    *[("robustness", "--workers", bad) for bad in ("0", "65", "inf")],
    *[("rank", "--weights", f"hds={bad}") for bad in ("nan", "inf", "-inf", "-1", "1e400", "1001", "")],
    ("history", "--since", "nan"),
    ("export", "--what", "ranking", "--out", "x.png", "--scale", "inf"),
]


@pytest.mark.parametrize("words", OPTIONS, ids=lambda words: " ".join(words)[:60])
def test_a_number_off_its_range_is_refused_whatever_the_option(ask, words):
    refused(ask(*words))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["x", "y", "z"]), inner, max_size=2),
    max_leaves=5,
)
KEYS = st.sampled_from([*PLAIN, "weights", "order", "low", "high", "unknowns", "scale", "note", "other"])


@settings(max_examples=300)
@given(changes=st.dictionaries(KEYS, JSON, max_size=3))
def test_whatever_stands_in_a_matrix_it_is_read_or_refused_in_one_line(changes):
    try:
        found = matrix({**PLAIN, **changes})
    except BoardError as error:
        assert "\n" not in str(error) and len(str(error)) < 900
    else:
        assert isinstance(found, Matrix) and 0 <= found.problem.total().min() <= found.problem.total().max() <= 100

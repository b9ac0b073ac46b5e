"""`robustness` and `solve`: the promised keys, the numbers behind them, and one line with code 2 on bad input."""

import json
from pathlib import Path

import numpy as np
import pytest

from ranking.plain.matrix import matrix, span
from ranking.robustness.problem import plain
from ranking.robustness.smaa import acceptability
from ranking.robustness.weight_spaces import Uniform
from tests.places import ORACLES

PROMISED = {
    "samples",
    "seed",
    "rank_acceptability",
    "first_share",
    "central_weights",
    "pairwise",
    "stability",
    "smallest_change",
}
NOON = ("--as-of", "2026-06-01", "--format", "json")


def parsed(done) -> dict:
    code, out, err = done
    assert (code, err) == (0, "")
    return json.loads(out, parse_constant=lambda name: pytest.fail(f"{name} in JSON"))


def refused(done) -> str:
    code, out, err = done
    assert (code, out) == (2, "") and err.startswith("error: ") and err.count("\n") == 1
    return err


def four(**more) -> dict:
    found = json.loads((ORACLES / "smaa_exact_2criteria.json").read_text("utf-8"))
    return {
        "alternatives": found["alternatives"],
        "criteria": found["criteria"],
        "worst": [0, 0],
        "best": [1, 1],
        "matrix": found["matrix"],
        "weights": [0.5, 0.5],
        **more,
    }


def three(**more) -> dict:
    return {
        "alternatives": ["a", "b"],
        "criteria": ["x", "y", "z"],
        "worst": [0, 10, 1],
        "best": [10, 0, 100],
        "matrix": [[8, 4, 10], [2, 1, None]],
        "scale": ["linear", "linear", "log"],
        **more,
    }


@pytest.fixture
def file(tmp_path):
    def write(data) -> Path:
        path = tmp_path / "matrix.json"
        path.write_text(data if isinstance(data, str) else json.dumps(data), "utf-8")
        return path

    return write


def test_robustness_has_the_promised_keys_and_they_fit_together(ask):
    found = parsed(ask("robustness", *NOON, "--samples", 4000, "--seed", 7))
    offers = list(found["rank_acceptability"])
    assert PROMISED <= set(found) and (found["samples"], found["seed"]) == (4000, 7)
    assert set(offers) == {"local", "global", "small"}
    for offer in offers:
        assert sum(found["rank_acceptability"][offer]) == pytest.approx(1)
        assert found["first_share"][offer] == found["rank_acceptability"][offer][0]
        assert found["expected_rank"][offer] == pytest.approx(
            sum(k * s for k, s in enumerate(found["rank_acceptability"][offer], 1))
        )
        central = found["central_weights"][offer]
        assert central is None or sum(central.values()) == pytest.approx(1, abs=1e-6)
    assert sum(found["first_share"].values()) == pytest.approx(1)
    assert found["pairwise"]["local"]["global"] + found["pairwise"]["global"]["local"] == pytest.approx(1)
    assert set(found["stability"]) == set(found["weights"]) and len(found["stability_pillars"]) == 4
    assert all(low <= found["weights"][c] <= high for c, (low, high) in found["stability"].items())
    for offer, change in found["smallest_change"].items():
        assert (change is None) == (offer in found["never"])
        if change:
            moved = sum(abs(change["weights"][c] - w) for c, w in found["weights"].items())
            assert change["l1"] == pytest.approx(moved)


def test_the_same_seed_gives_the_same_numbers_for_any_number_of_threads(ask):
    one, two = (parsed(ask("robustness", *NOON, "--samples", 60_000, "--workers", n)) for n in (1, 4))
    assert one == two
    other = parsed(ask("robustness", *NOON, "--samples", 60_000, "--seed", 1))
    assert other["first_share"] != one["first_share"] and other["stability"] == one["stability"]


@pytest.mark.parametrize(
    "options",
    [
        ("--space", "mine", "--concentration", "5"),
        ("--space", "order"),
        ("--space", "range", "--range", "5", "--flat"),
        ("--vary", "evidence"),
        ("--vary", "both", "--unknowns", "ignore"),
        ("--require", "eu_law"),
        ("--weights", "sovereignty=100,certification=0,readiness=0,cost_exit=0"),
        ("--offers", "local"),
    ],
)
def test_every_option_gives_sound_json(ask, options):
    found = parsed(ask("robustness", *NOON, "--samples", 2000, *options))
    assert PROMISED <= set(found) and sum(found["first_share"].values()) == pytest.approx(1)


def test_a_table_ends_with_one_sentence(ask, file):
    code, out, err = ask("robustness", "--as-of", "2026-06-01", "--samples", 2000)
    assert (code, err) == (0, "") and "is first for" in out.splitlines()[-1]
    assert "not enough evidence to say who is first" in ask("solve", file(four()))[1].splitlines()[-1]


def test_excluded_offers_are_named_and_not_ranked(ask):
    found = parsed(ask("robustness", *NOON, "--samples", 500, "--require", "eu_law"))
    assert "global" not in found["first_share"] and found["excluded"] == [{"offer": "global", "reason": "must_have"}]
    assert "global" in {flip["offer"] for flip in found["smallest_fact"]}


def test_nobody_left_to_rank_is_one_line(ask):
    assert "no offer is ranked" in refused(ask("robustness", *NOON, "--require", "staff>=1"))


def test_two_criteria_are_solved_exactly(ask, file):
    expected = json.loads((ORACLES / "smaa_exact_2criteria.json").read_text("utf-8"))["expected"]
    found = parsed(ask("solve", file(four()), "--format", "json"))
    assert found["exact"] and PROMISED <= set(found)
    assert np.abs(np.array(list(found["rank_acceptability"].values())) - expected["rank_acceptability"]).max() < 1e-12
    assert found["central_weights"]["D"] is None
    assert found["stability"]["c1"] == pytest.approx([0.4, 0.6])
    assert [r["place"] for r in found["ranking"]] == [1, 2, 2, 4]
    assert found["smallest_change"]["D"] is None and set(found["never"]) == {"D"}
    assert found["smallest_change"]["A"]["l1"] == pytest.approx(0.2, abs=1e-5)


def test_many_criteria_are_sampled_with_their_error(ask, file):
    found = parsed(ask("solve", file(three()), "--format", "json", "--samples", 5000))
    assert not found["exact"] and found["samples"] == 5000
    share = found["first_share"]["a"]
    assert found["first_share_error"]["a"] == pytest.approx((share * (1 - share) / 5000) ** 0.5)


def test_scores_stand_on_the_files_own_anchors_and_null_is_unknown(ask, file):
    found = parsed(ask("solve", file(three()), "--format", "json", "--samples", 100))
    assert found["scores"]["a"] == pytest.approx({"x": 80, "y": 60, "z": 50})
    assert found["scores"]["b"]["z"] is None
    scores = {r["alternative"]: r["score"] for r in found["ranking"]}
    assert scores == pytest.approx({"a": 190 / 3, "b": 110 / 3})
    for policy, expected in (("neutral", 160 / 3), ("ignore", 55)):
        found = parsed(ask("solve", file(three(unknowns=policy)), "--format", "json", "--samples", 100))
        assert found["ranking"][1]["score"] == pytest.approx(expected)


def test_bounded_sums_do_not_depend_on_the_table():
    found = json.loads((ORACLES / "spotis_dezert_2020_ex1.json").read_text("utf-8"))
    bounds = zip(found["parameters"]["bounds"], found["directions"], strict=True)
    ends = [(a, b) if d > 0 else (b, a) for (a, b), d in bounds]
    given = matrix(
        {
            "alternatives": found["alternatives"],
            "criteria": found["criteria"],
            "matrix": found["matrix"],
            "worst": [e[0] for e in ends],
            "best": [e[1] for e in ends],
            "weights": found["weights"],
        }
    )
    assert 1 - given.problem.total() / 100 == pytest.approx(found["expected"]["distance"], abs=1e-4)


def test_an_order_without_weights_gives_the_rank_order_centroid_and_its_space():
    given = matrix(three(order=["y", ["x", "z"]]))
    assert given.problem.weights == pytest.approx([7 / 36, 11 / 18, 7 / 36])
    drawn = given.space.draw(np.random.Generator(np.random.SFC64(1)), 500)
    assert (drawn[1] >= drawn[[0, 2]].max(axis=0)).all()


def test_bounds_cut_the_space():
    drawn = matrix(three(low={"x": 0.5}, high=[1, 1, 0.1])).space.draw(np.random.Generator(np.random.SFC64(1)), 500)
    assert drawn[0].min() >= 0.5 and drawn[2].max() <= 0.1
    both = matrix(three(low={"x": 0.5}, order=["x", "y", "z"])).space.draw(np.random.Generator(np.random.SFC64(1)), 500)
    assert both[0].min() >= 0.5 and (both[1] >= both[2]).all()


@pytest.mark.parametrize(
    "more, expected",
    [
        ({}, (0, 1)),
        ({"order": ["c1", "c2"]}, (0.5, 1)),
        ({"order": [["c2"], ["c1"]]}, (0, 0.5)),
        ({"order": [["c1", "c2"]]}, (0, 1)),
        ({"low": [0.2, 0.3]}, (0.2, 0.7)),
        ({"high": {"c1": 0.6}}, (0, 0.6)),
        ({"order": ["c1", "c2"], "high": [0.8, 1]}, (0.5, 0.8)),
        ({"low": [0.5, 0.5]}, None),
    ],
)
def test_two_criteria_are_exact_within_an_order_or_ranges_too(more, expected):
    found = span(matrix(four(**more)))
    assert found is None if expected is None else found == pytest.approx(expected)


def test_a_file_may_say_what_it_is():
    assert matrix(four(title="Four", source="A book", note="…")).problem.offers == ("A", "B", "C", "D")


@pytest.mark.parametrize(
    "change, wanted",
    [
        ({"alternatives": None}, "alternatives: missing"),
        ({"alternatives": ["A", "A", "B", "C"]}, "each once"),
        ({"criteria": []}, "criteria: not usable"),
        ({"worst": None}, "worst: missing"),
        ({"best": [1]}, "best: not one"),
        ({"best": [0, 1]}, "'c1' has worst 0 and best 0"),
        ({"matrix": [[1, 2]]}, "matrix: not a row"),
        ({"matrix": [[1, 0], [0, "x"], [1, 1], [0, 0]]}, "'B' on 'c2' is 'x'"),
        ({"matrix": [[1, 0], [0], [1, 1], [0, 0]]}, "matrix row of 'B'"),
        ({"weights": [1, -1]}, "weights of 'c2' is -1"),
        ({"weights": [0, 0]}, "weights: all zero"),
        ({"weights": {"c3": 1}}, "weights names 'c3'"),
        ({"weights": [True, 1]}, "weights of 'c1' is True"),
        ({"order": ["c1", "c1"]}, "order: not usable"),
        ({"order": "c1"}, "order: not usable"),
        ({"low": [0.8, 0.8]}, "no weighting fits"),
        ({"wieghts": [1, 1]}, "'wieghts'"),
        ({"unknowns": "guess"}, "unknowns 'guess'"),
        ({"scale": "log"}, "scale: not usable"),
        ({"scale": ["log", "linear"]}, "above 0 on a log scale"),
        ({"scale": ["log", "linear"], "worst": [1e-320, 1]}, "'c1' has worst 1e-320 and best 1.0; two ends"),
        ({"worst": [0, 0], "best": [5e-324, 1]}, "further apart"),
    ],
)
def test_a_matrix_that_cannot_be_used_is_refused_in_one_line(ask, file, change, wanted):
    assert wanted in refused(ask("solve", file({k: v for k, v in {**four(), **change}.items() if v is not None})))


@pytest.mark.parametrize("text, wanted", [("{", "not JSON"), ("[]", "the file holds no object"), ("null", "no object")])
def test_a_file_that_holds_no_matrix_is_refused(ask, file, text, wanted):
    assert wanted in refused(ask("solve", file(text)))


def test_a_missing_file_and_bad_options_are_refused(ask, file, tmp_path):
    assert "can be read" in refused(ask("solve", tmp_path / "none.json"))
    for options in (
        ("--samples", "0"),
        ("--seed", "-1"),
        ("--space", "all"),
        ("--range", "101"),
        ("--concentration", "0"),
    ):
        refused(ask("robustness", *NOON, *options))


def test_numbers_that_are_not_finite_are_refused(ask, file):
    text = json.dumps(four()).replace("0.7", "NaN")
    assert "nan" in refused(ask("solve", file(text)))


def test_solving_is_the_same_model_as_sampling_by_hand(ask, file):
    found = parsed(ask("solve", file(three(unknowns="neutral")), "--format", "json", "--samples", 3000, "--seed", 2))
    base = plain(["a", "b"], ["x", "y", "z"], np.array([[80, 60, 50], [20, 90, 50.0]]))
    assert found["first_share"] == pytest.approx(dict(acceptability(base, Uniform(3), 3000, 2).first))


TOLD = {
    "alternatives": ["A", "A bis", "B", "C"],
    "criteria": ["capacité", "prix", "neutre"],
    "worst": [0, 200, 0],
    "best": [100, 20, 10],
    "matrix": [[70, 60, None], [70, 60, None], [140, 350, None], [None, None, None]],
    "weights": [60, 40, 0],
}


def test_clipped_values_twins_and_empty_rows_and_columns_are_said(ask, file):
    found = parsed(ask("solve", file(TOLD), "--format", "json", "--samples", 500))
    assert found["clipped"] == [
        {"alternative": "B", "criterion": "capacité", "value": 140.0, "anchor": 100.0},
        {"alternative": "B", "criterion": "prix", "value": 350.0, "anchor": 200.0},
    ]
    assert found["wholly_unknown"] == {"alternatives": ["C"], "criteria": ["neutre"]}
    assert found["twins"] == [["A", "A bis"]] and found["excluded"] == []
    code, out, err = ask("solve", file(TOLD), "--samples", 500)
    assert (code, err) == (0, "") and out.splitlines()[-5:] == [
        "C: nothing is known of it; its row is empty",
        "neutre: nothing is known of it for any alternative; its column is empty",
        "B on capacité is 140, beyond the anchor: counts as 100",
        "B on prix is 350, beyond the anchor: counts as 200",
        "A and A bis have the same scores: they tie whatever the weights",
    ]


def test_where_unknowns_are_left_out_an_alternative_of_which_nothing_is_weighed_has_no_place(ask, file):
    # What is known of C has no weight; nothing is known of D: neither takes a place, least of all the first with A.
    data = {
        "alternatives": ["A", "B", "C", "D"],
        "criteria": ["x", "y"],
        "worst": [0, 0],
        "best": [10, 10],
        "matrix": [[0, 0], [0, 5], [None, 10], [None, None]],
        "weights": [1, 0],
        "unknowns": "ignore",
    }
    found = parsed(ask("solve", file(data), "--format", "json", "--samples", 500))
    assert [(r["alternative"], r["place"]) for r in found["ranking"]] == [("A", 1), ("B", 1)]
    assert [(x["alternative"], x["reason"]) for x in found["excluded"]] == [
        ("C", "not_enough_evidence"),
        ("D", "not_enough_evidence"),
    ]
    assert set(found["first_share"]) == {"A", "B"} and found["scores"]["C"] == {"x": None, "y": 100.0}

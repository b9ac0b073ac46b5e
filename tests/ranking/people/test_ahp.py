"""Pairwise comparisons answered one by one: published weights, and the answer that fits the others least."""

import json
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ranking.errors import BoardError
from ranking.people.ahp import OddAnswer, least_consistent, nearest, principal, ratio, reciprocal
from tests.places import ORACLES
from words.language import language
from words.people.elicitation import consistency_sentence

CASE = json.loads((ORACLES / "ahp_jmcdm_8criteria.json").read_text("utf-8"))
MATRIX = np.array(CASE["criteria_pairwise"])
ANSWERS = st.sampled_from([*range(1, 10), *range(-9, -1)])


def answers(size: int) -> st.SearchStrategy:
    return st.fixed_dictionaries({p: ANSWERS for p in combinations(range(size), 2)})


MATRICES = st.integers(2, 6).flatmap(lambda n: answers(n).map(lambda a: reciprocal(n, a)))


def test_eight_criteria_give_the_weights_of_the_principal_eigenvector():
    assert principal(MATRIX).weights == pytest.approx(CASE["expected"]["weights_eigenvector"], abs=1e-9)


def test_the_published_numbers_by_the_mean_of_columns_stay_near_those_of_the_eigenvector():
    found, published = principal(MATRIX), CASE["expected"]
    assert found.weights == pytest.approx(published["weights_mean_columns"], abs=0.01)
    assert found.lambda_max == pytest.approx(published["lambda_max"], abs=0.03)
    assert found.index == pytest.approx(published["CI"], abs=0.005)
    assert found.ratio == pytest.approx(published["CR"], abs=0.005)
    values = np.column_stack([principal(m).weights for m in CASE["alternative_pairwise"]])
    assert values @ found.weights == pytest.approx(published["priorities"], abs=0.01)


def test_three_comparisons_have_the_eigenvalue_of_the_closed_form_and_the_ratio_of_saatys_random_index():
    matrix = reciprocal(3, {(0, 1): 3, (0, 2): 5, (1, 2): 2})
    cube = (matrix[0, 1] * matrix[1, 2] / matrix[0, 2]) ** (1 / 3)
    found = principal(matrix)
    assert found.lambda_max == pytest.approx(1 + cube + 1 / cube)
    assert found.ratio == pytest.approx((found.lambda_max - 3) / 2 / 0.58)


@given(st.lists(st.floats(0.05, 20), min_size=1, max_size=8))
def test_consistent_comparisons_give_back_their_weights_with_ratio_zero_and_nothing_to_mend(weights):
    weights = np.array(weights) / sum(weights)
    matrix = weights[:, None] / weights
    found = principal(matrix)
    assert found.weights == pytest.approx(weights)
    assert found.ratio == pytest.approx(0, abs=1e-6)


@given(MATRICES)
def test_answers_make_a_reciprocal_matrix_with_a_ratio_that_is_never_negative(matrix):
    assert matrix * matrix.T == pytest.approx(np.ones_like(matrix))
    found = principal(matrix)
    assert found.weights.sum() == pytest.approx(1)
    assert (found.weights > 0).all() and found.lambda_max >= len(matrix) - 1e-9 and found.ratio >= 0


@given(MATRICES, st.randoms(use_true_random=False))
def test_the_order_in_which_items_stand_changes_nothing(matrix, chance):
    order = list(range(len(matrix)))
    chance.shuffle(order)
    one, other = principal(matrix), principal(matrix[np.ix_(order, order)])
    assert other.weights == pytest.approx(one.weights[order])
    assert other.ratio == pytest.approx(one.ratio, abs=1e-9)


@given(MATRICES)
def test_the_answer_pointed_out_lowers_the_ratio_to_what_is_said(matrix):
    odd, now = least_consistent(matrix), principal(matrix).ratio
    if odd is None:
        return
    mended = matrix.copy()
    mended[odd.first, odd.second], mended[odd.second, odd.first] = ratio(odd.fits), 1 / ratio(odd.fits)
    assert principal(mended).ratio == pytest.approx(odd.after)
    assert odd.after < now and ratio(odd.answer) == pytest.approx(matrix[odd.first, odd.second])


def test_one_wrong_answer_among_consistent_ones_is_the_one_pointed_out():
    weights = np.array([8, 4, 2, 1])
    matrix = weights[:, None] / weights
    matrix[0, 3], matrix[3, 0] = 1 / 8, 8
    assert least_consistent(matrix) == OddAnswer(0, 3, -8, 8, pytest.approx(0, abs=1e-9))


def test_consistent_answers_have_nothing_to_mend():
    assert least_consistent(reciprocal(3, {(0, 1): 2, (0, 2): 4, (1, 2): 2})) is None


def test_only_consistent_answers_are_said_to_fit_perfectly():
    # Consistent but for 9 where 7 would fit: a ratio of 0.003, which reads 0.00.
    nearly = reciprocal(4, {(0, 1): 7, (0, 2): 7, (0, 3): 9, (1, 2): 1, (1, 3): 1, (2, 3): 1})
    wholly = reciprocal(4, {(0, 1): 7, (0, 2): 7, (0, 3): 7, (1, 2): 1, (1, 3): 1, (2, 3): 1})
    said = [consistency_sentence(language("en"), principal(m)) for m in (nearly, wholly)]
    assert ["perfectly" in s for s in said] == [False, True] and least_consistent(nearly) is not None


@pytest.mark.parametrize("answer", range(2, 10))
def test_an_answer_and_its_mirror_are_reciprocal_and_found_again(answer):
    assert ratio(answer) * ratio(-answer) == pytest.approx(1)
    assert nearest(ratio(answer)) == answer and nearest(ratio(-answer)) == -answer


@pytest.mark.parametrize("answer", [0, 0.5, 10, -10])
def test_answers_off_the_scale_are_refused_in_a_sentence(answer):
    with pytest.raises(BoardError, match="from 1 to 9"):
        ratio(answer)


@pytest.mark.parametrize("matrix", [[[1, -1], [-1, 1]], [[1, 2, 3]], np.ones((11, 11))])
def test_matrices_that_cannot_be_read_are_refused(matrix):
    with pytest.raises(BoardError, match="comparisons"):
        principal(matrix)

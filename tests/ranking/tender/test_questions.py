"""What of a tender the board has a criterion for: suggested, never taken by itself."""

import pytest

from ranking.tender.checks import requirement_faults
from ranking.tender.dossier import Announced, TenderRequirement
from ranking.tender.questions import answerable, on_board, suggested
from tests.examples import CRITERIA
from tests.ranking.tender.example import PUBLIC


def like(name: str, lang: str = "fr", **more) -> TenderRequirement:
    return TenderRequirement(
        "C-1", f"  {CRITERIA[name].label.in_(lang).upper()} ", more.pop("kind", "criterion"), "yes_no", **more
    )


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_requirement_that_reads_like_an_indicator_is_suggested_as_it(lang):
    one = like("key_control", lang, weight=3)
    assert suggested(Announced("q", (one,)), PUBLIC, lang) == {"C-1": "key_control"}
    taken = on_board(one, "key_control")
    assert not list(requirement_faults(taken, PUBLIC)) and taken.weight == 3


@pytest.mark.parametrize(
    "one",
    [
        TenderRequirement("C-1", "Un délai de livraison de trois semaines", "criterion", "yes_no", weight=1),
        like("key_control", kind="must_have"),
        on_board(like("key_control", weight=1), "hds"),
    ],
)
def test_nothing_is_suggested_where_nothing_is_alike_or_it_would_not_stand(one):
    assert suggested(Announced("q", (one,)), PUBLIC, "fr") == {}


def test_an_indicator_that_the_tender_has_already_is_not_suggested_again():
    own = TenderRequirement("C-0", "Clés", "criterion", "board", board="key_control", weight=1)
    assert suggested(Announced("q", (own, like("key_control", weight=1))), PUBLIC, "fr") == {}


def test_indicators_that_one_answer_can_state():
    assert {"hds", "key_control"} <= set(answerable(PUBLIC)) <= set(PUBLIC.indicators)

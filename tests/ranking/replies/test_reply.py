"""A reply is checked like the data: every scale's values, days, addresses, lengths; nothing else is taken."""

import json
from dataclasses import replace
from datetime import date

import pytest

from ranking.facts.decision_matrix import decision_matrix
from ranking.model import UNKNOWN
from ranking.replies import reply as rules
from ranking.replies.reply import (
    ReplyError,
    by_cell,
    contact,
    counted,
    fact_of,
    from_json,
    is_page,
    proposal,
    to_json,
    usable,
)
from tests.examples import DAY, small_evidence
from tests.examples_records import HOSTILE
from tests.examples_replies import ATTACK, CLEAN, PAGE, PLAIN, TODAY, reply

BOARD = small_evidence()


def said(**more):
    return proposal(BOARD, replace(PLAIN, **more), TODAY)


@pytest.mark.parametrize(
    "indicator, good, bad",
    [
        ("hds", (0, 1, UNKNOWN), (3, 1.5, "1", True, None, [1])),
        ("certs", (("SOC2",), (), ["ISO27001", "SOC2"]), (("SOC2", "SOC2"), ("",), "SOC2", 1)),
        ("gpu", ("A100", "none", UNKNOWN), ("H100", 1, ("A100",))),
        ("svc_db", (0, UNKNOWN), (2, -1, "no")),
        ("regions", (0, 2.5, 1e6), (-1, float("nan"), float("inf"), 1e300, "3")),
        ("hq_country", ("FR",), ("", 3, "x" * 81)),
    ],
)
def test_a_value_stands_on_its_own_scale_or_is_refused(indicator, good, bad):
    for value in good:
        found = said(indicator=indicator, value=value)
        assert fact_of(found, TODAY).value == (tuple(value) if isinstance(value, list) else value)
        assert from_json(json.loads(json.dumps(to_json(found)))) == found
    for value in bad:
        with pytest.raises(ReplyError) as refused:
            said(indicator=indicator, value=value)
        assert refused.value.code in ("not_value", "too_long"), value


@pytest.mark.parametrize(
    "code, more",
    [
        ("unknown_fact", {"offer": "nobody"}),
        ("unknown_fact", {"indicator": "data_services"}),
        ("not_day", {"valid_from": date(2026, 11, 30)}),
        ("not_day", {"valid_from": date(1999, 12, 31)}),
        ("not_page", {"page": "javascript:alert(1)"}),
        ("not_page", {"page": "https://user:pass@example.org/"}),
        ("not_page", {"page": "http://localhost/page"}),
        ("not_page", {"page": "https://example.org/"}),
        ("not_page", {"page": "https://github.com/owner/name"}),
        ("not_page", {"page": 'https://example.org/"onclick="x'}),
        ("not_page", {"page": "https://exämple.org/"}),
        ("no_sentence", {"sentence": " \u200b\u202e "}),
        ("too_long", {"sentence": "x" * (rules.SENTENCE + 1)}),
        ("too_long", {"organisation": "x" * (rules.ORGANISATION + 1)}),
        ("said_already", {"value": 2}),
        ("said_already", {"indicator": "hq_country", "value": UNKNOWN}),
        ("said_already", {"offer": "global", "indicator": "certs", "value": ("SOC2", "ISO27001")}),
    ],
)
def test_what_cannot_stand_is_refused_by_name(code, more):
    with pytest.raises(ReplyError) as refused:
        said(**more)
    assert refused.value.code == code


def test_texts_lose_what_shows_nothing_or_turns_others_round_and_keep_the_rest_as_typed():
    found = proposal(BOARD, ATTACK, TODAY)
    assert found.sentence == " ".join(HOSTILE) and found.organisation == "=1+1 **b** [a](javascript:b)"
    assert contact(" a\u202e@b\n") == "a@b" and is_page(PAGE) and not is_page("https://example.org/" + "x" * 500)
    with pytest.raises(ReplyError, match="too long"):
        contact("x" * (rules.CONTACT + 1))


def test_a_declaration_without_a_page_is_an_inference():
    with_page, without = fact_of(PLAIN, TODAY), fact_of(replace(PLAIN, page=""), TODAY)
    assert (with_page.confidence, with_page.source.url) == ("B", PAGE)
    assert (without.confidence, without.source.url, without.source.title) == ("C", None, "Example")


def test_open_replies_stand_at_their_cell_and_a_services_at_its_share_too():
    spark = reply(replace(PLAIN, indicator="svc_spark", value=1), 2)
    gone = reply(replace(PLAIN, offer="nobody"), 3)
    odd = reply(replace(PLAIN, value=9), 4)
    done = reply(PLAIN, 5, state="refused", answered=TODAY)
    later = reply(replace(PLAIN, valid_from=date(2026, 7, 1)), 6)
    every = (later, done, odd, gone, spark, reply())
    assert {r.number for r in usable(BOARD, every)} == {1, 2, 5, 6}
    found = by_cell(BOARD, every)
    assert {k: [r.number for r in v] for k, v in found.items()} == {
        ("local", "hds"): [6, 1],
        ("local", "svc_spark"): [2],
        ("local", "data_services"): [2],
    }
    assert [r.number for r in counted(BOARD, every, DAY, BOARD.offers)] == [1, 2]
    assert counted(BOARD, every, DAY, ["global"]) == ()
    assert ("local", "hds") in decision_matrix(BOARD, DAY).facts


@pytest.mark.parametrize("held", [None, [], {}, {"offer": "local"}, to_json(PLAIN) | {"value": {}}])
def test_what_is_no_reply_is_refused(held):
    with pytest.raises(ReplyError) as refused:
        from_json(held)
    assert refused.value.code == "not_reply"


def test_a_reply_that_is_read_is_as_clean_as_one_that_is_typed():
    assert from_json(json.loads(json.dumps(to_json(ATTACK)))) == CLEAN

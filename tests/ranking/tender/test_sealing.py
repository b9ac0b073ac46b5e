"""The seal: idempotent, chained, and said why where it changes; nothing counts before it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ranking.tender.checks import dossier_faults
from ranking.tender.dossier import Announced, TenderError, digest
from ranking.tender.sealing import broken, changes, seal, state
from tests.ranking.tender.example import ANSWERS, AT, PRICES, PUBLIC, REQUIREMENTS, draft, opened, sealed

LATER = AT + timedelta(days=3)


def faults(dossier) -> list[tuple[str, str]]:
    return [(place, fault.field) for place, fault in dossier_faults(dossier, PUBLIC)]


def changed():
    """Sealed, and a weight moved since."""
    own = tuple(replace(r, weight=25.0) if r.id == "C-1" else r for r in REQUIREMENTS)
    return replace(sealed(), announced=replace(sealed().announced, requirements=own))


def test_sealing_twice_is_sealing_once():
    once = sealed()
    assert state(draft()) == "draft" and state(once) == "sealed"
    assert seal(once, LATER, "other data", "again") is once
    rows = replace(once, announced=replace(once.announced, requirements=REQUIREMENTS[::-1]))
    assert seal(rows, LATER, "other data") is rows


def test_a_change_after_the_seal_is_a_new_seal_that_says_why():
    assert state(changed()) == "changed"
    with pytest.raises(TenderError, match="no reason"):
        seal(changed(), LATER, "x", "  ")
    again = seal(changed(), LATER, "x", " Une coquille\u202e dans\nla pondération")
    assert [s.reason for s in again.seals] == ["", "Une coquille dans la pondération"]
    assert again.seals[1].previous == again.seals[0].digest and broken(again) is None
    assert changes(again.seals[0].announced, again.seals[1].announced) == (("changed", "C-1"),)


@pytest.mark.parametrize(
    "change",
    [
        {"reason": "autre"},
        {"at": "2020-01-01T00:00:00+00:00"},
        {"announced": Announced("autre")},
        {"previous": "0"},
        {"data": "y"},
    ],
)
def test_an_altered_seal_is_found(change):
    whole = seal(changed(), LATER, "x", "pourquoi")
    for n in (0, 1):
        altered = [replace(s, **change) if k == n else s for k, s in enumerate(whole.seals)]
        assert broken(replace(whole, seals=tuple(altered))) == n + 1
    assert broken(replace(whole, seals=whole.seals[1:])) == 1


def test_nothing_is_answered_before_the_seal_or_after_a_change_that_is_not_sealed():
    assert faults(replace(draft(), answers=ANSWERS)) == [("seals", "seals")]
    assert faults(replace(changed(), answers=ANSWERS)) == [("announced", "requirements")]
    assert faults(opened()) == []


def test_no_price_is_given_before_the_second_envelopes_are_opened():
    assert faults(replace(opened(envelopes=2), prices=PRICES)) == [("prices", "prices")]
    assert faults(replace(opened(envelopes=2), opened=draft().day)) == []


def test_what_changed_is_named():
    after = replace(draft().announced, requirements=REQUIREMENTS[1:], rule="tolerant")
    assert changes(draft().announced, after) == (("removed", "EX-1"), ("changed", "rule"))


def test_the_digest_changes_with_anything_that_counts():
    assert digest(opened()) != digest(replace(opened(), prices=PRICES[:2]))

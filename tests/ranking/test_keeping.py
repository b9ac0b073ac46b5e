"""Results kept with their evidence: computed once, bounded, gone with it."""

import gc
import weakref

from ranking.keeping import kept_with_evidence
from tests.examples import small_evidence


def test_a_result_is_kept_for_its_own_evidence_the_last_asked_longest():
    asked = []

    @kept_with_evidence(2)
    def noted(evidence, *rest):
        asked.append((evidence.version, *rest))
        return [len(asked)]

    one, other = small_evidence(), small_evidence()
    first = noted(one, "a")
    assert noted(one, "a") is first and noted(other, "a") is not first
    noted(one, "b"), noted(one, "a"), noted(one, "c")
    assert noted(one, "a") is first, "asked again before c came: b was the oldest"
    before = len(asked)
    noted(one, "b")
    assert len(asked) == before + 1


def test_what_is_kept_goes_with_its_evidence():
    @kept_with_evidence(2)
    def made(evidence):
        return Result()

    evidence = small_evidence()
    known = [weakref.ref(evidence), weakref.ref(made(evidence))]
    gc.collect()
    assert all(ref() is not None for ref in known)
    del evidence
    gc.collect()
    assert not any(ref() for ref in known)


class Result:
    """Something that can be watched."""

"""Results kept with the evidence they rest on, and gone with it: a visitor's own answers outlive no visit."""

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from ranking.model import Evidence

T = TypeVar("T")


def kept_with_evidence(most: int) -> Callable[[Callable[..., T]], Callable[..., T]]:
    """Return a decorator that keeps the last `most` results of a function for each evidence, its first argument.

    They go when nobody else holds the evidence; what is kept must not hold it. It may be asked from any thread.
    """

    def keeping(ask: Callable[..., T]) -> Callable[..., T]:
        caches: WeakKeyDictionary[Evidence, dict[tuple[Hashable, ...], Any]] = WeakKeyDictionary()

        @wraps(ask)
        def asked(evidence: Evidence, *rest: Hashable) -> T:
            # Each step on a dictionary is whole by itself: two threads at once compute twice at most.
            answers = caches.setdefault(evidence, {})
            answer = answers.pop(rest, answers)
            if answer is answers:
                answer = ask(evidence, *rest)
            answers[rest] = answer  # asked last
            for oldest in list(answers)[:-most]:
                answers.pop(oldest, None)
            return answer

        asked.cache_clear = caches.clear
        return asked

    return keeping

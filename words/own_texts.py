"""Caches of texts, and how a visitor's own texts stay out of them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from typing import TypeVar

T = TypeVar("T")
_OWN: ContextVar[bool] = ContextVar("own_texts", default=False)


@contextmanager
def keeping_no_text() -> Iterator[None]:
    """Enter work on texts that a visitor alone may see: no cache made by `kept_texts` keeps one of them."""
    before = _OWN.set(True)
    try:
        yield
    finally:
        _OWN.reset(before)


def kept_texts(most: int) -> Callable[[Callable[..., T]], Callable[..., T]]:
    """Return a decorator that keeps the last `most` results of a function, except inside `keeping_no_text`."""

    def keeping(ask: Callable[..., T]) -> Callable[..., T]:
        kept = lru_cache(maxsize=most)(ask)

        @wraps(ask)
        def asked(*given: object, **named: object) -> T:
            return ask(*given, **named) if _OWN.get() else kept(*given, **named)

        return asked

    return keeping

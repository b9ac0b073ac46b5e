"""Caches shared by all visitors, and how what one visitor alone may see stays out of them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from typing import TypeVar

T = TypeVar("T")
_OWN: ContextVar[bool] = ContextVar("own", default=False)


@contextmanager
def keeping_nothing() -> Iterator[None]:
    """Enter work on what a visitor alone may see: no cache made by `kept` keeps anything of it."""
    before = _OWN.set(True)
    try:
        yield
    finally:
        _OWN.reset(before)


def kept(most: int) -> Callable[[Callable[..., T]], Callable[..., T]]:
    """Return a decorator that keeps the last `most` results of a function, except inside `keeping_nothing`.

    It has the `cache_info` and `cache_clear` of functools.lru_cache.
    """

    def keeping(ask: Callable[..., T]) -> Callable[..., T]:
        remembered = lru_cache(maxsize=most)(ask)

        @wraps(ask)
        def asked(*arguments: object, **named: object) -> T:
            return ask(*arguments, **named) if _OWN.get() else remembered(*arguments, **named)

        asked.cache_info, asked.cache_clear = remembered.cache_info, remembered.cache_clear
        return asked

    return keeping

"""Coroutines run to their end beside Playwright, which keeps an event loop running in the thread of the tests."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any


def run_async(coroutine: Coroutine) -> Any:
    """Run a coroutine in a thread of its own and return its result; errors are raised here."""
    return apart(lambda: asyncio.run(coroutine))


def apart(call: Callable[[], Any]) -> Any:
    """Return what a call returns that runs a loop of its own."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(call).result()

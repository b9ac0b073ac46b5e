"""Answers as text: JSON that any program reads, the same bytes for the same answer."""

import json
from collections.abc import Mapping
from typing import Any


def unsigned(value: Any) -> Any:
    """Return the value with 0.0 for every -0.0 in it."""
    if isinstance(value, Mapping):
        return {k: unsigned(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [unsigned(v) for v in value]
    return value + 0.0 if isinstance(value, float) else value


def json_text(document: Any) -> str:
    """Return an answer as indented JSON with a line feed at its end. Raises ValueError for what JSON cannot hold."""
    return json.dumps(unsigned(document), ensure_ascii=False, indent=2, allow_nan=False) + "\n"

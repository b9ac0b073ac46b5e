"""Babel's extraction of the sentences of this project; Babel's own misses those said inside f-strings."""

import ast
from collections.abc import Iterator
from typing import BinaryIO

Found = tuple[int, str | None, str | tuple[str, ...], list[str]]


def sentences(source: BinaryIO, _keywords: object, _comments: object, options: object) -> Iterator[Found]:
    """Yield (line, function, messages, comments) of every sentence handed to `say`, `self`, `told` or `.plural`.

    A sentence is a literal, or one of two literals of a conditional expression. The signature is Babel's.
    """
    for node in ast.walk(ast.parse(source.read())):
        if isinstance(node, ast.Call):
            yield from _said(node)


def _said(node: ast.Call) -> Iterator[Found]:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name == "plural":
        texts = [text for argument in node.args[:2] for text in _literals(argument)]
        if len(texts) == 2:
            yield node.lineno, "ngettext", tuple(texts), []
    elif name in ("say", "self", "told") and node.args:
        for text in _literals(node.args[0]):
            yield node.lineno, None, text, []


def _literals(node: ast.expr) -> list[str]:
    if isinstance(node, ast.IfExp):
        return [*_literals(node.body), *_literals(node.orelse)]
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []

"""Typed texts in labels: Markdown shows them as they were typed."""

import html

import pytest
from markdown_it import MarkdownIt

from ui.session.widgets import literal

MARKDOWN = MarkdownIt("commonmark").enable(["strikethrough", "table"])


@pytest.mark.parametrize(
    "typed",
    [
        "<b>Gras</b> & :red[rouge] **étoiles** $x^2$ `code` [lien](http://ex.org) ~~barré~~",
        "# Titre",
        "1. Astreinte",
        "- un tiret",
        "_ita_ *gras* :smile: :material/home: \\n &amp; &lt; a -> b >= c -- d",
        "a@b.org, www.ex.org, 9:30, Prêt à l’emploi : oui/non",
    ],
)
def test_nothing_typed_is_markdown(typed):
    shown = html.unescape(MARKDOWN.render(literal(typed)).removeprefix("<p>").removesuffix("</p>\n"))
    assert shown.replace("\u2060", "") == typed
    assert not any(x in shown for x in ("http://", ":smile:", ":material/home:", "->", ">=", "--", "www.", "a@b"))

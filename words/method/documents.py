"""Reads the method's documents: one Markdown file for each question and language, with {{ blanks }} in Jinja's form.

A document begins with its question (#) and its answer, one paragraph. A blank alone on a line is a slot, where the page
draws a table or a control; a formula stands between $$; a quotation (>) is small print; ## heads a part, ### one that
is folded.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, StrictUndefined, Template
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin

from words.language import Language
from words.typography import set_text

FOLDER = Path(__file__).parent
# The questions of the method page, in order; each is the name of its documents and the anchor of its section.
QUESTIONS = (
    "facts",
    "score",
    "scales",
    "unknowns",
    "musthaves",
    "priorities",
    "drawn",
    "agreement",
    "record",
    "price",
    "unmeasured",
    "limits",
    "independence",
    "corrections",
)
# What else is written of the method: the head of its page, and the half page in a report.
OTHERS = ("opening", "report")
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).use(deflist_plugin).use(dollarmath_plugin)
_KINDS = {
    "paragraph": "text",
    "bullet_list": "points",
    "dl": "terms",
    "blockquote": "reading",
    "math_block": "formula",
}


@dataclass(frozen=True, slots=True)
class Block:
    """One stretch of a document.

    kind  text, points, terms or reading (content: HTML with blanks), formula (LaTeX), slot (its name),
          part or fold (a heading)
    """

    kind: str
    content: str


@dataclass(frozen=True, slots=True)
class MethodDocument:
    """A question, its answer (with blanks), and what follows."""

    title: str
    answer: str
    blocks: tuple[Block, ...]


@lru_cache(maxsize=2 * len(QUESTIONS + OTHERS))
def document(name: str, code: str) -> MethodDocument:
    """Return the document of that name (QUESTIONS, OTHERS) in a language."""
    title, answer, *nodes = _nodes(name, code)
    return MethodDocument(_source(title), _source(answer), tuple(_blocks(nodes)))


def questions(say: Language) -> dict[str, str]:
    """Return the questions of the method page in order, by anchor."""
    return {name: document(name, say.code).title for name in QUESTIONS}


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return HTML with its blanks filled, every value escaped; jinja2.UndefinedError for a blank without a value."""
    return _template(text).render(values)


def plain_paragraphs(say: Language, name: str, values: Mapping[str, str]) -> list[str]:
    """Return the paragraphs of a document as plain texts, answer included."""
    _, *nodes = _nodes(name, say.code)
    return [_template(_source(n), escaped=False).render(values) for n in nodes if n.type == "paragraph"]


def _nodes(name: str, code: str) -> list[SyntaxTreeNode]:
    text = set_text((FOLDER / code / f"{name}.md").read_text("utf-8"), code)
    return SyntaxTreeNode(_MARKDOWN.parse(text)).children


def _blocks(nodes: list[SyntaxTreeNode]) -> Iterator[Block]:
    """Yield the blocks of a document; paragraphs in a row are one block."""
    for kind, group in groupby(nodes, _kind):
        if kind == "text":
            yield Block(kind, "".join(map(_html, group)))
        else:
            yield from (Block(kind, _content(kind, node)) for node in group)


def _kind(node: SyntaxTreeNode) -> str:
    if node.type == "heading":
        return {"h2": "part", "h3": "fold"}[node.tag]
    if node.type == "paragraph" and _slot(node):
        return "slot"
    return _KINDS[node.type]


def _content(kind: str, node: SyntaxTreeNode) -> str:
    match kind:
        case "slot":
            return _slot(node)
        case "formula":
            return node.content.strip()
        case "part" | "fold":
            return _source(node)
        case "reading":
            return "".join(map(_html, node.children))
    return _html(node)


def _slot(node: SyntaxTreeNode) -> str:
    """Return the name in a paragraph that is one blank and nothing else; else empty."""
    text = _source(node)
    name = text.removeprefix("{{").removesuffix("}}").strip()
    return name if name.isidentifier() and len(name) < len(text) else ""


def _source(node: SyntaxTreeNode) -> str:
    """Return the text of a heading or paragraph as written, on one line."""
    return " ".join(node.children[0].content.split("\n"))


def _html(node: SyntaxTreeNode) -> str:
    return _MARKDOWN.renderer.render(node.to_tokens(), _MARKDOWN.options, {}).replace("\n", " ").strip()


@lru_cache(maxsize=400)
def _template(text: str, escaped: bool = True) -> Template:
    return Environment(autoescape=escaped, undefined=StrictUndefined).from_string(text)

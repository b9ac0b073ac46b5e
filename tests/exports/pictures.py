"""Tables and charts drawn as SVG, read back as a tree."""

import io
from xml.etree import ElementTree

from PIL import Image

from charts.parts.look import Look
from charts.parts.sheet import Sheet
from exports.svg.figure import document
from exports.svg.sheet import drawn

SVG = "{http://www.w3.org/2000/svg}"


def svg_of(shown: Sheet | dict, look: Look) -> ElementTree.Element:
    """Return the picture of a table, or of a chart as a plain dict, for a look."""
    size = (look.width, look.height)
    return ElementTree.fromstring(document(drawn(shown, look), size, size, "x"))


def texts(tree: ElementTree.Element, kind: str | None = None) -> list[str]:
    """Return the texts of a tree, of one class or of all."""
    return ["".join(t.itertext()) for t in tree.iter(f"{SVG}text") if kind is None or t.get("class") == kind]


def image(data: bytes) -> Image.Image:
    """Return a file's pixels."""
    return Image.open(io.BytesIO(data))

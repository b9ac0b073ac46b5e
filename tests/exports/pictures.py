"""Tables drawn as SVG, read back as a tree."""

from xml.etree import ElementTree

from charts.parts.look import Look
from charts.parts.sheet import Sheet
from exports.svg.figure import document
from exports.svg.sheet import sheet_body

SVG = "{http://www.w3.org/2000/svg}"


def svg_of(sheet: Sheet, look: Look) -> ElementTree.Element:
    """Return the picture of a table for a look."""
    size = (look.width, look.height)
    return ElementTree.fromstring(document(sheet_body(sheet, look), size, size, "x"))

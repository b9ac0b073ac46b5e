"""Tables and charts drawn as SVG, read back as a tree."""

from xml.etree import ElementTree

from charts.parts.look import Look
from charts.parts.sheet import Sheet
from exports.svg.figure import document
from exports.svg.sheet import drawn

SVG = "{http://www.w3.org/2000/svg}"


def svg_of(shown: Sheet | dict, look: Look) -> ElementTree.Element:
    """Return the picture of a table, or of a chart as a plain dict, for a look."""
    size = (look.width, look.height)
    return ElementTree.fromstring(document(drawn(shown, look), size, size, "x"))

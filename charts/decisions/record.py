"""A decision record as HTML, every typed text escaped: on the page, and in the file that leaves it."""

from charts.parts.templates import render
from words.decisions.record import Told


def record_html(told: Told, top: str = "h2") -> str:
    """Return the record from its question down to its seal. top: the heading that the question is ("h1" in a file)."""
    return render("decisions/record.html.j2", d=told, t=told.texts, top=top)

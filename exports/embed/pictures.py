"""A frame with one picture of the catalogue and its finding, drawn for a narrow and a wide column."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from address.page_entries import PageEntries
from charts.parts.look import Look
from charts.parts.sheet import Sheet
from exports.embed.text import Follow, around_all, linked
from exports.export_queue import export_queue
from exports.pictures.picture_file import around, picture_of
from exports.svg.figure import document
from exports.svg.outlines import outlined
from exports.svg.sheet import drawn
from ranking.model import Evidence
from ranking.weighing.scenario import Scenario
from words.language import Language

# Width in units, letters, height of a figure. A table, and what has a column a criterion, keeps its width on a phone.
WIDE, NARROW, LARGE = (760, 13, 440), (400, 13, 440), (1100, 13, 760)
MANY_COLUMNS, MANY_ROWS, TALL = ("evidence",), ("stability_criteria",), 640
# Height of a table's row, of what stands over the rows, of a heading between them.
ROW, HEAD, BETWEEN = 27, 90, 24
Content = Callable[[Language, Evidence, Scenario, PageEntries, Mapping[str, str], Follow], dict[str, object]]


def frame(what: str) -> Content:
    """Return the function that gives what the template shows of a picture, as `board.frame` does of the board."""

    def content(
        say: Language,
        evidence: Evidence,
        scenario: Scenario,
        view: PageEntries,
        shown: Mapping[str, str],
        follow: Follow,
    ) -> dict[str, object]:
        picture = picture_of(say, evidence, scenario, what, view)
        words, look = around(say, evidence, scenario, picture, "", view), _look(what, picture.draw, False, True)
        entries = linked(evidence, scenario, say.code, shown, follow)
        contested, *rest = words.small[1:-1]
        return {
            "title": words.title,
            "lines": (words.subtitle,),
            "reading": words.small[0],
            "weights": words.weights,
            "contested": contested,
            "conditions": [text for text in rest if text],
            "alt": words.alt,
            "size": (look.width, look.height),
            "pushed": "em-large"
            if what in MANY_COLUMNS
            else "em-wide"
            if isinstance(picture.draw(look), Sheet)
            else "",
            "data": "",
            "digest": "",
            "whole": say("Open this picture on the board"),
            **around_all(say, evidence, scenario, follow, entries, picture.page),
        }

    return content


def svg(
    say: Language, evidence: Evidence, scenario: Scenario, what: str, view: PageEntries, dark: bool, wide: bool
) -> str:
    """Return the picture as SVG, its letters as outlines. Takes its turn; raises as `picture_of`."""
    with export_queue.turn("frame picture"):
        picture = picture_of(say, evidence, scenario, what, view)
        look = _look(what, picture.draw, dark, wide)
        inner, box = drawn(picture.draw(look), look), (look.width, look.height)
        return outlined(document(inner, box, box, picture.title, text=f"{picture.measure}. {picture.reading}"))


def _look(what: str, draw: Callable[[Look], dict | Sheet], dark: bool, wide: bool) -> Look:
    """Return for what a picture is drawn: a table as high as its rows need."""
    width, text, height = LARGE if what in MANY_COLUMNS else WIDE if wide else NARROW
    look = Look(width=width, height=TALL if what in MANY_ROWS else height, text=text, dark=dark)
    shown = draw(look)
    if isinstance(shown, Sheet):
        look = replace(look, width=WIDE[0], height=HEAD + ROW * len(shown.rows) + BETWEEN * len(shown.heads))
    return look

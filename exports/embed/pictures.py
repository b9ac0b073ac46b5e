"""A frame with one picture of the catalogue and its finding, drawn for a narrow and a wide column."""

from collections.abc import Callable, Mapping

from address.page_entries import View
from charts.parts.look import Look
from charts.parts.sheet import Sheet
from exports.embed.text import Follow, around_all, linked
from exports.export_queue import gate
from exports.pictures.picture_file import around, picture_of
from exports.svg.figure import document
from exports.svg.outlines import outlined
from exports.svg.sheet import drawn
from ranking.model import Evidence
from ranking.weighing.scenario import Scenario
from words.language import Language

# Width in units, letters, height of a figure, of a row of a table and of what stands over the rows.
WIDE, NARROW, LARGE = (760, 13, 440, 27, 90), (400, 13, 420, 44, 110), (1100, 13, 440, 24, 130)
# A table of more columns is drawn large, for narrow columns too.
MOST_COLUMNS = 6
Content = Callable[[Language, Evidence, Scenario, View, Mapping[str, str], Follow], dict[str, object]]


def frame(what: str) -> Content:
    """Return the function that gives what the template shows of a picture, as `board.frame` does of the board."""

    def content(
        say: Language, evidence: Evidence, scenario: Scenario, view: View, shown: Mapping[str, str], follow: Follow
    ) -> dict[str, object]:
        found = picture_of(say, evidence, scenario, what, view)
        words, look = around(say, evidence, scenario, found, "", view), _look(found.draw, False, True)
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
            "large": look.width == LARGE[0],
            "data": "",
            "digest": "",
            "whole": say("Open this picture on the board"),
            **around_all(say, evidence, scenario, follow, entries, found.page),
        }

    return content


def svg(say: Language, evidence: Evidence, scenario: Scenario, what: str, view: View, dark: bool, wide: bool) -> str:
    """Return the picture as SVG, its letters as outlines. Takes its turn; raises as `picture_of`."""
    with gate.turn():
        found = picture_of(say, evidence, scenario, what, view)
        look = _look(found.draw, dark, wide)
        inner, box = drawn(found.draw(look), look), (look.width, look.height)
        return outlined(document(inner, box, box, found.title, text=f"{found.measure}. {found.reading}"))


def _look(draw: Callable[[Look], dict | Sheet], dark: bool, wide: bool) -> Look:
    """Return for what a picture is drawn: a table as high as its rows need."""
    shown = draw(_of(WIDE if wide else NARROW, dark))
    if not isinstance(shown, Sheet):
        return _of(WIDE if wide else NARROW, dark)
    size = LARGE if len(shown.drawn) > MOST_COLUMNS else WIDE if wide else NARROW
    return _of(size, dark, size[4] + size[3] * len(shown.rows) + 24 * len(shown.heads))


def _of(size: tuple[int, int, int, int, int], dark: bool, high: int = 0) -> Look:
    return Look(width=size[0], height=high or size[2], text=size[1], dark=dark)

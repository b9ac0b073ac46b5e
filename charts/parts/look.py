"""Colours, marks and axes shared by every picture. Each family has a colour and a shape, never colour alone."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

FAMILY_COLOUR = {"european": "#0072B2", "hyperscaler": "#D55E00", "licensed": "#B5568A"}
FAMILY_DARK = {"european": "#56B4E9", "hyperscaler": "#F28E3C", "licensed": "#DD8CBB"}
FAMILY_WORDS = {"european": "#0072B2", "hyperscaler": "#B34D00", "licensed": "#A84B7F"}
FAMILY_MARK = {"european": "●", "hyperscaler": "◆", "licensed": "▲"}
FAMILY_SYMBOL = {"european": "circle", "hyperscaler": "diamond", "licensed": "triangle-up"}
# Shades of one family's colour along a stacked bar, dark to light, and its open end: what comes on top is not known.
SHADES = ("part-0", "part-1", "part-2", "part-3")
SHADE_OF = dict(zip(SHADES, (1.0, 0.66, 0.42, 0.24), strict=True))
MORE_TO_COME = "more"
SANS, SERIF = "Urgence Sans, sans-serif", "Urgence Serif, Georgia, serif"
NARROW = 640
CONFIG = {"displayModeBar": False, "responsive": True, "scrollZoom": False, "doubleClick": False}


@dataclass(frozen=True, slots=True)
class Look:
    """What a picture is drawn for: its size in pixels, its text size, its theme, how many offers it names (all)."""

    width: int = 1080
    height: int = 620
    text: int = 14
    dark: bool = False
    most: int | None = None

    @property
    def ink(self) -> str:
        """Return the colour of text."""
        return "#ECEAE4" if self.dark else "#1B1B1B"

    @property
    def quiet(self) -> str:
        """Return the colour of text that stands back."""
        return "#A9A69D" if self.dark else "#66635B"

    @property
    def rule(self) -> str:
        """Return the colour of thin lines."""
        return "#3A3F48" if self.dark else "#DDD8CC"

    @property
    def paper(self) -> str:
        """Return the colour of the ground."""
        return "#14161A" if self.dark else "#FFFFFF"

    @property
    def excluded(self) -> str:
        """Return the colour of offers that are shut out."""
        return "#7C7C7C" if self.dark else "#8C8C8C"

    @property
    def narrow(self) -> bool:
        """Return whether the picture is drawn for a phone: fewer labels, small margins."""
        return self.width < NARROW

    def room(self, pixels: float, narrow: float | None = None) -> float:
        """Return a margin: as asked, wider for larger letters, `narrow` (where given) on a phone."""
        return narrow if narrow is not None and self.narrow else round(pixels * max(1.0, self.text / 14))

    def named(self, near: Collection[str], order: Sequence[str]) -> set[str]:
        """Return the offers named where not all can be: those of `near`, then the first of `order`."""
        others = [o for o in order if o not in near]
        return {*near, *(others if self.most is None else others[: max(0, self.most - len(near))])}

    def colour(self, family: str) -> str:
        """Return the colour of a family's marks on this theme's paper: 3:1 or more."""
        return (FAMILY_DARK if self.dark else FAMILY_COLOUR)[family]

    def words(self, family: str) -> str:
        """Return the colour of a family's name written on the paper: 4.5:1 or more."""
        return (FAMILY_DARK if self.dark else FAMILY_WORDS)[family]

    def over(self, family: str) -> str:
        """Return the colour of words written on a family's colour: 4.5:1 or more."""
        return "#14161A" if self.dark or family == "hyperscaler" else "#FFFFFF"


def layout(look: Look, **more: Any) -> dict:
    """Return a layout without chart junk: transparent paper, fixed margins, no legend, no animation."""
    base = {
        "width": None,
        "height": look.height,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        "separators": ", ",
        "font": {"family": SANS, "size": look.text, "color": look.ink},
        "hoverlabel": {
            "font": {"family": SANS, "size": look.text, "color": look.ink},
            "align": "left",
            "bgcolor": look.paper,
            "bordercolor": look.quiet,
        },
        "margin": {"l": look.room(56, 40), "r": look.room(24, 12), "t": 40, "b": look.room(56), "pad": 0},
    }
    return base | more


def axis(look: Look, title: str = "", **more: Any) -> dict:
    """Return a quiet axis: thin rules, no zero line, no automatic margin."""
    return {
        "title": {"text": title, "font": {"size": look.text, "color": look.quiet}, "standoff": 8},
        "gridcolor": look.rule,
        "gridwidth": 1,
        "zeroline": False,
        "showline": False,
        "fixedrange": True,
        "automargin": False,
        "tickfont": {"size": look.text - 1, "color": look.quiet},
    } | more


def text(x: Any, y: Any, words: str, look: Look, **more: Any) -> dict:
    """Return one annotation without an arrow."""
    return {"x": x, "y": y, "text": words, "showarrow": False, "font": {"size": look.text, "color": look.ink}} | more


def line(x: list, y: list, look: Look, colour: str = "", width: float = 1.5, dash: str = "solid", **more: Any) -> dict:
    """Return one straight or broken line, silent under the pointer unless told otherwise."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "hoverinfo": "skip",
        "line": {"color": colour or look.quiet, "width": width, "dash": dash},
    } | more

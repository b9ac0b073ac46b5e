"""Pictures on a page: one call a chart, the same settings for all."""

from collections.abc import Callable
from typing import Any

import streamlit as st
from plotly.basedatatypes import BaseFigure

from charts.parts.look import CONFIG, Look
from ui.parts import projector
from ui.session import visitor

# Pixels beside the page's column in a window of one column: an enlarged page, a tablet.
EDGES = 48


class PlainFigure(BaseFigure):
    """A figure that is already the plain dict the browser wants.

    Of a dict, st.plotly_chart builds a go.Figure at every run, checks it and adds Plotly's own theme: 10 ms and 7 kB a
    chart. tests/charts/test_charting.py checks every figure of every page that way once.
    """

    def __init__(self, figure: dict) -> None:
        self._figure = figure

    def to_dict(self) -> dict:
        """Return the figure, as Plotly's own objects do."""
        return self._figure


def look(height: int = 620, width: int = 1080, tall: int | None = None) -> Look:
    """Return the look of the visitor's theme and window: a phone and a projector get their own drawing.

    tall  height on a phone, where it is another
    """
    dark = st.context.theme.type == "dark"
    if projector.on():
        return projector.look(dark)
    if visitor.narrow():
        return Look(visitor.screen()[0] - 32, tall or height, 13, dark)
    return Look(width=min(width, visitor.screen()[0] - EDGES), height=height, dark=dark)


def show(figure: dict, key: str, alt: str, on_click: Callable[[Any], None] | None = None) -> None:
    """Draw a figure; `alt` is its text alternative; `on_click` gets the clicked point's customdata."""

    def clicked() -> None:
        points = (st.session_state.get(key) or {}).get("selection", {}).get("points", [])
        data = points[0].get("customdata") if points else None
        if data is not None:
            on_click(data[0] if isinstance(data, list) else data)

    extra = {"on_select": clicked, "selection_mode": "points"} if on_click else {}
    with st.container(key=f"wide_{key}"):
        st.plotly_chart(PlainFigure(figure), key=key, theme=None, width="stretch", config=CONFIG, alt=alt, **extra)

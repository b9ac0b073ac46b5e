"""Where a figure's data falls on the paper, and what of a figure files can draw."""

from dataclasses import dataclass
from datetime import date
from typing import Any

LAYOUT = {
    "width",
    "height",
    "paper_bgcolor",
    "plot_bgcolor",
    "showlegend",
    "hovermode",
    "dragmode",
    "separators",
    "font",
    "hoverlabel",
    "margin",
    "shapes",
    "annotations",
    "xaxis",
    "yaxis",
}


@dataclass(frozen=True, slots=True)
class Plot:
    """Where a figure's data falls on the paper: pixels from the top left corner.

    box    left, top, right, bottom of the plot area
    paper  colour of the ground, drawn as a rim around the labels of marks; None for no rim
    """

    box: tuple[float, float, float, float]
    x_range: tuple[float, float]
    y_range: tuple[float, float]
    paper: str | None = None

    def x(self, value: Any) -> float:
        """Return pixels from the left of a value of the x axis, a number or an ISO day."""
        low, high = self.x_range
        return self.box[0] + (scalar(value) - low) / (high - low) * (self.box[2] - self.box[0])

    def y(self, value: Any) -> float:
        """Return pixels from the top of a value of the y axis."""
        low, high = self.y_range
        return self.box[3] - (scalar(value) - low) / (high - low) * (self.box[3] - self.box[1])


def scalar(value: Any) -> float:
    """Return a number as it is, an ISO day as its count of days."""
    return float(date.fromisoformat(value[:10]).toordinal()) if isinstance(value, str) else float(value)


def plot(figure: dict, wide: float, paper: str | None = None) -> Plot:
    """Return the plot area of a figure `wide` pixels wide, as high as its layout says. Raises ValueError as `body`."""
    layout = figure["layout"]
    known_only(layout, LAYOUT, "layout")
    margin = layout["margin"]
    box = (margin["l"], margin["t"], wide - margin["r"], layout["height"] - margin["b"])
    ranges = [layout[name].get("range") or _span(figure, name[0]) for name in ("xaxis", "yaxis")]
    return Plot(box, *(tuple(scalar(v) for v in span) for span in ranges), paper)


def known_only(entry: dict, names: set[str], where: str) -> None:
    """Raise ValueError where an entry has keys that files do not draw."""
    if more := sorted(set(entry) - names):
        raise ValueError(f"{where}: {', '.join(more)}: not drawn in files")


def _span(figure: dict, letter: str) -> list[float]:
    """Return the range of a heatmap's cells, for an axis without a range of its own."""
    grid = next(t for t in figure["data"] if t["type"] == "heatmap")
    return [min(grid[letter]) - 0.5, max(grid[letter]) + 0.5]

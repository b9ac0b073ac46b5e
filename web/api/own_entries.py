"""Entries that single endpoints have beside those of a link: the same as the command line's options."""

import math
from collections.abc import Callable
from datetime import date
from typing import Any

from exports.answers.robustness import VARY
from exports.svg.picture_frame import SIZES
from ranking.robustness.weight_spaces import CONCENTRATIONS, KINDS
from ranking.weighing.scenario import EARLIEST
from ranking.written_day import written_day
from ranking.yardsticks.load import framework as official
from results.yardsticks import usual_level
from web.api.question import NOW, Own

# An answer draws at most so many weightings: what the command line takes by default.
MOST_SAMPLES, FEW_SAMPLES = 100_000, 20_000


def choice(name: str, options: tuple[str, ...], default: str) -> Own:
    """Return an entry that is one of a few words."""
    return Own(
        name,
        f"one of {', '.join(options)}",
        lambda text: text if text in options else None,
        {"type": "string", "enum": list(options), "default": default},
        default,
    )


def number(name: str, low: float, high: float, default: float, whole: bool = False) -> Own:
    """Return an entry that is a number of a range."""
    kind = "a whole number" if whole else "a number"
    schema = {"type": "integer" if whole else "number", "minimum": low, "maximum": high, "default": default}
    return Own(name, f"{kind} from {low:g} to {high:g}", _numeric(low, high, whole), schema, default)


def _numeric(low: float, high: float, whole: bool) -> Callable[[str], Any]:
    def read(text: str) -> float | None:
        try:
            value = (int if whole else float)(text)
        except (ValueError, OverflowError):
            return None
        return value if len(text) <= 30 and math.isfinite(value) and low <= value <= high else None

    return read


def _day(text: str) -> date | None:
    day = written_day(text)
    return day if day and day >= EARLIEST else None


def _name(text: str) -> str | None:
    return text if 0 < len(text) <= 60 else None


NAME = {"type": "string", "minLength": 1, "maxLength": 60}
VERSION = {"type": "string", "pattern": "^([0-9a-f]{8}|now)$"}
SINCE = Own("since", "a day such as 2020-07-06, not after date", _day, {"type": "string", "format": "date"}, EARLIEST)
CRITERION = Own("criterion", "a criterion or an indicator", _name, NAME)
OF = Own("of", "an offer, a criterion or an indicator", _name, NAME)
OLD = Own("old", "a published data version", _name, VERSION)
NEW = Own("new", "a published data version, or now", _name, VERSION, NOW)
SAMPLES = number("samples", 1, MOST_SAMPLES, FEW_SAMPLES, True)
DRAWN = (
    choice("space", KINDS, "any"),
    choice("draw", ("nested", "flat"), "nested"),
    number("concentration", *CONCENTRATIONS, 30),
    number("range", 0, 100, 10),
    choice("uncertain", VARY, "weights"),
    SAMPLES,
    number("seed", 0, 2**32 - 1, 0, True),
    number("threshold", 0, 100, 50),
)
CONSENSUS = SAMPLES
LOOKS = (
    choice("size", tuple(SIZES), "slide"),
    choice("paper", ("light", "dark", "transparent"), "light"),
    choice("scale", ("1", "2"), "1"),
)
FRAMEWORK = (
    choice("weights_set", tuple(official().weights), official().weights_named().id),
    number("minimum", 0, 4, usual_level(), whole=True),
)

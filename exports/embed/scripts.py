"""Script and style of a frame in an article: the page's own modules and sheets, put together, never copied."""

import re
from functools import cache
from hashlib import sha256
from pathlib import Path

from exports.svg.fonts import cuts

HERE = Path(__file__).resolve().parent
UI = HERE.parent.parent / "ui"
LIVE = UI / "ranking" / "live"
_BOARD = (
    "compute",
    "dom",
    "gliding",
    "time/through_time",
    "time/days",
    "head",
    "rows",
    "time/scrubber",
    "weights",
    "kept",
    "learned",
    "delivery",
    "turns",
    "answers",
    "board",
)
# Modules of the page, each after those it imports.
MODULES = {Path(name).name: LIVE / f"{name}.js" for name in _BOARD} | {"swipe": UI / "session" / "senses" / "swipe.js"}
SHEETS = (
    UI / "style" / "base.css",
    UI / "style" / "board_table.css",
    UI / "style" / "contrast.css",
    LIVE / "board.css",
    HERE / "embed.css",
)
LETTERS = (("Urgence Sans", 400), ("Urgence Sans", 700), ("Urgence Serif", 700))
_IMPORT = re.compile(r'^import (?:(\w+)|\{([^}]*)\}) from "\.{1,2}/(?:\w+/)?(\w+)\.js";\n', re.M)
_EXPORT = re.compile(r"^export (default )?(?:function (\w*)|const (\w+))", re.M)


@cache
def script() -> str:
    """Return the live board and what answers it inside a frame, as one classic script."""
    return _together(*MODULES, "embed")


@cache
def file_script() -> str:
    """Return the script of a file that verifies itself; js-sha256 serves browsers without WebCrypto on a disk."""
    return (HERE / "sha256.min.js").read_text("utf-8") + _together(*MODULES, "verify", "embed")


def _together(*names: str) -> str:
    texts = ((name, MODULES.get(name, HERE / f"{name}.js").read_text("utf-8")) for name in names)
    return '"use strict";\n' + "".join(_scope(name, text) for name, text in texts)


def _scope(name: str, text: str) -> str:
    """Return a module as a function's scope: what it imports are names of other scopes, what it exports its result.

    Raises ValueError for a module that is not among these, or a form of import or export that they do not use.
    """
    exported = {}

    def bound(match: re.Match) -> str:
        whole, some, module = match.groups()
        if module not in MODULES:
            raise ValueError(f"{name}.js: {module}.js is not among the modules of a frame")
        names = ", ".join(part.strip().replace(" as ", ": ") for part in (some or "").split(",") if part.strip())
        return f"const {f'{{ default: {whole} }}' if whole else f'{{ {names} }}'} = live_{module};\n"

    def named(match: re.Match) -> str:
        default, function, constant = match.groups()
        local = function or constant or "main"
        exported["default" if default else local] = local
        return f"const {local}" if constant else f"function {local}"

    body = _EXPORT.sub(named, _IMPORT.sub(bound, text))
    if wrong := re.search(r"^(import|export)\b.*", body, re.M):
        raise ValueError(f"{name}.js: {wrong[0]}: not a form that the frame's script knows")
    result = ", ".join(f"{key}: {local}" for key, local in exported.items())
    return f"const live_{name} = (() => {{\n{body}\nreturn {{ {result} }};\n}})();\n"


def style() -> str:
    """Return the style sheet of a frame, without its letters."""
    return "\n".join(path.read_text("utf-8") for path in SHEETS)


def served_style() -> str:
    """Return the style sheet with the letters that the board serves, seen from where the style is served."""
    return (
        "".join(
            f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-display: swap; '
            f'src: url("../../../app/static/{name}.woff2") format("woff2"); }}\n'
            for family, weight, _, name in cuts(LETTERS)
        )
        + style()
    )


def height() -> str:
    """Return the script that an article may include, so that each frame is as high as what stands in it."""
    return (HERE / "height.js").read_text("utf-8")


def name_of(text: str) -> str:
    """Return a short name of a text by its content, for an address that may be kept for ever."""
    return sha256(text.encode()).hexdigest()[:12]

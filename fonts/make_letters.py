"""Write fonts/letters.json: which letters each font of fonts/ and fonts/fallback/ holds, as ranges of code points.

    python fonts/make_letters.py

Needs fonttools, as make_fonts.py does; what reads the list at run time needs neither. The fallback fonts are Noto Sans
(SIL Open Font License 1.1) for the scripts of Europe, Africa and Asia, and Droid Sans Fallback (Apache License 2.0) for
Han and kana, 8 MB together. Hangul and pictures such as emoji are left out for their size.
"""

import json
from itertools import groupby
from pathlib import Path

from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent


def ranges(points: set[int]) -> list[tuple[int, int]]:
    """Return the points as (first, last) of each run."""
    runs = groupby(enumerate(sorted(points)), key=lambda pair: pair[1] - pair[0])
    return [(held[0][1], held[-1][1]) for held in ([*run] for _, run in runs)]


def main() -> None:
    """Read every font, write the list."""
    found = {}
    for path in [*sorted(HERE.glob("*Regular.ttf")), *sorted((HERE / "fallback").glob("*.ttf"))]:
        font = TTFont(path)
        found[font["name"].getDebugName(1)] = ranges(set(font.getBestCmap()))
    lines = [f"  {json.dumps(name)}: {json.dumps(held, separators=(',', ':'))}" for name, held in found.items()]
    (HERE / "letters.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main()

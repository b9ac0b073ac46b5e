"""Cut the board's fonts from Adobe's variable Source Sans 3 and Source Serif 4 (SIL Open Font License 1.1).

    python fonts/make_fonts.py SourceSans-Upright.woff2 SourceSans-Italic.woff2 SourceSerif-Roman.woff2 \
        SourceSerif-Italic.woff2

TTF for files made without a browser, here; WOFF2 for the screen and for pages, in static/, which the board serves.

Needs fonttools and brotli. The cuts are smaller than the originals, so the licence asks for another name than "Source".
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

HERE = Path(__file__).resolve().parent
SERVED = HERE.parent / "static"
SCREEN_ONLY = {"SerifItalic"}
LETTERS = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *range(0x218, 0x21C),
    0x2C6,
    0x2DA,
    0x2DC,
    *range(0x2000, 0x2070),
    0x20AC,
    0x2116,
    0x2122,
    *range(0x2190, 0x219A),
    0x2212,
    0x2248,
    0x2260,
    0x2264,
    0x2265,
    0x221E,
    0x2713,
    0x25A0,
    0x25B2,
    0x25B6,
    0x25BC,
    0x25C0,
    0x25C6,
    0x25CB,
    0x25CF,
]
FEATURES = ["kern", "mark", "mkmk", "locl", "ccmp", "lnum", "tnum", "liga"]
CUTS = {
    "Sans": ("Regular", 0, {"wght": 400}),
    "SansBold": ("Bold", 0, {"wght": 700}),
    "SansItalic": ("Italic", 1, {"wght": 400}),
    "Serif": ("Regular", 2, {"wght": 400, "opsz": 12}),
    "SerifBold": ("Bold", 2, {"wght": 620, "opsz": 30}),
    "SerifItalic": ("Italic", 3, {"wght": 400, "opsz": 20}),
}


def cut(source: Path, family: str, style: str, axes: dict) -> TTFont:
    """Return one static font with the letters of LETTERS, named `family` `style`."""
    font = instancer.instantiateVariableFont(TTFont(source), axes, inplace=True)
    options = Options(
        layout_features=FEATURES, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14], notdef_outline=True, hinting=False
    )
    maker = Subsetter(options)
    maker.populate(unicodes=LETTERS)
    maker.subset(font)
    names = {
        1: family,
        2: style,
        3: f"{family} {style}",
        4: f"{family} {style}",
        6: f"{family}-{style}".replace(" ", ""),
    }
    for record in list(font["name"].names):
        if record.nameID in names:
            record.string = names[record.nameID]
        elif record.nameID in (16, 17, 25):
            font["name"].removeNames(nameID=record.nameID)
    font["OS/2"].usWeightClass = 700 if style == "Bold" else 400
    font["OS/2"].fsSelection = {"Regular": 64, "Bold": 32, "Italic": 1}[style]
    font["head"].macStyle = {"Regular": 0, "Bold": 1, "Italic": 2}[style]
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    return font


def main(sources: list[Path]) -> None:
    """Write every cut: TTF beside this file, WOFF2 into static/."""
    for name, (style, which, axes) in CUTS.items():
        family = "Urgence Serif" if name.startswith("Serif") else "Urgence Sans"
        font = cut(sources[which], family, style, axes)
        stem = f"{family}-{style}".replace(" ", "")
        font.flavor = None
        if name not in SCREEN_ONLY:
            font.save(HERE / f"{stem}.ttf")
        font.flavor = "woff2"
        font.save(SERVED / f"{stem}.woff2")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:5]])

"""A chart as a picture to take away, and the whole screen's answer as a report: made when asked for, not before."""

from collections.abc import Callable

import streamlit as st

from exports.answers import View
from exports.frame import SIZES
from exports.picture import FORMS, picture
from exports.report import html, report
from exports.slides import slides
from ranking.readiness import DEFAULT_BUNDLE
from ui import address, robustness, share
from words.language import Language

KINDS = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf", "html": "text/html",
         "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation"}
ENTRIES = {"tradeoff": ("sides",), "plane": ("sides",), "ready": ("bundle",), "robustness": ("vary",),
           "stakeholders": ("voices",)}


def buttons(board, what: str) -> None:
    """The popover "Picture" under the chart `what`: size, form, theme, language, then the file."""
    say = board.say
    with st.popover(say("Picture"), key=f"picture_{what}", width="content"):
        size = _choice(say("Size"), list(SIZES), f"size_{what}", _sizes(say))
        form = _choice(say("Form"), list(FORMS), f"form_{what}", {f: f.upper() for f in FORMS})
        double = form == "png" and st.toggle(say("Twice the pixels"), key=f"double_{what}")
        dark = st.toggle(say("Dark"), key=f"dark_{what}", value=st.context.theme.type == "dark")
        clear = st.toggle(say("Transparent ground"), key=f"clear_{what}")
        lang = _choice(say("Language"), ["fr", "en"], f"lang_{what}", {"fr": "Français", "en": "English"}, say.code)
        view, base, evidence, scenario = _view(what), share.base(), board.evidence, board.scenario
        _file(say("Download the picture"), f"{what}-{scenario.as_of}-{evidence.version}-{size}.{form}", form,
              lambda: picture(evidence, scenario, what, form, size, 2 if double else 1, lang, dark, clear, base, view))


def report_buttons(board) -> None:
    """Report as PDF, as a page that works offline, and as slides."""
    say, evidence, scenario, base = board.say, board.evidence, board.scenario, share.base()
    stem = f"{scenario.as_of}-{evidence.version}"
    with st.popover(say("Report"), key="report", width="content"):
        _file(say("Report (PDF, A4)"), f"rapport-{stem}.pdf", "pdf", lambda: report(evidence, scenario, say.code, base))
        _file(say("Report (one HTML page, works offline)"), f"rapport-{stem}.html", "html",
              lambda: html(evidence, scenario, say.code, base))
        _file(say("Slides (PPTX)"), f"diapositives-{stem}.pptx", "pptx",
              lambda: slides(evidence, scenario, say.code, base))


def _view(what: str) -> View:
    """What the screen shows beyond its scenario, where that enters the picture."""
    found = address.entries(ENTRIES.get(what, ()))
    asked = robustness.parse(found.get("vary", ""))
    sides = tuple(found["sides"].split(",")) if "sides" in found else None
    bundle = tuple(found["bundle"].split(",")) if "bundle" in found else DEFAULT_BUNDLE
    return View(sides, bundle, asked.kind, asked.nested, asked.concentration, asked.width, asked.grades,
                tuple(sorted(found.items())))


def _choice(label: str, options: list[str], key: str, names: dict[str, str], first: str | None = None) -> str:
    return st.segmented_control(label, options, key=key, format_func=names.get, default=first or options[0],
                                required=True)


def _sizes(say: Language) -> dict[str, str]:
    return {"slide": say("slide"), "report": say("page"), "square": say("square"), "projector": say("projector")}


def _file(label: str, name: str, form: str, make: Callable[[], bytes]) -> None:
    st.download_button(label, data=make, file_name=name, mime=KINDS[form], on_click="ignore", key=f"take_{name}",
                       type="tertiary")

"""The pictures of a page as their files show them, and these files, made when asked for."""

from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from address.entries import CARRIED, PAGES, of_picture
from address.page_entries import PageEntries, page_entries_of
from exports.pictures.picture import Picture
from exports.pictures.picture_file import FORMS, picture, picture_of
from exports.svg.picture_frame import SIZES
from ranking.errors import BoardError
from ui.parts import picture_sets
from ui.parts.charting import look, show
from ui.parts.replies import open_replies
from ui.parts.tables import escaped, reading
from ui.session import address, routes
from ui.session.page import Page
from ui.session.widgets import hatch
from words.language import Language
from words.refusals import reason_sentence

KINDS = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
}
# Entries of single screens, which a set of pictures shows as its screens do.
_SEEN = "picture_previewed"
OWN = tuple(row.key for row in PAGES.values() if row.pictures and not row.carried)


def picture_shown(page: Page, what: str) -> Picture:
    """Return the picture `what` of this screen, as its files show it. Raises Refusal where there is nothing to show."""
    view = page_entries_of(address.entries(of_picture(what)), page.evidence)
    return picture_of(page.say, page.evidence, page.scenario, what, view)


def chart(
    page: Page,
    what: str,
    height: int,
    key: str,
    alt: str = "",
    on_click: Callable[[Any], None] | None = None,
    tall: int | None = None,
) -> Picture:
    """Draw the figure of the picture `what` and return the picture; `alt`: its text alternative, if not its title."""
    picture_drawn = picture_shown(page, what)
    show(picture_drawn.draw(look(height, tall=tall)), key, alt or picture_drawn.title, on_click)
    return picture_drawn


def under(page: Page, what: str, *more: str) -> None:
    """Draw how the picture `what` is read, in the words of its files, and what a hand can do."""
    reading(" ".join(filter(None, (picture_shown(page, what).reading, *more))))


def buttons(page: Page, what: str, entries: Mapping[str, str] | None = None) -> None:
    """Draw the popover "Picture" under a chart that is not always on its page; the others are under "Export".

    entries  as `offered` takes them
    """
    part = hatch(page.say("Picture"), f"picture_{what}")
    if part.open:
        with part:
            offered(page, what, entries)


def offered(page: Page, what: str, entries: Mapping[str, str] | None = None, preview: bool = False) -> None:
    """Draw what a picture's file may be (size, form, theme, language), the download, and sets of several.

    entries  what the picture shows beside the scenario, where that is not in the address: no set is then offered
    preview  whether the picture is shown first, as its file will be
    """
    say = page.say
    with st.container(gap="xsmall"):
        seen = st.container() if preview else None
        # What is taken away stands above what it may be: in a low window nobody has to scroll to it.
        take = st.container()
        chosen = choices(say, what)
        evidence, scenario, base = page.evidence, page.scenario, routes.base()
        # A set takes what every screen shows; a picture alone carries in its link only what enters it.
        own, waiting = address.entries(of_picture(what)) if entries is None else entries, open_replies(evidence)
        view = replace(page_entries_of(own, evidence), replies=waiting)
        if seen:
            with seen:
                _preview(page, what, chosen.size, chosen.lang, chosen.dark, view)
        with take:
            download(
                say,
                f"{what}-{scenario.as_of}-{evidence.version}",
                chosen,
                lambda: picture(evidence, scenario, what, **vars(chosen), base=base, view=view),
            )
        if entries is not None:
            return
        picture_sets.draw(
            page,
            what,
            {
                **vars(chosen),
                "base": base,
                "view": replace(page_entries_of(address.entries((*CARRIED, *OWN)), evidence), replies=waiting),
            },
        )


@dataclass(frozen=True)
class Chosen:
    """What a picture's file is to be, by the names that exports give these settings."""

    form: str
    size: str
    scale: int
    lang: str
    dark: bool
    transparent: bool


def choices(say: Language, what: str) -> Chosen:
    """Draw what a picture's file may be, and return what was chosen. what: the widgets' own name."""
    size = _choice(say("Size"), list(SIZES), f"size_{what}", _sizes(say))
    form = _choice(say("Form"), list(FORMS), f"form_{what}", _forms(say))
    with st.container(horizontal=True, gap="small"):
        dark = st.toggle(say("Dark"), key=f"dark_{what}", value=st.context.theme.type == "dark")
        clear = st.toggle(say("Transparent ground"), key=f"clear_{what}")
        double = form == "png" and st.toggle(say("Twice the pixels"), key=f"double_{what}")
    lang = _choice(say("Language"), ["fr", "en"], f"lang_{what}", {"fr": "Français", "en": "English"}, say.code)
    return Chosen(form, size, 2 if double else 1, lang, dark, clear)


def download(say: Language, stem: str, chosen: Chosen, make: Callable[[], bytes]) -> None:
    """Draw the button that hands a picture's file over."""
    ending = FORMS[chosen.form]
    _file(say("Download the picture"), f"{stem}-{chosen.size}.{ending}", ending, make, "primary")


def _preview(page: Page, what: str, size: str, lang: str, dark: bool, view: PageEntries) -> None:
    """Show the picture as its file will be, kept until another is asked for; or why there is none."""
    question = (page.scenario, page.evidence.version, what, size, lang, dark, repr(view))
    seen = st.session_state.get(_SEEN)
    try:
        if not seen or seen[0] != question:
            made = picture(page.evidence, page.scenario, what, "png", size, 1, lang, dark, False, routes.base(), view)
            seen = st.session_state[_SEEN] = question, made
        title = escaped(picture_shown(page, what).title)
        source = f"data:image/png;base64,{b64encode(seen[1]).decode()}"
        st.html(f'<img class="ex-preview" alt="{title}" src="{source}">')
    except BoardError as error:
        st.text(reason_sentence(page.say, error))


def _choice(label: str, options: list[str], key: str, names: dict[str, str], first: str | None = None) -> str:
    return st.segmented_control(
        label, options, key=key, format_func=names.get, default=first or options[0], required=True
    )


def _sizes(say: Language) -> dict[str, str]:
    return {"slide": say("slide"), "report": say("page"), "square": say("square"), "projector": say("projector")}


def _forms(say: Language) -> dict[str, str]:
    return {"png": "PNG", "svg-outlines": "SVG", "svg": say("SVG for editing"), "pdf": "PDF"}


def _file(label: str, name: str, form: str, make: Callable[[], bytes], kind: str = "tertiary") -> None:
    st.download_button(
        label, data=make, file_name=name, mime=KINDS[form], on_click="ignore", key=f"take_{name}", type=kind
    )

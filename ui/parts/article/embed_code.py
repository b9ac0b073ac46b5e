"""The code of a frame for an article, under "Export": what it shows, what of it stays, in which language and theme."""

import streamlit as st

from address.entries import CARRIED, PAGES
from exports.embed.code import snippet
from exports.embed.page import BOARD, THEMES
from exports.embed.text import Follow, linked, query
from exports.pictures.catalogue import SCREENS
from ui.session import address, routes
from ui.session.page import Page
from words.language import LANGUAGES, Language
from words.pictures import picture_name

# The reader's own language, beside those that a frame may be fixed to.
READERS = "reader"
# Entries of the ranking's page that a frame follows.
LOOKS = ("sort", "pin", "lock")


def shown(page: str) -> tuple[str, ...]:
    """Return what a frame may show of a page: the live board, its pictures."""
    return ((BOARD,) if page == routes.FIRST else ()) + tuple(SCREENS.get(page, ()))


def code(page: Page, name: str) -> tuple[str, str]:
    """Draw the choices; return the frame's address and the code for the article."""
    say, every = page.say, shown(name)
    named = {what: say("Live board") if what == BOARD else picture_name(say, what) for what in every}
    what = _choice(say("What the frame shows"), every, "embed_what", named)
    kind = _choice(say("Day and data"), ("fixed", "living"), "embed_kind", _kinds(say))
    code = _choice(say("Language"), (page.say.code, *_others(say), READERS), "embed_lang", _languages(say))
    theme = _choice(say("Theme"), THEMES, "embed_theme", _themes(say))
    follow = Follow(kind == "living", kind == "living")
    entries = linked(page.evidence, page.scenario, code, address.entries((*CARRIED, *LOOKS, *_own(what))), follow)
    if code == READERS:
        del entries["lang"]
    entries |= {} if theme == THEMES[0] else {"theme": theme}
    there = f"{routes.base()}/embed/{what}?{query(entries)}"
    return there, snippet(routes.base(), there, say("Urgency or sovereignty"), what)


def _own(what: str) -> tuple[str, ...]:
    return tuple(row.key for row in PAGES.values() if what in row.pictures)


def _choice(label: str, options: tuple[str, ...], key: str, names: dict[str, str]) -> str:
    if len(options) == 1:
        return options[0]
    chosen = st.segmented_control(label, options, key=key, format_func=names.get, default=options[0], required=True)
    return chosen if chosen in options else options[0]


def _kinds(say: Language) -> dict[str, str]:
    return {"fixed": say("Fixed to this day and these data"), "living": say("Following day and data")}


def _others(say: Language) -> tuple[str, ...]:
    return tuple(code for code in LANGUAGES if code != say.code)


def _languages(say: Language) -> dict[str, str]:
    return {"fr": "Français", "en": "English", READERS: say("The reader's")}


def _themes(say: Language) -> dict[str, str]:
    return {"auto": say("The reader's"), "light": say("Light"), "dark": say("Dark")}

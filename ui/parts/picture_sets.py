"""All pictures of a screen, or of the board, as one ZIP: made on request, with its progress, stopped by leaving."""

from typing import Any

import streamlit as st

from exports.export_queue import export_queue
from exports.pictures.catalogue import SCREENS
from exports.pictures.picture_zip import ALL, pictures_of, steps
from ranking.errors import BoardError
from ui.session.page import Page
from words.refusals import reason_text

_MADE = "set_of_pictures"


def draw(page: Page, what: str, choices: dict[str, Any]) -> None:
    """Draw two buttons that make a ZIP, then the one that hands it over.

    choices  size, form and the rest, as exports.pictures.picture_zip.steps takes them
    """
    say, screen = page.say, next((s for s, names in SCREENS.items() if what in names), what)
    key = (page.scenario, page.evidence.version, tuple(choices.items()))
    st.caption(say("Several pictures at once, in the same size and form"))
    with st.container(horizontal=True, gap="small"):
        for scope in dict.fromkeys((screen, ALL)):
            n = len(pictures_of(scope))
            label = (
                say("Every picture of the board ({n})", n=n)
                if scope == ALL
                else say.plural("This screen ({n} picture)", "This screen ({n} pictures)", n)
            )
            if st.button(label, key=f"set_{scope}_{what}", type="tertiary"):
                _make(page, scope, (scope, *key), choices)
    made = st.session_state.get(_MADE)
    if made and made[0][1:] == key:
        st.download_button(
            say("Download the ZIP ({size} MB)", size=say.number(len(made[1]) / 1e6, 1)),
            made[1],
            f"images-{made[0][0]}-{page.scenario.as_of}-{page.evidence.version}.zip",
            "application/zip",
            on_click="ignore",
            key=f"take_set_{what}",
        )


def _make(page: Page, scope: str, key: tuple, choices: dict[str, Any]) -> None:
    """Make the set; one is kept a visitor. Each step lets Streamlit stop the work where the visitor has moved on."""
    say = page.say
    st.session_state.pop(_MADE, None)
    bar = st.progress(0.0)
    work = steps(page.evidence, page.scenario, pictures_of(scope), **choices)
    try:
        with export_queue.begun():
            while True:
                done, total = next(work)
                bar.progress(done / total, say("Picture {n} of {total}…", n=min(done + 1, total), total=total))
    except StopIteration as end:
        st.session_state[_MADE] = (key, end.value)
    except BoardError as error:
        st.warning(say("The set could not be made: {reason}.", reason=reason_text(say, error)), icon=None)
    finally:
        work.close()
    bar.empty()

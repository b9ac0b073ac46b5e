"""Which points of view stand side by side: documented, the visitor's own, pasted links; all of it in the address."""

import streamlit as st

from address import pasted as links
from address import viewpoints as written
from address.viewpoints import ME, MOST
from ranking.people.agreement import Agreement, Voice
from results import people
from ui.session import address, routes
from ui.session.page import Page
from ui.session.widgets import keep, literal

KEY, PASTED, KNOWN, TRIED = "voices", "voices_pasted", "voices_known", "voices_tried"


def chosen(page: Page) -> tuple[str, ...]:
    """Return the entries in force."""
    return written.chosen(address.entry(KEY) or "", page.evidence, page.scenario)


def voices(page: Page, entries: tuple[str, ...]) -> tuple[Voice, ...]:
    """Return the points of view of the entries, each put to the board's own day, must-haves and policies."""
    return written.voices(page.say, page.evidence, page.scenario, entries)


def together(page: Page, entries: tuple[str, ...]) -> Agreement:
    """Return the points of view side by side. Raises BoardError."""
    return people.agreement(page.evidence, voices(page, entries))


def chooser(page: Page, entries: tuple[str, ...]) -> None:
    """Draw chips for every point of view there is, and a field for links."""
    say, evidence = page.say, page.evidence
    dropped = [e for e in written.entries(address.entry(KEY) or "") if not written.opened(e, evidence, page.scenario)]
    for entry in dropped:
        st.text(say("“{entry}” of this link is no point of view that can be used; left out.", entry=entry[:60]))
    usable = [k for k, p in evidence.profiles.items() if p.usable]
    pasted = [e for e in dict.fromkeys([*st.session_state.get(KNOWN, ()), *entries]) if e != ME and e not in usable]
    st.session_state[KNOWN] = pasted
    options = [*usable, ME, *pasted]
    names = dict(zip(options, (v.name for v in voices(page, tuple(options))), strict=True))
    with st.expander(say("Whose points of view: {n} of {all}", n=len(entries), all=len(options)), key="voices_box"):
        keep("voices_chips", [o for o in options if o in entries])
        st.pills(
            say("Points of view set side by side"),
            options,
            selection_mode="multi",
            key="voices_chips",
            format_func=lambda entry: literal(names[entry]),
            on_change=_choose,
            args=(page, tuple(options)),
        )
        _links(page)


def _links(page: Page) -> None:
    """The field for links; what cannot be used stays in it, each line with its sentence."""
    say = page.say
    st.text_area(
        say("Links to this board, one per line"),
        key=PASTED,
        height=96,
        max_chars=written.LONGEST,
        placeholder=say("Anne: https://…?date=…&pillars=…"),
        help=say(
            "Only the weights of a link count here: date, must-haves and rules are those at the side, "
            "the same for all. A link is read, never opened. A name before it is shown as typed."
        ),
    )
    st.button(say("Set these beside the others"), key="voices_add", on_click=_paste, args=(page, routes.base()))
    text = st.session_state.get(PASTED, "")
    if text and text == st.session_state.get(TRIED):
        _, refused = links.from_lines(text, page.evidence, page.scenario.as_of, routes.base())
        for line, error in refused.items():
            st.text(links.sentence(say, page.evidence, line, error))
        if not refused:
            st.text(say("At most {n} points of view can stand side by side; remove some first.", n=MOST))


def _choose(page: Page, options: tuple[str, ...]) -> None:
    picked = set(st.session_state["voices_chips"])
    _put(page, tuple(o for o in options if o in picked) or (ME,))


def _paste(page: Page, home: str) -> None:
    text = st.session_state.get(PASTED, "")
    codes, refused = links.from_lines(text, page.evidence, page.scenario.as_of, home)
    now = chosen(page)
    if len(dict.fromkeys((*now, *codes))) > MOST:
        st.session_state[TRIED] = text
        return
    if codes:
        _put(page, tuple(dict.fromkeys((*now, *codes))))
    left = [line for n, line in enumerate(text.splitlines(), 1) if n in refused]
    st.session_state[PASTED] = st.session_state[TRIED] = "\n".join(left)


def _put(page: Page, entries: tuple[str, ...]) -> None:
    address.show(KEY, None if set(entries) == set(written.usual(page.evidence, page.scenario)) else ",".join(entries))

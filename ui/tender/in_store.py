"""A dossier on the server: kept under a code, opened by it, saved again, deleted for good."""

import logging
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from ranking.errors import BoardError
from ranking.tender.dossier import Dossier
from ranking.tender.dossier_file import read, written
from store import keys
from store.connecting import if_writable
from store.dossiers import cipher, dossiers
from store.engine import StoreError, store
from store.refused import Refused
from ui.parts import store_access
from ui.session.page import Page
from ui.tender import files, session_dossier
from ui.tender.session_dossier import STORE, KeptDossier
from words.language import Language

T = TypeVar("T")
CODE, FORM = "tender_code", "tender_kept"
_LOG = logging.getLogger("board.tender")


def draw(page: Page, dossier: Dossier | None) -> None:
    """Draw the way to a dossier on the server; of one that is there, its code, what it lacks, and its end."""
    say, on_server = page.say, session_dossier.kept()
    if on_server is not None:
        session_dossier.draw_troubles(STORE, once=False)
        _kept(say, on_server)
        return
    with st.expander(say("On the server, under a code"), expanded=session_dossier.waiting(STORE)):
        # Until something else is done here: a run that follows at once would close it over the sentence.
        session_dossier.draw_troubles(STORE, once=False)
        st.text(
            say.plural(
                "What is stored cannot be read without a code that is drawn for it; whoever has the code can open, "
                "change and delete the dossier, and nobody can find a lost code again. The dossier is deleted {n} day "
                "after its last save.",
                "What is stored cannot be read without a code that is drawn for it; whoever has the code can open, "
                "change and delete the dossier, and nobody can find a lost code again. The dossier is deleted {n} days "
                "after its last save.",
                dossiers.DAYS,
            )
        )
        if dossier is not None:
            _keep_button(say)
        with st.form("tender_code_form", border=False):
            st.text_input(say("Code of a dossier"), key=CODE, max_chars=60, autocomplete="off")
            st.form_submit_button(
                say("Open the dossier of this code"), key="tender_open_code", on_click=_open, args=(say,)
            )


def _keep_button(say: Language, key: str = "tender_keep_new") -> None:
    code = store_access.once(FORM, cipher.new_code)
    label = say("Keep the dossier on the server") if key == "tender_keep_new" else say("Keep mine under a new code")
    st.button(label, key=key, type="primary", on_click=_keep, args=(say, code))


def _kept(say: Language, on_server: KeptDossier) -> None:
    day = say.day(on_server.expires.date())
    with st.container(key="tender_on_server"):
        st.text(say("Kept on the server until {day}, under this code. Note it: nobody can find it again.", day=day))
        st.code(keys.grouped(on_server.code), language=None)
        missing = session_dossier.changed_since(on_server.dossier)
        if on_server.other is not None:
            _two_windows(say, on_server)
            return
        st.text(
            say("Not on the server yet: {parts}.", parts=files.parts_text(say, missing))
            if missing
            else say("The server has the dossier as it is here.")
        )
        with st.container(horizontal=True, gap="small"):
            st.button(
                say("Save on the server"),
                key="tender_save_kept",
                type="primary" if missing else "secondary",
                on_click=_save,
                args=(say,),
            )
            with st.popover(say("Delete from the server…"), key="tender_delete_ask"):
                st.text(say("It is deleted for good, for everybody who has the code. It stays open here until closed."))
                st.button(say("Delete for good"), key="tender_delete_kept", on_click=_delete, args=(say,))


def _two_windows(say: Language, on_server: KeptDossier) -> None:
    """Say that another window came first, and let its author choose: nothing is overwritten."""
    st.warning(
        say(
            "Another window has saved this dossier meanwhile (save {there}; this one began from save {here}). Nothing "
            "was overwritten: yours is not on the server.",
            there=on_server.other,
            here=on_server.number,
        ),
        icon=None,
    )
    with st.container(horizontal=True, gap="small"):
        st.button(
            say("Open what is on the server, and lose mine"),
            key="tender_theirs",
            on_click=_theirs,
            args=(say, on_server.code),
        )
        _keep_button(say, "tender_keep_mine")


def _keep(say: Language, code: str) -> None:
    """Keep the dossier under the code drawn with the form: a second press cuts the first one's run short."""

    def begin() -> dossiers.Save:
        store_access.count("keep")
        return dossiers.begin(store(), code, written(session_dossier.dossier()), store_access.now())

    if save := _attempt(say, begin):
        _note(code, save)
        store_access.used(FORM)


def _save(say: Language) -> None:
    on_server, text = session_dossier.kept(), written(session_dossier.dossier())

    def save() -> dossiers.Save | None:
        store_access.count("write")
        try:
            return dossiers.save(store(), on_server.code, text, on_server.number, store_access.now())
        except Refused as refused:
            if refused.reason == "saved_meanwhile":
                session_dossier.note_kept(replace(on_server, other=refused.about["number"]))
                return None
            raise

    if done := _attempt(say, _or_gone(save)):
        _note(on_server.code, done)


def _open(say: Language) -> None:
    typed = keys.read(st.session_state[CODE])
    session_dossier.settle(STORE)
    if not cipher.is_code(typed):
        session_dossier.trouble(
            [
                say.plural(
                    "A dossier’s code is {n} letter or digit, without 0, 1, I, L and O; copy it as it was shown.",
                    "A dossier’s code is {n} letters and digits, without 0, 1, I, L and O; copy it as it was shown.",
                    cipher.CODE,
                )
            ],
            STORE,
        )
        return

    def opened() -> bool:
        try:
            return _opened(typed)
        except Refused as refused:
            if refused.reason == "no_dossier":
                # Not under what was typed: a counter that servers share must not hold what may be nearly a code.
                store_access.count("miss")
            raise

    if _attempt(say, opened):
        st.session_state[CODE] = ""


def _theirs(say: Language, code: str) -> None:
    """Open what another window saved, in the place of what is here."""
    _attempt(say, _or_gone(partial(_opened, code, anyway=True)))


def _opened(code: str, anyway: bool = False) -> bool:
    """Hold the dossier of a code. Raises Refused, TenderError where the one that is open has unsaved changes."""
    engine, now = store(), store_access.now()
    if_writable(engine, dossiers.purge, engine, now)
    content, save = dossiers.opened(engine, code, now)
    files.take(read(content), anyway)
    _note(code, save)
    return True


def _delete(say: Language) -> None:
    def delete() -> bool:
        dossiers.remove(store(), session_dossier.kept().code, store_access.now())
        return True

    if _attempt(say, _or_gone(delete)):
        session_dossier.note_not_kept(lost=True)


def _or_gone(do: Callable[[], T]) -> Callable[[], T | None]:
    """Return `do` for a dossier that is open: where it is on the server no more, that is said, and it stays here."""

    def done() -> T | None:
        try:
            return do()
        except Refused as refused:
            if refused.reason != "no_dossier":
                raise
            session_dossier.note_not_kept(lost=True)
            raise Refused("gone") from None

    return done


def _note(code: str, save: dossiers.Save) -> None:
    session_dossier.note_kept(KeptDossier(code, save.number, session_dossier.dossier(), save.expires))
    session_dossier.note_saved()


def _attempt(say: Language, do: Callable[[], T]) -> T | None:
    """Return what `do` returns, or None where the store refuses or fails: why is kept to be drawn."""
    session_dossier.settle(STORE)
    try:
        return do()
    except Refused as refused:
        _LOG.info("refused: %s", refused.reason, extra={"code": f"refused-{refused.reason}"})
        session_dossier.trouble([_refusal(say, refused)], STORE)
    except (StoreError, SQLAlchemyError):
        # The reason may hold names of machines and files: it is for the server's keeper, not for visitors.
        session_dossier.trouble([say("The store of dossiers cannot be reached just now; please try again.")], STORE)
    except BoardError as error:
        session_dossier.trouble([say("This dossier cannot be opened: {reason}.", reason=say.told(error))], STORE)
    return None


def _refusal(say: Language, refused: Refused) -> str:
    """Return why the store said no, and what can be done."""
    most, length = (say.number(refused.about.get(key, 0) / 1e6, 1) for key in ("most", "length"))
    return {
        "no_dossier": say("There is no such dossier: the code is mistyped, or it was deleted or has expired."),
        "gone": say("The dossier is no longer on the server: deleted meanwhile, or expired. It is still open here."),
        "altered": say(
            "What is kept under this code was altered or damaged, and does not open; the server’s log says so."
        ),
        "too_large": say(
            "The dossier is too large for the server: {length} MB, {most} are possible. Save it as a file.",
            length=length,
            most=most,
        ),
        "full": say("This server keeps no more dossiers at present. Save it as a file."),
        "too_often": say("Too many attempts from here. Please wait a few minutes."),
    }[refused.reason]

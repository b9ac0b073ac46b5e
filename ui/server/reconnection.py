"""What a browser says that its session does not expect: of a page unknown to it, or of one that is being left."""

from collections.abc import Callable
from functools import wraps

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession

# Of a session: the page left last, the one asked for since, and its query.
_PAGES = "board_pages"

Request = Callable[[AppSession, ClientState | None], None]


def install() -> None:
    """Make new sessions draw the whole page first, and all sessions the page asked for last. Call it once."""
    AppSession.request_rerun = on_the_page_asked(whole_at_first(AppSession.request_rerun))


def whole_at_first(request: Request) -> Request:
    """Return `request(session, asked)` under which a session draws the whole page first.

    Streamlit drops a run of a part (fragment) that it does not know, and the press that asked for it, without a word.
    As a run of the page it is heard, and what could not be carried out is said (ui.session.connection). A part's own
    clock does not interrupt the run that is going on.
    """

    @wraps(request)
    def asked(session: AppSession, client_state: ClientState | None) -> None:
        if client_state is not None and client_state.fragment_id and not _has_drawn(session):
            known = session.has_fragment(client_state.fragment_id)
            if not known and not (client_state.is_auto_rerun and session._scriptrunner is not None):
                client_state.fragment_id = ""
        request(session, client_state)

    return asked


def on_the_page_asked(request: Request) -> Request:
    """Return `request(session, asked)` under which what is said on a page that is being left counts on the next one.

    The browser tells a change of a control a moment after it, as of the page where it stands; a link pressed within
    that moment is told first. Streamlit then draws the page that was left, or a part of it and nothing around it. Who
    presses a link brings no states of controls. A part's own clock has nothing to say on another page.
    """

    @wraps(request)
    def asked(session: AppSession, client_state: ClientState | None) -> None:
        if client_state is not None and client_state.page_script_hash:
            page_asked, (left, here, query) = client_state.page_script_hash, getattr(session, _PAGES, ("", "", ""))
            if not client_state.fragment_id and not client_state.widget_states.widgets:
                here = here or session._client_state.page_script_hash
                setattr(session, _PAGES, (here if page_asked != here else left, page_asked, client_state.query_string))
            elif page_asked != left:
                setattr(session, _PAGES, ("", page_asked, ""))
            elif client_state.is_auto_rerun:
                return
            else:
                client_state.page_script_hash, client_state.query_string = here, query
                client_state.fragment_id = ""
        request(session, client_state)

    return asked


def _has_drawn(session: AppSession) -> bool:
    """Return whether a run of this session has ended: it then keeps the states of the page's controls."""
    return bool(session._client_state.widget_states.widgets)

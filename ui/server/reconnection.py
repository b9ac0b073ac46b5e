"""A page whose server is gone, and whose next message is the first that its new server hears of it."""

from collections.abc import Callable
from functools import wraps

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession

Request = Callable[[AppSession, ClientState | None], None]


def install() -> None:
    """Make new sessions draw the page whatever part of it they are asked for first. Call it once."""
    AppSession.request_rerun = whole_at_first(AppSession.request_rerun)


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


def _has_drawn(session: AppSession) -> bool:
    """Return whether a run of this session has ended: it then keeps the states of the page's controls."""
    return bool(session._client_state.widget_states.widgets)

"""Sessions whose page asks for a file; all other uploads are refused (ui/server/guard.py)."""

from collections import OrderedDict
from threading import Lock

from streamlit.runtime.scriptrunner import get_script_run_ctx

FILE_PAGES = frozenset({"records", "framework", "tender"})
MOST = 10_000
_asking: OrderedDict[str, None] = OrderedDict()
_lock = Lock()


def on_page(page: str) -> None:
    """Note whether this session's page asks for a file; called whenever a page is opened."""
    context = get_script_run_ctx()
    if context is None:
        return
    with _lock:
        _asking.pop(context.session_id, None)
        if page in FILE_PAGES:
            _asking[context.session_id] = None
            while len(_asking) > MOST:
                _asking.popitem(last=False)


def expected(session: str) -> bool:
    """Return whether the session with this id stands on a page that asks for a file."""
    with _lock:
        return session in _asking
